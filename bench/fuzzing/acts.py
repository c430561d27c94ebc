"""What people do, before any messenger writes it down.

They look at what the bot last showed them and mostly go along with it, so the deep states are
reached: drafts, summaries, cards, ratings. The rest is contrary: stale and foreign buttons,
replies to nothing, nonsense, files, edits, comings and goings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from core.messages import Button, ButtonKind

from .words import SENSIBLE
from .world import Shown, World


class Kind(Enum):
    SAY = auto()
    PRESS = auto()
    TYPE = auto()
    """A button of a keyboard under the input field: its label is sent, its payload where kept."""
    PHOTO = auto()
    ALBUM = auto()
    DOCUMENT = auto()
    VOICE = auto()
    STICKER = auto()
    PLACE = auto()
    CONTACT = auto()
    EDIT = auto()
    COME = auto()
    GO = auto()
    BLOCK = auto()
    UNBLOCK = auto()


@dataclass(frozen=True, slots=True)
class Act:
    """``message`` is what was replied to or what the pressed button hangs on, 0: nothing."""

    kind: Kind
    person: int
    chat: int
    text: str = ""
    payload: str = ""
    message: int = 0
    forwarded: bool = False


_CONTRARY: Mapping[Kind, int] = {
    Kind.SAY: 30,
    Kind.PRESS: 14,
    Kind.PHOTO: 8,
    Kind.ALBUM: 4,
    Kind.DOCUMENT: 3,
    Kind.VOICE: 2,
    Kind.STICKER: 2,
    Kind.PLACE: 4,
    Kind.CONTACT: 2,
    Kind.EDIT: 4,
    Kind.COME: 1,
    Kind.GO: 1,
    Kind.BLOCK: 1,
    Kind.UNBLOCK: 2,
}


def _liking(button: Button) -> int:
    """People go on rather than back, and send what they have written."""
    if button.payload.endswith((":back", ":cancel", ":skip", "menu", "help", "my", "language")):
        return 1
    return 30 if button.payload.endswith(":send") else 8


class People:
    """The world's people at one messenger; :meth:`next` is what one of them does now."""

    def __init__(self, world: World, door: str) -> None:
        self._world = world
        self._door = door
        self._chance = world.chance
        self._words = world.words

    def next(self) -> Act:
        chance, person = self._chance, self._chance.choice(self._world.people)
        chat = self._world.chat(self._door, person)
        seen = self._world.seen(self._door, chat)
        if seen and chance.random() < 0.8:
            return self._along(person, chat, seen)
        if not seen and chat == person:
            return Act(Kind.SAY, person, chat, chance.choice(("/start", self._words.message())))
        return self._contrary(person, chat, seen)

    def _along(self, person: int, chat: int, seen: tuple[Shown, ...]) -> Act:
        """Press a button that is offered, say what is asked, answer a card."""
        chance = self._chance
        offered = [one for one in seen if one.rows]
        if offered and chance.random() < 0.7:
            shown = offered[-1] if chance.random() < 0.8 else chance.choice(offered)
            buttons = [button for row in shown.rows for button in row]
            (button,) = chance.choices(buttons, [_liking(one) for one in buttons])
            return self._use(person, chat, shown, button)
        shown = chance.choice(seen)
        reply = shown.message if chat != person or chance.random() < 0.2 else 0
        kind = chance.choices((Kind.SAY, Kind.PHOTO, Kind.ALBUM), (8, 2, 1))[0]
        text = chance.choice(SENSIBLE) if chance.random() < 0.6 else self._words.message()
        return Act(kind, person, chat, text, message=reply)

    def _use(self, person: int, chat: int, shown: Shown, button: Button) -> Act:
        if button.kind is ButtonKind.PLACE:
            return Act(Kind.PLACE, person, chat, payload=button.payload)
        if button.kind is ButtonKind.CONTACT:
            return Act(Kind.CONTACT, person, chat)
        kind = Kind.TYPE if shown.below else Kind.PRESS
        return Act(kind, person, chat, button.label, button.payload, shown.message)

    def _contrary(self, person: int, chat: int, seen: tuple[Shown, ...]) -> Act:
        chance = self._chance
        (kind,) = chance.choices(tuple(_CONTRARY), tuple(_CONTRARY.values()))
        message = chance.choice((0, 0, 1, chance.randint(1, 10**6)))
        if seen and chance.random() < 0.4:
            message = chance.choice(seen).message
        return Act(
            kind,
            person,
            chat,
            self._words.message(),
            self._words.payload(self._world.people),
            message,
            chance.random() < 0.15,
        )
