"""The floor under an update: what is left of it where nothing of ours costs anything.

    python -m bench.floor

The town of :mod:`bench.complaints` talks once, and what it gives to others is written down: bytes
to the JSON decoder, statements with their rows to sqlite3, requests to the messenger's library.
Then the same is done again by itself, and so is what the bench does to play the people. No bot
that keeps these rows and sends these requests through this library from one thread of this Python
can be faster on this machine. Only processor time counts, so neither the disk nor other work.
"""

import asyncio
import gc
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from msgspec import Struct
from rich.console import Console
from rich.table import Table
from sqlalchemy import event

from bots.doors.door import Batch, Door
from bots.loop import run
from core.leases import Lease
from core.messages import Message, Outgoing
from core.people import Peer
from core.words.written import read_json
from storage.database import Database
from storage.engines.sqlite_directly import connect, sqlite_of
from storage.migrate import migrate

from .complaints import FIRST, Bench, Result

Said = tuple[str, Any, bool]
"""A statement, its values, and whether they are many rows."""

COMMIT: Said = ("COMMIT", (), False)

REQUIRED = 4000
"""Updates a second."""


class Floor(Struct):
    """Seconds of processor time that all updates took; ``whole``: with all that is ours."""

    door: str
    residents: int
    updates: int = 0
    whole: float = 0.0
    json: float = 0.0
    sqlite: float = 0.0
    library: float = 0.0
    bench: float = 0.0

    @property
    def others(self) -> float:
        return self.json + self.sqlite + self.library + self.bench


class _Heard:
    """What sqlite3 is told, in order, with all that every connection of an engine does."""

    def __init__(self, database: Database) -> None:
        self.said: list[Said] = []
        heard = self.said

        class Listening(sqlite3.Cursor):
            def execute(self, sql: str, values: Any = (), /) -> "Listening":
                heard.append((sql, values, False))
                super().execute(sql, values)
                return self

            def executemany(self, sql: str, rows: Any, /) -> "Listening":
                kept = list(rows)
                heard.append((sql, kept, True))
                super().executemany(sql, kept)
                return self

        class Opened(sqlite3.Connection):
            def cursor(self, factory: Any = Listening) -> Any:
                return super().cursor(factory)

            def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
                return self.cursor().execute(sql, values)  # type: ignore[no-any-return]  # because a factory may be anything

            def executemany(self, sql: str, rows: Any, /) -> sqlite3.Cursor:
                return self.cursor().executemany(sql, rows)  # type: ignore[no-any-return]  # because a factory may be anything

            def commit(self) -> None:
                heard.append(COMMIT)
                super().commit()

        # Of those who listen for this event, the first that connects is the last that is asked.
        engine = database.engine.sync_engine
        event.remove(engine, "do_connect", connect)
        event.listen(engine, "do_connect", _opens(Opened))
        event.listen(engine, "do_connect", connect)


def _opens(kind: type[sqlite3.Connection]) -> Callable[[Any, Any, Any, dict[str, Any]], None]:
    def asked(dialect: Any, record: Any, arguments: Any, options: dict[str, Any]) -> None:
        options["factory"] = kind

    return asked


async def measure(door: str, residents: int, complaints: int, folder: Path) -> Floor:
    floor = Floor(door, residents)
    database = Database(f"sqlite+aiosqlite:///{folder}/{door}.db")
    heard = _Heard(database)
    await migrate(database)
    heard.said.clear()
    bench = Bench(door, database)
    requests = _requests(bench.stub.door)
    async with bench.at_work():
        await bench.prepare()
        before = len(heard.said)
        people = _people(bench, complaints)
        said = [one for acts in people.values() for one in acts]
        floor.updates = len(said)
        requests.clear()
        floor.whole = await _talk(bench, people, residents)
        floor.bench = await _talk(_without_bot(bench), _people(bench, complaints), residents)
    await database.close()
    floor.json = _time(lambda: [read_json(one) for one in said])
    floor.library = await _time_requests(requests)
    floor.sqlite = await _time_statements(heard.said, before, folder / f"{door}-again.db")
    return floor


def _people(bench: Bench, complaints: int) -> dict[int, list[bytes]]:
    acts = range(len(bench.script.acts))
    return {FIRST + n: [bench.said(FIRST + n, act) for act in acts] for n in range(complaints)}


async def _talk(bench: Bench, people: dict[int, list[bytes]], residents: int) -> float:
    result = Result(bench.stub.door.name, residents, len(people))
    started = time.process_time()
    await asyncio.gather(*(bench.reside(result, people, lambda: None) for _ in range(residents)))
    return time.process_time() - started


class _Nobody:
    """In the intake's place: so many empty replies are handed over at once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    async def bring(self, door: Door, batch: Batch, lease: Lease | None = None) -> None:
        del lease
        awaited = self._bench.stub.expected()
        for person, replies in awaited.items():
            for _ in range(replies):
                await door.deliver(Outgoing(Peer(door.name, person), Message("")), 0)


def _without_bot(bench: Bench) -> Bench:
    async def delivered(outgoing: Outgoing, token: int) -> str:
        return ""

    bench.stub._deliver = delivered  # noqa: SLF001  because the messenger's library is measured by itself
    bench.intake = _Nobody(bench)  # type: ignore[assignment]  # because it only brings
    return bench


Ask = Callable[[], Awaitable[object]]


def _requests(door: Door) -> list[Ask]:
    """What the messenger's library will be asked, each to be asked again."""
    kept: list[Ask] = []
    library: Any = door
    if door.name == "telegram":
        bot = library._bot  # noqa: SLF001  because the library is asked, past the door

        async def call(method: Any, request_timeout: int | None = None) -> Any:
            kept.append(lambda: bot(method, request_timeout=request_timeout))
            return await bot(method, request_timeout=request_timeout)

        library._bot = call  # noqa: SLF001  because the library is asked, past the door
        return kept
    api = library._api  # noqa: SLF001  because the library is asked, past the door
    request = api.request

    async def ask(method: str, data: dict[str, Any]) -> Any:
        kept.append(lambda: request(method, data))
        return await request(method, data)

    api.request = ask
    return kept


def _time(done: Callable[[], object]) -> float:
    gc.collect()
    started = time.process_time()
    done()
    return time.process_time() - started


async def _time_requests(requests: Sequence[Ask]) -> float:
    gc.collect()
    started = time.process_time()
    for ask in requests:
        await ask()
    return time.process_time() - started


async def _time_statements(said: Sequence[Said], before: int, path: Path) -> float:
    """Say all again to a new file; count what was said after ``before``."""
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate(database)
    async with database.read() as connection:
        opened = sqlite_of(connection)
        _say(opened, said[:before])
        spent = _time(lambda: _say(opened, said[before:]))
    await database.close()
    return spent


def _say(opened: sqlite3.Connection, said: Sequence[Said]) -> None:
    for sql, values, many in said:
        if many:
            opened.executemany(sql, values)
        elif sql.startswith("PRAGMA"):
            continue  # another connection was opened then: this one is as it should be
        elif sql != COMMIT[0] or opened.in_transaction:
            opened.execute(sql, values).fetchall()


def table(found: Sequence[Floor]) -> Table:
    made = Table(
        title="The floor under an update, µs of processor time (SQLite, one thread)",
        caption=f"{REQUIRED} updates a second leave {1e6 / REQUIRED:.0f} for everything",
    )
    made.add_column("part")
    for floor in found:
        made.add_column(f"{floor.door}, {floor.residents}", justify="right")

    def row(name: str, seconds: Callable[[Floor], float]) -> None:
        made.add_row(name, *(f"{seconds(one) / one.updates * 1e6:.0f}" for one in found))

    row("JSON is read", lambda one: one.json)
    row("SQLite keeps the rows", lambda one: one.sqlite)
    row("the messenger's library", lambda one: one.library)
    row("the bench plays people", lambda one: one.bench)
    row("together", lambda one: one.others)
    row("Парадная, whole", lambda one: one.whole)
    return made


def main(
    door: Annotated[list[str] | None, typer.Option(help="telegram, vk; both by default.")] = None,
    residents: Annotated[int, typer.Option(help="How many at once.")] = 200,
    complaints: Annotated[int, typer.Option(help="Complaints in each run.")] = 1000,
) -> None:
    """Say how fast a bot could be here at all."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with tempfile.TemporaryDirectory() as folder:
        found = [
            run(measure(name, residents, complaints, Path(folder)))
            for name in door or ("telegram", "vk")
        ]
    Console().print(table(found))


if __name__ == "__main__":
    typer.run(main)
