"""What people do → updates as Telegram writes them."""

from typing import Any

from .acts import Act, Kind, People
from .world import World

Raw = dict[str, Any]

BOT = {"id": 42, "is_bot": True, "first_name": "Парадная", "username": "paradnaya_bot"}
DATE = 1_790_000_000


class TelegramPeople:
    """Draws one realistic update after another."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance
        self._words = world.words
        self._people = People(world, "telegram")
        self._album = ""

    def update(self) -> Raw:
        act = self._people.next()
        number = next(self._world.numbers)
        return {"update_id": number, **self._body(act, number)}

    def _body(self, act: Act, number: int) -> Raw:
        match act.kind:
            case Kind.PRESS:
                return {"callback_query": self._press(act, number)}
            case Kind.BLOCK | Kind.UNBLOCK:
                return {"my_chat_member": self._membership(act)}
            case Kind.EDIT:
                edited = self._message(act, act.message or number) | {"text": act.text}
                return {"edited_message": edited | {"edit_date": DATE + number}}
        return {"message": self._message(act, number) | self._content(act, number)}

    def _person(self, number: int) -> Raw:
        return {
            "id": number,
            "is_bot": False,
            "first_name": self._words.name(),
            "language_code": self._chance.choice(("ru", "en", "zh-hans")),
        }

    def _chat(self, number: int) -> Raw:
        if number > 0:
            return {"id": number, "type": "private", "first_name": "Анна"}
        return {"id": number, "type": "supergroup", "title": self._words.name(), "is_forum": True}

    def _message(self, act: Act, number: int) -> Raw:
        message: Raw = {
            "message_id": number,
            "date": DATE + number,
            "chat": self._chat(act.chat),
            "from": self._person(act.person),
        }
        if act.message and act.kind is not Kind.EDIT:
            shown = {"message_id": act.message, "date": DATE, "chat": self._chat(act.chat)}
            message["reply_to_message"] = {**shown, "from": BOT, "text": "…"}
        if act.forwarded:
            message["forward_origin"] = self._chance.choice(
                (
                    {"type": "hidden_user", "sender_user_name": "Кто-то", "date": DATE},
                    {"type": "user", "sender_user": self._person(act.person + 1), "date": DATE},
                )
            )
        return message

    def _content(self, act: Act, number: int) -> Raw:
        name = f"f{number}"
        file = {"file_id": name, "file_unique_id": name, "file_size": 1000}
        picture = file | {"width": 90, "height": 90}
        match act.kind:
            case Kind.PHOTO:
                return {"photo": [picture], "caption": act.text[:1024]}
            case Kind.ALBUM:
                if not self._album or self._chance.random() < 0.3:
                    self._album = self._words.token()
                return {"photo": [picture, picture], "media_group_id": self._album}
            case Kind.DOCUMENT:
                return {"document": file | {"file_name": self._words.name()}, "caption": "вот"}
            case Kind.VOICE:
                return {"voice": file | {"duration": 3}}
            case Kind.STICKER:
                sort = {"type": "regular", "is_animated": False, "is_video": False}
                return {"sticker": picture | sort}
            case Kind.PLACE:
                where = {"latitude": self._chance.uniform(-90, 90), "longitude": 127.5}
                return {"location": where}
            case Kind.CONTACT:
                own = act.person + self._chance.randint(0, 1)
                return {
                    "contact": {"phone_number": "+79140000000", "first_name": "Я", "user_id": own}
                }
            case Kind.COME:
                return {"new_chat_members": [self._person(act.person), BOT]}
            case Kind.GO:
                return {"left_chat_member": self._person(act.person)}
        return {"text": act.text}

    def _press(self, act: Act, number: int) -> Raw:
        shown: Raw = {"message_id": act.message or 1, "chat": self._chat(act.chat)}
        if self._chance.random() < 0.1:
            message = shown | {"date": 0}  # too old: what it said is not told
        else:
            message = shown | {"date": DATE, "from": BOT, "text": "…"}
        return {
            "id": str(number),
            "from": self._person(act.person),
            "chat_instance": "7",
            "message": message,
            "data": act.payload or "-",
        }

    def _membership(self, act: Act) -> Raw:
        away, here = {"status": "left", "user": BOT}, {"status": "member", "user": BOT}
        old, new = (here, away) if act.kind is Kind.BLOCK else (away, here)
        return {
            "chat": self._chat(act.chat),
            "from": self._person(act.person),
            "date": DATE,
            "old_chat_member": old,
            "new_chat_member": new,
        }
