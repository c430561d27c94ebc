"""What is said because time passes: the watch's side of the turns.

One look takes what is due, a few tickets at a time, in one transaction: a kill before its commit
leaves everything due, a kill after it nothing undone. What goes wrong with one ticket must not keep
the others waiting: then they are looked at one by one, and that one is let be for a while.
"""

from collections.abc import Sequence
from datetime import timedelta

from core.desk import Desk
from core.messages import Lane, Message, Outgoing
from core.tickets import Moved
from core.work import Watched

from .coordination.jobs import work
from .coordination.moving_many import MovingMany
from .coordination.standing_in import StandingIn, is_time_to_tell
from .effects import Phrase, phrase
from .office import Office
from .overview.mornings import Mornings
from .resident.left_behind import LeftBehind
from .telling import Teller

AT_ONCE = 50
"""Tickets, and messages that waited, of one transaction."""

POSTPONED = timedelta(hours=1)
"""For how long a ticket is let be that cannot be looked at."""


class Watch:
    """What is due by ``unit.now``, on one unit of work."""

    def __init__(self, office: Office, unit: Watched) -> None:
        self._office = office
        self._unit = unit
        self._desk = Desk(office.town, unit)
        self._teller = Teller(office, unit)
        self._left = LeftBehind(office, unit, self._desk)
        self._mornings = Mornings(office, unit)

    async def look(self) -> tuple[int, Sequence[Moved]]:
        """Do at most :data:`AT_ONCE` of each kind.

        Returns how much was found (0: nothing is due any more) and what it did to tickets.
        """
        found = await self.deliver() + await self.greet() + await self.end_substitutions()
        moved = list[Moved]()
        for number in await self.due():
            found += 1
            moved += await self.look_at(number)
        return (found, moved) if found else await self.go_on()

    async def deliver(self) -> int:
        """Send what waited and could be taken back until now; return how much."""
        return await self._unit.deliver_delayed(AT_ONCE)

    async def delayed(self) -> Sequence[int]:
        """Rows of what waited and is to be sent now, for one by one."""
        return await self._unit.spoilt.due(AT_ONCE)

    async def deliver_one(self, row: int) -> int:
        return await self._unit.deliver_one(row)

    async def set_message_aside(self, row: int, trace: str, *, tell: bool) -> None:
        """Put a message that cannot be sent into the quarantine."""
        number = await self._unit.spoilt.message(row, trace)
        if number is not None and tell:
            count = await self._unit.spoilt.count()
            await self._tell(phrase("watch-message-aside", count=count, id=str(number)))

    async def due(self) -> Sequence[str]:
        """Numbers of tickets that have to be looked at now."""
        return await self._unit.to_look_at(AT_ONCE)

    async def look_at(self, number: str) -> Sequence[Moved]:
        done = await self._left.pass_on(number) or await self._desk.look(number)
        if done is None:
            return ()
        await self._teller.tell([done])
        return (done,)

    async def postpone(self, ticket: str, trace: str, *, tell: bool) -> None:
        """Let a ticket be that cannot be looked at; the first time, note it in the quarantine."""
        await self._unit.look_later(ticket, self._unit.now + POSTPONED)
        number = await self._unit.spoilt.ticket(ticket, trace)
        if number is not None and tell:
            count = await self._unit.spoilt.count()
            words = phrase("watch-ticket-aside", count=count, id=str(number), ticket=ticket)
            await self._tell(words)

    async def greet(self) -> int:
        """Tell agencies whose day has begun what it brings; return how many."""
        return await self._mornings.greet()

    async def mornings(self) -> Sequence[str]:
        """Codes of the agencies that wait to be told what their day brings."""
        return [agency.code for agency, _ in await self._mornings.waiting()]

    async def greet_one(self, agency: str) -> int:
        """Tell this one, if it waits."""
        return await self._mornings.greet(only=agency)

    async def skip_morning(self, agency: str) -> None:
        """Let an agency's morning be that cannot be told."""
        await self._mornings.skip(agency)

    async def end_substitutions(self) -> int:
        """Tell which agencies answer for themselves again; return how many."""
        if not is_time_to_tell(self._office.town, self._unit.now):
            return 0
        return await StandingIn(self._desk, self._teller, self._office.cards).end_over()

    async def go_on(self) -> tuple[int, Sequence[Moved]]:
        """Do the next portion of what takes a while, of each kind; return as :meth:`look` does."""
        found = await self.broadcast()
        portion, moved = await MovingMany(self._office, self._unit).work()
        return found + portion, moved

    async def broadcast(self) -> int:
        """Do a broadcast's next portion; return 0 if there is nothing to do."""
        return await work(self._office.cards, self._unit)

    async def move_one(self) -> tuple[int, Sequence[Moved]]:
        """Move the next ticket of an order, and no more; return as :meth:`look` does."""
        return await MovingMany(self._office, self._unit).work(1)

    async def set_one_aside(self) -> int:
        """Let the next ticket of an order be, which cannot be moved."""
        return await MovingMany(self._office, self._unit).set_aside()

    async def _tell(self, words: Phrase) -> None:
        """Tell the coordinators. After a bad deploy everything is set aside: one notice, the
        latest, tells how much lies there."""
        chat = await self._unit.chat_of(self._office.town.coordinators.code)
        if chat is not None:
            message = Message(self._office.cards.say(words))
            told = Outgoing(chat, message, Lane.NOTICE, slot="quarantine", private=False)
            self._unit.send(told)
