"""What can be done as a person, on either door: the acts behind the control API.

An act that a real person could not do (writing to a bot one has blocked, pressing a button that is
not there) is refused with a Russian sentence.
"""

import base64
import itertools
from typing import Any, Final

from .identity import MAX, TELEGRAM, VK, Door, bot_number
from .people import People
from .pictures import SAMPLES, measure, sample
from .world import Chat, Json, Media, Message, Person, World, whole_client

KINDS: Final = {TELEGRAM: ("group", "supergroup", "forum"), VK: ("group",), MAX: ("group",)}
STRANGE: Final = {
    "sticker": ("sticker.webp", "image/webp"),
    "voice": ("voice.ogg", "audio/ogg"),
    "video": ("video.mp4", "video/mp4"),
    "video_note": ("note.mp4", "video/mp4"),
    "audio": ("song.mp3", "audio/mpeg"),
    "animation": ("animation.gif", "image/gif"),
    "poll": ("", ""),
    "dice": ("", ""),
    "story": ("", ""),
}

MEDIA: Final = {
    "document": ("file.bin", "application/octet-stream"),
    **{kind: STRANGE[kind] for kind in STRANGE if STRANGE[kind][0]},
}
"""Kinds of files a person sends, and the name and type of one that has none."""


class ActError(Exception):
    """It cannot be done; the sentence says why. ``missing``: there is no such thing at all."""

    def __init__(self, reason: str, *, missing: bool = False) -> None:
        super().__init__(reason)
        self.missing = missing


class Acts:
    def __init__(self, world: World, people: dict[Door, People]):
        self._world = world
        self._people = people

    # Who is there

    def find_chat(self, door: Door, number: Any) -> Chat:
        chat = self._world.chat(door, number)
        if chat is None:
            raise ActError(f"Чата {number} нет.", missing=True)
        return chat

    def find_person(self, door: Door, number: Any) -> Person:
        person = self._world.person(door, number)
        if person is None:
            raise ActError(f"Человека {number} нет.", missing=True)
        return person

    def speaker(self, door: Door, chat_number: Any, person_number: Any) -> tuple[Chat, Person]:
        """A chat and a person who may write there."""
        chat = self.find_chat(door, chat_number)
        person = self.find_person(door, person_number)
        if person.id not in chat.members:
            raise ActError(f"{person.name} не состоит в этом чате.")
        if person.deactivated:
            raise ActError(f"Учётная запись удалена, {person.name} ничего не может.")
        if chat.gone or chat.migrated is not None:
            where = f": он стал супергруппой {chat.migrated}" if chat.migrated is not None else ""
            raise ActError(f"В этом чате больше не пишут{where}.")
        if chat.private and person.blocked:
            raise ActError(f"{person.name} запрещает боту писать: сначала снимите запрет.")
        return chat, person

    def find_message(self, chat: Chat, number: Any) -> Message:
        message = self._world.find(chat, number)
        if message is None:
            raise ActError(f"Сообщения {number} в этом чате нет.", missing=True)
        return message

    def add_person(self, door: Door, body: Json) -> Person:
        number = body.get("id")
        known = self._world.person(door, number) if number is not None else None
        name = str(body.get("name") or (known.name if known else "")).strip()
        if not name:
            raise ActError("У человека должно быть имя.")
        if number is not None and (not isinstance(number, int) or not 0 < number < 2**31):
            raise ActError("Номер человека — положительное целое число.")
        person = known or self._world.add_person(door, name, number)
        person.name = self._world.chats[door][person.id].title = name
        person.username = str(body.get("username", person.username)).removeprefix("@")
        if "client" in body:
            person.client = {**whole_client(), **(body["client"] or {})}
        self._world.tell("person", None, person=person)
        self._world.tell("chat", self._world.chats[door][person.id])
        return person

    def add_chat(self, door: Door, body: Json) -> Chat:
        number, kind = body.get("id"), body.get("kind", "group")
        members = [self.find_person(door, each).id for each in body.get("members", [])]
        known = self._world.chat(door, number) if number is not None else None
        if known is not None:
            known.members = members or known.members
            self._rename(known, str(body.get("title") or known.title))
            self._set_hearing(known, body)
            return known
        if kind not in KINDS[door]:
            raise ActError(f"Чаты здесь бывают такие: {', '.join(KINDS[door])}.")
        if not body.get("title"):
            raise ActError("У чата должно быть название.")
        if not members:
            raise ActError("В чате должен быть хоть один человек.")
        chat = self._world.add_chat(door, str(body["title"]), kind, members, number)
        if "all_messages" in body:
            chat.all_messages = bool(body["all_messages"])
        self._world.tell("chat", chat)
        self._people[door].invite_bot(chat, self._world.person(door, members[0]))
        return chat

    def _rename(self, chat: Chat, title: str) -> None:
        owner = self._world.person(chat.door, chat.members[0]) if chat.members else None
        if chat.title != title and owner is not None:
            self._people[chat.door].rename(chat, owner, title)

    def _set_hearing(self, chat: Chat, body: Json) -> None:
        if "all_messages" in body:
            self._people[chat.door].promote_bot(chat, promoted=bool(body["all_messages"]))
        self._world.tell("chat", chat)

    def set_member(
        self, door: Door, chat: Chat, number: Any, *, present: bool, by: Person | None = None
    ) -> None:
        """Come and go; ``by`` is who lets in or puts out, where it is somebody else."""
        people = self._people[door]
        if chat.private:
            raise ActError("В личном чате участники не меняются.")
        if number == bot_number(door):
            owner = by or self.find_person(door, chat.members[0])
            if present != chat.bot_present:
                (people.invite_bot if present else people.expel_bot)(chat, owner)
        else:
            person = self.find_person(door, number)
            if present and person.id not in chat.members:
                chat.members.append(person.id)
                people.join(chat, person, by)
            elif not present and person.id in chat.members:
                people.leave(chat, person, by)
                chat.members.remove(person.id)
        self._world.tell("chat", chat)

    def block(self, person: Person, *, blocked: bool) -> None:
        if person.blocked != blocked:
            self._people[person.door].block(person, blocked=blocked)
            self._world.tell("person", None, person=person)

    # Speaking

    def say(self, chat: Chat, person: Person, body: Json) -> Message:
        text = str(body.get("text", ""))
        forwarded = self._forwarded(chat, body.get("forward"), text)
        if not text.strip() and forwarded is None:
            raise ActError("Пустое сообщение не отправляется.")
        content: Json = {"reply_to": self._reply_to(chat, body)}
        if body.get("thread"):
            content["thread"] = self._topic(chat, body["thread"])
        if forwarded is not None:
            content["forwarded"] = forwarded
            text = forwarded["text"] if chat.door == TELEGRAM else text * bool(body.get("comment"))
        return self._people[chat.door].say(chat, person, text, **content)

    def _topic(self, chat: Chat, thread: Any) -> int:
        """A topic where people may write: one that is there, and open."""
        if thread not in chat.topics:
            raise ActError("Такой темы в этом чате нет.")
        if thread in chat.closed_topics:
            raise ActError("Эта тема закрыта: написать в неё нельзя.")
        return int(thread)

    def _reply_to(self, chat: Chat, body: Json) -> int | None:
        number = body.get("reply_to")
        return None if number is None else self.find_message(chat, number).id

    def _forwarded(self, chat: Chat, forward: Any, text: str) -> Json | None:
        """``true``: the text is a stranger's; otherwise a message of this chat or of another."""
        if not forward:
            return None
        if forward is True or isinstance(forward, str):
            name = forward if isinstance(forward, str) else "Сосед"
            return {"sender": None, "name": name, "date": self._world.now(), "text": text}
        place = forward if isinstance(forward, dict) else {"message": forward}
        source = self.find_chat(chat.door, place.get("chat", chat.id))
        message = self.find_message(source, place.get("message"))
        return message.forwarded or {
            "sender": message.sender,
            "name": "",
            "date": message.date,
            "text": message.text,
            "media": list(message.media),
        }

    def send_photos(self, chat: Chat, person: Person, body: Json) -> list[Message]:
        contents = [_decode(image) for image in body.get("images", [])]
        contents += [_sample(name) for name in body.get("samples", [])]
        count = int(body.get("count", 0))
        contents += [sample(name) for name in itertools.islice(itertools.cycle(SAMPLES), count)]
        if not contents:
            raise ActError("Не названо ни одного снимка.")
        kept = [self._keep_photo(content) for content in contents]
        for media in kept:
            media.size = _whole_number(body, "claimed_size", media.size)
        keys = [media.key for media in kept]
        caption, reply_to = str(body.get("caption") or ""), self._reply_to(chat, body)
        return self._people[chat.door].photos(chat, person, keys, caption, reply_to)

    def _keep_photo(self, content: bytes) -> Media:
        measured = measure(content)
        if measured is None:
            raise ActError("Это не снимок: понятны PNG, JPEG, GIF и WebP.")
        mime, width, height = measured
        name = f"photo.{mime.partition('/')[2].replace('jpeg', 'jpg')}"
        return self._world.keep_file(content, "photo", name, mime, width=width, height=height)

    def send_media(self, chat: Chat, person: Person, kind: Any, body: Json) -> Message:
        """Any file, with any name and content. ``claimed_size``: what the messenger says of it."""
        if kind not in MEDIA:
            raise ActError(f"Файлы бывают такие: {', '.join(MEDIA)}.")
        name, mime = MEDIA[kind]
        content = _decode(body.get("content", ""))
        media = self._world.keep_file(
            content, kind, str(body.get("name") or name), str(body.get("mime") or mime)
        )
        media.size = _whole_number(body, "claimed_size", media.size)
        media.duration = _whole_number(body, "duration", 0)
        return self._people[chat.door].post(
            chat,
            person,
            text=str(body.get("caption") or ""),
            media=[media.key],
            reply_to=self._reply_to(chat, body),
            strange="sticker" if kind == "sticker" else None,
        )

    def send_place(self, chat: Chat, person: Person, body: Json) -> Message:
        try:
            latitude, longitude = float(body["latitude"]), float(body["longitude"])
        except (KeyError, TypeError, ValueError) as problem:
            raise ActError("Место — это широта и долгота, числа.") from problem
        place = {"latitude": latitude, "longitude": longitude, "title": body.get("title")}
        payload = self._closing(chat, "location")
        extra = {"payload": payload} if payload is not None else {}
        return self._people[chat.door].post(chat, person, place=place, **extra)

    def send_contact(self, chat: Chat, person: Person, body: Json) -> Message:
        if chat.door == VK:
            raise ActError("ВКонтакте контакты в сообщениях не отправляют.")
        own = bool(body.get("own", True))
        contact = {
            "phone": str(body.get("phone") or ""),
            "name": person.name if own else "Пётр Соседов",
            "person": person.id if own else None,
        }
        self._closing(chat, "contact")
        return self._people[chat.door].post(chat, person, contact=contact)

    def _closing(self, chat: Chat, kind: str) -> str | None:
        """Answering a request button: a one-time keyboard closes; VK's payload comes along."""
        keyboard = chat.keyboard
        buttons = [each for row in keyboard.rows for each in row] if keyboard else []
        asked = next((button for button in buttons if button.kind == kind), None)
        if asked is None or keyboard is None:
            return None
        if keyboard.one_time:
            self._world.set_keyboard(chat, None)
        return asked.data

    def send_strange(self, chat: Chat, person: Person, kind: Any) -> Message:
        if kind not in STRANGE:
            raise ActError(f"Диковинки бывают такие: {', '.join(STRANGE)}.")
        if chat.door == VK and kind == "story":
            raise ActError("Историю ВКонтакте в сообщество песочница прислать не умеет.")
        if chat.door == MAX and not STRANGE[kind][0]:
            raise ActError("В MAX такого боту не присылают.")
        name, mime = STRANGE[kind]
        kept = [self._world.keep_file(b"sandbox " + kind.encode(), kind, name, mime)] * bool(name)
        media = [each.key for each in kept]
        return self._people[chat.door].post(chat, person, strange=kind, media=media)

    def edit(self, chat: Chat, person: Person, message: Message, text: str) -> None:
        if message.sender != person.id:
            raise ActError("Чужое сообщение не исправить.")
        if not text.strip():
            raise ActError("Пустой текст не сохранится.")
        self._people[chat.door].edit(chat, message, text)

    def delete(self, chat: Chat, person: Person, message: Message) -> None:
        if message.sender != person.id:
            raise ActError("Чужое сообщение не удалить.")
        self._people[chat.door].delete(chat, person, message)


def _decode(text: Any) -> bytes:
    """Base64, with or without the head of a data URL."""
    if isinstance(text, bytes):
        return text
    try:
        return base64.b64decode(str(text).rpartition(",")[2], validate=True)
    except ValueError as problem:  # binascii.Error is one
        raise ActError("Файл должен быть в base64.") from problem


def _whole_number(body: Json, name: str, default: int) -> int:
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ActError(f"{name} — это целое число, не меньше нуля.")
    return value


def _sample(name: Any) -> bytes:
    if name not in SAMPLES:
        raise ActError(f"Готовые снимки: {', '.join(SAMPLES)}.")
    return sample(str(name))
