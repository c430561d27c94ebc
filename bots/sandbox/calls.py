"""What a request of a bot asks for: which door, which method, which chats.

* A method is named as the messenger names it; in MAX that is verb and path («PUT /messages»).
  What has no name of its own is called ``a_check`` (VK's long poll), ``upload/<kind>`` (an upload
  server) and ``file`` (a download).
* ``execute`` asks for what it bundles: a rule about messages.send also means a bundle with one.
* A call *delivers* when a person's chat changes by it: something is said or what was said changes.
"""

from dataclasses import dataclass
from typing import Any, Final

from .identity import MAX, TELEGRAM, VK, Door
from .max.numbers import chat_number, chat_of_callback, read_mid
from .vk.execute import read_code
from .vk.rules import VkError
from .world import VK_CHATS

POLLS: Final = frozenset({"getUpdates", "a_check", "GET /updates"})
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
        "POST /messages",
        "PUT /messages",
    ]
)
ANSWERS: Final = "POST /answers"
"""Delivers where it brings a message, and not where it is a notification alone."""

_CHAT_NAMES: Final = ("peer_id", "user_id", "peer_ids", "user_ids")


@dataclass(frozen=True, slots=True)
class Asked:
    """``methods`` are the call's own name and, for execute, those of what it bundles."""

    door: Door
    method: str
    methods: frozenset[str]
    chats: frozenset[int]
    deliveries: int
    carries: frozenset[str] = frozenset()
    """Kinds of files that a message of MAX brings along, by tokens."""

    @property
    def delivers(self) -> bool:
        return self.deliveries > 0


def asked(door: Door, method: str, values: dict[str, Any]) -> Asked:
    """Read a call. What cannot be read (a bad number, code that does not compile) is left out:
    the messenger itself refuses it in its own words."""
    bundled = _bundled(values.get("code")) if (door, method) == (VK, "execute") else []
    calls = [(method, values), *bundled]
    chats = frozenset[int]().union(*(_chats(door, each) for _, each in calls))
    deliveries = sum(_delivers(name, each) for name, each in calls)
    names = frozenset(name for name, _ in calls)
    return Asked(door, method, names, chats, deliveries, _carried(door, values))


def _delivers(method: str, values: dict[str, Any]) -> bool:
    return method in DELIVERING or (method == ANSWERS and bool(values.get("message")))


def _carried(door: Door, values: dict[str, Any]) -> frozenset[str]:
    body = values.get("message") if isinstance(values.get("message"), dict) else values
    items = (body or {}).get("attachments")
    if door != MAX or not isinstance(items, list):
        return frozenset()
    kinds = {str(each.get("type")) for each in items if isinstance(each, dict)}
    return frozenset(kinds & {"image", "video", "audio", "file"})


def _bundled(code: Any) -> list[tuple[str, dict[str, Any]]]:
    try:
        return read_code(str(code))
    except VkError:
        return []


def _chats(door: Door, values: dict[str, Any]) -> frozenset[int]:
    if door == TELEGRAM:
        return _numbers(values.get("chat_id"))
    if door == MAX:
        return _max_chats(values)
    named = frozenset[int]().union(*(_numbers(values.get(name)) for name in _CHAT_NAMES))
    return named | {VK_CHATS + number for number in _numbers(values.get("chat_id"))}


def _max_chats(values: dict[str, Any]) -> frozenset[int]:
    """By the world's numbers: a dialog has its person's."""
    shown = [_numbers(values.get(name)) for name in ("chat_id", "chatId")]
    chats = set(_numbers(values.get("user_id"))) | {
        chat_number(each) for some in shown for each in some
    }
    names = [read_mid(str(values.get(name))) for name in ("message_id", "messageId")]
    chats |= {place[0] for place in names if place is not None}
    pressed = chat_of_callback(str(values.get("callback_id")))
    return frozenset(chats | ({pressed} if pressed is not None else set()))


def _numbers(value: Any) -> frozenset[int]:
    items = value if isinstance(value, list) else str(value).split(",")
    words = (str(item).strip() for item in items)
    return frozenset(int(word) for word in words if word.removeprefix("-").isdecimal())
