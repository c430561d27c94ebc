"""Raw updates, as an attacker's application makes the messengers send them.

They go through the doors' real reading, and then to the stage: what the reading lets through as
a command is a command.
"""

from itertools import count
from typing import Any

from bots.doors.telegram.reading import read_raw
from bots.doors.vk.reading import CHATS_FROM, read_event
from core.people import Speaker
from dialogs.events import Arrival
from tests.transcripts.stage import Stage

Raw = dict[str, Any]

USERNAME, GROUP = "Gorod_bot", 77

_numbers = count(1)


def read_telegram(raw: Raw) -> Arrival | None:
    number = next(_numbers)
    return read_raw({"update_id": number, **raw}, f"t{number}", USERNAME)


def read_vk(raw: Raw, name: str = "Пётр") -> Arrival | None:
    return read_event(
        {**raw, "person_name": name, "chat_title": "Чат"}, f"v{next(_numbers)}", GROUP
    )


def telegram_message(who: Speaker, name: str = "Пётр", **more: Any) -> Raw:
    private = who.chat > 0
    chat = {"id": who.chat, "type": "private" if private else "group", "title": "Чат"}
    author = {"id": who.person, "is_bot": False, "first_name": name}
    return {"message_id": next(_numbers), "date": 1, "chat": chat, "from": author, **more}


def telegram_forward() -> Raw:
    author = {"id": 5, "is_bot": False, "first_name": "Кто-то"}
    return {"forward_origin": {"type": "user", "date": 1, "sender_user": author}}


def vk_message(who: Speaker, text: str = "", **more: Any) -> Raw:
    message = {
        "id": 0, "date": 1, "out": 0, "attachments": [], "fwd_messages": [], "text": text,
        "from_id": who.person, "peer_id": who.chat, "conversation_message_id": next(_numbers),
        **more,
    }  # fmt: skip
    return {"type": "message_new", "object": {"message": message, "client_info": {}}}


def vk_forward(text: str) -> Raw:
    inner = {"from_id": 5, "date": 1, "text": text, "attachments": [], "peer_id": 5}
    return {"fwd_messages": [inner]}


def pressed(who: Speaker, payload: str) -> Arrival:
    """A button with a made-up payload, under a message of the bot's."""
    number = next(_numbers)
    if who.door == "telegram":
        chat = {"id": who.chat, "type": "private" if who.chat > 0 else "group", "title": "Чат"}
        message = {"message_id": 1, "date": 1, "chat": chat}
        author = {"id": who.person, "is_bot": False, "first_name": "Пётр"}
        query = {"id": str(number), "from": author, "message": message, "chat_instance": "1"}
        arrival = read_telegram({"callback_query": {**query, "data": payload}})
    else:
        body = {
            "user_id": who.person, "peer_id": who.chat, "event_id": str(number),
            "payload": {"p": payload}, "conversation_message_id": 1,
        }  # fmt: skip
        arrival = read_vk({"type": "message_event", "object": body})
    assert arrival is not None
    return arrival


def says(who: Speaker, text: str) -> Arrival | None:
    """A text, typed by hand."""
    if who.door == "telegram":
        return read_telegram({"message": telegram_message(who, text=text)})
    return read_vk(vk_message(who, text))


def forwards(who: Speaker, text: str) -> Arrival | None:
    """Somebody else's text, forwarded."""
    if who.door == "telegram":
        return read_telegram({"message": telegram_message(who, text=text, **telegram_forward())})
    return read_vk(vk_message(who, **vk_forward(text)))


def edits(who: Speaker, text: str) -> Arrival | None:
    """A message sent before that now says something else."""
    if who.door == "telegram":
        return read_telegram({"edited_message": telegram_message(who, text=text, edit_date=2)})
    message = vk_message(who, text)["object"]["message"]
    return read_vk({"type": "message_edit", "object": message})


def leaves(who: Speaker, taken_out_by: int | None = None) -> Arrival | None:
    """The messenger tells that a person is no more in the group."""
    by = Speaker(who.door, who.chat, taken_out_by or who.person)
    if who.door == "telegram":
        member = {"id": who.person, "is_bot": False, "first_name": "Пётр"}
        return read_telegram({"message": telegram_message(by, left_chat_member=member)})
    return read_vk(vk_message(by, action={"type": "chat_kick_user", "member_id": who.person}))


def comes(who: Speaker, let_in_by: int | None = None) -> Arrival | None:
    by = Speaker(who.door, who.chat, let_in_by or who.person)
    if who.door == "telegram":
        member = {"id": who.person, "is_bot": False, "first_name": "Пётр"}
        return read_telegram({"message": telegram_message(by, new_chat_members=[member])})
    return read_vk(vk_message(by, action={"type": "chat_invite_user", "member_id": who.person}))


async def take(stage: Stage, *arrivals: Arrival | None) -> None:
    """Take what the doors read; what they read as nobody's act is nothing."""
    read = [arrival for arrival in arrivals if arrival is not None]
    if read:
        await stage.take(*read)


def group_of(door: str, number: int = 1) -> int:
    """A group chat's number, as this messenger has them."""
    return CHATS_FROM + number if door == "vk" else -number
