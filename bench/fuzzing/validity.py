"""Is this an update that the messenger may send?

The published schemas decide, through the checker that lies beside the repository; where it is
not there, the types of aiogram and vkbottle do. What the schemas say only in words is added here,
else a number of a thousand digits would be «valid»: integers have 64 bits, moments are Unix time,
strings are Unicode, JSON knows no NaN. So is what the checker leaves open of a VK event.
"""

import math
import re
import sys
from collections.abc import Iterator
from typing import Any

from aiogram.types import Update
from pydantic import ValidationError
from vkbottle_types.objects import MessagesMessage

from bots.doors.door import Raw
from tests.doors import max_contract
from tests.doors.contract import contract

LATEST = 2**32
"""Seconds of Unix time (the year 2106): what no messenger can have meant is no moment."""

DEEP = 20_000
"""Frames for checking what is nested deeply: the checker calls itself."""

_NAMES = ("id", "event_id")
"""What a messenger calls a press or an event by: letters and digits, and never NUL, which
PostgreSQL does not keep."""

_NAMED = re.compile(r"[\w.-]{1,64}", re.ASCII)
"""What MAX calls a message or a press by."""

_MOMENTS = ("date", "time", "_at", "timestamp")


def is_valid(door: str, raw: Raw) -> bool:
    latest = LATEST * 1000 if door == "max" else LATEST
    if not all(_possible(name, value, latest) for name, value in _values(raw)):
        return False
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(DEEP)
    try:
        return {"telegram": _telegram, "vk": _vk, "max": _max}[door](raw)
    finally:
        sys.setrecursionlimit(before)


def _telegram(raw: Raw) -> bool:
    if (checker := contract()) is not None:
        return not checker.tg_update(raw)
    try:
        Update.model_validate(raw)
    except (ValidationError, RecursionError):
        return False
    return True


def _vk(raw: Raw) -> bool:
    told = {name: part for name, part in raw.items() if name not in {"person_name", "chat_title"}}
    if not _has_vk_form(told):
        return False
    if (checker := contract()) is not None:
        return not checker.vk_event(told)
    body = told["object"]
    message = body.get("message") if told["type"] == "message_new" else body
    if told["type"] not in {"message_new", "message_edit"}:
        return True
    try:
        MessagesMessage.model_validate(message)
    except (ValidationError, RecursionError):
        return False
    return True


def _max(raw: Raw) -> bool:
    """Without the schema nothing is said of it. What the schema leaves open: which numbers and
    names there are."""
    told = {name: part for name, part in raw.items() if name != "chat_title"}
    if max_contract.published() is None:
        return False
    possible = all(_is_of_max(name, value) for name, value in _values(told))
    return possible and not max_contract.update(told)


def _is_of_max(name: str, value: object) -> bool:
    match name:
        case "user_id":
            return value is None or (isinstance(value, int) and value > 0)
        case "chat_id":
            return isinstance(value, int) and 0 < abs(value) < 2**62
        case "type" | "update_type":
            return isinstance(value, str)
        case "mid" | "callback_id":
            return isinstance(value, str) and _NAMED.fullmatch(value) is not None
    return True


def _has_vk_form(raw: Raw) -> bool:
    """What the checker leaves open: the envelope, what stands in a press, and which application
    the person has. The schemas have it all, and no null anywhere."""
    body = raw.get("object")
    envelope = {"type": str, "event_id": str, "v": str, "group_id": int, "object": dict}
    if not isinstance(body, dict) or not _are(raw, envelope):
        return False
    if any(value is None for _, value in _values(raw)):
        return False
    match raw["type"]:
        case "message_event":
            pressed_on = {"conversation_message_id": body.get("conversation_message_id", 1)}
            return _are(body, {"user_id": int, "peer_id": int, "event_id": str}) and _are(
                pressed_on, {"conversation_message_id": int}
            )
        case "message_allow" | "message_deny":
            return _are(body, {"user_id": int})
        case "message_new":
            client, message = body.get("client_info"), body.get("message")
            return _is_client(client) and isinstance(message, dict) and _is_message(message)
        case "message_edit":
            return _is_message(body)
    return True


def _is_message(message: Raw) -> bool:
    wanted = {"from_id": int, "peer_id": int, "conversation_message_id": int, "text": str}
    return _are(message, wanted)


def _is_client(client: object) -> bool:
    if not isinstance(client, dict):
        return False
    actions = client.get("button_actions", [])
    flags = [client.get(name, True) for name in ("keyboard", "inline_keyboard", "carousel")]
    return (
        isinstance(actions, list)
        and all(isinstance(one, str) for one in actions)
        and all(isinstance(flag, bool) for flag in flags)
    )


def _are(found: Raw, wanted: dict[str, type]) -> bool:
    return all(
        isinstance(found.get(name), kind) and not isinstance(found.get(name), bool)
        for name, kind in wanted.items()
    )


def _values(raw: Raw) -> Iterator[tuple[str, Any]]:
    """Everything in it, with the name of the field it stands in; without recursion."""
    left: list[tuple[str, Any]] = [("", raw)]
    while left:
        name, value = left.pop()
        yield name, value
        if isinstance(value, dict):
            left += [("", key) for key in value]
            left += value.items()
        elif isinstance(value, list):
            left += [(name, one) for one in value]


def _possible(name: str, value: object, latest: int) -> bool:
    if isinstance(value, str):
        if name in _NAMES and "\0" in value:
            return False
        return value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if name.endswith(_MOMENTS):
            return 0 <= value < latest
        return -(2**63) <= value < 2**63
    return True
