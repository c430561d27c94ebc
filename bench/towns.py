"""Made towns, one database each, kept between runs. What is asked is asked of a copy, so that a
town is after a run what it was before: what the questions write goes away with the copy."""

import json
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from rich.progress import Progress
from sqlalchemy import Connection, insert, make_url, text

from storage.database import Database
from storage.finding import searching
from storage.migrate import migrate, revisions
from storage.tables import numbers, ticket_events, tickets

from .asking import Asked
from .growing import EDITION, YEARS, Growing, histories, surroundings

AT_ONCE, HISTORIES_AT_ONCE = 2_000, 20_000
BYTES_A_TICKET = 5_000
"""With its history and indexes: 1.4 KB on SQLite, 3.2 KB on PostgreSQL with its log."""
SAMPLED = 2_000
"""Tickets of each town that are asked about."""


class Town:
    """A made town on one database, kept between runs."""

    def __init__(self, kind: str, size: int, folder: Path, server: str) -> None:
        self.kind, self.size = kind, size
        self._sample = folder / f"{kind}-{size}-{EDITION}.json"
        self._file = folder / f"town-{size}.db"
        self._copied = folder / f"asked-{size}.db"
        self._server = server
        self._kept = self._address(self._file, f"town_{size}")
        self.url = self._address(self._copied, f"asked_{size}")
        """Of the copy that is asked: it is there inside :meth:`copied`."""

    def _address(self, path: Path, name: str) -> str:
        if self.kind == "sqlite":
            return f"sqlite+aiosqlite:///{path}"
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)

    @property
    def is_made(self) -> bool:
        return self._sample.exists()

    def sample(self) -> list[Asked]:
        return [Asked(**one) for one in json.loads(self._sample.read_text("utf-8"))]

    async def make(self, progress: Progress) -> None:
        """Fill it, with its indexes made last, as they are made fastest."""
        await self._begin()
        task = progress.add_task(f"{self.kind}, {self.size:,}", total=self.size * 3)
        growing = Growing(self.size)
        chosen = set(random.Random(1).sample(range(self.size), min(SAMPLED, self.size)))  # noqa: S311  because the same ones are wanted each time
        sample: list[dict[str, Any]] = []
        database = Database(self._kept)
        try:
            await migrate(database)
            secondary = [*tickets.indexes, *ticket_events.indexes]
            async with database.write() as connection:
                for index in secondary:
                    await connection.run_sync(index.drop)
                await connection.execute(
                    insert(numbers),
                    [{"year": year, "last": last} for year, last in growing.counts().items()],
                )
                await connection.commit()
            rows = enumerate(growing.tickets())
            while portion := list(islice(rows, HISTORIES_AT_ONCE)):
                sample += [Asked.row(row) for place, row in portion if place in chosen]
                await _fill(database, [row for _, row in portion])
                progress.advance(task, len(portion))
            async with database.write() as connection:
                await connection.run_sync(_index, secondary, lambda: progress.advance(task, 1_000))
                await connection.commit()
            await _settle(database)
            progress.update(task, completed=self.size * 3)
        finally:
            await database.close()
        self._sample.write_text(json.dumps(sample, ensure_ascii=False), "utf-8")

    async def ready(self) -> None:
        """Bring a town that an earlier run made up to today's tables."""
        database = Database(self._kept)
        try:
            current, newest = await revisions(database)
            await migrate(database)
            await _furnish(database, self.size)
            if current != newest:
                await _settle(database)
        finally:
            await database.close()

    @asynccontextmanager
    async def copied(self) -> AsyncIterator[None]:
        """Have a copy to ask and to write to."""
        await self._remove(self._copied, f"asked_{self.size}")
        if self.kind == "sqlite":
            shutil.copyfile(self._file, self._copied)
        else:
            await self._administer(
                f"CREATE DATABASE asked_{self.size} TEMPLATE town_{self.size} STRATEGY FILE_COPY"
            )
        try:
            yield
        finally:
            await self._remove(self._copied, f"asked_{self.size}")

    async def _begin(self) -> None:
        """Whatever a run that was stopped left is gone."""
        await self._remove(self._file, f"town_{self.size}")
        if self.kind != "sqlite":
            await self._administer(
                f"CREATE DATABASE town_{self.size} TEMPLATE template0 ENCODING 'UTF8'"
            )

    async def _remove(self, file: Path, name: str) -> None:
        if self.kind == "sqlite":
            for path in file.parent.glob(f"{file.name}*"):
                path.unlink()
        else:
            await self._administer(f"DROP DATABASE IF EXISTS {name}")

    async def _administer(self, statement: str) -> None:
        admin = Database(self._server)
        async with admin.engine.connect() as plain:
            connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text(statement))
        await admin.close()


async def _fill(database: Database, rows: list[dict[str, Any]]) -> None:
    """Write tickets and their histories."""
    first = await _last_number(database)
    async with database.write() as connection:
        for at in range(0, len(rows), AT_ONCE):
            await connection.execute(insert(tickets), rows[at : at + AT_ONCE])
        for statement in histories():
            await connection.execute(text(statement), {"first": first, "last": rows[-1]["number"]})
        await connection.commit()


async def _furnish(database: Database, size: int) -> None:
    """Put around the tickets what stands there in life."""
    async with database.write() as connection:
        if await connection.scalar(text("SELECT count(*) FROM (SELECT 1 FROM posts LIMIT 1) AS p")):
            return
        for statement in surroundings(size // (YEARS * 12)):
            await connection.exec_driver_sql(statement)
        await connection.commit()
    await _settle(database)


async def _last_number(database: Database) -> str:
    async with database.read() as connection:
        found = await connection.scalar(text("SELECT max(number) FROM tickets"))
    return str(found or "")


def _index(connection: Connection, secondary: list[Any], advance: Any) -> None:
    for index in secondary:
        index.create(connection)
    for _ in searching.rebuild(connection):
        advance()
        advance()


async def _settle(database: Database) -> None:
    """As a database is that has been in use: analysed, and on PostgreSQL vacuumed."""
    is_file = database.url.drivername.startswith("sqlite")
    async with database.engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(
            text("PRAGMA wal_checkpoint(TRUNCATE)" if is_file else "VACUUM ANALYZE")
        )
