"""Tickets looked up for people: an agency's queue, words, what is open nearby.

* Every list is a page by key: the hundredth costs what the first costs, and nothing shown is shown
  twice because something before it was answered meanwhile.
* Open tickets are found by partial indexes of them alone, which do not grow with the years.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.finding import COUNTED_TO, CROWDED, EVERYTHING, Crowd, Near, Only, Page, QueueLength
from core.nearby import cell_of, cells_around, nearest
from core.people import Speaker
from core.places import Point
from core.tickets import State, Ticket
from core.town import group_of
from storage import quick, rows
from storage.tables import IS_OPEN, Moment, tickets
from storage.together import Together

from . import searching
from .lateness import is_late

CANDIDATES = 200
"""Open tickets of the cells around: in a town where everybody complains at one corner, enough."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_IS_NEW = tickets.c.state == State.NEW.value
_OTHERS = "r"
"""Before the place of a page: what waits to be routed was shown already."""


class Finding:
    """See :class:`core.finding.Finding`. ``flush`` writes what the unit has collected."""

    def __init__(self, connection: AsyncConnection, flush: Callable[[], Awaitable[None]]) -> None:
        self._connection = connection
        self._flush = flush
        self._changed: dict[str, Ticket] = {}

    # writing

    def keep(self, ticket: Ticket, before: Ticket | None) -> None:
        """Note a ticket that is found by other words than ``before``, or for the first time."""
        if before is None or _found_by(before) != _found_by(ticket):
            self._changed[ticket.number] = ticket

    async def flush(self, writing: Together) -> None:
        """Write down by what changed tickets are found."""
        changed, self._changed = self._changed, {}
        if changed:
            await searching.keep(self._connection, changed.values(), writing)

    # reading

    async def queue(
        self,
        agency: str,
        after: str,
        most: int,
        wanted: Only = EVERYTHING,
        instead: Sequence[str] = (),
    ) -> Page:
        await self._flush()
        asked = [_open(one, wanted) for one in (agency, *instead)]
        return await self._first_due(asked, after, most)

    async def unrouted_first(
        self,
        agency: str,
        after: str,
        most: int,
        wanted: Only = EVERYTHING,
        instead: Sequence[str] = (),
    ) -> Page:
        await self._flush()
        asked = _open(agency, wanted)
        others = [asked.where(tickets.c.state != State.NEW.value)]
        others += [_open(one, wanted) for one in instead]
        if after.startswith(_OTHERS):
            rest = await self._first_due(others, after.removeprefix(_OTHERS), most)
            return replace(rest, after=_OTHERS + rest.after if rest.after else "")
        new = await self._first_due([asked.where(_IS_NEW)], after, most)
        if new.after:
            return new
        room = most - len(new.tickets)
        rest = await self._first_due(others, "", max(room, 1))
        if not room:
            return replace(new, after=_OTHERS if rest.tickets else "")
        further = _OTHERS + rest.after if rest.after else ""
        return Page((*new.tickets, *rest.tickets), further)

    async def unrouted(self, agency: str, wanted: Only = EVERYTHING) -> int:
        await self._flush()
        new = (
            select(tickets.c.number)
            .where(tickets.c.agency == agency, IS_OPEN, _IS_NEW, *only(wanted))
            .limit(COUNTED_TO + 1)
            .subquery()
        )
        return await self._connection.scalar(select(func.count()).select_from(new)) or 0

    async def _first_due(self, asked: Sequence[Select[Any]], after: str, most: int) -> Page:
        """Of all that is asked for, each read in the order of its own index."""
        place, shown = tuple_(tickets.c.deadline, tickets.c.number), list[Ticket]()
        further = list[ColumnElement[bool]]()
        if after:
            at, number = _place(after)
            further.append(place > tuple_(literal(at, Moment), literal(number)))
        for one in asked:
            found = await self._connection.execute(
                one.where(*further).order_by(tickets.c.deadline, tickets.c.number).limit(most + 1)
            )
            shown += [rows.to_ticket(row) for row in found.mappings()]
        shown.sort(key=lambda ticket: (ticket.deadline, ticket.number))
        return _page(shown, most, _place_after)

    async def held(
        self, by: Speaker, offices: Sequence[tuple[int, str]], after: str, most: int
    ) -> Page:
        if not offices:
            return Page(())
        await self._flush()
        there = (
            and_(
                tickets.c.holder_chat == chat,
                *((tickets.c.agency == agency,) if agency else ()),
            )
            for chat, agency in offices
        )
        asked = select(tickets).where(_held_by(by), IS_OPEN, or_(*there))
        return await self._first_due([asked], after, most)

    async def crowds(
        self, agency: str, by: Speaker, now: datetime, instead: Sequence[str] = ()
    ) -> Sequence[Crowd]:
        await self._flush()
        return [crowd for one in (agency, *instead) for crowd in await self._crowds(one, by, now)]

    async def _crowds(self, agency: str, by: Speaker, now: datetime) -> Sequence[Crowd]:
        first_due = (
            select(
                tickets.c.topic,
                tickets.c.municipality,
                (tickets.c.taken_by == "").label("free"),
                func.coalesce(_held_by(by), False).label("mine"),
                is_late(now).label("late"),
            )
            .where(tickets.c.agency == agency, IS_OPEN)
            .order_by(tickets.c.deadline)
            .limit(CROWDED)
            .subquery()
        )
        counted = await self._connection.execute(
            select(*first_due.c, func.count().label("alike")).group_by(*first_due.c)
        )
        return [
            Crowd(
                group_of(one.topic),
                one.municipality,
                bool(one.free),
                bool(one.mine),
                bool(one.late),
                one.alike,
            )
            for one in counted
        ]

    async def waiting(
        self,
        agency: str,
        now: datetime,
        wanted: Only = EVERYTHING,
        instead: Sequence[str] = (),
    ) -> QueueLength:
        await self._flush()
        counted = [await self._waiting(one, now, wanted) for one in (agency, *instead)]
        count, late = sum(one.open for one in counted), sum(one.late for one in counted)
        return QueueLength(min(count, COUNTED_TO + 1), min(late, COUNTED_TO + 1))

    async def _waiting(self, agency: str, now: datetime, wanted: Only) -> QueueLength:
        first_due = (
            select(is_late(now).label("late"))
            .where(tickets.c.agency == agency, IS_OPEN, *only(wanted))
            .order_by(tickets.c.deadline)
            .limit(COUNTED_TO + 1)
            .subquery()
        )
        late = func.sum(case((first_due.c.late, 1), else_=0))
        counted = await self._connection.execute(select(func.count(), late).select_from(first_due))
        count, overdue = counted.one()
        return QueueLength(int(count), int(overdue or 0))

    async def holders(self) -> Sequence[str]:
        """From one code to the next by their index: tickets are many and agencies few."""
        await self._flush()
        found = await self._connection.scalars(HOLDERS)
        return [str(code) for code in found]

    async def words(
        self,
        words: str,
        agency: str | None,
        after: str,
        most: int,
        instead: Sequence[str] = (),
    ) -> Page:
        await self._flush()
        found = list[str]()
        for one in (agency, *instead):
            found += await searching.find(self._connection, words, one, after, most + 1)
        if not found:
            return Page(())
        found = sorted(found, key=searching.key_of, reverse=True)[: most + 1]
        wanted = select(tickets).where(tickets.c.number.in_(found))
        if agency is not None:  # said once more where it counts: whose it is, the ticket tells
            wanted = wanted.where(tickets.c.agency.in_((agency, *instead)))
        known = {
            row["number"]: rows.to_ticket(row)
            for row in (await self._connection.execute(wanted)).mappings()
        }
        shown = [known[number] for number in found if number in known]
        return _page(shown, most, lambda last: last.number)

    async def near(
        self, ticket: Ticket, agency: str | None, most: int, topic: str = ""
    ) -> Sequence[Near]:
        of = topic or group_of(ticket.topic)
        if ticket.place.point is None:
            return await self._at_the_address(ticket, agency, most, of)
        here = Point(*ticket.place.point)
        wanted = select(tickets.c.number, tickets.c.latitude, tickets.c.longitude).where(
            IS_OPEN,
            tickets.c.cell.in_(cells_around(here)),
            is_of(of),
            tickets.c.number != ticket.number,
        )
        if agency is not None:
            wanted = wanted.where(tickets.c.agency == agency)
        found = await self._connection.execute(wanted.limit(CANDIDATES))
        candidates = [(number, Point(lat, lon)) for number, lat, lon in found]
        return nearest(here, candidates, most)

    async def _at_the_address(
        self, ticket: Ticket, agency: str | None, most: int, of: str
    ) -> Sequence[Near]:
        """Whichever comes first: they are as near as each other."""
        cell = cell_of(ticket.place, ticket.municipality)
        if cell is None:
            return ()
        asked = {"at": cell, "group": of, "below": f"{of}."}
        asked |= {"but": ticket.number, "most": most}
        if agency is None:
            found = await quick.read(self._connection, AT_ADDRESS, asked)
        else:
            asked["agency"] = agency
            found = await quick.read(self._connection, AT_ADDRESS_OWN, asked)
        return [Near(number, 0.0) for number in sorted(number for (number,) in found)]


def _holders() -> Select[Any]:
    first = select(func.min(tickets.c.agency).label("code")).where(IS_OPEN)
    codes = first.cte("codes", recursive=True)
    following = (
        select(func.min(tickets.c.agency))
        .where(IS_OPEN, tickets.c.agency > codes.c.code)
        .scalar_subquery()
    )
    codes = codes.union_all(select(following).where(codes.c.code.is_not(None)))
    return select(codes.c.code).where(codes.c.code.is_not(None))


HOLDERS = _holders()

AT_ADDRESS = (
    select(tickets.c.number)
    .where(
        IS_OPEN,
        tickets.c.cell == bindparam("at"),
        or_(
            tickets.c.topic == bindparam("group"),
            # Not LIKE: SQLite would compile the statement anew for every pattern, 30 µs each time.
            func.substr(tickets.c.topic, 1, func.length(bindparam("below"))) == bindparam("below"),
        ),
        tickets.c.number != bindparam("but"),
    )
    .limit(bindparam("most"))
)
"""Open tickets at a place that has an address alone, of a group of topics."""
AT_ADDRESS_OWN = AT_ADDRESS.where(tickets.c.agency == bindparam("agency"))


def _open(agency: str, wanted: Only) -> Select[Any]:
    return select(tickets).where(tickets.c.agency == agency, IS_OPEN, *only(wanted))


def only(wanted: Only) -> Iterator[ColumnElement[bool]]:
    if wanted.holder is not None:
        yield _held_by(wanted.holder)
    if wanted.free:
        yield tickets.c.taken_by == ""
    if wanted.before is not None:
        yield is_late(wanted.before)
    if wanted.group:
        yield is_of(wanted.group)
    if wanted.municipality:
        yield tickets.c.municipality == wanted.municipality


def _held_by(person: Speaker) -> ColumnElement[bool]:
    """A person is one in whatever chat of a messenger."""
    return and_(tickets.c.holder_door == person.door, tickets.c.holder_person == person.person)


def is_of(group: str) -> ColumnElement[bool]:
    """Of a group of topics, or of one topic alone: below that there is none."""
    return or_(tickets.c.topic == group, tickets.c.topic.startswith(f"{group}.", autoescape=True))


def _found_by(ticket: Ticket) -> tuple[str, str, str]:
    return ticket.agency, ticket.text, ticket.place.address


def _page(found: Sequence[Ticket], most: int, after: Callable[[Ticket], str]) -> Page:
    """One more than fits was asked for: whether it came tells whether there is more."""
    shown = tuple(found[:most])
    return Page(shown, after(shown[-1]) if len(found) > most else "")


def _place_after(last: Ticket) -> str:
    """A deadline in microseconds since 1970, and the number."""
    return f"{(last.deadline - _EPOCH) // _MICROSECOND}/{last.number}"


def _place(after: str) -> tuple[datetime, str]:
    at, _, number = after.partition("/")
    return _EPOCH + int(at) * _MICROSECOND, number
