"""The statements on the way of every message, run with as little around them as they need.

* They are SQLAlchemy's, like all others, and on a server it runs them. Where the database is a file
  they are written out once, and then given to sqlite3 as they stand, with the values in order: to
  prepare, convert and wrap each one anew takes several times as long as it does itself.
* Values are converted as SQLAlchemy would: moments to UTC without a zone, JSON to text. What a
  statement gives comes back as the database has it; JSON is read by
  :func:`core.words.written.read_json`.
* A list in an ``IN`` goes as one value, whatever its length: so the statement is always the same.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import ARRAY, JSON, Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.type_api import TypeEngine

from core.words.written import read_json, write_json

from .dialect import is_postgresql
from .engines import asyncpg_directly
from .engines.sqlite_directly import sqlite_of
from .tables import Moment

Row = Mapping[str, Any]

_DIALECT = sqlite.dialect()
_SERVERS = asyncpg.dialect()  # type: ignore[no-untyped-call]  # because SQLAlchemy left it so
_LIST = "SELECT value FROM json_each(?)"


def _write_moments(rows: Sequence[list[Any]], place: int) -> None:
    """As SQLite keeps them. Most of a batch's are the same one."""
    last: datetime | None = None
    text: str | None = None
    for row in rows:
        moment = row[place]
        if moment is not last:
            last = moment
            text = None if moment is None else _plain(moment)
        row[place] = text


def _plain(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def read_moment(found: Any) -> datetime:
    """A moment as :func:`read` gives it: in UTC, without a zone where the database has none."""
    moment = datetime.fromisoformat(found) if isinstance(found, str) else found
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class _Prepared:
    """A statement written out for sqlite3: its text, and what its places are filled with."""

    def __init__(self, statement: Executable, names: Sequence[str]) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=list(names))  # type: ignore[attr-defined]  # because Executable does not say that it compiles
        assert isinstance(compiled, SQLCompiler)  # noqa: S101  because nothing else has places
        self.sql = compiled.string
        given = set(names)
        read: list[str] = []
        self._fixed: dict[str, Any] = {}
        self._moments: list[int] = []
        self._json: list[int] = []
        for place, name in enumerate(compiled.positiontup or ()):
            bound = compiled.binds[name]
            if bound.expanding:
                self.sql = self.sql.replace(f"__[POSTCOMPILE_{name}]", _LIST)
            if bound.expanding or isinstance(bound.type, JSON):
                self._json.append(place)
            elif isinstance(bound.type, Moment):
                self._moments.append(place)
            read.append(bound.key)
            if bound.key not in given:
                self._fixed[bound.key] = bound.value
        self._found = [
            (one.keyname, _reader(one.type))
            for one in compiled._result_columns  # noqa: SLF001  because only a result tells them else
        ]
        # One name alone would be given by itself and not in a row.
        self._read: Callable[[Row], Sequence[Any]] = (
            itemgetter(*read) if len(read) > 1 else lambda row: [row[name] for name in read]
        )

    def values(self, rows: Sequence[Row]) -> list[list[Any]]:
        """What the places are filled with, for each of the rows."""
        read, fixed = self._read, self._fixed
        made = [list(read({**fixed, **row} if fixed else row)) for row in rows]
        for place in self._moments:
            _write_moments(made, place)
        for place in self._json:
            for values in made:
                values[place] = write_json(values[place])
        return made

    def found(self, row: Sequence[Any]) -> Row:
        """What it gives, by column, as the program has it."""
        return {
            name: value if value is None or read is None else read(value)
            for (name, read), value in zip(self._found, row, strict=True)
        }


def _reader(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """Makes of what SQLite has what the program has; None: it is the same."""
    if isinstance(kind, Moment):
        return read_moment
    if isinstance(kind, JSON):
        return read_json
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


class _Written:
    """A statement written out for asyncpg. ``plain``: neither its values nor what it gives is JSON,
    or anything else that SQLAlchemy would convert; moments need no more than their zone."""

    def __init__(self, statement: Executable, names: Sequence[str]) -> None:
        compiled = statement.compile(dialect=_SERVERS, column_keys=list(names))  # type: ignore[attr-defined]  # because Executable does not say that it compiles
        assert isinstance(compiled, SQLCompiler)  # noqa: S101  because nothing else has places
        self.sql = compiled.string
        bound = [compiled.binds[name] for name in compiled.positiontup or ()]
        given = [one.type for one in compiled._result_columns]  # noqa: SLF001  because only a result tells them else
        self.plain = not (
            any(one.expanding or _is_converted(one.type) for one in bound)
            or any(isinstance(one, JSON) for one in given)
        )
        self._places = [(one.key, one.value) for one in bound]

    def values(self, asked: Row) -> list[Any]:
        return [asked.get(name, fixed) for name, fixed in self._places]


def _is_converted(kind: TypeEngine[Any]) -> bool:
    if isinstance(kind, Moment):
        return False
    if isinstance(kind, ARRAY):
        return _is_converted(kind.item_type)
    return kind.dialect_impl(_SERVERS).bind_processor(_SERVERS) is not None


_prepared: dict[tuple[int, tuple[str, ...]], tuple[Executable, _Prepared]] = {}


def _ready(statement: Executable, row: Row) -> _Prepared:
    key = (id(statement), tuple(row))
    known = _prepared.get(key)
    if known is None:  # the statement is kept too, or its number would be another's one day
        known = _prepared[key] = statement, _Prepared(statement, key[1])
    return known[1]


_written: dict[tuple[int, tuple[str, ...]], tuple[Executable, _Written]] = {}


async def _way_there(
    connection: AsyncConnection, statement: Executable, asked: Row
) -> tuple[Any, str, list[Any]] | None:
    """What :mod:`storage.engines.asyncpg_directly` needs for it; None: it is not for there."""
    if not is_postgresql(connection):
        return None
    key = (id(statement), tuple(asked))
    known = _written.get(key)
    if known is None:  # the statement is kept too, as above
        known = _written[key] = statement, _Written(statement, key[1])
    opened = await asyncpg_directly.begun(connection) if known[1].plain else None
    return None if opened is None else (opened, known[1].sql, known[1].values(asked))


def _is_elsewhere(connection: AsyncConnection) -> bool:
    """Is it for SQLAlchemy: a server's, or outside a transaction that it would begin?"""
    return is_postgresql(connection) or not connection.in_transaction()


async def write(connection: AsyncConnection, statement: Executable, rows: Sequence[Row]) -> None:
    """Run a statement, kept by the caller, for each of the rows; all have the same columns."""
    if not rows:
        return
    if _is_elsewhere(connection):
        await connection.execute(statement, rows)
        return
    ready = _ready(statement, rows[0])
    sqlite_of(connection).executemany(ready.sql, ready.values(rows))


async def change(connection: AsyncConnection, statement: Executable, asked: Row) -> int:
    """Run a statement, kept by the caller; return how many rows it changed."""
    if (way := await _way_there(connection, statement, asked)) is not None:
        return await asyncpg_directly.change(connection, *way)
    if _is_elsewhere(connection):
        return (await connection.execute(statement, asked)).rowcount
    ready = _ready(statement, asked)
    return sqlite_of(connection).execute(ready.sql, *ready.values([asked])).rowcount


async def read(
    connection: AsyncConnection, statement: Executable, asked: Row
) -> Sequence[Sequence[Any]]:
    """What a statement, kept by the caller, finds. JSON is read; moments are not."""
    if (way := await _way_there(connection, statement, asked)) is not None:
        return await asyncpg_directly.ask(connection, *way)
    if _is_elsewhere(connection):
        return (await connection.execute(statement, asked)).all()
    ready = _ready(statement, asked)
    return sqlite_of(connection).execute(ready.sql, *ready.values([asked])).fetchall()


async def find(connection: AsyncConnection, statement: Executable, asked: Row) -> Sequence[Row]:
    """What a statement, kept by the caller, finds: by column, JSON and moments read."""
    if _is_elsewhere(connection):
        return [dict(row) for row in (await connection.execute(statement, asked)).mappings()]
    ready = _ready(statement, asked)
    found = sqlite_of(connection).execute(ready.sql, *ready.values([asked])).fetchall()
    return [ready.found(row) for row in found]
