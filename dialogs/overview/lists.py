"""An agency's lists of tickets: its queue by deadline, and what was found by words.

Rules
-----
* A list is a screen of the operator who asked for it; its pages take one another's place.
* A list never disturbs a draft: while a form is open it stands beside, see
  :mod:`dialogs.agency.beside`.
* A page begins where the one before ended, so a ticket answered meanwhile shifts nothing. The ways
  back are kept as a trail of these places.
* A queue may be filtered (:mod:`dialogs.overview.filters`): by what is told in its heading.
"""

from msgspec.structs import replace

from core.finding import COUNTED_TO, asked_for
from core.numbers import find_number
from core.tickets import State as TicketState
from core.tickets import Ticket
from core.town import Town
from core.words.quoting import in_line
from dialogs.effects import Effect, Hint, Option, Phrase, Say, Show, ShowCard, Stamp, phrase
from dialogs.events import Found, FoundCrowds, FoundHistory, FoundQueue, FoundWords
from dialogs.lookups import Filters, FindCrowds, FindQueue, FindWords
from dialogs.state import State, Turn
from dialogs.ticket.history import HISTORY, HISTORY_WAYS, History
from dialogs.ticket.remaining import remaining
from dialogs.ticket.whereabouts import topic_name, where_is

from .filters import (
    CHOOSE,
    EARLIER,
    MORE,
    NONE,
    SCREENS,
    Chooser,
    agency_beginning,
    agency_in,
    pressed,
    read,
    written,
)

QUEUE, FOUND = "queue", "found"
LISTS = (QUEUE, FOUND, HISTORY)

BACK, FURTHER = "back", "further"

ON_A_PAGE = 5
"""Tickets: with the ways between pages their buttons fit every messenger's message."""

PLACE_SHOWN, WORDS_SHOWN = 100, 60
"""Characters of an address, and of what was looked for."""

TRAIL_AT_MOST = 200
"""Pages: whoever went further goes back to the first of those."""


class Lists:
    """Pure, as the desk is: what stands in a list is asked for and comes as an event."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chooser = Chooser(town)
        self._history = History(town)

    def queue(self, state: State, typed: str, *, coordinators: bool) -> Turn:
        """/queue, with filters by their words. ``coordinators``: it may be another agency's."""
        agency, rest = agency_in(self._town, typed) if coordinators else ("", typed)
        filters, unknown = self._chooser.typed(rest)
        if coordinators and not agency and (agency := agency_beginning(self._town, unknown)):
            unknown = ""
        if agency != self._town.coordinators.code:
            filters = replace(filters, agency=agency)
        listed = State(QUEUE, {"only": written(filters)}, turn=state.turn + 1)
        hint = (Hint(phrase("filter-unknown", words=in_line(unknown[:WORDS_SHOWN]))),)
        return listed, (*(hint if unknown else ()), self.ask(listed))

    def history(self, state: State, number: str) -> Turn:
        """What happened to a ticket, the last of it first."""
        return self._history.open(state, number)

    def find(self, state: State, words: str) -> Turn:
        """/find: by words, or straight to the ticket whose number is named."""
        number = find_number(words)
        if number is not None:
            return state, (ShowCard(number),)
        if not asked_for(words):
            return state, (Hint(phrase("find-how")),)
        listed = State(FOUND, {"words": words}, turn=state.turn + 1)
        return listed, (self.ask(listed),)

    def card(self, state: State, argument: str) -> Turn:
        """/t: the card once more, and what happened to the ticket."""
        number = find_number(argument)
        if number is None:
            return state, (Hint(phrase("card-how")),)
        after, effects = self._history.open(state, number)
        return after, (ShowCard(number), *effects)

    def ask(self, state: State) -> Effect:
        """What the page that stands has to be made of."""
        here, words = state.answer("here"), state.answer("words")
        if state.dialog == HISTORY:
            return self._history.ask(state)
        if state.dialog == FOUND:
            return FindWords(words, here)
        if state.answer("choosing") in SCREENS:
            return FindCrowds(_filters(state).agency)
        return FindQueue(here, _filters(state))

    def pressed(self, state: State, button: str) -> Turn:
        if state.dialog == HISTORY:
            return self._history.pressed(state, button)
        if state.dialog == QUEUE and button.startswith("f."):
            return self._filtered(state, button)
        here, trail = state.answer("here"), state.answer("trail").split()
        if find_number(button):
            # Drawn anew under the next turn: pressed twice it is one press, and others follow.
            state = replace(state, turn=state.turn + 1)
            return state, (self.ask(state), ShowCard(button))
        if button == FURTHER and (further := state.answer("further")):
            return self._to(state, further, [*trail, here or "0"][-TRAIL_AT_MOST:])
        if button == BACK and trail:
            return self._to(state, trail[-1].removeprefix("0"), trail[:-1])
        return state, (Hint(phrase("stale")), self.ask(state))

    def _filtered(self, state: State, button: str) -> Turn:
        """A filter was chosen, or a way to choose one; the list begins anew with it."""
        before, page = _filters(state), state.answer("page")
        kept = {"only": written(pressed(before, button))}
        choosing = state.answer("choosing")
        if button in SCREENS:
            kept |= {"choosing": button}
        elif button in (EARLIER, MORE) and choosing:
            step = 1 if button == MORE else -1
            number = max(0, (int(page) if page.isdecimal() else 0) + step)
            kept |= {"choosing": choosing, "page": str(number)}
        state = replace(state, answers=kept, turn=state.turn + 1)
        return state, (self.ask(state),)

    def found(self, state: State, found: Found) -> Turn:
        """Draw the page."""
        if isinstance(found, FoundHistory):
            return self._history.found(state, found)
        if isinstance(found, FoundCrowds):
            return state, (self._choices(state, found),)
        if state.dialog not in (QUEUE, FOUND):
            return state, (Say(self._text(found)),)
        if not found.tickets and state.answer("here"):
            # Answered meanwhile: the list begins anew, within the same turn.
            kept = {key: state.answer(key) for key in ("words", "only")}
            state = replace(state, answers=kept)
            return state, (self.ask(state),)
        state = replace(state, answers={**state.answers, "further": found.after})
        items = tuple(Option(ticket.number, ticket.number) for ticket in found.tickets)
        back = (Option(BACK, phrase("list-back")),) if state.answer("trail") else ()
        further = (Option(FURTHER, phrase("list-further")),) if found.after else ()
        ways = _filter_ways(found)
        options = (*items, *back, *further, *ways)
        return state, (Show(self._text(found), options, state.turn),)

    def _choices(self, state: State, found: FoundCrowds) -> Show:
        filters, choosing = _filters(state), state.answer("choosing")
        page = state.answer("page")
        options = self._chooser.options(
            choosing, int(page) if page.isdecimal() else 0, filters, found.crowds
        )
        names = self._chooser.named(filters)
        return Show(phrase("filter-ask", names=names), options, state.turn)

    def _to(self, state: State, here: str, trail: list[str]) -> Turn:
        kept = {key: state.answer(key) for key in ("words", "only")}
        answers = {**kept, "here": here, "trail": " ".join(trail)}
        state = replace(state, answers=answers, turn=state.turn + 1)
        return state, (self.ask(state),)

    # what stands in it

    def _text(self, found: FoundQueue | FoundWords) -> Phrase:
        if isinstance(found, FoundWords):
            words = in_line(found.words[:WORDS_SHOWN])
            lines = tuple(self._found_line(ticket, found) for ticket in found.tickets)
            if not lines and words.isdecimal():  # «31» is rather a ticket's number
                return phrase("found-none-number", words=words)
            return phrase("found" if lines else "found-none", words=words, lines=lines)
        lines = tuple(self._queue_line(ticket, found) for ticket in found.tickets)
        count, late = _counted(found.waiting.open), _counted(found.waiting.late)
        names = self._chooser.named(found.filters)
        return phrase(
            "queue" if lines else "queue-none",
            names=names,
            count=count,
            late=late,
            unrouted=_counted(found.unrouted),
            lines=lines,
        )

    def _queue_line(self, ticket: Ticket, found: FoundQueue) -> Phrase:
        return phrase(
            "queue-line",
            number=ticket.number,
            topic=topic_name(self._town, ticket.topic),
            left=remaining(self._town, ticket, found.now),
            place=self._place(ticket),
            whose=self._whose(ticket, found),
        )

    def _found_line(self, ticket: Ticket, found: FoundWords) -> Phrase:
        return phrase(
            "found-line",
            number=ticket.number,
            topic=topic_name(self._town, ticket.topic),
            state=self._state(ticket, found),
            at=Stamp(ticket.filed_at),
            left=remaining(self._town, ticket, found.now) if ticket.state.is_open else "",
            place=self._place(ticket),
            whose=self._whose(ticket, found),
        )

    def _state(self, ticket: Ticket, found: FoundWords) -> Phrase:
        """As the card says it: what was handed to somebody is new to them."""
        if found.ours and ticket.state is TicketState.ROUTED:
            return phrase("state-fresh")
        return phrase(f"state-{ticket.state}")

    def _whose(self, ticket: Ticket, found: FoundQueue | FoundWords) -> str:
        """The agency that is away, whose ticket this is; "" of all others."""
        return self._town.agency_short(ticket.agency) if ticket.agency in found.instead else ""

    def _place(self, ticket: Ticket) -> str | Phrase:
        where = where_is(self._town, ticket.place, ticket.municipality)
        if not isinstance(where, str):
            return where
        return in_line(where if len(where) <= PLACE_SHOWN else f"{where[:PLACE_SHOWN].rstrip()}…")


def is_of_list(button: str) -> bool:
    """Is it a button of a list, whosever it is?"""
    known = button in (BACK, FURTHER, *HISTORY_WAYS) or button.startswith("f.")
    return known or find_number(button) is not None


def _filter_ways(found: FoundQueue | FoundWords) -> tuple[Option, ...]:
    if isinstance(found, FoundWords):
        return ()
    if found.filters != Filters():
        return (Option(CHOOSE, phrase("filter-more")), Option(NONE, phrase("filter-off")))
    return (Option(CHOOSE, phrase("filter-choose")),) if found.tickets else ()


def _filters(state: State) -> Filters:
    return read(state.answer("only"))


def _counted(count: int) -> str:
    """A number of tickets, "" for none."""
    if count > COUNTED_TO:
        return f"{COUNTED_TO}+"
    return str(count) if count else ""
