"""Which methods there are, which parameters they take, and VK's refusals.

The real VK ignores a parameter it does not know. Here it is refused with error 100, plainly,
because such a parameter is always a mistake of the caller, and the real one would never say so.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from bots.sandbox.identity import VK_GROUP_ID

TEXT_LIMIT: Final = 4096
ATTACHMENTS_LIMIT: Final = 10


class VkError(Exception):
    """A refusal: VK's code and words."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def bad_parameter(reason: str) -> VkError:
    return VkError(100, f"One of the parameters specified was missing or invalid: {reason}")


def refusal(error: VkError, method: str, values: dict[str, Any]) -> dict[str, Any]:
    """The answer that refuses a call: VK repeats what was asked, and so do we, but the token."""
    shown = [{"key": "method", "value": method}, {"key": "oauth", "value": "1"}]
    shown += [
        {"key": name, "value": value if isinstance(value, str) else json.dumps(value)}
        for name, value in values.items()
        if name != "access_token"
    ]
    return {
        "error": {
            "error_code": error.code,
            "error_msg": error.message,
            "request_params": shown,
        }
    }


NO_PERMISSION: Final = (901, "Can't send messages for users without permission")
NO_ACCESS_TO_CHAT: Final = (917, "You don't have access to this chat")
NO_CONTACT: Final = (936, "Contact not found")
REFUSALS: Final = {
    18: "User was deleted or banned",
    900: "Can't send messages for users from blacklist",
    902: "Can't send messages to this user due to their privacy settings",
    945: "Chat was disabled",
    **dict([NO_PERMISSION, NO_ACCESS_TO_CHAT]),
}
"""What has befallen a person or a chat, by VK's code for it."""

COMMON: Final = frozenset(
    ["access_token", "v", "lang", "https", "test_mode", "captcha_sid", "captcha_key", "confirm"]
)
EVENT_TYPES: Final = (
    "audio_new",
    "board_post_delete",
    "board_post_edit",
    "board_post_new",
    "board_post_restore",
    "group_change_photo",
    "group_change_settings",
    "group_join",
    "group_leave",
    "group_officers_edit",
    "lead_forms_new",
    "market_comment_delete",
    "market_comment_edit",
    "market_comment_new",
    "market_comment_restore",
    "market_order_new",
    "market_order_edit",
    "message_allow",
    "message_deny",
    "message_new",
    "message_read",
    "message_reply",
    "message_typing_state",
    "message_edit",
    "photo_comment_delete",
    "photo_comment_edit",
    "photo_comment_new",
    "photo_comment_restore",
    "photo_new",
    "poll_vote_new",
    "user_block",
    "user_unblock",
    "video_comment_delete",
    "video_comment_edit",
    "video_comment_new",
    "video_comment_restore",
    "video_new",
    "message_reaction_event",
    "wall_post_new",
    "wall_reply_delete",
    "wall_reply_edit",
    "wall_reply_new",
    "wall_reply_restore",
    "wall_repost",
    "wall_schedule_post_new",
    "wall_schedule_post_delete",
    "donut_subscription_create",
    "donut_subscription_prolonged",
    "donut_subscription_cancelled",
    "donut_subscription_expired",
    "donut_subscription_price_changed",
    "donut_money_withdraw",
    "donut_money_withdraw_error",
    "message_event",
)
# The published schema of groups.getLongPollSettings knows no message_event, though it can be set.
UNLISTED_EVENTS: Final = frozenset({"message_event"})

_GROUP: Final = {"group_id": "int"}
_SERVER: Final = {"url": "text", "title": "text", "secret_key": "text"}
_LIST: Final = {"extended": "bool", "fields": "texts", **_GROUP}
_PAGE: Final = {"offset": "int", "count": "int"}
_BODY: Final = {
    "message": "text",
    "lat": "number",
    "long": "number",
    "attachment": "text",
    "keyboard": "json",
    "template": "json",
    "dont_parse_links": "bool",
    "disable_mentions": "bool",
    "format_data": "json",
    **_GROUP,
}

METHODS: Final[dict[str, dict[str, str]]] = {
    "execute": {"code": "text", "func_v": "int"},
    "users.get": {
        "user_ids": "texts",
        "fields": "texts",
        "name_case": "text",
        "from_group_id": "int",
    },
    "groups.getById": {"group_ids": "texts", "group_id": "text", "fields": "texts"},
    "groups.getLongPollServer": {**_GROUP},
    "groups.getLongPollSettings": {**_GROUP},
    "groups.setLongPollSettings": {
        **_GROUP,
        "enabled": "bool",
        "api_version": "text",
        **dict.fromkeys(EVENT_TYPES, "bool"),
    },
    "groups.getTokenPermissions": {},
    "groups.getCallbackConfirmationCode": {**_GROUP},
    "groups.getCallbackServers": {**_GROUP, "server_ids": "ints"},
    "groups.addCallbackServer": {**_GROUP, **_SERVER},
    "groups.editCallbackServer": {**_GROUP, "server_id": "int", **_SERVER},
    "groups.deleteCallbackServer": {**_GROUP, "server_id": "int"},
    "groups.getCallbackSettings": {**_GROUP, "server_id": "int"},
    "groups.setCallbackSettings": {
        **_GROUP,
        "server_id": "int",
        "api_version": "text",
        **dict.fromkeys(EVENT_TYPES, "bool"),
    },
    "messages.send": {
        **_BODY,
        "user_id": "int",
        "user_ids": "ints",
        "random_id": "int",
        "peer_id": "int",
        "peer_ids": "ints",
        "domain": "text",
        "chat_id": "int",
        "reply_to": "int",
        "forward_messages": "ints",
        "forward": "json",
        "sticker_id": "int",
        "payload": "text",
        "content_source": "json",
        "intent": "text",
        "subscribe_id": "int",
    },
    "messages.edit": {
        **_BODY,
        "peer_id": "int",
        "message_id": "int",
        "cmid": "int",
        "conversation_message_id": "int",
        "keep_forward_messages": "bool",
        "keep_snippets": "bool",
    },
    "messages.delete": {
        **_GROUP,
        "message_ids": "ints",
        "cmids": "ints",
        "peer_id": "int",
        "spam": "bool",
        "reason": "int",
        "delete_for_all": "bool",
    },
    "messages.sendMessageEventAnswer": {
        "event_id": "text",
        "user_id": "int",
        "peer_id": "int",
        "event_data": "json",
    },
    "messages.setActivity": {"user_id": "int", "type": "text", "peer_id": "int", **_GROUP},
    "messages.markAsRead": {
        **_GROUP,
        "message_ids": "ints",
        "peer_id": "int",
        "start_message_id": "int",
        "mark_conversation_as_read": "bool",
        "up_to_cmid": "int",
    },
    "messages.getConversations": {
        **_PAGE,
        **_LIST,
        "filter": "text",
        "start_message_id": "int",
    },
    "messages.getConversationsById": {"peer_ids": "ints", **_LIST},
    "messages.getConversationMembers": {
        **_PAGE,
        **_LIST,
        "peer_id": "int",
        "member_ids": "ints",
    },
    "messages.getHistory": {
        **_PAGE,
        **_LIST,
        "user_id": "int",
        "peer_id": "int",
        "start_message_id": "int",
        "rev": "int",
    },
    "messages.getById": {
        **_LIST,
        "message_ids": "ints",
        "cmids": "ints",
        "peer_id": "int",
        "preview_length": "int",
    },
    "messages.getByConversationMessageId": {
        **_LIST,
        "peer_id": "int",
        "conversation_message_ids": "ints",
    },
    "photos.getMessagesUploadServer": {"peer_id": "int"},
    "photos.saveMessagesPhoto": {"photo": "text", "server": "int", "hash": "text"},
    "docs.getMessagesUploadServer": {"type": "text", "peer_id": "int"},
    "docs.save": {"file": "text", "title": "text", "tags": "text", "return_tags": "bool"},
}
REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "execute": ("code",),
    "groups.getLongPollServer": ("group_id",),
    "groups.getLongPollSettings": ("group_id",),
    "groups.setLongPollSettings": ("group_id",),
    "groups.getCallbackConfirmationCode": ("group_id",),
    "groups.getCallbackServers": ("group_id",),
    "groups.addCallbackServer": ("group_id", "url", "title"),
    "groups.editCallbackServer": ("group_id", "server_id", "url", "title"),
    "groups.deleteCallbackServer": ("group_id", "server_id"),
    "groups.getCallbackSettings": ("group_id", "server_id"),
    "groups.setCallbackSettings": ("group_id", "server_id"),
    "messages.send": ("random_id",),
    "messages.edit": ("peer_id",),
    "messages.sendMessageEventAnswer": ("event_id", "user_id", "peer_id"),
    "messages.getConversationsById": ("peer_ids",),
    "messages.getConversationMembers": ("peer_id",),
    "messages.getByConversationMessageId": ("peer_id", "conversation_message_ids"),
    "photos.saveMessagesPhoto": ("photo",),
    "docs.save": ("file",),
}


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    values: dict[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)


def check_group(call: Call) -> None:
    if call.get("group_id") != VK_GROUP_ID:
        raise VkError(15, "Access denied: no access to this group")


def read_call(method: str, values: dict[str, Any]) -> Call:
    """Check the parameters of a known method and read their values. Raises :class:`VkError`."""
    known = METHODS[method]
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name in COMMON:
            continue
        if name not in known:
            raise bad_parameter(
                f"unknown parameter {name} of {method} (the sandbox refuses what VK ignores)"
            )
        if value == "" and known[name] != "text":
            continue
        try:
            read[name] = _READERS[known[name]](value)
        except (ValueError, TypeError) as problem:
            raise bad_parameter(f"{name} {_COMPLAINTS[known[name]]}") from problem
    for name in REQUIRED.get(method, ()):
        if read.get(name) in (None, "", []):
            raise bad_parameter(f"{name} is a required parameter")
    return Call(method, read)


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    return int(value)


def _boolean(value: Any) -> bool:
    words = {"1": True, "true": True, "0": False, "false": False}
    if str(value).lower() not in words:
        raise ValueError
    return words[str(value).lower()]


def _text(value: Any) -> str:
    if isinstance(value, dict | list | bool):
        raise TypeError
    return str(value)


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else str(value).split(",")
    return [str(item).strip() for item in items if str(item).strip()]


def _integers(value: Any) -> list[int]:
    return [int(item) for item in _texts(value)]


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


_READERS: Final[dict[str, Any]] = {
    "int": _integer,
    "number": float,
    "bool": _boolean,
    "text": _text,
    "texts": _texts,
    "ints": _integers,
    "json": _json,
}
_COMPLAINTS: Final = {
    "int": "not integer",
    "number": "should be number",
    "bool": "should be bool",
    "text": "should be string",
    "texts": "should be a list",
    "ints": "should be a list of integers",
    "json": "contains incorrect JSON",
}
