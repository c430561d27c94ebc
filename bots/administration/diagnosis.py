"""Why a messenger did not answer «paradnaya check» as it should: in Russian, with the setting.

Doors tell what happened in the messenger's own words, for the log. Here a person reads which line
of their ``.env`` is wrong; the messenger's words stand behind, where they help.
"""

import re
from urllib.parse import urlsplit

from bots.doors.door import DoorError, Later, Misconfigured, Rejected
from bots.settings import Settings

NAMES = {"telegram": "Telegram", "vk": "VK"}
SERVERS = {"telegram": "api.telegram.org", "vk": "api.vk.com"}

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
        told = _of_vk(error, settings) if door == "vk" else _of_telegram(error)
        return told or f"{name} отказывает: {error}"
    section = settings.vk if door == "vk" else settings.telegram
    if section.api is None:
        return f"нет связи с {name} ({SERVERS[door]}) — проверьте сеть ({error})"
    server = urlsplit(section.api).hostname
    setting = f"PARADNAYA_{door.upper()}__API"
    return f"{setting}: нет связи с {name} ({server}) — проверьте адрес и сеть ({error})"


def _of_telegram(error: DoorError) -> str:
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
