"""A stage for plays: the real turns over the real storage, and people before it.

* Residents and operators act through arrivals, as doors would read them; time stands still
  unless the play says :meth:`Stage.later`.
* After each act the outbox is delivered, in order, into the chats. A chat is what its people
  see: messages that were edited are as they are now, toasts stand beside.
* Everything is laid out for its messenger before, as in life, so a play sees what people see.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace
from sqlalchemy import text

from bots.doors.layout import expand, is_below
from bots.doors.limits import LIMITS
from core.meaning import Meaning
from core.messages import (
    ITS_OWN,
    ButtonKind,
    Card,
    Client,
    File,
    FileKind,
    Outgoing,
    Thread,
)
from core.outbox import Outcome, Sent, Waiting
from core.people import Peer, Speaker
from core.tickets import Ticket, TicketEvent
from core.topics import Suggestions
from dialogs import events
from dialogs.events import Arrival, Event
from dialogs.payloads import read_payload
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.agencies import threads
from storage.database import Database
from storage.outbox import queue, settling
from storage.outbox.handing import Handing
from storage.unit import Unit
from tests.shipped import TOWN
from tests.tables import lay_tables

from .beginnings import Beginning
from .chats import Chat, Post
from .kept_rows import OfFile, Rows

T = TypeVar("T")

TURNS = Turns(TOWN, Catalogue(), Suggestions(TOWN, Meaning(TOWN)))
TUESDAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""Ten in the morning in Blagoveshchensk."""
AT_ONCE = 20
"""Messages of a messenger that are looked at in one go: more than one act brings about."""
DOORS_WAITING = text("SELECT DISTINCT door FROM outbox WHERE state = 'pending'")


class Stage:
    """The town's bot, its chats, and the time."""

    def __init__(self, database: Database, turns: Turns, rows: Rows | None = None) -> None:
        """``rows``: those of the database, if what plays begin with is to be kept."""
        self._database = database
        self.turns = turns
        self.now = TUESDAY
        self.handing = Handing(TUESDAY)
        self.chats: dict[Peer, Chat] = {}
        self._keys = count(1)
        self._ids = count(100)
        self._beginning = Beginning(self, rows, TURNS)

    @property
    def database(self) -> Database:
        """Whoever looks at it or changes it by themselves plays what nobody knows."""
        self._beginning.ends()
        return self._database

    async def begins(self, name: str, play: Callable[[], Awaitable[T]]) -> T:
        """Play what many plays begin with."""
        return await self._beginning.play(name, play)

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def chat(self, peer: Peer) -> Chat:
        return self.chats.setdefault(peer, Chat(peer))

    # people

    def resident(self, name: str, door: str, number: int, client: Client = Client()) -> "Player":
        return Player(self, Speaker(door, number, number), name, client=client)

    def operator(self, name: str, chat: Chat, number: int) -> "Player":
        return Player(self, Speaker(chat.peer.door, chat.peer.chat, number), name, private=False)

    async def agency(self, code: str, door: str, number: int) -> Chat:
        """Bind a group chat to an agency with a real code."""
        peer = Peer(door, number)
        return await self.begins(f"{peer} is {code}", lambda: self._bind(code, self.chat(peer)))

    async def _bind(self, code: str, chat: Chat) -> Chat:
        administrator = self.operator("Администратор", chat, 999)
        await administrator.commands("bind", await self.invite(code))
        assert chat.says("Теперь это чат исполнителя"), chat.last
        return chat

    async def invite(self, agency: str) -> str:
        code = f"CODE-{next(self._keys):04}"
        async with self.unit() as unit:
            await unit.invite(code, agency, self.now + timedelta(hours=1))
            await unit.commit()
        return code

    # the machinery

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        async with self.database.write() as connection:
            unit = Unit(connection, fit, self.now, self.handing)
            try:
                yield unit
            finally:
                self.handing.changed(unit.posting.replaced)

    async def take(self, *arrivals: Arrival) -> None:
        """Take a batch in one transaction, as intake does; then deliver what came of it."""
        async with self.unit() as unit:
            await unit.recall_all([one.speaker for one in arrivals])
            for arrival in arrivals:
                await self.turns.take(unit, arrival)
            await unit.commit()
        await self.deliver()

    async def watch(self) -> None:
        """Do what is due by now, as the watch does; then deliver what came of it."""
        found = 1
        while found:
            async with self.unit() as unit:
                found, _ = await self.turns.look(unit)
                await unit.commit()
        await self.deliver()

    def key(self) -> str:
        return f"update-{next(self._keys)}"

    async def deliver(self) -> None:
        """Bring everything from the outbox to its chats: to each one after another."""
        more = True
        while more:
            waiting = await self._ready()
            first: dict[Peer, Waiting] = {}
            for one in waiting:
                first.setdefault(one.outgoing.peer, one)
            outcomes = [await self._carry(one) for one in first.values()]
            if any(outcomes):
                await self._settle([one for one in outcomes if one])
            self._tidy_up()
            # Where every chat had one, and it arrived, there is nothing more to look for.
            more = len(first) < len(waiting) or not all(outcomes) or any(map(_threads, waiting))

    def _tidy_up(self) -> None:
        """Take the buttons off what is answered: that stands in no row."""
        for one in (one for door in LIMITS for one in self.handing.answers(door)):
            for post in self.chat(one.peer).posts:
                if one.edits is not None and post.id == one.edits:
                    post.message = replace(post.message, rows=())

    async def _ready(self) -> Sequence[Waiting]:
        """What may go, in order: some of it, if it is much."""
        async with self.database.read() as connection:
            # Most acts are in one messenger, and after them nothing waits: the courier's long
            # question is asked only where there is something to find.
            doors = set(await connection.scalars(DOORS_WAITING))
            return [
                one
                for door in LIMITS
                if door in doors
                for one in await queue.ready(connection, door, self.now, AT_ONCE, ())
            ]

    async def _settle(self, outcomes: Sequence[Outcome]) -> None:
        async with self.database.write() as connection:
            await settling.settle(connection, outcomes, self.now)
            await connection.commit()

    async def _carry(self, waiting: Waiting) -> Sent | None:
        outgoing = await self._anchored(waiting.outgoing)
        chat = self.chat(outgoing.peer)
        if chat.blocked:
            async with self.unit() as unit:
                await self.turns.lost(unit, outgoing.peer, "blocked", private=outgoing.private)
                await unit.commit()
            return None
        if outgoing.toast is not None:
            chat.toasts.append(outgoing.message.text)
            return Sent(waiting, "")
        if outgoing.threading is not None:
            return Sent(waiting, await self._thread(chat, outgoing))
        if outgoing.thread and outgoing.thread not in chat.threads:
            await self._without_thread(outgoing)
            outgoing = replace(outgoing, thread=0)
        known = next((post for post in chat.posts if post.id == outgoing.edits), None)
        if known is None:
            known = Post(str(next(self._ids)), outgoing.message, thread=outgoing.thread)
            chat.posts.append(known)
        else:
            bare = not outgoing.message.text
            text = known.text if bare else outgoing.message.text
            known.message = replace(outgoing.message, text=text)
            known.edited += 1
        return Sent(waiting, known.id)

    async def _thread(self, chat: Chat, outgoing: Outgoing) -> str:
        """Open, close or reopen a ticket's thread; the number of one that was opened."""
        if outgoing.threading is not Thread.OPEN:
            change = chat.closed.add if outgoing.threading is Thread.CLOSE else chat.closed.discard
            change(outgoing.thread)
            return ""
        if outgoing.thread or not chat.forum:
            if not outgoing.thread:
                await self._without_thread(outgoing)
            return str(outgoing.thread or "")
        number = next(self._ids)
        chat.threads[number] = outgoing.message.text
        return str(number)

    async def _without_thread(self, outgoing: Outgoing) -> None:
        async with self.unit() as unit:
            await self.turns.threadless(unit, outgoing)
            await unit.commit()

    async def _anchored(self, outgoing: Outgoing) -> Outgoing:
        if outgoing.thread == ITS_OWN:
            async with self.database.read() as connection:
                thread = await threads.thread_of(connection, outgoing.peer, outgoing.ticket)
            outgoing = replace(outgoing, thread=thread or 0)
        if outgoing.card not in (Card.EDIT, Card.UNDER):
            return outgoing
        async with self.database.read() as connection:
            anchor = await settling.card_in(connection, outgoing.peer, outgoing.ticket)
        if outgoing.card is Card.EDIT:
            return replace(outgoing, edits=anchor)
        return replace(outgoing, message=replace(outgoing.message, reply_to=anchor))

    # what was written down

    async def ticket(self, number: str) -> Ticket:
        async with self.unit() as unit:
            found = await unit.ticket(number)
        assert found is not None, number
        return found

    async def history(self, number: str) -> list[TicketEvent]:
        async with self.unit() as unit:
            return list(await unit.history(number))

    async def tickets_of(self, player: "Player") -> list[str]:
        async with self.unit() as unit:
            found, _ = await unit.tickets_of(player.speaker, 0, 100)
        return [ticket.number for ticket in found]


def _threads(waiting: Waiting) -> bool:
    """May what was carried have others come after it?"""
    return bool(waiting.outgoing.thread or waiting.outgoing.threading)


def fit(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    return expand(outgoing, LIMITS[outgoing.peer.door])


@asynccontextmanager
async def open_stage(folder: Path, turns: Turns = TURNS, url: str = "") -> AsyncIterator[Stage]:
    """A stage over a database in ``folder``, or over the one at ``url``."""
    path = folder / "paradnaya.db"
    database = Database(url or f"sqlite+aiosqlite:///{path}")
    rows = None if url else OfFile(path)
    try:
        await lay_tables(database)
        yield Stage(database, turns, rows)
    finally:
        await database.close()


@dataclass(frozen=True)
class Player:
    """A person in a chat. What they see is the chat's; what they do comes back as arrivals."""

    stage: Stage
    speaker: Speaker
    name: str
    private: bool = True
    client: Client = Client()

    @property
    def chat(self) -> Chat:
        return self.stage.chat(self.speaker.peer)

    @property
    def sees(self) -> str:
        """The latest message in the chat."""
        return self.chat.last

    @property
    def buttons(self) -> list[str]:
        return self.chat.posts[-1].labels

    def arrival(self, event: Event, **more: Any) -> Arrival:
        return Arrival(
            self.stage.key(), self.speaker, event, name=self.name, private=self.private,
            title="Чат", client=self.client, **more,
        )  # fmt: skip

    async def does(self, event: Event, **more: Any) -> None:
        await self.stage.take(self.arrival(event, **more))

    async def says(self, text: str, to: Post | None = None, thread: int = 0) -> None:
        said = events.Said(text, reply_to=to.id if to else None)
        await self.does(said, thread=to.thread if to else thread, quoted=_quoted(to))

    async def commands(self, name: str, argument: str = "", thread: int = 0) -> None:
        await self.does(events.Commanded(name, argument), thread=thread)

    async def sends(
        self, *names: str, text: str = "", to: Post | None = None, album: str | None = None
    ) -> None:
        files = tuple(File(FileKind.PHOTO, self.speaker.door, name) for name in names)
        sent = events.Sent(files, text, album, to.id if to else None)
        await self.does(sent, quoted=_quoted(to))

    async def places(self, latitude: float, longitude: float) -> None:
        await self.does(events.Placed(latitude, longitude))

    def press(self, label: str, on: Post | None = None) -> Arrival:
        """The press of a button, not yet made: a person may press twice at once."""
        post = on or self.chat.with_button(label)
        button = post.button(label)
        assert button.kind is ButtonKind.PRESS, f"«{button.label}» asks the messenger"
        if is_below(post.message, LIMITS[self.speaker.door]):
            return self.arrival(events.Said(button.label))
        event = read_payload(button.payload)
        if self.speaker.door == "vk" and post.message.screen:
            return self.arrival(event, message=self.stage.key())
        press = f"press-{self.stage.key()}"
        return self.arrival(event, message=post.id, press=press, thread=post.thread)

    async def presses(self, *labels: str, on: Post | None = None) -> None:
        """Press buttons one after another; words of the label are enough."""
        for label in labels:
            await self.stage.take(self.press(label, on))

    # what a play is about

    async def agrees(self) -> None:
        await self.presses("Даю согласие")

    async def files(self, text: str = "Яма на дороге, колесо пробил") -> str:
        """File a complaint about a pothole by the shortest way; return its number."""
        whose = f"{self.speaker}, {self.name}, {self.private}, {self.client}"
        return await self.stage.begins(f"{whose}: {text}", lambda: self._files(text))

    async def _files(self, text: str) -> str:
        await self.says(text)
        if "✍️ Это новая проблема" in self.buttons:
            await self.presses("✍️ Это новая проблема")
        if "соглас" in self.sees:
            await self.agrees()
        await self.presses("Ямы", "Пропустить")
        await self.says("Благовещенск, Ленина, 5")
        await self.presses("Пропустить", "Пропустить", "Отправить")
        return (await self.stage.tickets_of(self))[0]


def _quoted(post: Post | None) -> str:
    """What a messenger brings along with a reply: the first line of what it is to."""
    return post.text.partition("\n")[0] if post else ""
