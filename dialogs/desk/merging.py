"""Where a ticket belongs: its agency, its topic and municipality; and of what it is a duplicate."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from msgspec.structs import replace

from core.desk import BadMerge, Desk, Unknown
from core.desk.coordinators import GONE
from core.numbers import find_number, part_number, typed_number
from core.people import Operator
from core.tickets import Moved, Ticket, TicketError
from core.town import Town, group_of
from core.words.quoting import in_line
from dialogs.effects import Coordinating, Effect, Hint, Option, Phrase, Say, Show, phrase
from dialogs.engine import CANCEL
from dialogs.events import Told
from dialogs.lookups import Wondering
from dialogs.state import State, Turn
from dialogs.ticket.whereabouts import topic_name, where_is

from .steps import BEGAN
from .undoing import undo_of, undo_time

ACTIONS = ("route", "merge", "unmerge", "reclassify")
DIALOGS = ("route", "merge", "reclassify")

CANDIDATES = 5
PLACE_SHOWN = 60
"""Characters of an address in a line."""

TOPICS, PLACES = "topics", "places"

INTO = "into"
"""The number that was chosen, for as long as it is looked at."""

SURE = "sure"
"""The button that merges what is about something else, by its group."""


class AboutTicket(Wondering, frozen=True):
    """The ticket; ``like``: and open ones that may be about the same; ``into``: and whether it can
    be merged into this one."""

    number: str
    like: bool = False
    into: str = ""


class ToldTicket(Told, frozen=True):
    """``ticket``: None if there is none for the chat; ``like``: the likeliest first; ``no``: why it
    cannot be merged into the one asked about; ``target``: what it would become a duplicate of."""

    ticket: Ticket | None
    like: tuple[Ticket, ...] = ()
    no: Phrase | None = None
    target: Ticket | None = None


class Merge(Coordinating, frozen=True):
    number: str
    into: str
    began: str = ""


class Unmerge(Coordinating, frozen=True):
    number: str


class Route(Coordinating, frozen=True):
    number: str
    agency: str
    began: str = ""


class Reclassify(Coordinating, frozen=True):
    number: str
    topic: str = ""
    municipality: str = ""
    began: str = ""


class Merging:
    """Pure. What was chosen on the way stands in the state's answers."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def touched(self, state: State, action: str, number: str, began: str) -> Turn:
        if action == "unmerge":
            return state, (Unmerge(number),)
        state = replace(state, dialog=action, about=number, answers={BEGAN: began})
        return state, (self.ask(state),)

    def ask(self, state: State) -> Effect:
        return AboutTicket(state.about, state.dialog == "merge", _into(state))

    def told(self, state: State, told: Told) -> Turn:
        if not isinstance(told, ToldTicket) or told.ticket is None:
            return State(turn=state.turn + 1), (Hint(phrase("no-such-ticket")),)
        ticket = told.ticket
        match state.dialog:
            case "merge" if _into(state):
                return self._chosen(state, ticket, told)
            case "merge":
                text, options = self._merge(ticket, told.like)
            case "route":
                text, options = self._route(ticket)
            case _:
                text, options = self._reclassify(state, ticket)
        return state, (Show(text, (*options, CANCEL), state.turn),)

    def pressed(self, state: State, button: str) -> Turn:
        done = State(turn=state.turn + 1)
        if button == CANCEL.code:
            return done, (Say(phrase("operator-cancelled")),)
        number, began = state.about, _began(state)
        match state.dialog:
            case "merge" if find_number(button):
                return self._into(state, button)
            case "merge" if button == SURE and _into(state):
                return self._merged(state)
            case "route" if self._town.agency(button):
                return done, (Route(number, button, began),)
            case "reclassify" if button in (TOPICS, PLACES) or (
                (group := self._town.group(button)) and group.topics
            ):
                further = replace(
                    state, answers={**state.answers, "list": button}, turn=state.turn + 1
                )
                return further, (self.ask(further),)
            case "reclassify" if self._town.topic(button):
                return done, (Reclassify(number, topic=button, began=began),)
            case "reclassify" if self._town.municipality(button):
                return done, (Reclassify(number, municipality=button, began=began),)
        return state, (Hint(phrase("stale")), self.ask(state))

    def said(self, state: State, text: str) -> Turn | None:
        """A number typed; None where none is waited for."""
        if state.dialog != "merge":
            return None
        into, _ = part_number(text)
        if not into:  # as short as on the telephone: of the year of the ticket that is merged
            into, _ = typed_number(text, int(state.about[:2]), bare=True)
        if not into:
            return state, (Hint(phrase("merge-how")),)
        return self._into(state, into)

    def _into(self, state: State, number: str) -> Turn:
        """First it is looked whether that can be: a number that cannot is asked for again."""
        chosen = replace(state, answers={**state.answers, INTO: number})
        return chosen, (self.ask(chosen),)

    def _chosen(self, state: State, ticket: Ticket, told: ToldTicket) -> Turn:
        if told.no is not None or told.target is None:
            again = replace(state, answers={BEGAN: _began(state)}, turn=state.turn + 1)
            return again, (Hint(told.no or phrase("no-such-ticket")), self.ask(again))
        if group_of(ticket.topic) == group_of(told.target.topic):
            return self._merged(state)
        text = phrase("merge-sure", one=self._line(ticket), other=self._line(told.target))
        state = replace(state, turn=state.turn + 1)
        return state, (Show(text, (Option(SURE, phrase("merge-yes")), CANCEL), state.turn),)

    def _merged(self, state: State) -> Turn:
        done = State(turn=state.turn + 1, pressed=_into(state))
        return done, (Merge(state.about, _into(state), _began(state)),)

    # screens

    def _merge(self, ticket: Ticket, like: tuple[Ticket, ...]) -> tuple[Phrase, tuple[Option, ...]]:
        lines = tuple(self._line(one) for one in like)
        text = phrase("merge-ask", ticket=ticket.number, lines=lines)
        return text, tuple(Option(one.number, one.number) for one in like)

    def _route(self, ticket: Ticket) -> tuple[Phrase, tuple[Option, ...]]:
        """The agency that the town file's routes name stands first, unless it has the ticket."""
        likely = self._town.route(ticket.topic, ticket.municipality)
        others = [
            one for one in self._town.agencies if not one.coordinators and one.code != ticket.agency
        ]
        first = [one for one in others if one == likely]
        name = first[0].name if first else ""
        rest = (Option(one.code, one.short) for one in others if one not in first)
        options = (*(Option(one.code, f"✓ {one.short}") for one in first), *rest)
        return phrase("route-agency", ticket=ticket.number, likely=name), options

    def _reclassify(self, state: State, ticket: Ticket) -> tuple[Phrase, tuple[Option, ...]]:
        chosen = state.answers.get("list")
        options: tuple[Option, ...]
        if chosen == PLACES:
            options = tuple(
                Option(one.code, one.name)
                for one in self._town.municipalities
                if one.code != ticket.municipality
            )
        elif chosen == TOPICS:
            options = tuple(Option(one.code, one.label) for one in self._town.groups)
        elif isinstance(chosen, str) and (group := self._town.group(chosen)):
            options = tuple(
                Option(one.code, one.name) for one in group.topics if one.code != ticket.topic
            )
        else:
            options = (
                Option(TOPICS, phrase("reclassify-topics")),
                Option(PLACES, phrase("reclassify-places")),
            )
        text = phrase(
            "reclassify-ask",
            ticket=ticket.number,
            topic=topic_name(self._town, ticket.topic),
            place=self._town.ground_named(ticket.municipality),
        )
        return text, options

    def _line(self, ticket: Ticket) -> Phrase:
        return _line(self._town, ticket)


async def wonder(desk: Desk, by: Operator, question: Wondering) -> ToldTicket:
    assert isinstance(question, AboutTicket)  # noqa: S101  because there is no other question yet
    try:
        ticket = await desk.coordinated(by, question.number)
    except TicketError:  # none that this chat may see, or no coordinators' chat any more
        return ToldTicket(None)
    if not question.into:
        return ToldTicket(ticket, await _like(desk, ticket) if question.like else ())
    try:
        target = await desk.target_of(question.number, question.into)
    except Unknown:
        return ToldTicket(ticket, no=phrase("no-such-ticket"))
    except BadMerge as error:
        return ToldTicket(ticket, no=no_merge(error))
    return ToldTicket(ticket, target=target)


async def _like(desk: Desk, ticket: Ticket) -> tuple[Ticket, ...]:
    """Open tickets near its point, and on the same group of topics at the same address."""
    finding = desk.unit.finding
    found: dict[str, Ticket] = {}
    for near in await finding.near(ticket, None, CANDIDATES):
        one = await desk.unit.ticket(near.number)
        if one is not None:
            found[one.number] = one
    if ticket.place.address:
        page = await finding.words(ticket.place.address, None, "", CANDIDATES * 2)
        for one in page.tickets:
            alike = group_of(one.topic) == group_of(ticket.topic) and one.state.is_open
            if alike and one.number != ticket.number:
                found.setdefault(one.number, one)
    return tuple(found.values())[:CANDIDATES]


def no_merge(error: BadMerge) -> Phrase:
    """Why not. No number stands there: a reply to a line with one would be about that ticket."""
    led, ticket = error.into != error.main.number, error.main
    if ticket.state in GONE:
        state = phrase(f"state-{ticket.state}")
        return phrase("bad-merge-led" if led else "bad-merge-gone", state=state)
    return phrase("bad-merge-back" if led else "bad-merge-itself")


def _line(town: Town, ticket: Ticket) -> Phrase:
    where = where_is(town, ticket.place, ticket.municipality)
    return phrase(
        "merge-line",
        number=ticket.number,
        topic=topic_name(town, ticket.topic),
        place=in_line(where)[:PLACE_SHOWN] if isinstance(where, str) else where,
    )


def _into(state: State) -> str:
    return str(state.answers.get(INTO) or "")


def _began(state: State) -> str:
    return str(state.answers.get(BEGAN) or "")


Carried = tuple[tuple[Effect, ...], tuple[Moved, ...]]


async def _merged(desk: Desk, by: Operator, command: Merge) -> Carried:
    moved = await desk.merge(by, command.number, command.into)
    main = await desk.main_of(moved.ticket.number)
    into, undo = _line(desk.town, main), undo_time(desk.town)
    text = phrase("merged-here", ticket=moved.ticket.number, into=into, undo=undo)
    return _done(desk.town, text, moved)


async def _unmerged(desk: Desk, by: Operator, command: Unmerge) -> Carried:
    moved = await desk.unmerge(by, command.number)
    return _done(desk.town, phrase("unmerged-here", ticket=moved.ticket.number), moved)


async def _routed(desk: Desk, by: Operator, command: Route) -> Carried:
    moved = await desk.route(by, command.number, command.agency)
    agency = desk.town.agency_name(command.agency)
    text = phrase("rerouted", ticket=command.number, agency=agency)
    return _done(desk.town, text, moved)


async def _reclassified(desk: Desk, by: Operator, command: Reclassify) -> Carried:
    moved = await desk.reclassify(by, command.number, command.topic, command.municipality)
    text = phrase(
        "reclassified",
        ticket=moved.ticket.number,
        topic=topic_name(desk.town, moved.ticket.topic),
        place=desk.town.ground_named(moved.ticket.municipality),
        agency=desk.town.agency_name(moved.ticket.agency),
    )
    return _done(desk.town, text, moved)


def _done(town: Town, text: Phrase, moved: Moved) -> Carried:
    """Say it, with «↩️ Отменить» beneath."""
    return (Say(text, moved.ticket.number, undo_of(town, moved.event)),), (moved,)


BY_COMMAND: Mapping[type[Any], Callable[[Desk, Operator, Any], Awaitable[Carried]]] = {
    Merge: _merged,
    Unmerge: _unmerged,
    Route: _routed,
    Reclassify: _reclassified,
}


async def carry_out(desk: Desk, by: Operator, command: Coordinating) -> Carried:
    return await BY_COMMAND[type(command)](desk, by, command)
