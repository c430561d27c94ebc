"""Reads reply_markup: refuses what Telegram refuses, and says what the person will see.

The documented limits: callback_data of 1-64 bytes, 100 buttons below a message, 8 in a row; and
the one that is not documented, about 10 KB of JSON.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from bots.sandbox.world import Button, Json, Keyboard, Rows

from .rules import bad_request

INLINE_BUTTONS: Final = 100
INLINE_COLUMNS: Final = 8
REPLY_BUTTONS: Final = 300
REPLY_COLUMNS: Final = 12
LARGEST_MARKUP: Final = 10_000

_INLINE_FIELDS: Final = {
    "text",
    "icon_custom_emoji_id",
    "style",
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_REPLY_FIELDS: Final = {
    "text",
    "icon_custom_emoji_id",
    "style",
    "request_users",
    "request_chat",
    "request_managed_bot",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
}
_LOOKS: Final = {"text", "style", "icon_custom_emoji_id"}
_COLORS: Final = {"primary": "primary", "success": "positive", "danger": "negative"}
_SHAPES: Final[dict[str, set[str]]] = {
    "inline_keyboard": {"inline_keyboard"},
    "keyboard": {
        "keyboard",
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    },
    "remove_keyboard": {"remove_keyboard", "selective"},
    "force_reply": {"force_reply", "input_field_placeholder", "selective"},
}


@dataclass(frozen=True, slots=True)
class Markup:
    """``inline``: the buttons below the message, as Telegram gives them back. ``keyboard``: the
    one to open; ``removes``: the open one goes. ``bound``: the message can't be edited later."""

    inline: Json | None = None
    rows: Rows = field(default_factory=list)
    keyboard: Keyboard | None = None
    removes: bool = False
    bound: bool = False


def read_markup(value: Any, *, private: bool, only_inline: bool = False) -> Markup:
    """Read a reply_markup (None for none). Raises ``TelegramError``."""
    if value is None or value == {}:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    shape = next((name for name in _SHAPES if name in value), None)
    if shape is None:
        raise bad_request("can't parse reply keyboard markup JSON object")
    unknown = set(value) - _SHAPES[shape]
    if unknown:
        raise bad_request(f'reply markup has no field "{min(unknown)}" (the sandbox is strict)')
    if shape == "inline_keyboard":
        return _read_inline(value["inline_keyboard"])
    if only_inline:
        raise bad_request("inline keyboard expected")
    if shape == "keyboard":
        return Markup(keyboard=_read_reply(value, private=private), bound=True)
    return Markup(removes=shape == "remove_keyboard", bound=True)


def _read_inline(value: Any) -> Markup:
    rows = _rows_of(value)
    if sum(map(len, rows)) > INLINE_BUTTONS or any(len(row) > INLINE_COLUMNS for row in rows):
        raise bad_request("reply markup is too long")
    if len(json.dumps(value, ensure_ascii=False).encode()) > LARGEST_MARKUP:
        raise bad_request("reply markup is too long")
    read = [[_read_inline_button(button) for button in row] for row in rows if row]
    if not read:
        return Markup()
    return Markup(inline={"inline_keyboard": [row for row in rows if row]}, rows=read)


def _rows_of(value: Any) -> list[list[Json]]:
    if not isinstance(value, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request("keyboard button row must be an Array")
    return value


def _label(button: Any, kind: str, fields: set[str]) -> str:
    if not isinstance(button, dict):
        raise bad_request(f"{kind} must be an Object")
    label = button.get("text")
    if not isinstance(label, str):
        raise bad_request(f"can't parse {kind}: Can't find field \"text\"")
    if not label.strip():
        raise bad_request(f"{kind} text must be non-empty")
    unknown = set(button) - fields
    if unknown:
        raise bad_request(f'{kind} has no field "{min(unknown)}" (the sandbox is strict)')
    return label


def _read_inline_button(button: Any) -> Button:
    label = _label(button, "inline keyboard button", _INLINE_FIELDS)
    acts = [name for name in button if name not in _LOOKS and button[name] is not None]
    if not acts:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(acts) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action is wanted")
    color = _COLORS.get(str(button.get("style")))
    if acts == ["callback_data"]:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
        return Button(label, "callback", data=data, color=color)
    if acts == ["url"]:
        return Button(label, "link", url=_read_link(button["url"]), color=color)
    return Button(label, "link", color=color)


def _read_link(url: Any) -> str:
    text = str(url)
    if not text.startswith(("http://", "https://", "tg://", "mailto:", "tel:")):
        raise bad_request(f"inline keyboard button URL '{text}' is invalid: Wrong HTTP URL")
    return text


def _read_reply(value: Json, *, private: bool) -> Keyboard:
    rows = value["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays')
    if sum(map(len, rows)) > REPLY_BUTTONS or any(len(row) > REPLY_COLUMNS for row in rows):
        raise bad_request("reply markup is too long")
    placeholder = value.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(str(placeholder)) <= 64:
        raise bad_request("input field placeholder must be of 1-64 characters")
    return Keyboard(
        [[_read_reply_button(button, private=private) for button in row] for row in rows if row],
        one_time=bool(value.get("one_time_keyboard")),
        placeholder=None if placeholder is None else str(placeholder),
    )


def _read_reply_button(button: Any, *, private: bool) -> Button:
    if isinstance(button, str):
        button = {"text": button}
    label = _label(button, "keyboard button", _REPLY_FIELDS)
    color = _COLORS.get(str(button.get("style")))
    for name, kind, what in (
        ("request_contact", "contact", "phone number"),
        ("request_location", "location", "location"),
    ):
        if button.get(name):
            if not private:
                raise bad_request(f"{what} can be requested in private chats only")
            return Button(label, kind, color=color)
    return Button(label, "text", color=color)
