"""What the bot wrote down, read beside it: in a file or on a server.

A query says its words so that both databases understand them.
"""

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import asyncpg
from sqlalchemy import make_url

from bots.loop import new_event_loop

Rows = list[tuple[Any, ...]]


class Books(Protocol):
    url: str
    """As PARADNAYA_DATABASE says it."""

    def rows(self, query: str) -> Rows:
        """None at all while there are no tables."""


class File:
    """SQLite's, which may not be there yet."""

    def __init__(self, path: Path) -> None:
        self.url = f"sqlite+aiosqlite:///{path}"
        self._path = path

    def rows(self, query: str) -> Rows:
        if not self._path.exists():
            return []
        database = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=10)
        with contextlib.closing(database):
            try:
                return database.execute(query).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return []
                raise


class Server:
    """PostgreSQL's. Who asks waits for the answer, as with a file: in a loop of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._loop = new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        read = make_url(url)
        where = {"host": read.query["host"], "user": read.username, "database": read.database}
        self._connection: Any = self._run(asyncpg.connect(**where))

    def rows(self, query: str) -> Rows:
        try:
            return [tuple(row) for row in self._run(self._connection.fetch(query))]
        except asyncpg.UndefinedTableError:
            return []

    def close(self) -> None:
        self._run(self._connection.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)


@contextlib.contextmanager
def on_server(url: str) -> Iterator[Server]:
    server = Server(url)
    try:
        yield server
    finally:
        server.close()
