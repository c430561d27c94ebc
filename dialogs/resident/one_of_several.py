"""What is said of one of several tickets that is named in few words: it is asked after, needed no
more, or chosen where it is asked which is meant. A picture alone asks which.

None everywhere means: no ticket of theirs is named, so the words are heard as any others.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from core.numbers import find_number
from core.tickets import Move, Ticket, may
from core.topics import Suggestions
from core.town import Town
from dialogs.effects import Hint, phrase
from dialogs.events import Event, FoundMeant, Pressed, Said
from dialogs.heard.agreeing import is_refusal, is_yes
from dialogs.heard.declining import is_not_needed
from dialogs.heard.following import Following
from dialogs.heard.of_several import (
    asks_after_all,
    asks_after_one,
    calls_off_one,
    is_lone_name,
    name_in,
    names_all,
    names_none,
    names_one,
    place_in,
)
from dialogs.lookups import FindMeant
from dialogs.state import State, Turn

from .about_tickets import AboutTickets
from .naming import Naming
from .rooms import MINE, Rooms
from .which import WAYS, WHICH, ways_of, which
from .withdrawing import WITHDRAWING, numbers_of, shown

OF_ONE = frozenset(
    (Following.CALLS_OFF, Following.ASKS_OF, Following.CHOOSES, Following.SHOWS, Following.OVER)
)


def said_of_one(state: State, text: str) -> FindMeant | None:
    """What has to be asked of words that may name one of several; None: they do not."""
    if calls_off_one(text):
        return FindMeant(Following.CALLS_OFF, text.strip())
    if asks_after_one(text):
        return FindMeant(Following.ASKS_OF, text.strip())
    if state.dialog in (MINE, WHICH, WITHDRAWING) and names_one(text):
        return FindMeant(Following.CHOOSES, text.strip())
    return None


def _is_nothing(text: str) -> bool:
    """Is none of them to be withdrawn?"""
    return is_refusal(text) or is_not_needed(text) or names_none(text)


def _counted(state: State, text: str) -> str:
    """The number of the one that stands there: «2»; ""."""
    said, numbers = text.strip(), numbers_of(state)
    if len(said) != 1 or said not in "123456789" or int(said) > len(numbers):
        return ""
    return numbers[int(said) - 1]


class OneOfSeveral:
    """Pure."""

    def __init__(
        self, town: Town, suggestions: Suggestions, rooms: Rooms, tickets: AboutTickets
    ) -> None:
        self._naming = Naming(town, suggestions)
        self._rooms = rooms
        self._tickets = tickets

    def meant(self, state: State, found: FoundMeant) -> Turn | None:
        match found.what:
            case Following.SHOWS:
                return self._shown(state, found)
            case Following.CHOOSES:
                return self._chosen(state, found)
            case Following.ASKS_OF:
                return self._asked_after(state, found)
            case Following.CALLS_OFF:
                return self._called_off(state, found)
            case Following.OVER if len(found.tickets) > 1 and state.dialog != WHICH:
                named = self._naming.meant(found.words, found.tickets)
                return self._tickets.over(state, named) if named else None
        return None

    def withdrawing(self, state: State, event: Event) -> Turn | None:
        """What is said and pressed where it is asked which is to be withdrawn; None: something
        else."""
        match event:
            case Pressed(button) if button in numbers_of(state):
                return self._rooms.form(state, "withdraw", button)
            case Said(text, forwarded=False) if _is_nothing(text):
                return self._rooms.leave(state, phrase("withdraw-none"))
            case Said(text, forwarded=False) if number := _counted(state, text):
                return self._rooms.form(state, "withdraw", number)
            case Said(text, forwarded=False) if is_yes(text) or names_all(text):
                return state, (Hint(phrase("choose-one")), shown(state))
            case Said(text, forwarded=False) if names_one(text):
                return state, (FindMeant(Following.CHOOSES, text.strip()),)
        return None

    def _shown(self, state: State, found: FoundMeant) -> Turn | None:
        """With one ticket a picture begins a complaint, as ever: nothing there is to choose."""
        if len(found.tickets) < 2:
            return None
        return self._tickets.asks_where(state, found)

    def _chosen(self, state: State, found: FoundMeant) -> Turn | None:
        named = self._naming.meant(found.words, found.tickets)
        if not named:
            return None
        if state.dialog == WHICH:
            return self._goes_to(state, found, named)
        if state.dialog == WITHDRAWING:
            return self._tickets.over(state, named)
        return self._rooms.view(state, named[0].number) if len(named) == 1 else None

    def _goes_to(self, state: State, found: FoundMeant, named: Sequence[Ticket]) -> Turn | None:
        """«К яме»: the words go to that one. «Яма» alone may be one of them, and goes along."""
        numbers = [one.number for one in named]
        ways = [way for way in ways_of(state) if find_number(way) in numbers]
        ways = ways or [f"add.{one.number}" for one in named if may(one, Move.ADD)]
        if not ways or len(ways) == len(ways_of(state)) > 1:
            return None
        here = replace(state, turn=state.turn + 1, answers={**state.answers, WAYS: " ".join(ways)})
        if is_lone_name(found.words):
            here, _ = self._tickets.belonging.take(here, found.written())
        return self._tickets.belongs(here, ways[0]) if len(ways) == 1 else (here, (which(here),))

    def _asked_after(self, state: State, found: FoundMeant) -> Turn | None:
        if asks_after_all(found.words):
            return self._rooms.mine(state) if found.tickets else None
        named = self._naming.meant(found.words, found.tickets)
        if not named:
            return None
        one = len(named) == 1
        return self._rooms.view(state, named[0].number) if one else self._rooms.mine(state)

    def _called_off(self, state: State, found: FoundMeant) -> Turn | None:
        """«Отмените одну»: which, is asked."""
        named = self._naming.meant(found.words, found.tickets)
        untold = not name_in(found.words) and place_in(found.words) is None
        return self._tickets.over(state, named or (found.tickets if untold else ()))
