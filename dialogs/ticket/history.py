"""What happened to a ticket, as those see it who work on it: who, when, what.

* Everything is told: notes, promises, what was found wrong with an answer, who saw the contact.
* Pages go back in time: the latest is shown first. Within a page the order is that of the day.
* A history never disturbs a draft: while a form is open it stands beside.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from core.actors import Party
from core.tickets import Move, TicketEvent
from core.town import Town
from core.words.quoting import quoted
from dialogs.effects import Effect, Hint, Option, Phrase, Say, Show, Stamp, Until, phrase
from dialogs.enclosures import enclosed
from dialogs.events import FoundHistory
from dialogs.lookups import FindHistory
from dialogs.state import State, Turn

from .cards import outcome_of, over
from .judging import told_of

HISTORY = "history"

OLDER, NEWER = "older", "newer"
HISTORY_WAYS = (OLDER, NEWER)

ON_A_PAGE = 8
"""Events: with what was said in them a page is one message of any messenger."""

AT_ONCE = timedelta(minutes=10)
"""What the watch does in one go, and the next after it."""

SAID_AT_MOST = 300
"""Characters of what was said in one event; the whole of it stands where it was said."""


class History:
    """Draws histories. Pure."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def open(self, state: State, number: str) -> Turn:
        opened = State(HISTORY, {"number": number}, turn=state.turn + 1)
        return opened, (self.ask(opened),)

    def ask(self, state: State) -> Effect:
        return FindHistory(str(state.answers.get("number")))

    def pressed(self, state: State, button: str) -> Turn:
        step = {OLDER: 1, NEWER: -1}.get(button)
        if step is None:
            return state, (Hint(phrase("stale")), self.ask(state))
        answers = {**state.answers, "page": str(max(0, _page(state) + step))}
        state = replace(state, answers=answers, turn=state.turn + 1)
        return state, (self.ask(state),)

    def found(self, state: State, found: FoundHistory) -> Turn:
        ticket = found.ticket
        if ticket is None:
            if state.dialog == HISTORY:
                state = State(turn=state.turn)
            if not found.holder:
                return state, (Hint(phrase("no-such-ticket")),)
            number, name = found.number, self._town.agency_short(found.holder)
            return state, (Hint(phrase("not-yours", ticket=number, agency=name)),)
        history = told_once(found.history)
        pages = max(1, -(-len(history) // ON_A_PAGE))
        page = min(_page(state), pages - 1) if state.dialog == HISTORY else 0
        ends = len(history) - page * ON_A_PAGE
        shown = history[max(0, ends - ON_A_PAGE) : ends]
        text = phrase(
            "past",
            number=ticket.number,
            page=pages - page,
            pages=pages if pages > 1 else "",
            lines=tuple(line for event in shown for line in self.lines(event, of=ticket.number)),
        )
        if state.dialog != HISTORY:
            return state, (Say(text, about=ticket.number),)
        older = (Option(OLDER, phrase("past-older")),) if page + 1 < pages else ()
        newer = (Option(NEWER, phrase("past-newer")),) if page else ()
        return state, (Show(text, (*older, *newer), state.turn, about=ticket.number),)

    def lines(
        self, event: TicketEvent, at_most: int = SAID_AT_MOST, of: str = ""
    ) -> tuple[Phrase, ...]:
        """One event; ``at_most``: characters of what was said in it; ``of``: the ticket in whose
        history it stands: another one's event is that it was merged into it."""
        told = event.text if event.move is not Move.FILE and of in ("", event.number) else ""
        line = _line(event, self._who(event), self._what(event, of), told, at_most)
        return (line, *enclosed(event.files), *told_of(event.details))

    def written(self, event: TicketEvent, at_most: int) -> tuple[Phrase, ...]:
        """What a duplicate's resident wrote, as it stands among what was said of the main one."""
        who = phrase("so-far-resident", ticket=event.number)
        what = phrase("so-far-same") if event.move is Move.FILE else self._what(event, "")
        return (_line(event, who, what, event.text, at_most), *enclosed(event.files))

    def _who(self, event: TicketEvent) -> str | Phrase:
        match event.by.party:
            case Party.RESIDENT if _is_left(event):
                return phrase("past-itself")
            case Party.RESIDENT:
                return phrase("past-resident")
            case Party.SYSTEM:
                return phrase("past-time")
        agency = self._town.agency_short(event.by.agency)
        return f"{event.by.name}, {agency}" if event.by.name else agency

    def _what(self, event: TicketEvent, of: str) -> Phrase:
        if of and event.number != of:
            return phrase("past-merge-here", other=event.number)
        if event.by.party is Party.RESIDENT and _is_left(event):
            return phrase("past-inherit", main=event.detail("from"))
        until, reason = event.detail("until"), event.detail("reason")
        known = self._town.reject_reason(reason)
        return phrase(
            f"past-{event.move}",
            agency=self._town.agency_short(event.agency),
            outcome=outcome_of(event),
            deadline=Until(datetime.fromisoformat(until), event.at) if until else "",
            reason=known.name if known else reason,
            into=event.detail("into"),
            share=int(event.detail("share") or 0),
            over=over(event),
            to=event.detail("to"),
            verdict=event.detail("verdict"),
        )


def _line(event: TicketEvent, who: str | Phrase, what: Phrase, words: str, at_most: int) -> Phrase:
    said = words.strip()  # its lines stay apart: they were separate messages, often
    if len(said) > at_most:
        said = f"{said[:at_most].rstrip()}…"
    said = quoted(said) if said else ""
    return phrase("past-line", at=Stamp(event.at), who=who, what=what, said=said)


def _is_left(event: TicketEvent) -> bool:
    """Did nobody part it, but another withdrew what it was merged into?"""
    return bool(event.detail("withdrawn"))


def told_once(history: Sequence[TicketEvent]) -> list[TicketEvent]:
    """Without the reminder that is told to the coordinators too: one line says that time is over.
    Where they heard of it in their own hours, later, both are told."""
    following = (*history[1:], None)
    return [
        one
        for one, after in zip(history, following, strict=True)
        if after is None
        or (one.move, after.move) != (Move.REMIND, Move.ESCALATE)
        or one.detail("share") != after.detail("share")
        or after.at - one.at > AT_ONCE
    ]


def _page(state: State) -> int:
    """How many pages back in time."""
    page = state.answers.get("page")
    return int(page) if isinstance(page, str) and page.isdecimal() else 0
