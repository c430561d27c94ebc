"""What people do → updates as MAX writes them, with the names the door adds."""

from typing import Any

from .acts import Act, Kind, People
from .world import World

Raw = dict[str, Any]

ME = 77
"""The bot's number."""

AT = 1_790_000_000_000
"""Milliseconds."""

DIALOGS = 9_000_000_000
"""A dialog has a number of its own."""


class MaxPeople:
    """Draws one realistic update after another."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance
        self._words = world.words
        self._people = People(world, "max")

    def update(self) -> Raw:
        act = self._people.next()
        number = next(self._world.numbers)
        match act.kind:
            case Kind.PRESS:
                return _update("message_callback", number, **self._press(act, number))
            case Kind.BLOCK | Kind.UNBLOCK if act.chat > 0:
                kind = "bot_stopped" if act.kind is Kind.BLOCK else "bot_started"
                return self._deed(kind, act, number, user_locale="ru")
            case Kind.BLOCK | Kind.UNBLOCK:
                kind = "bot_removed" if act.kind is Kind.BLOCK else "bot_added"
                return self._deed(kind, act, number, is_channel=False)
            case Kind.COME | Kind.GO if act.chat < 0:
                kind = "user_added" if act.kind is Kind.COME else "user_removed"
                return self._deed(kind, act, number, is_channel=False)
            case Kind.EDIT:
                edited = self._message(act, act.message or number, act.text)
                return _update("message_edited", number, message=edited)
        text, *attached = self._content(act, number)
        message = self._message(act, number, text, *attached)
        return _update("message_created", number, message=message, user_locale="ru")

    def _deed(self, kind: str, act: Act, number: int, **more: Any) -> Raw:
        chat = act.chat if act.chat < 0 else DIALOGS + act.chat
        return _update(kind, number, chat_id=chat, user=self._person(act.person), **more)

    def _person(self, number: int) -> Raw:
        name = self._words.name()
        told = {"user_id": number, "first_name": name, "username": None, "is_bot": False}
        return {**told, "last_activity_time": AT, "name": name}

    def _message(self, act: Act, number: int, text: Any, *attached: Raw) -> Raw:
        alone = act.chat > 0
        recipient = {
            "chat_id": DIALOGS + act.chat if alone else act.chat,
            "chat_type": "dialog" if alone else "chat",
            "user_id": ME if alone else None,
        }
        message: Raw = {
            "sender": self._person(act.person),
            "recipient": recipient,
            "timestamp": AT + number,
            "body": _body(number, text, *attached),
        }
        if act.forwarded:
            origin = {"sender": self._person(5), "message": _body(5, self._words.message())}
            message["link"] = {"type": "forward", "chat_id": -5, **origin}
        elif act.message:
            bot = {**self._person(ME), "is_bot": self._chance.random() < 0.9}
            message["link"] = {"type": "reply", "sender": bot, "message": _body(act.message, "…")}
        return message

    def _content(self, act: Act, number: int) -> list[Any]:
        """The text, and what is attached."""
        named = {"token": f"t{number}", "url": f"https://max.example/{number}"}
        photo = {"type": "image", "payload": named | {"photo_id": number}}
        match act.kind:
            case Kind.PHOTO:
                return [act.text, photo]
            case Kind.ALBUM:
                return [act.text, *[photo] * self._chance.randint(2, 12)]
            case Kind.DOCUMENT:
                kept = {"filename": self._words.name(), "size": 1000}
                return ["вот", {"type": "file", "payload": named} | kept]
            case Kind.VOICE:
                return [None, {"type": "audio", "payload": named, "transcription": None}]
            case Kind.STICKER:
                sticker = {"code": "x", "url": "https://max.example/x"}
                return [None, {"type": "sticker", "payload": sticker, "width": 9, "height": 9}]
            case Kind.PLACE:
                where = {"latitude": self._chance.uniform(-90, 90), "longitude": 127.5}
                return [None, {"type": "location"} | where]
            case Kind.CONTACT:
                card = "BEGIN:VCARD\r\nTEL;TYPE=cell:79140000000\r\nEND:VCARD"
                whose = self._person(act.person + self._chance.randint(0, 1))
                payload = {"vcf_info": card, "max_info": whose}
                return [None, {"type": "contact", "payload": payload}]
        return [act.text]

    def _press(self, act: Act, number: int) -> Raw:
        callback = {
            "timestamp": AT + number,
            "callback_id": f"press{number}",
            "payload": act.payload,
            "user": self._person(act.person),
        }
        gone = self._chance.random() < 0.05
        shown = self._message(act, act.message or 1, "Карточка") | {"link": None}
        return {"callback": callback, "message": None if gone else shown}


def _body(number: int, text: Any, *attached: Raw) -> Raw:
    return {"mid": str(number), "seq": number, "text": text, "attachments": list(attached) or None}


def _update(kind: str, number: int, **content: Any) -> Raw:
    return {"update_type": kind, "timestamp": AT + number, **content}
