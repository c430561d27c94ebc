"""Bringing a database to today's tables. Done at every start; nothing to do is done fast.

On PostgreSQL several workers may start at once: one migrates, the others wait for it and find
nothing left to do. The whole of it is one transaction on both databases.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from .database import Database, DatabaseError
from .dialect import is_postgresql
from .engines.address import EXPECTED_OURS
from .tables import metadata

FOLDER = Path(__file__).parent / "migrations"

MIGRATING = 7_262_746_017
"""The advisory lock of whoever migrates: any number, the same in every process."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


async def migrate(database: Database) -> None:
    """Upgrade to the newest revision, in one transaction.

    Raises :class:`DatabaseError` for a file that is no database of ours, or of a newer program.
    """
    with telling(database):
        async with database.write(long=True) as connection:
            await bring_up(connection)
            await connection.commit()


async def bring_up(connection: AsyncConnection) -> None:
    """Upgrade within a transaction that its opener commits; errors are told by :func:`telling`."""
    if is_postgresql(connection):
        await _alone(connection)
    await connection.run_sync(_upgrade)


@contextmanager
def telling(database: Database) -> Iterator[None]:
    """Say in a sentence what keeps the tables from being made or changed."""
    try:
        yield
    except SQLAlchemyError as error:
        raise database.unusable(error) from error
    except _UnfitTables as error:
        raise DatabaseError(f"PARADNAYA_DATABASE: {database} — {error}") from error


async def _alone(connection: AsyncConnection) -> None:
    """Wait for who migrates already, as long as they need."""
    encoding = await connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise DatabaseError(
            f"PARADNAYA_DATABASE: кодировка базы {encoding} — ожидается UTF8 "
            "(createdb --encoding=UTF8 --template=template0)"
        )
    await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})


class _UnfitTables(Exception):
    """Why tables are not brought to today's, in Russian."""


def _upgrade(connection: Connection) -> None:
    if wrong := _unfit(connection):
        raise _UnfitTables(wrong)
    if _revision(connection) == _known()[-1]:
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def revisions(database: Database) -> tuple[str | None, str]:
    """The database's revision and the program's newest."""
    async with database.read() as connection:
        current = await connection.run_sync(_revision)
    return current, _known()[-1]


async def wrong_with_tables(database: Database) -> str:
    """Why :func:`migrate` would refuse the tables that are there; "" if it would not."""
    async with database.read() as connection:
        return await connection.run_sync(_unfit)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _unfit(connection: Connection) -> str:
    """A newer program's tables, or another program's under our names: there is no way for them."""
    revision = _revision(connection)
    if revision is not None and not is_known(revision):
        return f"таблицы новее этой программы ({revision}); ожидается программа не старее базы"
    others = set(inspect(connection).get_table_names()) & metadata.tables.keys()
    if revision is None and others:
        return f"в ней таблицы другой программы ({', '.join(sorted(others))}); {EXPECTED_OURS}"
    return ""


def is_known(revision: str) -> bool:
    """Does this program know the revision? Of a newer program's it does not."""
    return revision in _known()


@cache
def _known() -> Sequence[str]:
    """All revisions, the newest last: the names of their files begin with them. Alembic would load
    every one of the files to tell, at each start."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))
