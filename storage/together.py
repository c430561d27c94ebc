"""What a unit of work writes at its end: to a file statement by statement, to a server all at once.

* On the way to a server and back a statement takes as long as the server has to do with it, and a
  complaint goes into eight tables. So there all inserts go as one statement, each in a WITH of its
  own. They meet different rows, so it does not matter that none sees what the others write.
* The rows of a table go as one text of JSON, so that the statement is the same for any number of
  them, and prepared once. As one array a column, the server took as long to put the rows together
  as to write them. They are written in their order: it is the order of their numbers.
* Where a key that is there already gets new values, no two rows may have the same key.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Float, Integer, Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.type_api import TypeEngine

from core.words.written import write_json

from . import quick
from .dialect import is_postgresql, replacing
from .engines.asyncpg_directly import ask, begun
from .quick import Row
from .tables import Moment

_inserting = cache(insert)

_TYPES: tuple[tuple[type[TypeEngine[Any]] | type[Moment], str], ...] = (
    (Moment, "timestamptz"),
    (Boolean, "boolean"),
    (Float, "float8"),
    (BigInteger, "bigint"),
    (Integer, "bigint"),
)
"""Everything else goes as text; what a column cannot hold is refused by the column."""


@dataclass(frozen=True, slots=True)
class Given:
    """A column of the rows: its type on the way, and how a value is made for it."""

    name: str
    type: str = "text"
    convert: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """An insert on a server. ``taken``: in the words of SQL, what of the ``given`` columns (g) goes
    into the ``target``; ``conflict``: what if a key is there already. ``before``: queries of the
    WITH that it stands on. They, and ``source``, have the rows as {rows}."""

    target: str
    given: tuple[Given, ...]
    taken: str
    conflict: str = ""
    before: tuple[str, ...] = ()
    source: str = "{rows}"

    def texts(self, place: int = 1) -> list[str]:
        """What stands before it, and itself. ``place``: the number of its parameter."""
        columns = ", ".join(f'"{one.name}" {one.type}' for one in self.given)
        names = ", ".join(f'"{one.name}"' for one in self.given)
        rows = (
            f"ROWS FROM (json_to_recordset(${place}) AS ({columns}))"
            f" WITH ORDINALITY AS g ({names}, place)"
        )
        insert_ = (
            f"INSERT INTO {self.target} SELECT {self.taken}"  # noqa: S608  because every piece is our own
            f" FROM {self.source} ORDER BY g.place {self.conflict}"
        )
        return [one.replace("{rows}", rows) for one in (*self.before, insert_)]

    def value(self, rows: Sequence[Row]) -> str:
        """The rows as the statement takes them."""
        converted = [(one.name, one.convert) for one in self.given if one.convert is not None]
        if converted:
            rows = [{**row, **{name: say(row[name]) for name, say in converted}} for row in rows]
        return write_json(rows)


class Together:
    """The inserts of one flush. On a server nothing is written before :meth:`send`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._pieces: list[Piece] = []
        self._values: list[str] = []

    async def add(
        self, table: Table, rows: Sequence[Row], changed: tuple[str, ...] | None = None
    ) -> None:
        """Insert rows; all have the same columns. A row that is there already gets its ``changed``
        columns anew, or is left alone if there are none; None: there is no such row."""
        if not rows:
            return
        if is_postgresql(self._connection):
            self.put(_piece(table, tuple(rows[0]), changed), rows)
        else:
            await quick.write(self._connection, _statement(self._connection, table, changed), rows)

    def put(self, piece: Piece, rows: Sequence[Row]) -> None:
        """On a server."""
        self._pieces.append(piece)
        self._values.append(piece.value(rows))

    async def send(self) -> None:
        if self._pieces:
            text, values = _text(tuple(self._pieces)), tuple(self._values)
            self._pieces, self._values = [], []
            await ask(self._connection, await begun(self._connection), text, values)


def _statement(connection: AsyncConnection, table: Table, changed: tuple[str, ...] | None) -> Any:
    if changed is None:
        return _inserting(table)
    return replacing(connection, table, changed) if changed else _once(table)


@cache
def _once(table: Table) -> sqlite.Insert:
    keys = [column.name for column in table.primary_key]
    return sqlite.insert(table).on_conflict_do_nothing(index_elements=keys)


@cache
def _piece(table: Table, names: tuple[str, ...], changed: tuple[str, ...] | None) -> Piece:
    conflict = ""
    if changed is not None:
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
        new = ", ".join(f'"{name}" = excluded."{name}"' for name in changed)
        conflict = f"ON CONFLICT ({keys}) DO " + (f"UPDATE SET {new}" if changed else "NOTHING")
    return piece_of(table, names, conflict=conflict)


def piece_of(table: Table, names: Sequence[str], **more: Any) -> Piece:
    """An insert of these columns. ``more``: see :class:`Piece`."""
    given = tuple(_given(name, table.c[name].type) for name in names)
    taken = ", ".join(
        f'CAST(g."{name}" AS json)' if isinstance(table.c[name].type, JSON) else f'g."{name}"'
        for name in names
    )
    into = ", ".join(f'"{name}"' for name in names)
    return Piece(f"{table.name} ({into})", given, taken, **more)


def _given(name: str, kind: TypeEngine[Any]) -> Given:
    if isinstance(kind, JSON):
        return Given(name, convert=write_json)
    return Given(name, next((type_ for known, type_ in _TYPES if isinstance(kind, known)), "text"))


@cache
def _text(pieces: tuple[Piece, ...]) -> str:
    named: list[str] = []
    text = ""
    for place, piece in enumerate(pieces, 1):
        *before, text = piece.texts(place)
        named += [*before, f"p{place} AS ({text})"]
    named.pop()
    return f"WITH {', '.join(named)} {text}" if named else text
