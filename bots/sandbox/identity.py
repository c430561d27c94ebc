"""Who the bot is in the sandbox, and which tokens are let in.

Any well-formed token is the same bot: there is one bot in this world. A malformed one is refused,
as the real messengers do.
"""

import re
from typing import Final, Literal

Door = Literal["telegram", "vk", "max"]
TELEGRAM: Final = "telegram"
VK: Final = "vk"
MAX: Final = "max"
DOORS: Final[tuple[Door, ...]] = (TELEGRAM, VK, MAX)

BOT_NAME: Final = "Парадная"

TELEGRAM_BOT_ID: Final = 1000000001
TELEGRAM_USERNAME: Final = "paradnaya_sandbox_bot"
TELEGRAM_TOKEN: Final = f"{TELEGRAM_BOT_ID}:AA-sandbox-token-of-the-front-door-0"

VK_GROUP_ID: Final = 200000001
VK_SCREEN_NAME: Final = "paradnaya_sandbox"
VK_TOKEN: Final = "vk1.a.sandbox-token-of-the-front-door-0"  # noqa: S105  because it opens nothing but the sandbox
VK_VERSION: Final = "5.199"

MAX_BOT_ID: Final = 100000001
MAX_USERNAME: Final = "paradnaya_sandbox_bot"
MAX_TOKEN: Final = "f9LHodD0cOK-sandbox-token-of-the-front-door-0"  # noqa: S105  because it opens nothing but the sandbox

_TELEGRAM_SHAPE = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}")
_VK_SHAPE = re.compile(r"[A-Za-z0-9._-]{20,}")
_MAX_SHAPE = re.compile(r"[A-Za-z0-9_-]{20,}")


def is_telegram_token(token: str) -> bool:
    return _TELEGRAM_SHAPE.fullmatch(token) is not None


def is_vk_token(token: str) -> bool:
    return _VK_SHAPE.fullmatch(token) is not None


def is_max_token(token: str) -> bool:
    return _MAX_SHAPE.fullmatch(token) is not None


def bot_number(door: Door) -> int:
    """The bot's own number, as that messenger writes it (VK: minus the community's number)."""
    return {TELEGRAM: TELEGRAM_BOT_ID, VK: -VK_GROUP_ID, MAX: MAX_BOT_ID}[door]
