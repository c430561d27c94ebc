"""Many tickets moved at once: the next portion of a coordinator's order.

* Each ticket is moved by the ordinary use case, with all it tells; so each can be undone.
* A portion, its notices and the cursor are one transaction: a kill moves nothing twice.
* What cannot be moved is counted by its reason and keeps nothing else waiting. Where one ticket
  breaks a whole portion, the watch moves them one at a time and sets that one aside.
* The chat has to be the coordinators' still: in another's hands the order ends.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from core.desk import BadMerge, Desk, ToldAlready, Unknown
from core.jobs import Deed, Job, Kind, Order, Stage
from core.people import Operator, Speaker
from core.tickets import Impossible, Move, Moved, TicketError
from core.work import Watched
from dialogs.desk.crossing import met
from dialogs.office import Office
from dialogs.telling import Teller

from .jobs import BAD, BROKEN, GONE, LEFT, MET, THERE, TOLD_EVERY, TOO_LATE, progress

PORTION = 50
"""Tickets of one transaction."""


class MovingMany:
    def __init__(self, office: Office, unit: Watched) -> None:
        self._unit = unit
        self._cards = office.cards
        self._desk = Desk(office.town, unit)
        self._teller = Teller(office, unit)

    async def set_aside(self) -> int:
        """Let the next ticket be, which cannot be moved; return 0 if there is none."""
        job = await self._running()
        if job is None or not isinstance(job.work, Order):
            return 0
        order, failed = job.work, Counter(dict(job.work.failed))
        lot = await self._unit.jobs.lot(job, order, 1)
        if not lot.numbers:
            return 0
        failed[BROKEN] += 1
        order = replace(order, failed=tuple(failed.items()))
        job = replace(job, cursor=lot.numbers[-1], skipped=failed.total(), work=order)
        await self._unit.jobs.keep(job)
        await self._unit.jobs.let_go(job, lot.numbers)
        return 1

    async def _running(self) -> Job | None:
        """What is taken back comes first."""
        jobs = self._unit.jobs
        return await jobs.running(Kind.UNDO) or await jobs.running(Kind.BULK)

    async def work(self, most: int | None = None) -> tuple[int, Sequence[Moved]]:
        """Do the next portion, of ``most`` tickets or as usual; return 0 if there is nothing to do,
        and what moved."""
        job = await self._running()
        if job is None or not isinstance(job.work, Order):
            return 0, ()
        order = job.work
        agency = await self._unit.agency_of(job.peer) or ""
        by = Operator(agency, job.by, Speaker(job.peer.door, job.peer.chat, order.person))
        if not self._desk.is_coordinator(by):
            await self._tell(replace(job, stage=Stage.STOPPED))
            return 1, ()
        lot = await self._unit.jobs.lot(job, order, most or PORTION)
        if not lot.numbers:
            await self._tell(replace(job, stage=Stage.DONE, told_at=self._unit.now))
            return 1, ()
        failed, moved = Counter(dict(order.failed)), list[Moved]()
        for number in lot.numbers:
            done = LEFT if number in lot.left else await self._move(by, number, order)
            if isinstance(done, str):
                failed[done] += 1
                continue
            await self._teller.tell([done])
            moved.append(done)
        job = replace(
            job,
            cursor=lot.numbers[-1],
            done=job.done + len(moved),
            skipped=failed.total(),
            work=replace(order, failed=tuple(failed.items())),
        )
        done_with = {one.ticket.number for one in moved}
        if stayed := [number for number in lot.numbers if number not in done_with]:
            await self._unit.jobs.let_go(job, stayed)
        if self._unit.now - job.told_at >= TOLD_EVERY:
            await self._tell(replace(job, told_at=self._unit.now))
        else:
            await self._unit.jobs.keep(job)
        return 1, moved

    async def _tell(self, job: Job) -> None:
        await self._unit.jobs.keep(job)
        self._unit.send(progress(job, self._cards))

    async def _move(self, by: Operator, number: str, order: Order) -> Moved | str:
        """What moved, or why it did not: what others did since the preview is a reason too."""
        try:
            if order.deed is not Deed.UNDO:
                ticket = await self._desk.coordinated(by, number)
                if await met(self._desk, by, order.deed.value, ticket, order.choice.at):
                    return MET
            match order.deed:
                case Deed.REJECT:
                    return await self._desk.reject(by, number, order.target)
                case Deed.MERGE:
                    return await self._desk.merge(by, number, order.target)
                case Deed.ROUTE:
                    ticket = await self._desk.coordinated(by, number)
                    if ticket.agency == order.target:
                        return THERE
                    return await self._desk.route(by, number, order.target)
                case Deed.UNDO:
                    last = await self._unit.last_move(number)
                    if last and order.until and last.event.at > order.until:
                        return TOO_LATE
                    return await self._desk.undo(by, number, Move(order.target))
        except TicketError as error:
            return _reason(error)


def _reason(error: TicketError) -> str:
    match error:
        case Impossible(ticket=ticket):
            return ticket.state.value
        case BadMerge():
            return BAD
        case Unknown():
            return GONE
        case ToldAlready():
            return TOO_LATE
    raise error
