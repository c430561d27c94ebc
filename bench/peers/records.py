"""SQLite as a careful bot keeps it: one connection, WAL, synchronous=FULL, a commit a statement.

A statement that commits by itself is one hop to aiosqlite's thread and one fsync of the log; the
usual ``execute`` and ``commit`` would be two hops. States and tickets share the file.
"""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite

SCHEMA = """
CREATE TABLE IF NOT EXISTS states (
    key TEXT PRIMARY KEY, state TEXT, data TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tickets (
    number INTEGER PRIMARY KEY, person INTEGER NOT NULL, topic TEXT NOT NULL, what TEXT NOT NULL,
    place TEXT NOT NULL, photos TEXT NOT NULL, filed TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
"""


class Records:
    """States by key, and tickets. Every change is durable when its call returns."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.commits = 0

    async def change(self, statement: str, values: tuple[Any, ...]) -> int | None:
        """One statement, committed and fsynced; the row's number where one was inserted."""
        cursor = await self._connection.execute_insert(statement, values)
        self.commits += 1
        return cursor[0] if cursor else None

    async def find(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Row | None:
        rows = list(await self._connection.execute_fetchall(statement, values))
        return rows[0] if rows else None

    async def all_states(self) -> list[sqlite3.Row]:
        """Everybody's (key, state, data)."""
        return list(await self._connection.execute_fetchall("SELECT key, state, data FROM states"))

    async def file(self, person: int, answers: dict[str, Any]) -> int:
        """A ticket; returns its number."""
        number = await self.change(
            "INSERT INTO tickets (person, topic, what, place, photos) VALUES (?, ?, ?, ?, ?)",
            (
                person,
                answers["topic"],
                answers["what"],
                answers["place"],
                json.dumps(answers["photos"]),
            ),
        )
        assert number is not None  # noqa: S101  because an insert into this table always gives one
        return number

    async def tickets(self) -> int:
        row = await self.find("SELECT count(*) FROM tickets")
        return row[0] if row else 0


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Records]:
    async with aiosqlite.connect(folder / "bot.db", isolation_level=None) as connection:
        await connection.execute("PRAGMA journal_mode=WAL")
        await connection.execute("PRAGMA synchronous=FULL")
        await connection.executescript(SCHEMA)
        yield Records(connection)


class Ledger:
    """Tickets in memory, for the variants that keep nothing."""

    def __init__(self) -> None:
        self._tickets: list[tuple[int, dict[str, Any]]] = []

    async def file(self, person: int, answers: dict[str, Any]) -> int:
        self._tickets.append((person, dict(answers)))
        return len(self._tickets)

    async def tickets(self) -> int:
        return len(self._tickets)
