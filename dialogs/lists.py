"""An agency's lists of tickets: its queue by deadline, and what was found by words.

Rules
-----
* A list is a screen of the operator who asked for it; its pages take one another's place.
* A list never disturbs a draft: while a form is open its first page is said, and no more.
* A page begins where the one before ended, so a ticket answered meanwhile shifts nothing. The ways
  back are kept as a trail of these places.
* What is left until a deadline is told in the agency's working time; from three working days on, in
  days of the calendar.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from core.finding import COUNTED_TO, asked_for
from core.quoting import in_line
from core.tickets import State as Stage
from core.tickets import Ticket, find_number
from core.town import Town

from .complaint import topic_name, where_is
from .effects import (
    Effect,
    FindQueue,
    FindWords,
    Hint,
    Option,
    Phrase,
    Say,
    Show,
    ShowCard,
    Stamp,
    phrase,
)
from .engine import State, Turn
from .events import FoundQueue, FoundWords

QUEUE, FOUND = "queue", "found"
LISTS = (QUEUE, FOUND)

BACK, FURTHER = "back", "further"

ON_A_PAGE = 5
"""Tickets: with the ways between pages their buttons fit every messenger's message."""

PLACE_SHOWN, WORDS_SHOWN = 100, 60
"""Characters of an address, and of what was looked for."""

TRAIL_AT_MOST = 200
"""Pages: whoever went further goes back to the first of those."""

IN_HOURS = timedelta(hours=24)
"""Of working time: what is further off, or longer ago, is told in days."""

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Lists:
    """Pure, as the desk is: what stands in a list is asked for and comes as an event."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def queue(self, state: State, *, busy: bool) -> Turn:
        """/queue. ``busy``: a form is open."""
        return self._open(state, QUEUE, "", busy=busy)

    def find(self, state: State, words: str, *, busy: bool) -> Turn:
        """/find: by words, or straight to the ticket whose number is named."""
        number = find_number(words)
        if number is not None:
            return state, (ShowCard(number),)
        if not asked_for(words):
            return state, (Hint(phrase("find-how")),)
        return self._open(state, FOUND, words, busy=busy)

    def card(self, state: State, argument: str) -> Turn:
        """/t: the card once more."""
        number = find_number(argument)
        return state, (ShowCard(number) if number else Hint(phrase("card-how")),)

    def ask(self, state: State) -> Effect:
        """What the page that stands has to be made of."""
        here, words = _told(state, "here"), _told(state, "words")
        return FindQueue(here) if state.dialog == QUEUE else FindWords(words, here)

    def pressed(self, state: State, button: str) -> Turn:
        here, trail = _told(state, "here"), _told(state, "trail").split()
        if find_number(button):
            # Drawn anew under the next turn: pressed twice it is one press, and others follow.
            state = replace(state, turn=state.turn + 1)
            return state, (self.ask(state), ShowCard(button))
        if button == FURTHER and (further := _told(state, "further")):
            return self._to(state, further, [*trail, here or "0"][-TRAIL_AT_MOST:])
        if button == BACK and trail:
            return self._to(state, trail[-1].removeprefix("0"), trail[:-1])
        return state, (Hint(phrase("stale")), self.ask(state))

    def found(self, state: State, found: FoundQueue | FoundWords) -> Turn:
        """Draw the page."""
        if state.dialog not in LISTS:
            return state, (Say(self._text(found, by_pages=False)),)
        if not found.tickets and _told(state, "here"):
            # Answered meanwhile: the list begins anew, within the same turn.
            state = replace(state, answers={"words": _told(state, "words")})
            return state, (self.ask(state),)
        state = replace(state, answers={**state.answers, "further": found.after})
        items = tuple(Option(ticket.number, ticket.number) for ticket in found.tickets)
        back = (Option(BACK, phrase("list-back")),) if _told(state, "trail") else ()
        further = (Option(FURTHER, phrase("list-further")),) if found.after else ()
        return state, (Show(self._text(found), (*items, *back, *further), state.turn),)

    def _open(self, state: State, dialog: str, words: str, *, busy: bool) -> Turn:
        listed = State(dialog, {"words": words}, turn=state.turn + 1)
        return (state if busy else listed), (self.ask(listed),)

    def _to(self, state: State, here: str, trail: list[str]) -> Turn:
        answers = {"words": _told(state, "words"), "here": here, "trail": " ".join(trail)}
        state = replace(state, answers=answers, turn=state.turn + 1)
        return state, (self.ask(state),)

    # what stands in it

    def _text(self, found: FoundQueue | FoundWords, *, by_pages: bool = True) -> Phrase:
        rest = "yes" if found.after and not by_pages else ""
        if isinstance(found, FoundWords):
            words = in_line(found.words[:WORDS_SHOWN])
            lines = tuple(self._found_line(ticket) for ticket in found.tickets)
            return phrase("found" if lines else "found-none", words=words, lines=lines, rest=rest)
        lines = tuple(self._queue_line(ticket, found.now) for ticket in found.tickets)
        count, late = _counted(found.waiting.open), _counted(found.waiting.late)
        return phrase(
            "queue" if lines else "queue-none", count=count, late=late, lines=lines, rest=rest
        )

    def _queue_line(self, ticket: Ticket, now: datetime) -> Phrase:
        return phrase(
            "queue-line",
            number=ticket.number,
            topic=topic_name(self._town, ticket.topic),
            left=self._left(ticket, now),
            place=self._place(ticket),
        )

    def _found_line(self, ticket: Ticket) -> Phrase:
        return phrase(
            "found-line",
            number=ticket.number,
            topic=topic_name(self._town, ticket.topic),
            state=phrase(f"state-{ticket.state}"),
            at=Stamp(ticket.filed_at),
            place=self._place(ticket),
        )

    def _place(self, ticket: Ticket) -> str | Phrase:
        where = where_is(self._town, ticket.place, ticket.municipality)
        if not isinstance(where, str):
            return where
        return in_line(where if len(where) <= PLACE_SHOWN else f"{where[:PLACE_SHOWN].rstrip()}…")

    def _left(self, ticket: Ticket, now: datetime) -> Phrase:
        """What is left until the deadline, or how long it is over."""
        if ticket.state is Stage.NEED_INFO:
            return phrase("left-waits")
        working = abs(self._town.calendar(ticket.agency).between(now, ticket.deadline))
        if working < _HOUR:
            unit, count = "minutes", max(1, round(working / _MINUTE))
        elif working < IN_HOURS:
            unit, count = "hours", round(working / _HOUR)
        else:
            unit, count = "days", max(1, round(abs(ticket.deadline - now) / _DAY))
        if ticket.deadline < now:
            return phrase(f"late-{unit}", count=count)
        return phrase(f"left-{unit}", count=count)


def is_of_list(button: str) -> bool:
    """Is it a button of a list, whosever it is?"""
    return button in (BACK, FURTHER) or find_number(button) is not None


def _told(state: State, key: str) -> str:
    """What the list keeps of itself."""
    told = state.answers.get(key)
    return told if isinstance(told, str) else ""


def _counted(count: int) -> str:
    """A number of tickets, "" for none."""
    if count > COUNTED_TO:
        return f"{COUNTED_TO}+"
    return str(count) if count else ""
