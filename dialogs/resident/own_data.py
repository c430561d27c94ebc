"""«Мои данные»: what is kept of a resident, a copy, and its deletion (152-FZ, art. 14, 21).

* Everything is of this messenger alone: who writes from two is two people here.
* The deletion is asked for twice, and the second screen says what will be. Only its own buttons
  answer it, and «да» or «нет» in words, as elsewhere.
* Who has had their data deleted is nobody: a second press of the same button says so, and leaves
  nothing to be remembered again.
"""

from core.privacy import Kept
from core.town import Town
from core.words.classes import FILLERS, PLEASE, YES
from core.words.wordsets import words_of
from dialogs.effects import Copied, Erase, Hint, Option, Phrase, Show, Stamp, phrase
from dialogs.events import Event, Left, Pressed, Said, Sent
from dialogs.heard.agreeing import declines
from dialogs.lookups import FindKept
from dialogs.state import State, Turn
from dialogs.texts import fold

from .mine import MENU_BUTTON
from .rooms import DATA, ERASING, Rooms

FOR_GOOD = "erase"
"""The button that deletes."""
IN_WORDS = frozenset({"да удалить навсегда", "yes delete for good"})
"""Its label, where it is typed or sent as a word."""

_ERASING = words_of("удалить удалите удали удаляйте удаляем стереть сотрите erase delete")
_COPYING = words_of("копию копия получить скачать выгрузку copy download")
_ROUND = (FILLERS | PLEASE | YES) | words_of(
    "мне мои моя мою мой данные данных все их это хочу надо нужно пришлите дайте my data all it"
)
CONSENTS_SHOWN = 5
"""The latest: all of them are in the copy."""


class OwnData:
    """Draws the two screens and takes their turns. Pure."""

    def __init__(self, town: Town, rooms: Rooms) -> None:
        self._town = town
        self._rooms = rooms

    def screen(self, state: State, kept: Kept) -> Show:
        return self._sure(state, kept) if state.dialog == ERASING else self._kept(state, kept)

    def _kept(self, state: State, kept: Kept) -> Show:
        given = tuple(
            phrase("data-consent", version=one.version, at=Stamp(one.at))
            for one in kept.consents[-CONSENTS_SHOWN:]
        )
        text = phrase(
            "data",
            filed=_filed(kept),
            contact="yes" if kept.contacts else "",
            consents=given,
            quiet="yes" if kept.quiet else "",
            write=self._town.contact,
        )
        options = (
            Option("copy", phrase("data-copy")),
            Option(ERASING, phrase("data-erase")),
            MENU_BUTTON,
        )
        return Show(text, options, state.turn)

    def _sure(self, state: State, kept: Kept) -> Show:
        text = phrase("erasing", open=phrase("erasing-open", open=kept.open))
        options = (
            Option(FOR_GOOD, phrase("erase-yes")),
            Option(":cancel", phrase("erase-no")),
        )
        return Show(text, options, state.turn)

    def take(self, state: State, event: Event) -> Turn | None:
        """None: it is for whoever takes what is said outside any form."""
        match event:
            case Pressed("copy") if state.dialog == DATA:
                there, _ = self._rooms.to(state, DATA)
                return there, (Copied(), FindKept())
            case Pressed("erasing") if state.dialog == DATA:
                return self._rooms.to(state, ERASING)
            case Said(text, forwarded=False) if state.dialog == DATA and _wants(text, _ERASING):
                return self._rooms.to(state, ERASING)
            case Said(text, forwarded=False) if state.dialog == DATA and _wants(text, _COPYING):
                there, _ = self._rooms.to(state, DATA)
                return there, (Copied(), FindKept())
            case Pressed("erase") if state.dialog == ERASING:
                return self._rooms.left(state), (Erase(),)
            case Pressed(":cancel") if state.dialog == ERASING:
                return self._kept_all(state)
            case Said(text) if state.dialog == ERASING and declines(text):
                return self._kept_all(state)
            case Said() | Sent() if state.dialog == ERASING:
                return state, (Hint(phrase("choose-one")), FindKept())
        return None

    def _kept_all(self, state: State) -> Turn:
        there, effects = self._rooms.to(state, DATA)
        return there, (Hint(phrase("erase-not")), *effects)


def _filed(kept: Kept) -> Phrase:
    if not kept.tickets:
        return phrase("data-none")
    return phrase("data-filed", tickets=kept.tickets, open=kept.open)


def erased_already(state: State, event: Event) -> bool:
    """Is it the button that deletes, once more, by who is nobody by now?"""
    if state != State():
        return False
    match event:
        case Pressed(button):
            return button == FOR_GOOD
        case Said(text):
            return fold(text) in IN_WORDS
    return False


def is_of_nobody(event: Event, before: State, after: State) -> bool:
    """Did somebody unknown do what leaves nothing to remember: did they go away, or press once more
    what had their data deleted?"""
    return before == after and (isinstance(event, Left) or erased_already(before, event))


def without(state: State) -> State:
    """What is remembered of an operator who had their own data deleted: that they have a desk."""
    return State(turn=state.turn, desk=True, pressed=FOR_GOOD)


def _wants(text: str, what: frozenset[str]) -> bool:
    """Is nothing else said but that?"""
    words = frozenset(fold(text).split())
    return not words.isdisjoint(what) and words <= what | _ROUND
