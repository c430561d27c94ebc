"""Why a messenger did not answer «paradnaya check» as it should: in Russian, with the setting.

Doors tell what happened in the messenger's own words, for the log. Here a person reads which line
of their ``.env`` is wrong; the messenger's words stand behind, where they help.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from bots.doors.door import DoorError, Later, Misconfigured, Rejected
from bots.settings import Settings

NAMES = {"telegram": "Telegram", "vk": "VK", "max": "MAX"}
SERVERS = {
    "telegram": "api.telegram.org",
    "vk": "api.vk.com",
    "max": "platform-api2.max.ru",
}

_VK_CODE = re.compile(r"VK (\d+):")

_OF_TOKEN = frozenset({5, 27, 28})
"""VK: authorization failed, of the person, of the community, of the application."""

_OF_GROUP = frozenset({15, 100, 104, 125, 203})
"""VK: no access, a parameter is wrong, not found, no such community, no access to it."""


def diagnosis(door: str, error: DoorError, settings: Settings) -> str:
    """What is wrong, and with which setting. Secrets are not in it."""
    name = NAMES.get(door, door)
    if isinstance(error, Later):
        return f"{name} просит подождать {error.seconds:.0f} с — повторите проверку позже"
    if isinstance(error, Misconfigured | Rejected):
        return _REFUSALS[door](error, settings) or f"{name} отказывает: {error}"
    api = {"telegram": settings.telegram.api, "vk": settings.vk.api, "max": settings.max.api}[door]
    if api is None:
        return f"нет связи с {name} ({SERVERS[door]}) — проверьте сеть ({error})"
    server = urlsplit(api).hostname
    setting = f"PARADNAYA_{door.upper()}__API"
    return f"{setting}: нет связи с {name} ({server}) — проверьте адрес и сеть ({error})"


def _of_telegram(error: DoorError, settings: Settings) -> str:
    del settings
    if isinstance(error, Misconfigured):
        return "PARADNAYA_TELEGRAM__TOKEN: Telegram не узнаёт токен — возьмите его у @BotFather"
    if "webhook" in str(error).lower():
        return f"PARADNAYA_WEB__PUBLIC: Telegram не принимает этот адрес ({error})"
    return ""


def _of_vk(error: DoorError, settings: Settings) -> str:
    found = _VK_CODE.match(str(error))
    code = int(found[1]) if found else 0
    if code in _OF_TOKEN:
        return (
            "PARADNAYA_VK__TOKEN: VK не узнаёт токен — ожидается ключ сообщества: "
            f"Управление → Работа с API ({error})"
        )
    if code in _OF_GROUP or "not of the community" in str(error):
        return (
            f"PARADNAYA_VK__GROUP_ID: «{settings.vk.group_id}» — токен не от этого сообщества, "
            f"такого нет или у токена нет права «Управление сообществом» ({error})"
        )
    if isinstance(error, Misconfigured) and settings.web.public:
        return (
            f"PARADNAYA_WEB__PUBLIC: VK не достучался до {settings.web.public}/hook/vk — "
            f"адрес должен вести к этому боту ({error})"
        )
    return ""


def _of_max(error: DoorError, settings: Settings) -> str:
    said = str(error)
    if isinstance(error, Misconfigured) and "/updates" not in said:
        return (
            "PARADNAYA_MAX__TOKEN: MAX не узнаёт токен — возьмите его в кабинете MAX для партнёров "
            f"({error})"
        )
    if "/subscriptions" in said and settings.web.public:
        return (
            f"PARADNAYA_WEB__PUBLIC: MAX не принимает {settings.web.public}/hook/max — ожидается "
            f"https на порту 443 с сертификатом доверенного центра ({error})"
        )
    return ""


_REFUSALS: Mapping[str, Callable[[DoorError, Settings], str]] = {
    "telegram": _of_telegram,
    "vk": _of_vk,
    "max": _of_max,
}
