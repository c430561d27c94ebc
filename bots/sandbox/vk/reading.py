"""Methods that read: people, the community, conversations; and long poll's settings."""

from typing import Any, Final

from bots.sandbox.identity import VK, VK_GROUP_ID, VK_SCREEN_NAME, VK_VERSION
from bots.sandbox.origin import ORIGIN
from bots.sandbox.world import BOT, Chat, Json, Message, Person

from .door import VkDoor
from .messages import by_number
from .objects import (
    conversation_object,
    group_object,
    message_object,
    user_object,
)
from .rules import UNLISTED_EVENTS, Call, bad_parameter, check_group

_PERMISSIONS: Final = {"photos": 4, "messages": 4096, "docs": 131_072, "manage": 262_144}


def users_get(door: VkDoor, call: Call) -> list[Json]:
    found = []
    for name in call.get("user_ids", []):
        person = _person_named(door, name)
        if person is not None:
            found.append(user_object(person, call.get("fields")))
    return found


def _person_named(door: VkDoor, name: str) -> Person | None:
    number = name.removeprefix("id")
    if number.isdecimal():
        return door.world.person(VK, int(number))
    people = door.world.people[VK].values()
    return next((person for person in people if person.username == name), None)


def groups_get_by_id(door: VkDoor, call: Call) -> Json:
    wanted = call.get("group_ids") or [call.get("group_id") or str(VK_GROUP_ID)]
    known = {str(VK_GROUP_ID), f"club{VK_GROUP_ID}", VK_SCREEN_NAME}
    if not set(wanted) <= known:
        raise bad_parameter("group_ids is undefined")
    return {"groups": [group_object()], "profiles": []}


def get_long_poll_server(door: VkDoor, call: Call) -> Json:
    check_group(call)
    if not door.enabled:
        raise bad_parameter("longpoll for this group is not enabled")
    return {
        "key": door.new_key(),
        "server": f"{ORIGIN}/vk/longpoll/{VK_GROUP_ID}",
        "ts": str(door.last),
    }


def get_long_poll_settings(door: VkDoor, call: Call) -> Json:
    check_group(call)
    events = {name: on for name, on in door.settings.items() if name not in UNLISTED_EVENTS}
    return {"api_version": door.version, "is_enabled": door.enabled, "events": events}


def set_long_poll_settings(door: VkDoor, call: Call) -> int:
    check_group(call)
    version = call.get("api_version", door.version)
    if version != VK_VERSION:
        raise bad_parameter(f"api_version: the sandbox speaks {VK_VERSION}")
    door.enabled = call.get("enabled", door.enabled)
    for name in door.settings:
        if call.get(name) is not None:
            door.settings[name] = int(call.get(name))
    return 1


def get_token_permissions(door: VkDoor, call: Call) -> Json:
    return {
        "mask": sum(_PERMISSIONS.values()),
        "permissions": [{"name": name, "setting": bit} for name, bit in _PERMISSIONS.items()],
    }


def get_conversations(door: VkDoor, call: Call) -> Json:
    wanted = _FILTERS.get(call.get("filter", "all"))
    if wanted is None:
        raise bad_parameter("filter is invalid")
    chats = [
        chat
        for chat in door.world.chats[VK].values()
        if chat.messages and chat.bot_present and wanted(chat)
    ]
    chats.sort(key=lambda chat: -_last(chat).date)
    page = _page(chats, call, 20)
    items = [
        {
            "conversation": conversation_object(chat),
            "last_message": message_object(door.world, _last(chat)),
        }
        for chat in page
    ]
    return _extended(door, call, page, {"count": len(chats), "items": items})


def _unanswered(chat: Chat) -> bool:
    return _last(chat).sender != BOT


def _none(chat: Chat) -> bool:
    return False


def _all(chat: Chat) -> bool:
    return True


# Nothing is ever marked or archived here, and the bot reads what it has not answered.
_FILTERS: Final = {
    "all": _all,
    "sorted_chats": _all,
    "unanswered": _unanswered,
    "unread": _unanswered,
    "important": _none,
    "archive": _none,
}


def _last(chat: Chat) -> Message:
    return chat.messages[max(chat.messages)]


def _page(items: list[Any], call: Call, count: int) -> list[Any]:
    offset = call.get("offset", 0)
    return items[offset : offset + min(call.get("count", count), 200)]


def _extended(door: VkDoor, call: Call, chats: list[Chat], answer: Json) -> Json:
    if not call.get("extended"):
        return answer
    numbers = {number for chat in chats for number in chat.members}
    people = [door.world.people[VK][number] for number in sorted(numbers)]
    profiles = [user_object(person, call.get("fields")) for person in people]
    return {**answer, "profiles": profiles, "groups": [group_object()]}


def get_conversations_by_id(door: VkDoor, call: Call) -> Json:
    known = [door.world.chat(VK, number) for number in call.get("peer_ids")]
    chats = [chat for chat in known if chat is not None and chat.bot_present]
    items = [conversation_object(chat) for chat in chats]
    return _extended(door, call, chats, {"count": len(items), "items": items})


def get_conversation_members(door: VkDoor, call: Call) -> Json:
    chat = door.readable(call.get("peer_id"))
    owner = chat.members[0] if chat.members else 0
    items: list[Json] = [
        {
            "member_id": number,
            "invited_by": owner,
            "join_date": 0,
            "is_admin": number == owner and not chat.private,
            "is_owner": number == owner and not chat.private,
        }
        for number in chat.members
    ]
    items.append({"member_id": -VK_GROUP_ID, "invited_by": owner, "join_date": 0})
    people = [door.world.people[VK][number] for number in chat.members]
    return {
        "count": len(items),
        "items": _page(items, call, 200),
        "profiles": [user_object(person, call.get("fields")) for person in people],
        "groups": [group_object()],
    }


def get_history(door: VkDoor, call: Call) -> Json:
    chat = door.readable(call.get("peer_id") or call.get("user_id"))
    kept = [message for message in chat.messages.values() if not message.deleted]
    ordered = kept if call.get("rev") else kept[::-1]
    items = [message_object(door.world, each) for each in _page(ordered, call, 20)]
    return _extended(door, call, [chat], {"count": len(kept), "items": items})


def get_by_conversation_message_id(door: VkDoor, call: Call) -> Json:
    chat = door.readable(call.get("peer_id"))
    numbers = call.get("conversation_message_ids")
    found = [door.world.find(chat, number) for number in numbers]
    return _messages(door, call, chat, found)


def get_by_id(door: VkDoor, call: Call) -> Json:
    if call.get("cmids"):
        chat = door.readable(call.get("peer_id"))
        return _messages(
            door, call, chat, [door.world.find(chat, number) for number in call.get("cmids")]
        )
    chats = list(door.world.chats[VK].values())
    found = [by_number(chat, number) for number in call.get("message_ids", []) for chat in chats]
    items = [message_object(door.world, each) for each in found if each is not None]
    return _extended(door, call, chats, {"count": len(items), "items": items})


def _messages(door: VkDoor, call: Call, chat: Chat, found: list[Message | None]) -> Json:
    items = [message_object(door.world, each) for each in found if each is not None]
    return _extended(door, call, [chat], {"count": len(items), "items": items})


def mark_as_read(door: VkDoor, call: Call) -> int:
    door.readable(call.get("peer_id"))
    return 1


HANDLERS: Final = {
    "users.get": users_get,
    "groups.getById": groups_get_by_id,
    "groups.getLongPollServer": get_long_poll_server,
    "groups.getLongPollSettings": get_long_poll_settings,
    "groups.setLongPollSettings": set_long_poll_settings,
    "groups.getTokenPermissions": get_token_permissions,
    "messages.getConversations": get_conversations,
    "messages.getConversationsById": get_conversations_by_id,
    "messages.getConversationMembers": get_conversation_members,
    "messages.getHistory": get_history,
    "messages.getByConversationMessageId": get_by_conversation_message_id,
    "messages.getById": get_by_id,
    "messages.markAsRead": mark_as_read,
}
