"""The unit of work: one transaction for one batch. It rolls back unless it is committed.

* Reads are bulk where a batch needs many (conversations, inbox), single where one turn does.
* Writes are collected and go out at the commit, or just before a read that must see them; see
  :mod:`storage.together`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.leases import Lease
from core.messages import File, Outgoing
from core.people import NOBODY, Operator, Peer, Speaker
from core.tickets import Move, Moved, Ticket, TicketEvent
from core.words.written import read_json
from core.work import Consent, Memory, Unredeemed

from . import ledger, quick, rows
from .agencies import invitations, threads
from .agencies.known import Agencies
from .agencies.mornings import Mornings
from .agencies.offices import Offices
from .agencies.relocating import relocate, relocate_holders
from .agencies.substitutions import Substitutions
from .agencies.templates import Templates
from .collected import Collected
from .dialect import is_postgresql
from .finding.insights import Insights
from .finding.tickets import Finding
from .jobs import Jobs
from .keeping import Keeping
from .leases import prove
from .locking import hold
from .outbox import queue, settling
from .outbox.delayed import Delayed
from .outbox.handing import Handing
from .outbox.owing import Owing
from .outbox.posting import Fit, Posting
from .privacy import Privacy
from .spoilt import Spoilt, set_aside
from .tables import (
    conversations,
    inbox,
    posts,
    tickets,
)
from .together import Together

_SEEN = select(inbox.c.key).where(
    inbox.c.door == bindparam("at"), inbox.c.key.in_(bindparam("keys", expanding=True))
)
_TALKS = select(conversations.c.chat, conversations.c.person, conversations.c.memory).where(
    conversations.c.door == bindparam("at"),
    conversations.c.chat.in_(bindparam("ours", expanding=True)),
)
TALKS_AT_MOST = 200
"""Of one chat: of those who were heard of latest."""

_TALKS_IN = (
    select(conversations.c.person, conversations.c.memory, conversations.c.changed_at)
    .where(conversations.c.door == bindparam("at"), conversations.c.chat == bindparam("here"))
    .order_by(conversations.c.changed_at.desc())
    .limit(TALKS_AT_MOST)
)


class Unit:
    """See :class:`core.work.UnitOfWork` for what the dialogs use of it."""

    def __init__(
        self,
        connection: AsyncConnection,
        fit: Fit,
        now: datetime | None = None,
        handing: Handing | None = None,
        owing: Owing | None = None,
    ) -> None:
        self._connection = connection
        self._owing = owing or Owing()
        self.now = now or datetime.now(UTC)
        self.posting = Posting(connection, fit, self.now, handing)
        self._collected = Collected(self.now)
        self._memories: dict[Speaker, Memory | None] = {}
        self._numbers: dict[int, int] = {}
        """By year, the last that was given."""
        self._tickets: dict[str, Ticket | None] = {}
        self._agencies = Agencies(connection)
        self._offices = Offices(connection, self.now, self._agencies)
        self.files = Keeping(connection, self.now)
        self._delayed = Delayed(connection)
        self.spoilt = Spoilt(connection, self.set_aside, self.now)
        self.finding = Finding(connection, self._flush)
        self.jobs = Jobs(connection, self._flush, self.now)
        self.insights = Insights(connection, self._flush)
        self.mornings = Mornings(connection, self._flush, self.now)
        self.templates = Templates(connection, self.now)
        self.substitutions = Substitutions(connection, self.now, self._agencies)
        self.privacy = Privacy(connection, self._flush, self.posting.meddle, self.now)

    # the batch

    async def unseen(self, door: str, keys: Sequence[str], *, expected: bool = False) -> set[str]:
        """Of these updates' keys, those that were never taken.

        ``expected``: most likely none was. A server is not asked then: if one was, its inbox
        refuses the whole unit, which is a Conflict.
        """
        if expected and is_postgresql(self._connection):
            return set(keys)
        found = await quick.read(self._connection, _SEEN, {"at": door, "keys": list(keys)})
        return set(keys).difference(key for (key,) in found)

    def seen(self, door: str, key: str) -> None:
        self._collected.seen.append((door, key))

    def advance(self, door: str, cursor: str, lease: Lease | None = None) -> None:
        """Move a door's cursor; under a lease, only as long as it is held."""
        self._collected.cursors[door] = cursor
        if lease is not None:
            self._collected.leases.append(lease)

    async def recall_all(self, speakers: Iterable[Speaker]) -> None:
        """Load the conversations of a whole batch at once."""
        wanted = [one for one in speakers if one not in self._memories]
        if not wanted:
            return
        self._memories.update(dict.fromkeys(wanted))
        if is_postgresql(self._connection):
            self._memories.update(await hold(self._connection, wanted))
            return
        chats_of: dict[str, set[int]] = {}
        for one in wanted:
            chats_of.setdefault(one.door, set()).add(one.chat)
        # By door and chat: for a list of whole keys SQLite reads the table from end to end.
        for door, ours in chats_of.items():
            asked = {"at": door, "ours": list(ours)}
            for chat, person, memory in await quick.read(self._connection, _TALKS, asked):
                speaker = Speaker(door, chat, person)
                if speaker in self._memories and speaker not in self._collected.remembered:
                    self._memories[speaker] = read_json(memory)

    async def commit(self) -> None:
        """Write down all that was collected, and what became of messages sent meanwhile."""
        taken = self._owing.take()
        outcomes = [outcome for owed in taken for outcome in owed.outcomes]
        written = False
        try:
            if outcomes and await settling.settle(self._connection, outcomes, self.now):
                self.posting.meddle()
            await self._flush()
            await self._connection.commit()
            written = True
        finally:
            self.posting.hand_over(outcomes, written=written)
            for owed in taken:
                owed.become(written=written)

    # conversations

    async def recall(self, speaker: Speaker) -> Memory | None:
        await self.recall_all([speaker])
        return self._memories[speaker]

    def remember(self, speaker: Speaker, memory: Memory) -> None:
        self._memories[speaker] = memory
        self._collected.remembered[speaker] = memory

    async def forget_talk(self, speaker: Speaker) -> None:
        await self._flush()
        self._memories[speaker] = None
        here = (conversations.c.door == speaker.door) & (conversations.c.chat == speaker.chat)
        await self._connection.execute(
            delete(conversations).where(here, conversations.c.person == speaker.person)
        )

    async def talks_in(self, peer: Peer) -> Sequence[tuple[Speaker, Memory, datetime]]:
        await self._flush()
        found = await self._connection.execute(_TALKS_IN, {"at": peer.door, "here": peer.chat})
        return [(Speaker(peer.door, peer.chat, person), memory, at) for person, memory, at in found]

    def consent(self, consent: Consent) -> None:
        self._collected.consents.append(consent)

    # tickets

    async def next_number(self, year: int) -> int:
        """The first of a unit takes the counter's row; it is the unit's until its end."""
        if year in self._numbers:
            self._numbers[year] += 1
            self._collected.counted[year] = self._numbers[year]
        else:
            self._numbers[year] = await ledger.next_number(self._connection, year)
        return self._numbers[year]

    async def ticket(self, number: str) -> Ticket | None:
        if number not in self._tickets:
            self._tickets[number] = await ledger.one(self._connection, number)
        return self._tickets[number]

    async def history(self, number: str) -> Sequence[TicketEvent]:
        await self._flush()
        return await ledger.history(self._connection, number)

    async def tickets_of(
        self, resident: Speaker, page: int, size: int
    ) -> tuple[Sequence[Ticket], int]:
        if self._has_moved(resident):
            await self._flush()
        return await ledger.page_of(self._connection, resident, page, size)

    async def has_filed(self, resident: Speaker) -> bool:
        return self._has_moved(resident) or await ledger.has_filed(self._connection, resident)

    def _has_moved(self, resident: Speaker) -> bool:
        """May a ticket of theirs stand otherwise in the database than in this unit?"""
        moved = self._collected.moved.values()
        return any(one.resident in (resident, NOBODY) for one in moved)

    async def filed_since(self, resident: Speaker, moment: datetime) -> int:
        # Those of this unit are not written yet: nothing is flushed for a mere count.
        return await ledger.filed_since(self._connection, resident, moment) + sum(
            event.move is Move.FILE and self._collected.moved[event.number].resident == resident
            for event, _ in self._collected.events
        )

    async def open_tickets(self, agency: str, most: int) -> Sequence[Ticket]:
        await self._flush()
        return await ledger.open_of(self._connection, agency, most)

    def record(self, moved: Moved) -> None:
        self._tickets[moved.ticket.number] = moved.ticket
        self._collected.moved[moved.ticket.number] = moved.ticket
        was = rows.difference(moved.before, moved.ticket) if moved.before else None
        self._collected.events.append((moved.event, was))
        self.finding.keep(moved.ticket, moved.before)
        filed = moved.ticket.files if moved.before is None else ()
        self.files.want((*filed, *moved.event.files), moved.ticket.number)

    def keep(self, ticket: Ticket) -> None:
        self._tickets[ticket.number] = ticket
        self._collected.moved[ticket.number] = ticket

    async def last_move(self, number: str) -> Moved | None:
        await self._flush()
        return await ledger.last_move(self._connection, number)

    async def merged_into(self, number: str) -> Sequence[Ticket]:
        await self._flush()
        return await ledger.merged_into(self._connection, number)

    # chats of agencies

    async def agency_of(self, peer: Peer) -> str | None:
        return (await self._offices.bound()).get(peer)

    async def chat_of(self, agency: str) -> Peer | None:
        return await self._offices.of(agency)

    async def offices(self, door: str) -> Mapping[int, tuple[str, str]]:
        return await self._offices.titled(door)

    async def invite(self, code: str, agency: str, expires_at: datetime) -> None:
        await invitations.invite(self._connection, code, agency, expires_at)

    async def redeem(self, code: str, by: Speaker) -> str | Unredeemed:
        return await invitations.redeem(self._connection, code, by, self.now)

    async def bind(self, peer: Peer, agency: str, title: str, by: Operator) -> Peer | None:
        before = await self._offices.bind(peer, agency, title, by)
        if before is not None and before.door == peer.door:
            await self._flush()
            await relocate_holders(self._connection, before, peer)
            self._tickets.clear()
        return before

    async def unbind(self, peer: Peer) -> str | None:
        return await self._offices.unbind(peer)

    async def migrate(self, before: Peer, after: Peer) -> None:
        await self._flush()
        self._memories.clear()
        self._tickets.clear()
        self._agencies.changed()
        self.posting.meddle()
        await relocate(self._connection, before, after, self.now)

    # messages

    async def thread_of(self, peer: Peer, ticket: str) -> int | None:
        return await threads.thread_of(self._connection, peer, ticket)

    async def ticket_in(self, peer: Peer, thread: int) -> str | None:
        return await threads.ticket_in(self._connection, peer, thread)

    async def forget_thread(self, peer: Peer, ticket: str) -> bool:
        return await threads.forget(self._connection, peer, ticket)

    async def may_open_threads(self, peer: Peer) -> bool:
        refused = await threads.refused_at(self._connection, peer)
        return refused is None or self.now - refused >= threads.TRIED_AGAIN

    async def refuse_threads(self, peer: Peer) -> bool:
        return await threads.refuse(self._connection, peer, self.now)

    async def ticket_of(self, peer: Peer, message: str) -> str | None:
        found = await self._connection.scalar(
            select(posts.c.ticket).where(
                posts.c.door == peer.door, posts.c.chat == peer.chat, posts.c.message == message
            )
        )
        return str(found) if found is not None else None

    async def stop(self, peer: Peer, why: str) -> Sequence[str]:
        await self._flush()
        self.posting.meddle()
        return await queue.stop(self._connection, peer, why, self.now)

    async def has_card(self, peer: Peer, ticket: str) -> bool:
        return await settling.card_in(self._connection, peer, ticket) is not None

    async def release(self, peer: Peer) -> None:
        await self._flush()
        self.posting.meddle()
        await queue.release(self._connection, peer, self.now)

    def send(self, outgoing: Outgoing) -> None:
        self.posting.send(outgoing)

    async def make(self, file: File, peer: Peer) -> bool:
        await self.files.make_again(file)
        self.files.want([file], "")
        await self._flush()
        return await self.files.follows(file, "", peer)

    def send_later(self, outgoing: Outgoing, at: datetime, of: str = "") -> None:
        self._delayed.put(outgoing, at, of)

    async def take_back(self, ticket: str) -> bool:
        return await self._delayed.take_back(ticket)

    async def hurry(self, ticket: str) -> None:
        for outgoing in await self._delayed.of(ticket):
            self.send(outgoing)

    async def deliver_delayed(self, most: int) -> int:
        """Send what was to be sent later and is due now, at most ``most``; return how many."""
        due = await self._delayed.due(self.now, most)
        for outgoing in due:
            self.send(outgoing)
        return len(due)

    async def deliver_one(self, row: int) -> int:
        due = await self._delayed.one(row)
        for outgoing in due:
            self.send(outgoing)
        return len(due)

    async def to_look_at(self, most: int) -> Sequence[str]:
        await self._flush()
        return await ledger.due(self._connection, self.now, most)

    async def look_later(self, number: str, at: datetime) -> None:
        """The row is not read: it may be what cannot be."""
        await self._flush()
        about = update(tickets).where(tickets.c.number == number)
        await self._connection.execute(about.values(look_at=at))
        self._tickets.pop(number, None)

    async def set_aside(self, door: str, key: str, raw: object, trace: str) -> int:
        return await set_aside(self._connection, door, key, raw, trace, self.now)

    # writing

    async def _flush(self) -> None:
        """Write what was collected, one statement a table, or one for all."""
        writing = Together(self._connection)
        await self._collected.write(writing)
        await self.posting.flush(writing)
        await self.files.flush(writing)
        await self.finding.flush(writing)
        await self._delayed.flush(writing)
        for lease in self._collected.leases:
            await prove(self._connection, lease)
        await self._collected.write_cursors(writing)
        await writing.send()
        self._collected.clear()
