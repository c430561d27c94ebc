"""Reads a keyboard: refuses with 911 what VK refuses, and says what the person will see."""

import json
from typing import Any, Final

from bots.sandbox.world import Button, Json, Keyboard, Rows

from .rules import VkError

COLUMNS: Final = 5
ROWS: Final = 10
BUTTONS: Final = 40
INLINE_ROWS: Final = 6
INLINE_BUTTONS: Final = 10
LABEL: Final = 40
PAYLOAD: Final = 255
ALL_PAYLOADS: Final = 1_000

_COLORS: Final = frozenset({"primary", "secondary", "negative", "positive", "default"})
_FIELDS: Final = {
    "text": {"type", "label", "payload"},
    "callback": {"type", "label", "payload"},
    "open_link": {"type", "label", "link", "payload"},
    "open_app": {"type", "label", "app_id", "owner_id", "hash", "payload"},
    "location": {"type", "payload"},
    "vkpay": {"type", "hash", "payload"},
}
_LABELLED: Final = frozenset({"text", "callback", "open_link", "open_app"})
_KINDS: Final = {
    "text": "text",
    "callback": "callback",
    "location": "location",
    "open_link": "link",
    "open_app": "link",
    "vkpay": "link",
}
LOCATION_LABEL: Final = "Отправить своё местоположение"


def _invalid(reason: str) -> VkError:
    return VkError(911, f"Keyboard format is invalid: {reason}")


def read_keyboard(value: Any) -> tuple[bool, Keyboard]:
    """Whether it is inline, and the keyboard; no rows closes the open one. Raises ``VkError``."""
    if not isinstance(value, dict):
        raise _invalid("keyboard should be an object")
    unknown = set(value) - {"one_time", "inline", "buttons", "author_id"}
    if unknown:
        raise _invalid(f"unknown field {min(unknown)}")
    rows = value.get("buttons")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise _invalid("buttons should be an array of arrays")
    inline = _flag(value, "inline")
    one_time = _flag(value, "one_time")
    if inline and one_time:
        raise _invalid("one_time is not allowed for inline keyboard")
    _check_shape(rows, inline=inline)
    read: Rows = [
        [_read_button(button, f"[{y}][{x}]") for x, button in enumerate(row)]
        for y, row in enumerate(rows)
    ]
    if sum(len(button.data or "") for row in read for button in row) > ALL_PAYLOADS:
        raise _invalid("payloads are too long in total")
    return inline, Keyboard(read, one_time=one_time)


def _flag(value: Json, name: str) -> bool:
    flag = value.get(name, False)
    if flag not in (True, False):
        raise _invalid(f"{name} should be bool")
    return bool(flag)


def _check_shape(rows: list[list[Any]], *, inline: bool) -> None:
    if len(rows) > (INLINE_ROWS if inline else ROWS):
        raise _invalid("too much rows")
    for y, row in enumerate(rows):
        if not row:
            raise _invalid(f"row {y} is empty")
        if len(row) > COLUMNS:
            raise _invalid(f"row {y} contains too much columns")
    if sum(map(len, rows)) > (INLINE_BUTTONS if inline else BUTTONS):
        raise _invalid("too much buttons")


def _read_button(button: Any, place: str) -> Button:
    if not isinstance(button, dict) or not isinstance(button.get("action"), dict):
        raise _invalid(f"button {place} should contain action")
    if set(button) - {"action", "color"}:
        raise _invalid(f"button {place} contains unknown fields")
    if button.get("color") is not None and str(button["color"]) not in _COLORS:
        raise _invalid(f"button {place} color is incorrect")
    action: Json = button["action"]
    kind = str(action.get("type"))
    if kind not in _FIELDS:
        raise _invalid(f"button {place} action type is incorrect")
    if set(action) - _FIELDS[kind]:
        raise _invalid(f"button {place} action contains unknown fields")
    color = button.get("color")
    return Button(
        _read_label(action, place),
        _KINDS[kind],
        data=_read_payload(action, place),
        url=_read_link(action, place),
        color="secondary" if color == "default" else color,
    )


def _read_label(action: Json, place: str) -> str:
    if action["type"] not in _LABELLED:
        return LOCATION_LABEL if action["type"] == "location" else "VK Pay"
    label = action.get("label")
    if not isinstance(label, str) or not label:
        raise _invalid(f"button {place} label should be at least 1 letters length")
    if len(label) > LABEL:
        raise _invalid(f"button {place} label should be no more than {LABEL} letters length")
    return label


def _read_payload(action: Json, place: str) -> str | None:
    payload = action.get("payload")
    if payload is None:
        return None
    if not isinstance(payload, str):
        payload = json.dumps(payload, ensure_ascii=False)
    if len(payload) > PAYLOAD:
        raise _invalid(f"button {place} payload should be no more than {PAYLOAD} letters length")
    try:
        if payload:
            json.loads(payload)
    except ValueError as problem:
        raise _invalid(f"button {place} payload contains incorrect JSON") from problem
    return payload


def _read_link(action: Json, place: str) -> str | None:
    if action["type"] != "open_link":
        return None
    link = action.get("link")
    if not isinstance(link, str) or not link.startswith(("http://", "https://")):
        raise _invalid(f"button {place} link is incorrect")
    return link
