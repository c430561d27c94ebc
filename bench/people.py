"""Residents who file the nine-update complaint, as raw updates of their messenger.

What is pressed is taken from what the bot really showed: one resident goes first, looking at the
outbox after each turn, and the others do the same with their own names and numbers.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bots.doors.keyboards import payload_json
from bots.doors.layout import is_below
from bots.doors.limits import LIMITS
from core.messages import Button, ButtonKind, Message
from dialogs.events import Acted
from dialogs.payloads import press, read_payload
from dialogs.texts import Catalogue

Raw = dict[str, Any]

WHAT = "На тротуаре лёд и снег, не пройти"
TOPIC = "roads.snow"
"""What it is about, whatever else is offered for somebody's words."""
WHERE = "Благовещенск, Ленина, {house}"
KNOWN = 5
"""The house from which every fifth complaint comes: DOMAIN says that so many have an earlier one on
the same close by. The others come from a thousand houses."""
TOLD = (
    ("", "Здравствуйте! ", "Добрый день. ", "Ещё раз пишу: ", "Опять! ", "Сколько можно: ",
     "Уважаемые, ", "Помогите, "),
    ("", " третий день", " с прошлой недели", " с субботы", " после метели", " всю зиму",
     " как обычно в декабре", " уже который раз"),
    ("", ", с коляской не проехать", ", бабушки держатся за забор", ", дети идут по газону",
     ", дворника не видели", ", чистят только у магазина", ", техника проехала мимо",
     ", песка никто не сыпал"),
    ("", ". Когда почистят?", ". Пришлите кого-нибудь", ". Прошу принять меры", ". Стыдно за город",
     ". Управляющая молчит", ". Сил нет смотреть", ". Жду ответа"),
)  # fmt: skip
"""Around what happened each says something else: of 4,096 no two say the same, as in life."""
UPDATES = 9
"""Start, words, consent, topic, address, a photo, done with photos, no contact, send."""


@dataclass(frozen=True, slots=True)
class Said:
    text: str


@dataclass(frozen=True, slots=True)
class Photographed:
    pass


@dataclass(frozen=True, slots=True)
class Pressed:
    """``turn`` counts from the turn at which the complaint was begun."""

    button: str
    label: str
    turn: int
    below: bool


Act = Said | Photographed | Pressed


class Messenger:
    """Writes raw updates as one messenger would, numbered from ``first``."""

    def __init__(self, door: str, first: int = 1, *, same_words: bool = False) -> None:
        self.door = door
        self._same = same_words
        self._numbers = itertools.count(first)

    def update(self, act: Act, person: int, base: int) -> Raw:
        """``base`` is the turn at which this resident's complaint was begun."""
        number = next(self._numbers)
        if act == Said(WHERE):
            act = Said(WHERE.format(house=_house_of(person)))
        elif act == Said(WHAT) and not self._same:
            act = Said(_told_by(person))
        return (self._telegram if self.door == "telegram" else self._vk)(act, person, base, number)

    def _telegram(self, act: Act, person: int, base: int, number: int) -> Raw:
        who = {"id": person, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
        chat = {"id": person, "type": "private", "first_name": "Анна"}
        message: Raw = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": who}
        match act:
            case Pressed(button=button, turn=turn, below=False):
                shown = {**message, "from": {"id": 42, "is_bot": True, "first_name": "Парадная"}}
                data = press(button, base + turn, person)
                call = {
                    "id": str(number), "from": who, "chat_instance": "7",
                    "message": {**shown, "text": "…"}, "data": data,
                }  # fmt: skip
                return {"update_id": number, "callback_query": call}
            case Pressed(label=label):
                message["text"] = label
            case Said(text=text):
                message["text"] = text
                if text.startswith("/"):
                    message["entities"] = [
                        {"type": "bot_command", "offset": 0, "length": len(text)}
                    ]
            case Photographed():
                message["photo"] = [
                    {"file_id": f"f{number}.{size}", "file_unique_id": f"u{number}.{size}",
                     "width": size, "height": size, "file_size": size * 100}
                    for size in (90, 320, 1280)
                ]  # fmt: skip
        return {"update_id": number, "message": message}

    def _vk(self, act: Act, person: int, base: int, number: int) -> Raw:
        message: Raw = {
            "id": number, "date": 1_790_000_000, "out": 0, "version": 1, "fwd_messages": [],
            "from_id": person, "peer_id": person, "conversation_message_id": number,
            "text": "", "attachments": [], "important": False, "random_id": 0, "is_hidden": False,
        }  # fmt: skip
        match act:
            case Pressed(button=button, label=label, turn=turn):
                message["text"] = label
                message["payload"] = payload_json(press(button, base + turn, person))
            case Said(text=text):
                message["text"] = text
            case Photographed():
                sizes = [
                    {"type": kind, "url": f"https://sun.example/{number}/{kind}", "width": side,
                     "height": side}
                    for kind, side in (("s", 75), ("m", 130), ("x", 604), ("z", 1080))
                ]  # fmt: skip
                photo = {"id": number, "owner_id": person, "access_key": "k", "sizes": sizes}
                message["attachments"] = [{"type": "photo", "photo": photo}]
        client = {
            "button_actions": ["text", "location", "callback", "open_link"],
            "keyboard": True, "inline_keyboard": True, "carousel": True, "lang_id": 0,
        }  # fmt: skip
        return {
            "group_id": 77, "type": "message_new", "event_id": f"e{number}", "v": "5.199",
            "object": {"message": message, "client_info": client},
        }  # fmt: skip


@dataclass(slots=True)
class Script:
    """The acts of a whole complaint, learned from what the first resident was shown."""

    door: str
    acts: list[Act] = field(default_factory=lambda: [Said("/start"), Said(WHAT)])

    def learn(self, shown: list[Message]) -> None:
        """Decide on the next act from the messages that are on their way to the resident."""
        screen = next(one for one in reversed(shown) if one.rows)
        self.acts.append(self._answer(screen))

    def _answer(self, screen: Message) -> Act:
        photographed = Photographed() in self.acts
        if _text("complaint-place") in screen.text:
            return Said(WHERE)
        if _text("complaint-photos") in screen.text and not photographed:
            return Photographed()
        wanted = {_text("way-done"), _text("way-skip"), _text("complaint-send")}
        pressed = [b for row in screen.rows for b in row if b.kind is ButtonKind.PRESS]
        button = next((one for one in pressed if one.label in wanted), pressed[0])
        button = next((one for one in pressed if _pressed_by(one) == TOPIC), button)
        read = read_payload(button.payload)
        assert not isinstance(read, Acted)  # noqa: S101  because the screens of a form have only presses
        below = is_below(screen, LIMITS[self.door])
        return Pressed(read.button, button.label, read.turn, below)

    @property
    def is_whole(self) -> bool:
        last = self.acts[-1]
        return isinstance(last, Pressed) and last.label == _text("complaint-send")

    def __iter__(self) -> Iterator[Act]:
        return iter(self.acts)


def _pressed_by(button: Button) -> str:
    read = read_payload(button.payload)
    return read.button if not isinstance(read, Acted) else ""


def _told_by(person: int) -> str:
    said = []
    for words in TOLD:
        person, turn = divmod(person, len(words))
        said.append(words[turn])
    greeting, since, so, then = said
    return f"{greeting}{WHAT}{since}{so}{then}"


def _house_of(person: int) -> int:
    return KNOWN if person % 5 == 0 else 6 + person % 994


_CATALOGUE = Catalogue()


def _text(key: str) -> str:
    return _CATALOGUE.plain("ru", key)
