"""Many tickets at once, by the coordinators: /bulk and which ones, then what, then «да».

Rules
-----
* Which ones is said in a queue's words (:mod:`dialogs.overview.filters`), an agency's code or
  short name, by their numbers; all other words are looked for in the tickets. The preview names
  what was understood.
* What is counted in the first preview is what is moved: nothing filed later. Its numbers are kept
  when «да» is said, and looked up no more.
* It is done by the watch a portion at a time (:mod:`dialogs.coordination.moving_many`), and taken
  back so too: all of it by one press, while the minute lasts for each.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from core.desk import CoordinatorsOnly, Desk, ToldAlready, Unknown
from core.finding import Only
from core.jobs import Choice, Deed, Job, Order
from core.numbers import find_numbers, part_number, without_numbers
from core.people import Operator
from core.tickets import Moved, Ticket
from core.town import Town
from core.words.quoting import in_line
from dialogs.effects import Coordinating, Effect, Hint, Option, Phrase, Say, Show, phrase
from dialogs.engine import CANCEL
from dialogs.events import Told
from dialogs.lookups import Filters, Wondering
from dialogs.overview.filters import Chooser, agency_beginning, agency_in
from dialogs.state import State, Turn
from dialogs.texts import fold
from dialogs.ticket.cards import Cards
from dialogs.ticket.whereabouts import topic_name, where_is

from .jobs import is_undoable, number_of, progress

DIALOG = "bulk"
DEEDS = (Deed.ROUTE, Deed.REJECT, Deed.MERGE)
SHOWN = 5
"""Tickets in a preview."""

LEFT_SHOWN = 10
"""Numbers that were typed and are left out, by name."""

PLACE_SHOWN, WORDS_SHOWN = 60, 60
"""Characters of an address in a line, and of the words looked for."""

YES, BACK = "yes", "back"

SPOILT = (ValueError, TypeError, LookupError)
"""What reading a row raises in which there is something that we never wrote."""


class AboutMany(Wondering, frozen=True):
    """``at``: the moment of the first preview, "" for now. ``into``: a number typed."""

    filters: Filters
    agency: str
    words: str
    numbers: tuple[str, ...] = ()
    at: str = ""
    into: str = ""


class ToldMany(Told, frozen=True):
    """``choice``: None where the chat is not the coordinators'. ``first``: its first tickets, the
    number of one that cannot be read; ``known``: is there a ticket ``into``? ``left``: what was
    named by its number and is not moved, the number alone where there is no such ticket;
    ``left_count``: how many such there are."""

    choice: Choice | None
    count: int = 0
    first: tuple[Ticket | str, ...] = ()
    known: bool = True
    left: tuple[Ticket | str, ...] = ()
    left_count: int = 0


class StartMany(Coordinating, frozen=True):
    filters: Filters
    agency: str
    words: str
    numbers: tuple[str, ...]
    at: str
    deed: Deed
    target: str


class UndoMany(Coordinating, frozen=True):
    job: int


class Bulk:
    """Pure. What was typed and chosen stands in the state's answers."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chooser = Chooser(town)

    def begin(self, state: State, typed: str) -> Turn:
        typed = typed.strip()
        if not fold(typed):  # nothing that could be looked for is not everything there is
            return state, (Say(phrase("bulk-how")),)
        state = replace(state, dialog=DIALOG, answers={"typed": typed})
        return state, (self.ask(state),)

    def ask(self, state: State) -> Effect:
        into = state.answer("target") if state.answer("deed") == Deed.MERGE else ""
        return AboutMany(*self._understood(state), state.answer("at"), into)

    def told(self, state: State, told: Told) -> Turn:
        done = State(turn=state.turn + 1)
        if not isinstance(told, ToldMany) or told.choice is None:
            return done, (Hint(phrase("coordinators-only")),)
        names, left = self._named(state), _left(told)
        *_, numbers = self._understood(state)
        if not told.count:
            named = "yes" if numbers and len(names) == 1 else "no"
            return done, (Say(phrase("bulk-none", names=names, left=left, named=named)),)
        state = replace(state, answers={**state.answers, "at": told.choice.at.isoformat()})
        deed, target = state.answer("deed"), state.answer("target")
        if target and not told.known:
            return self._without(state, "target", Hint(phrase("no-such-ticket")))
        back = Option(BACK, phrase("way-back"))
        options: tuple[Option, ...]
        if target:
            will = self._will(deed, target)
            options = (Option(YES, phrase("bulk-yes")), back)
        elif deed:
            will = phrase(f"bulk-ask-{deed}")
            options = (*self._targets(deed), back)
        else:
            will = phrase("bulk-ask")
            options = tuple(Option(one.value, phrase(f"bulk-{one}")) for one in DEEDS)
        text = phrase(
            "bulk-preview",
            names=names,
            count=told.count,
            lines=tuple(self._line(one) for one in told.first),
            more=str(told.count - len(told.first) or ""),
            left=left,
            will=will,
        )
        return state, (Show(text, (*options, CANCEL), state.turn),)

    def pressed(self, state: State, button: str) -> Turn:
        done = State(turn=state.turn + 1)
        deed, target = state.answer("deed"), state.answer("target")
        if button == CANCEL.code:
            return done, (Say(phrase("operator-cancelled")),)
        if button == BACK and deed:
            return self._without(state, "target" if target else "deed")
        if button == YES and target:
            at = state.answer("at")
            return done, (StartMany(*self._understood(state), at, Deed(deed), target),)
        if not deed and button in DEEDS:
            return self._with(state, "deed", button)
        if deed and not target and button in {one.code for one in self._targets(deed)}:
            return self._with(state, "target", button)
        return state, (Hint(phrase("stale")), self.ask(state))

    def undo(self, state: State, job: str) -> Turn:
        number = number_of(job)
        return state, (Hint(phrase("stale")) if number is None else UndoMany(number),)

    def said(self, state: State, text: str) -> Turn | None:
        """The number to merge into, typed; None where none is waited for."""
        if state.answer("deed") != Deed.MERGE or state.answer("target"):
            return None
        number, _ = part_number(text)
        if not number:
            return state, (Hint(phrase("merge-how")),)
        return self._with(state, "target", number)

    def _with(self, state: State, key: str, value: str) -> Turn:
        state = replace(state, answers={**state.answers, key: value}, turn=state.turn + 1)
        return state, (self.ask(state),)

    def _without(self, state: State, key: str, *before: Effect) -> Turn:
        kept: Mapping[str, Any] = {one: it for one, it in state.answers.items() if one != key}
        state = replace(state, answers=kept, turn=state.turn + 1)
        return state, (*before, self.ask(state))

    def _understood(self, state: State) -> tuple[Filters, str, str, tuple[str, ...]]:
        """Filters, an agency's code, the words that are looked for, and numbers."""
        said = state.answer("typed")
        agency, typed = agency_in(self._town, without_numbers(said))
        filters, words = self._chooser.typed(typed)
        if not agency and (agency := agency_beginning(self._town, words)):
            words = ""  # as in /queue: «дорожная»
        return filters, agency, words, find_numbers(said)

    def _named(self, state: State) -> tuple[str | Phrase, ...]:
        filters, agency, words, numbers = self._understood(state)
        known = self._town.agency(agency)
        looked_for = (phrase("bulk-words", words=in_line(words[:WORDS_SHOWN])),) if words else ()
        held = (phrase("filter-named", name=known.short),) if known else ()
        named = (phrase("bulk-numbers", count=len(numbers)),) if numbers else ()
        return (*self._chooser.named(filters), *held, *looked_for, *named)

    def _targets(self, deed: str) -> tuple[Option, ...]:
        match deed:
            case Deed.ROUTE:
                agencies = (one for one in self._town.agencies if not one.coordinators)
                return tuple(Option(one.code, one.short) for one in agencies)
            case Deed.REJECT:
                return tuple(Option(one.code, one.name) for one in self._town.desk.reject_reasons)
        return ()

    def _will(self, deed: str, target: str) -> Phrase:
        agency, reason = self._town.agency(target), self._town.reject_reason(target)
        name = target
        if deed == Deed.ROUTE and agency:
            name = agency.name
        elif deed == Deed.REJECT and reason:
            name = reason.name
        return phrase(f"bulk-will-{deed}", target=name)

    def _line(self, ticket: Ticket | str) -> Phrase:
        if isinstance(ticket, str):
            return phrase("bulk-line-unread", number=ticket)
        where = where_is(self._town, ticket.place, ticket.municipality)
        return phrase(
            "merge-line",
            number=ticket.number,
            topic=topic_name(self._town, ticket.topic),
            place=in_line(where)[:PLACE_SHOWN] if isinstance(where, str) else where,
        )


def _left(told: ToldMany) -> tuple[Phrase, ...]:
    """What was named and is not moved, a line each, and why."""
    lines = tuple(_left_line(one) for one in told.left)
    more = told.left_count - len(lines)
    return (*lines, phrase("bulk-left-more", count=more)) if more else lines


def _left_line(ticket: Ticket | str) -> Phrase:
    if isinstance(ticket, str):
        return phrase("bulk-left-unknown", number=ticket)
    if ticket.state.is_open:
        return phrase("bulk-left-other", number=ticket.number)
    state = phrase(f"state-{ticket.state}")
    return phrase("bulk-left-over", number=ticket.number, state=state)


def _choice(desk: Desk, by: Operator, question: AboutMany | StartMany) -> Choice:
    """``mine`` are the asker's own; late is what was late at the first preview."""
    at = datetime.fromisoformat(question.at) if question.at else desk.unit.now
    filters = question.filters
    only = Only(
        by.speaker if filters.mine else None,
        filters.free,
        at if filters.late else None,
        filters.group,
        filters.municipality,
    )
    return Choice(at, only, question.agency, question.words, question.numbers)


async def wonder(desk: Desk, by: Operator, question: AboutMany) -> ToldMany:
    if not desk.is_coordinator(by):
        return ToldMany(None)
    choice, jobs = _choice(desk, by, question), desk.unit.jobs
    numbers = await jobs.chosen(choice, SHOWN)
    first = [await _read(desk, by, number) or number for number in numbers]
    known = not question.into or await _read(desk, by, question.into) is not None
    chosen = await jobs.chosen(choice, len(question.numbers)) if question.numbers else ()
    missing = [number for number in question.numbers if number not in chosen]
    left = [await _read(desk, by, number) or number for number in missing[:LEFT_SHOWN]]
    count = await jobs.count_chosen(choice)
    return ToldMany(choice, count, tuple(first), known, tuple(left), len(missing))


async def _read(desk: Desk, by: Operator, number: str) -> Ticket | None:
    """None: there is no such ticket, or its row is spoilt, which keeps no others from moving."""
    try:
        return await desk.coordinated(by, number)
    except (Unknown, *SPOILT):
        return None


Carried = tuple[tuple[Effect, ...], tuple[Moved, ...]]


async def carry_out(
    desk: Desk, by: Operator, command: StartMany | UndoMany, cards: Cards
) -> Carried:
    """Raises :class:`CoordinatorsOnly` for others."""
    if not desk.is_coordinator(by):
        raise CoordinatorsOnly
    if isinstance(command, UndoMany):
        return await _undo(desk, by, command, cards)
    unit, choice = desk.unit, _choice(desk, by, command)
    order = Order(choice, command.deed, command.target, by.speaker.person)
    job = Job(by.speaker.peer, by.name, order, unit.now, unit.now)
    unit.send(progress(await unit.jobs.begin(job), cards, new=True))
    return (), ()


async def _undo(desk: Desk, by: Operator, command: UndoMany, cards: Cards) -> Carried:
    """Begin an order that takes another back; raises the refusal when the minute is over."""
    unit = desk.unit
    job = await unit.jobs.job(command.job)
    if job is None or not isinstance(job.work, Order) or not is_undoable(job):
        return (Hint(phrase("already")),), ()
    if unit.now - job.told_at > timedelta(seconds=desk.town.desk.undo_seconds):
        raise ToldAlready
    done = replace(job, work=replace(job.work, undone=True))
    await unit.jobs.keep(done)
    unit.send(progress(done, cards))
    order = Order(job.work.choice, Deed.UNDO, job.work.deed, by.speaker.person, until=job.told_at)
    back = Job(by.speaker.peer, by.name, order, unit.now, unit.now)
    unit.send(progress(await unit.jobs.begin(back, of=job), cards, new=True))
    return (Hint(phrase("noted")),), ()
