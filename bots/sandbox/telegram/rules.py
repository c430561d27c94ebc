"""Which methods there are, which parameters they take, and how a value is read.

The real Bot API ignores a parameter it does not know. Here it is refused, plainly, because such a
parameter is always a mistake of the caller, and the real one would never say so.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from bots.sandbox.parameters import Upload

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
TOAST_LIMIT: Final = 200


class TelegramError(Exception):
    """A refusal, in Telegram's words."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> TelegramError:
    return TelegramError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> TelegramError:
    return TelegramError(403, f"Forbidden: {reason}")


def utf16(text: str) -> int:
    """The length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


_CHAT: Final = {"chat_id": "chat"}
_THREAD: Final = {"message_thread_id": "int"}
_BUSINESS: Final = {"business_connection_id": "str"}
_REPLY_MARKUP: Final = {"reply_markup": "json"}
_SENT: Final = {
    **_CHAT,
    **_THREAD,
    "direct_messages_topic_id": "int",
    "disable_notification": "bool",
    "protect_content": "bool",
    "message_effect_id": "str",
}
_SEND: Final = {
    **_SENT,
    **_BUSINESS,
    **_REPLY_MARKUP,
    "allow_paid_broadcast": "bool",
    "suggested_post_parameters": "json",
    "reply_parameters": "json",
}
_CAPTION: Final = {"caption": "str", "parse_mode": "str", "caption_entities": "json"}
_MEDIA: Final = {**_SEND, **_CAPTION}
_SPOILER: Final = {"show_caption_above_media": "bool", "has_spoiler": "bool"}
_EDIT: Final = {
    **_CHAT,
    **_BUSINESS,
    **_REPLY_MARKUP,
    "message_id": "int",
    "inline_message_id": "str",
}
_MESSAGE: Final = {**_CHAT, "message_id": "int"}
_TEXT: Final = {"text": "str", "parse_mode": "str", "entities": "json"}
_PREVIEW: Final = {"link_preview_options": "json"}
_LANGUAGE: Final = {"language_code": "str"}
_COMMANDS: Final = {"scope": "json", **_LANGUAGE}
_PIECE: Final = {"duration": "int", "width": "int", "height": "int"}

METHODS: Final[dict[str, dict[str, str]]] = {
    "getMe": {},
    "getUpdates": {
        "offset": "int",
        "limit": "int",
        "timeout": "int",
        "allowed_updates": "json",
    },
    "setWebhook": {
        "url": "str",
        "certificate": "file",
        "ip_address": "str",
        "max_connections": "int",
        "allowed_updates": "json",
        "drop_pending_updates": "bool",
        "secret_token": "str",
    },
    "deleteWebhook": {"drop_pending_updates": "bool"},
    "getWebhookInfo": {},
    "setMyCommands": {"commands": "json", **_COMMANDS},
    "getMyCommands": {**_COMMANDS},
    "deleteMyCommands": {**_COMMANDS},
    "setMyName": {"name": "str", **_LANGUAGE},
    "getMyName": {**_LANGUAGE},
    "setMyDescription": {"description": "str", **_LANGUAGE},
    "getMyDescription": {**_LANGUAGE},
    "setMyShortDescription": {"short_description": "str", **_LANGUAGE},
    "getMyShortDescription": {**_LANGUAGE},
    "getChat": {**_CHAT},
    "getChatMember": {**_CHAT, "user_id": "int"},
    "getChatAdministrators": {**_CHAT, "return_bots": "bool"},
    "getChatMemberCount": {**_CHAT},
    "leaveChat": {**_CHAT},
    "pinChatMessage": {**_MESSAGE, **_BUSINESS, "disable_notification": "bool"},
    "unpinChatMessage": {**_MESSAGE, **_BUSINESS},
    "createForumTopic": {
        **_CHAT,
        "name": "str",
        "icon_color": "int",
        "icon_custom_emoji_id": "str",
    },
    "closeForumTopic": {**_CHAT, **_THREAD},
    "reopenForumTopic": {**_CHAT, **_THREAD},
    "deleteForumTopic": {**_CHAT, **_THREAD},
    "sendMessage": {**_SEND, **_TEXT, **_PREVIEW},
    "sendPhoto": {**_MEDIA, **_SPOILER, "photo": "file"},
    "sendDocument": {
        **_MEDIA,
        "document": "file",
        "thumbnail": "file",
        "disable_content_type_detection": "bool",
    },
    "sendVideo": {
        **_MEDIA,
        **_SPOILER,
        **_PIECE,
        "video": "file",
        "thumbnail": "file",
        "cover": "file",
        "start_timestamp": "int",
        "supports_streaming": "bool",
    },
    "sendVoice": {**_MEDIA, "voice": "file", "duration": "int"},
    "sendAudio": {
        **_MEDIA,
        "audio": "file",
        "duration": "int",
        "performer": "str",
        "title": "str",
        "thumbnail": "file",
    },
    "sendAnimation": {**_MEDIA, **_SPOILER, **_PIECE, "animation": "file", "thumbnail": "file"},
    "sendVideoNote": {
        **_SEND,
        "video_note": "file",
        "duration": "int",
        "length": "int",
        "thumbnail": "file",
    },
    "sendSticker": {**_SEND, "sticker": "file", "emoji": "str"},
    "sendMediaGroup": {
        **_SENT,
        **_BUSINESS,
        "allow_paid_broadcast": "bool",
        "reply_parameters": "json",
        "media": "json",
    },
    "sendLocation": {
        **_SEND,
        "latitude": "float",
        "longitude": "float",
        "horizontal_accuracy": "float",
        "live_period": "int",
        "heading": "int",
        "proximity_alert_radius": "int",
    },
    "sendContact": {
        **_SEND,
        "phone_number": "str",
        "first_name": "str",
        "last_name": "str",
        "vcard": "str",
    },
    "sendChatAction": {**_CHAT, **_THREAD, **_BUSINESS, "action": "str"},
    "copyMessage": {
        **_SENT,
        **_CAPTION,
        **_REPLY_MARKUP,
        "from_chat_id": "chat",
        "message_id": "int",
        "video_start_timestamp": "int",
        "show_caption_above_media": "bool",
        "allow_paid_broadcast": "bool",
        "suggested_post_parameters": "json",
        "reply_parameters": "json",
    },
    "forwardMessage": {
        **_SENT,
        "from_chat_id": "chat",
        "message_id": "int",
        "video_start_timestamp": "int",
        "suggested_post_parameters": "json",
    },
    "editMessageText": {**_EDIT, **_TEXT, **_PREVIEW},
    "editMessageCaption": {**_EDIT, **_CAPTION, "show_caption_above_media": "bool"},
    "editMessageReplyMarkup": {**_EDIT},
    "deleteMessage": {**_MESSAGE},
    "deleteMessages": {**_CHAT, "message_ids": "json"},
    "answerCallbackQuery": {
        "callback_query_id": "str",
        "text": "str",
        "show_alert": "bool",
        "url": "str",
        "cache_time": "int",
    },
    "getFile": {"file_id": "str"},
    "setMessageReaction": {**_MESSAGE, "reaction": "json", "is_big": "bool"},
}

NAMES: Final = {name.lower(): name for name in METHODS}
"""Methods are case-insensitive, as in the real one."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the method, its parameters read into their types, its file parts."""

    method: str
    values: dict[str, Any]
    files: dict[str, Upload]

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)


def read_call(method: str, values: dict[str, Any], files: dict[str, Upload]) -> Call:
    """Check the parameters of a known method and read their values.

    Raises :class:`TelegramError`.
    """
    known = METHODS[method]
    for name in values:
        if name not in known:
            raise bad_request(
                f'unknown parameter "{name}" of {method} '
                "(the sandbox refuses what the real Bot API ignores)"
            )
    read = {
        name: _read(name, known[name], value)
        for name, value in values.items()
        if value is not None and (value != "" or known[name] == "str")
    }
    mentioned = json.dumps(values, ensure_ascii=False)
    for part in files:
        if known.get(part) != "file" and f"attach://{part}" not in mentioned:
            raise bad_request(f'file part "{part}" is named by no parameter of {method}')
    return Call(method, read, files)


def _read(name: str, kind: str, value: Any) -> Any:
    try:
        return _READERS[kind](value)
    except (ValueError, TypeError) as problem:
        raise bad_request(_COMPLAINTS.get(kind, 'can\'t parse "{name}"').format(name=name)) from (
            problem
        )


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    return float(value)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if str(value).lower() not in words:
        raise ValueError
    return words[str(value).lower()]


def _text(value: Any) -> str:
    if isinstance(value, bool | dict | list):
        raise TypeError
    return str(value)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _chat(value: Any) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    return _integer(value)


_READERS: Final[dict[str, Any]] = {
    "int": _integer,
    "float": _number,
    "bool": _boolean,
    "str": _text,
    "file": _text,
    "json": _json,
    "chat": _chat,
}
_COMPLAINTS: Final = {
    "chat": "chat not found",
    "int": 'parameter "{name}" must be an Integer',
    "float": 'parameter "{name}" must be a Number',
    "bool": 'parameter "{name}" must be a Boolean',
    "str": 'parameter "{name}" must be a String',
    "json": "can't parse {name} JSON object",
}
