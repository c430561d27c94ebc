"""What people do → events as VK writes them, with the names the door adds."""

from typing import Any

from bots.doors.keyboards import payload_json

from .acts import Act, Kind, People
from .world import VK_CHATS, World

Raw = dict[str, Any]

GROUP = 77
"""The community's number."""

DATE = 1_790_000_000


class VkPeople:
    """Draws one realistic event after another."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance
        self._words = world.words
        self._people = People(world, "vk")

    def update(self) -> Raw:
        act = self._people.next()
        number = next(self._world.numbers)
        match act.kind:
            case Kind.PRESS:
                return event("message_event", self._press(act, number), number)
            case Kind.BLOCK:
                return event("message_deny", {"user_id": act.person}, number)
            case Kind.UNBLOCK:
                return event("message_allow", {"user_id": act.person, "key": ""}, number)
            case Kind.EDIT:
                edited = self._message(act, act.message or number) | {"text": act.text}
                return event("message_edit", edited, number)
        message = self._message(act, number) | self._content(act, number)
        return event("message_new", {"message": message, "client_info": self._client()}, number)

    def _client(self) -> Raw:
        full = self._chance.random() < 0.8
        actions = ["text", "location", "callback", "open_link"] if full else ["text"]
        inline = full or self._chance.random() < 0.5
        return {
            "button_actions": actions,
            "keyboard": full,
            "inline_keyboard": inline,
            "carousel": full,
            "lang_id": 0,
        }

    def _message(self, act: Act, number: int) -> Raw:
        message: Raw = {
            "id": 0 if act.chat > VK_CHATS else number,
            "date": DATE + number,
            "out": 0,
            "version": 1,
            "fwd_messages": [],
            "from_id": act.person,
            "peer_id": act.chat,
            "conversation_message_id": number,
            "text": act.text,
            "attachments": [],
            "important": False,
            "random_id": 0,
            "is_hidden": False,
        }
        if act.message:
            message["reply_message"] = self._other(act, act.message)
        if act.forwarded:
            message["fwd_messages"] = [self._other(act, 5), self._other(act, 6)]
        return message

    def _other(self, act: Act, number: int) -> Raw:
        """Another message, as it stands inside one: the bot's, or somebody's."""
        return {
            "conversation_message_id": number,
            "date": DATE,
            "from_id": self._chance.choice((-GROUP, act.person)),
            "peer_id": act.chat,
            "id": number,
            "text": self._words.message(),
            "attachments": [self._photo(number)] if self._chance.random() < 0.2 else [],
        }

    def _content(self, act: Act, number: int) -> Raw:
        owned = {"id": number, "owner_id": act.person, "access_key": "k"}
        match act.kind:
            case Kind.TYPE:
                return {"payload": payload_json(act.payload)}
            case Kind.PHOTO:
                return {"attachments": [self._photo(number)]}
            case Kind.ALBUM:
                return {"attachments": [self._photo(number)] * self._chance.randint(2, 10)}
            case Kind.DOCUMENT:
                kept = {
                    "title": self._words.name(),
                    "size": 9,
                    "ext": "pdf",
                    "date": DATE,
                    "type": 1,
                }
                document = owned | kept | {"url": "https://vk.example/doc"}
                return {"attachments": [{"type": "doc", "doc": document}]}
            case Kind.VOICE:
                links = {"link_mp3": "https://vk.example/m", "link_ogg": "https://vk.example/o"}
                voice = owned | links | {"duration": 3, "waveform": [1, 2]}
                return {
                    "text": "",
                    "attachments": [{"type": "audio_message", "audio_message": voice}],
                }
            case Kind.STICKER:
                sticker = {"sticker_id": 9, "product_id": 1, "inner_type": "base_sticker_new"}
                return {"text": "", "attachments": [{"type": "sticker", "sticker": sticker}]}
            case Kind.PLACE:
                where = {"latitude": self._chance.uniform(-90, 90), "longitude": 127.5}
                geo = {"type": "point", "coordinates": where}
                return {"text": "", "geo": geo, "payload": payload_json(act.payload)}
            case Kind.COME | Kind.GO:
                came = act.kind is Kind.COME
                kind = "chat_invite_user" if came else "chat_kick_user"
                member = self._chance.choice((act.person, -GROUP))
                return {"text": "", "action": {"type": kind, "member_id": member}}
            case Kind.CONTACT:
                return {"text": "+79140000000"}
        return {}

    def _photo(self, number: int) -> Raw:
        size = {"type": "z", "url": f"https://vk.example/{number}", "width": 1080, "height": 720}
        kept = {"id": number, "owner_id": 5, "album_id": -3, "date": DATE, "has_tags": False}
        return {"type": "photo", "photo": kept | {"access_key": "k", "sizes": [size]}}

    def _press(self, act: Act, number: int) -> Raw:
        payload: Any = {"p": act.payload}
        return {
            "user_id": act.person,
            "peer_id": act.chat,
            "event_id": f"press{number}",
            "payload": self._chance.choice((payload, payload, payload_json(act.payload))),
            "conversation_message_id": act.message or 1,
        }


def event(kind: str, body: Raw, number: int) -> Raw:
    return {
        "group_id": GROUP,
        "type": kind,
        "event_id": f"e{number}",
        "v": "5.199",
        "object": body,
    }
