"""What a request of a bot asks for: which door, which method, which chats.

* A method is named as the messenger names it. What has no name of its own is called ``a_check``
  (VK's long poll), ``upload/<kind>`` (VK's upload server) and ``file`` (a download).
* ``execute`` asks for what it bundles: a rule about messages.send also means a bundle with one.
* A call *delivers* when a person's chat changes by it: something is said or what was said changes.
"""

from dataclasses import dataclass
from typing import Any, Final

from .identity import TELEGRAM, VK, Door
from .vk.execute import read_code
from .vk.rules import VkError
from .world import VK_CHATS

POLLS: Final = frozenset({"getUpdates", "a_check"})
DELIVERING: Final = frozenset(
    [
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "sendVideo",
        "sendVideoNote",
        "sendVoice",
        "sendAudio",
        "sendAnimation",
        "sendSticker",
        "sendMediaGroup",
        "sendLocation",
        "sendContact",
        "copyMessage",
        "forwardMessage",
        "editMessageText",
        "editMessageCaption",
        "editMessageReplyMarkup",
        "messages.send",
        "messages.edit",
    ]
)
_CHAT_NAMES: Final = ("peer_id", "user_id", "peer_ids", "user_ids")


@dataclass(frozen=True, slots=True)
class Asked:
    """``methods`` are the call's own name and, for execute, those of what it bundles."""

    door: Door
    method: str
    methods: frozenset[str]
    chats: frozenset[int]
    deliveries: int

    @property
    def delivers(self) -> bool:
        return self.deliveries > 0


def asked(door: Door, method: str, values: dict[str, Any]) -> Asked:
    """Read a call. What cannot be read (a bad number, code that does not compile) is left out:
    the messenger itself refuses it in its own words."""
    bundled = _bundled(values.get("code")) if (door, method) == (VK, "execute") else []
    calls = [(method, values), *bundled]
    chats = frozenset[int]().union(*(_chats(door, each) for _, each in calls))
    deliveries = sum(name in DELIVERING for name, _ in calls)
    return Asked(door, method, frozenset(name for name, _ in calls), chats, deliveries)


def _bundled(code: Any) -> list[tuple[str, dict[str, Any]]]:
    try:
        return read_code(str(code))
    except VkError:
        return []


def _chats(door: Door, values: dict[str, Any]) -> frozenset[int]:
    if door == TELEGRAM:
        return _numbers(values.get("chat_id"))
    named = frozenset[int]().union(*(_numbers(values.get(name)) for name in _CHAT_NAMES))
    return named | {VK_CHATS + number for number in _numbers(values.get("chat_id"))}


def _numbers(value: Any) -> frozenset[int]:
    items = value if isinstance(value, list) else str(value).split(",")
    words = (str(item).strip() for item in items)
    return frozenset(int(word) for word in words if word.removeprefix("-").isdecimal())
