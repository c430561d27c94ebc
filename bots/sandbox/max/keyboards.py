"""Reads an inline keyboard: refuses what MAX refuses, and says what the person will see.

The documented limits: 210 buttons in 30 rows, 7 in a row, 3 where one of them is a link or asks
for a place or a contact; text of 1-128, payload of 1024 at most, a link of 2048.
"""

from typing import Any, Final

from bots.sandbox.world import Button, Json, Rows

from .rules import bad_payload, read_fields, utf16

ROWS: Final = 30
COLUMNS: Final = 7
WIDE_COLUMNS: Final = 3
BUTTONS: Final = 210
LABEL: Final = 128
PAYLOAD: Final = 1024
LINK: Final = 2048

_BUTTON: Final = {"type": "text", "text": "text"}
_FIELDS: Final[dict[str, dict[str, str]]] = {
    "callback": {**_BUTTON, "payload": "text"},
    "link": {**_BUTTON, "url": "text"},
    "request_contact": _BUTTON,
    "request_geo_location": {**_BUTTON, "quick": "bool"},
    "message": _BUTTON,
    "clipboard": {**_BUTTON, "payload": "text"},
    "open_app": {**_BUTTON, "web_app": "text", "contact_id": "int", "payload": "text"},
}
_KINDS: Final = {
    "callback": "callback",
    "link": "link",
    "request_contact": "contact",
    "request_geo_location": "location",
    "message": "text",
    "clipboard": "copy",
    "open_app": "link",
}
"""What the page knows a button as."""

WIDE: Final = frozenset({"link", "open_app", "request_contact", "request_geo_location"})


def read_keyboard(payload: Any) -> Rows:
    """The rows of an attachment's payload. Raises ``MaxError``."""
    if not isinstance(payload, dict):
        raise bad_payload("inline_keyboard: payload is expected")
    rows = read_fields(payload, {"buttons": "list"}, "payload.").get("buttons")
    if not rows or not all(isinstance(row, list) and row for row in rows):
        raise bad_payload("payload.buttons: rows of buttons are expected, none of them empty")
    if len(rows) > ROWS or sum(map(len, rows)) > BUTTONS:
        raise bad_payload(f"payload.buttons: {ROWS} rows and {BUTTONS} buttons at most")
    return [_read_row(row, f"payload.buttons[{y}]") for y, row in enumerate(rows)]


def _read_row(row: list[Any], place: str) -> list[Button]:
    kinds = {button.get("type") for button in row if isinstance(button, dict)}
    columns = COLUMNS if WIDE.isdisjoint(map(str, kinds)) else WIDE_COLUMNS
    if len(row) > columns:
        raise bad_payload(f"{place}: {columns} buttons of these kinds in a row at most")
    return [_read_button(button, f"{place}[{x}].") for x, button in enumerate(row)]


def _read_button(button: Any, place: str) -> Button:
    kind = button.get("type") if isinstance(button, dict) else None
    if not isinstance(kind, str) or kind not in _FIELDS:
        raise bad_payload(f"{place}type: none of {', '.join(_FIELDS)}")
    read = read_fields(button, _FIELDS[kind], place)
    label = read.get("text", "")
    if not label.strip() or utf16(label) > LABEL:
        raise bad_payload(f"{place}text: size must be between 1 and {LABEL}")
    return Button(
        label,
        _KINDS[kind],
        data=_read_payload(kind, read, place),
        url=_read_link(kind, read, place),
    )


def _read_payload(kind: str, read: Json, place: str) -> str | None:
    payload: str | None = read.get("payload")
    if payload is None and kind in {"callback", "clipboard"}:
        raise bad_payload(f"{place}payload: must not be null")
    if payload is not None and utf16(payload) > PAYLOAD:
        raise bad_payload(f"{place}payload: size must be between 0 and {PAYLOAD}")
    return payload


def _read_link(kind: str, read: Json, place: str) -> str | None:
    if kind != "link":
        return None
    url = str(read.get("url", ""))
    if not url.startswith(("http://", "https://", "max://")) or len(url) > LINK:
        raise bad_payload(f"{place}url: an address of {LINK} characters at most is expected")
    return url
