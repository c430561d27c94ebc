"""The nine updates of one complaint, as the raw JSON that a messenger delivers.

The same acts in the same order as `bench.people` plays to Парадная, whose buttons carry turns
and are therefore learned from its screens; here a press is named by the peer that reads it.
Standard library only: this runs in every peer's environment.
"""

import itertools
import json
from collections.abc import Callable
from typing import Any

Raw = dict[str, Any]

WHAT = "На тротуаре лёд и снег, не пройти"
WHERE = "Благовещенск, Ленина, 5"
NO_CONTACT = "Без контакта"
START, WORDS, CONSENT, TOPIC, PLACE, PHOTO, DONE, CONTACT, SEND = range(9)
UPDATES = 9
PRESSED = {CONSENT: "consent", TOPIC: "topic:2", DONE: "done", SEND: "send"}
"""What is pressed on an inline button; the contact's refusal is a button below, so a text."""

_numbers = itertools.count(1)


def as_named(person: int, name: str) -> str:
    """The data of a button whose peer writes what it is called."""
    return name


def telegram(act: int, person: int, data: Callable[[int, str], str] = as_named) -> bytes:
    """One update of the Bot API. ``data`` tells what a button of that name carries."""
    number = next(_numbers)
    who = {"id": person, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
    chat = {"id": person, "type": "private", "first_name": "Анна"}
    message: Raw = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": who}
    if act in PRESSED:
        shown = {**message, "from": {"id": 42, "is_bot": True, "first_name": "Парадная"}}
        call = {
            "id": str(number), "from": who, "chat_instance": "7",
            "message": {**shown, "text": "…"}, "data": data(person, PRESSED[act]),
        }  # fmt: skip
        return _json({"update_id": number, "callback_query": call})
    if act == START:
        message["text"] = "/start"
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": 6}]
    elif act == PHOTO:
        message["photo"] = [
            {"file_id": f"f{number}.{size}", "file_unique_id": f"u{number}.{size}",
             "width": size, "height": size, "file_size": size * 100}
            for size in (90, 320, 1280)
        ]  # fmt: skip
    else:
        message["text"] = {WORDS: WHAT, PLACE: WHERE, CONTACT: NO_CONTACT}[act]
    return _json({"update_id": number, "message": message})


def vk(act: int, person: int) -> bytes:
    """One event of a community."""
    number = next(_numbers)
    message: Raw = {
        "id": number, "date": 1_790_000_000, "out": 0, "version": 1, "fwd_messages": [],
        "from_id": person, "peer_id": person, "conversation_message_id": number,
        "text": "", "attachments": [], "important": False, "random_id": 0, "is_hidden": False,
    }  # fmt: skip
    if act in PRESSED:
        message["text"] = PRESSED[act]
        message["payload"] = json.dumps({"button": PRESSED[act]})
    elif act == PHOTO:
        sizes = [
            {"type": kind, "url": f"https://sun.example/{number}/{kind}", "width": side,
             "height": side}
            for kind, side in (("s", 75), ("m", 130), ("x", 604), ("z", 1080))
        ]  # fmt: skip
        photo = {
            "id": number, "owner_id": person, "album_id": -3, "date": 1_790_000_000, "text": "",
            "access_key": "k", "sizes": sizes,
        }  # fmt: skip
        message["attachments"] = [{"type": "photo", "photo": photo}]
    else:
        texts = {START: "Начать", WORDS: WHAT, PLACE: WHERE, CONTACT: NO_CONTACT}
        message["text"] = texts[act]
    client = {
        "button_actions": ["text", "location", "callback", "open_link"],
        "keyboard": True, "inline_keyboard": True, "carousel": True, "lang_id": 0,
    }  # fmt: skip
    return _json(
        {
            "group_id": 77, "type": "message_new", "event_id": f"e{number}", "v": "5.199",
            "object": {"message": message, "client_info": client},
        }
    )  # fmt: skip


def _json(raw: Raw) -> bytes:
    return json.dumps(raw, ensure_ascii=False).encode()
