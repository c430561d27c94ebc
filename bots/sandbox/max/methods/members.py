"""/chats/{chatId}/members: who is in a group, who administers it, who comes and goes.

The first member owns the group. The bot is an administrator where it hears everything; it has then
every right there is. Other administrators are those it has appointed.
"""

from typing import Any, Final

from bots.sandbox.identity import MAX, MAX_BOT_ID
from bots.sandbox.max.door import MaxDoor
from bots.sandbox.max.objects import bot, user
from bots.sandbox.max.rules import Call, bad_payload, not_found, read_fields
from bots.sandbox.world import BOT, Chat, Json, Person

PERMISSIONS: Final = (
    "read_all_messages",
    "add_remove_members",
    "add_admins",
    "change_chat_info",
    "pin_message",
    "write",
    "can_call",
    "edit_link",
)
"""What an administrator of a group may be given; the rest of the schema's list is for channels
or has become ``write``."""

ADMINISTRATORS_AT_MOST: Final = 50
DONE: Final = {"success": True}
_ADMINISTRATOR: Final = {"user_id": "int", "permissions": "list", "alias": "text"}


def get_members(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    count, start = call.get("count", 20), call.get("marker", 0)
    if not 1 <= count <= 100:
        raise bad_payload("count: must be between 1 and 100")
    wanted = call.get("user_ids")
    numbers = [MAX_BOT_ID, *chat.members]
    if wanted is not None:
        return {"members": [_member(door, chat, each) for each in numbers if each in wanted]}
    page = numbers[start : start + count]
    rest = start + count < len(numbers)
    return {
        "members": [_member(door, chat, each) for each in page],
        "marker": start + count if rest else None,
    }


def _member(door: MaxDoor, chat: Chat, number: int) -> Json:
    world = door.world
    owner = bool(chat.members) and chat.members[0] == number
    appointed = door.administrators.get(chat.id, {}).get(number)
    itself = number == MAX_BOT_ID
    everything = owner or (itself and chat.all_messages)
    drawn = bot(world) if itself else user(world, world.people[MAX][number])
    return {
        **drawn,
        "last_access_time": world.now() * 1000,
        "is_owner": owner,
        "is_admin": everything or appointed is not None,
        "join_time": world.now() * 1000,
        "permissions": list(PERMISSIONS) if everything else appointed,
    }


def add_members(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    numbers = call.body["user_ids"]
    if not numbers or len(numbers) > 100 or not all(isinstance(each, int) for each in numbers):
        raise bad_payload("user_ids: 1 to 100 integers are expected")
    people = [door.world.person(MAX, each) for each in numbers]
    missing = [number for number, person in zip(numbers, people, strict=True) if person is None]
    for person in people:
        if person is not None and person.id not in chat.members:
            chat.members.append(person.id)
            door.world.post(chat, BOT, service=f"Парадная добавляет: {person.name}")
            door.come_or_go(chat, person, "user_added", inviter_id=MAX_BOT_ID)
    door.world.tell("chat", chat)
    if not missing:
        return dict(DONE)
    details = [{"error_code": "add.participant.not.found", "user_ids": missing}]
    failed = {"failed_user_ids": missing, "failed_user_details": details}
    return {"success": False, "message": "Some users were not added", **failed}


def remove_member(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    person = _present(door, chat, call.get("user_id"))
    door.world.post(chat, BOT, service=f"Парадная исключает: {person.name}")
    chat.members.remove(person.id)
    door.come_or_go(chat, person, "user_removed", admin_id=MAX_BOT_ID)
    door.world.tell("chat", chat)
    return dict(DONE)


def _present(door: MaxDoor, chat: Chat, number: Any) -> Person:
    person = door.world.person(MAX, number)
    if person is None or person.id not in chat.members:
        raise not_found(f"User {number} is not a member of the chat")
    return person


def get_itself(door: MaxDoor, call: Call) -> Json:
    return _member(door, door.group(call.get("chatId")), MAX_BOT_ID)


def leave(door: MaxDoor, call: Call) -> Json:
    chat = door.group(call.get("chatId"))
    chat.bot_present = False
    door.world.post(chat, BOT, service="Парадная вышла из чата")
    door.world.tell("chat", chat)
    return dict(DONE)


def get_administrators(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    everyone = [_member(door, chat, each) for each in (MAX_BOT_ID, *chat.members)]
    return {"members": [each for each in everyone if each["is_admin"]], "marker": None}


def appoint(door: MaxDoor, call: Call) -> Json:
    """Give people rights; who has some gets these instead."""
    chat = door.administered(call.get("chatId"))
    given: dict[int, list[str]] = {}
    for index, each in enumerate(call.body["admins"]):
        place = f"admins[{index}]."
        if not isinstance(each, dict):
            raise bad_payload(f"{place[:-1]}: an object is expected")
        read = read_fields(each, _ADMINISTRATOR, place)
        permissions = read.get("permissions")
        if permissions is None or not set(permissions) <= set(PERMISSIONS):
            raise bad_payload(f"{place}permissions: some of {', '.join(PERMISSIONS)} are expected")
        given[_present(door, chat, read.get("user_id")).id] = permissions
    appointed = door.administrators.setdefault(chat.id, {})
    if len(appointed | given) > ADMINISTRATORS_AT_MOST:
        raise bad_payload(f"admins: {ADMINISTRATORS_AT_MOST} in a chat at most")
    appointed |= given
    return dict(DONE)


def dismiss(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    if door.administrators.get(chat.id, {}).pop(call.get("userId"), None) is None:
        raise not_found(f"User {call.get('userId')} is not an administrator of the chat")
    return dict(DONE)


_MEMBERS: Final = "/chats/{chatId}/members"
HANDLERS: Final = {
    f"GET {_MEMBERS}": get_members,
    f"POST {_MEMBERS}": add_members,
    f"DELETE {_MEMBERS}": remove_member,
    f"GET {_MEMBERS}/me": get_itself,
    f"DELETE {_MEMBERS}/me": leave,
    f"GET {_MEMBERS}/admins": get_administrators,
    f"POST {_MEMBERS}/admins": appoint,
    f"DELETE {_MEMBERS}/admins/{{userId}}": dismiss,
}
