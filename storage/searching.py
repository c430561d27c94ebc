"""The words of tickets, and the tickets that have them.

* Beside ``tickets`` stands ``ticket_words``: what can be found of a ticket by now, written in the
  transaction that changed the ticket. It is no table of :mod:`storage.tables`, because it is
  another thing on each database, and because :func:`rebuild` makes it anew from the tickets.
* **SQLite**: FTS5, which knows no Russian: words are stemmed here, at writing and at asking.
  **PostgreSQL**: a tsvector of the Russian configuration under a GIN index.
* The latest come first, so nothing is ranked: FTS5 walks its lists backwards and stops. A GIN index
  has no order, so the latest tickets are looked through first, which is where common words end;
  what is left are rare words, for which the index gives few rows to sort.
* The agency is one of the words («@roads»), so that a word in half of all tickets costs an agency
  no more than one of its own.
* GIN's list of what is still to be put in order (``fastupdate``) is off: it makes one insert of a
  thousand wait for all, and every search read the list.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    TextClause,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateTable

from core.finding import asked_for, words_of
from core.tickets import Ticket
from core.topics import stem

from . import quick
from .dialect import is_postgresql
from .rows import Row
from .tables import tickets
from .together import Given, Piece, Together

LOOKED_THROUGH, LOOKED_THROUGH_OF_OWN = 4_000, 500
"""Of the latest tickets, on PostgreSQL, before its index is asked: of all, and of an agency's own,
which lie further apart and are fewer in the index."""

AT_ONCE = 1_000
"""Tickets in one statement, when all are indexed anew."""

_COUNTS = 10**9
"""The count within a year has at most nine digits."""

words = Table(
    "ticket_words",
    MetaData(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("agency", String(32), nullable=False),
    Column("words", TSVECTOR, nullable=False),
    Index("ix_ticket_words_latest", "agency", "id"),
    Index(
        "ix_ticket_words",
        "words",
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    ),
)
"""As PostgreSQL has it."""

_FTS5 = (
    "CREATE VIRTUAL TABLE ticket_words USING fts5("
    "words, tokenize=\"ascii tokenchars '@_'\", detail=none, columnsize=0)"
)

_WRITE_FTS5 = text("INSERT OR REPLACE INTO ticket_words (rowid, words) VALUES (:id, :words)")

_WRITE_TSVECTOR = Piece(
    "ticket_words (id, agency, words)",
    (Given("id", "bigint"), Given("agency"), Given("words"), Given("marks")),
    "g.id, g.agency, to_tsvector('russian', g.words) || CAST(g.marks AS tsvector)",
    "ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, words = excluded.words",
)

_FIND_FTS5 = text(
    "SELECT rowid FROM ticket_words WHERE ticket_words MATCH :asked AND rowid < :before"
    " ORDER BY rowid DESC LIMIT :most"
)


def key_of(number: str) -> int:
    """A ticket's key in the order of filing: 26-000042 is 26,000,000,042."""
    year, _, count = number.partition("-")
    return int(year) * _COUNTS + int(count)


def number_of(key: int) -> str:
    year, count = divmod(key, _COUNTS)
    return f"{year:02d}-{count:06d}"


def rebuild(connection: Connection) -> Iterator[int]:
    """Index every ticket anew, a portion at a time; gives how many are done.

    ``connection`` is one that knows no await, as alembic has it; whoever asks commits, at the end.
    """
    on_postgresql = connection.dialect.name == "postgresql"
    connection.execute(text("DROP TABLE IF EXISTS ticket_words"))
    connection.execute(CreateTable(words) if on_postgresql else text(_FTS5))
    read = select(tickets.c.number, tickets.c.agency, tickets.c.text, tickets.c.address)
    last, done = "", 0
    while True:
        page = read.where(tickets.c.number > last).order_by(tickets.c.number).limit(AT_ONCE)
        found = connection.execute(page).all()
        if not found:
            break
        values = [_row(*one, stemmed=not on_postgresql) for one in found]
        if on_postgresql:
            text_, arrays = _WRITE_TSVECTOR.text(), tuple(_WRITE_TSVECTOR.values(values))
            connection.exec_driver_sql(text_, arrays)
        else:
            connection.execute(_WRITE_FTS5, values)
        last, done = found[-1].number, done + len(found)
        yield done
    # Of a full table an index is made faster than row by row.
    for index in words.indexes if on_postgresql else ():
        index.create(connection)


async def keep(connection: AsyncConnection, changed: Iterable[Ticket], writing: Together) -> None:
    """Write down by what these tickets are found now, with all else that a unit is writing."""
    on_postgresql = is_postgresql(connection)
    values = [
        _row(one.number, one.agency, one.text, one.place.address, stemmed=not on_postgresql)
        for one in changed
    ]
    if values and on_postgresql:
        writing.put(_WRITE_TSVECTOR, values)
    elif values:
        await quick.write(connection, _WRITE_FTS5, values)


async def find(
    connection: AsyncConnection, asked: str, agency: str | None, before: str, most: int
) -> Sequence[str]:
    """Numbers of tickets that have all the words asked for, the latest first; only those filed
    before the number ``before``, if there is one."""
    looked_for = asked_for(asked)
    if not looked_for:
        return ()
    end = key_of(before) if before else 100 * _COUNTS
    if is_postgresql(connection):
        keys = await _find_on_postgresql(connection, looked_for, agency, end, most)
    else:
        tokens = [stem(word) for word in looked_for] + ([f"@{agency}"] if agency else [])
        # Quoted, and of letters and digits alone: nothing in it is FTS5's own language.
        match = " ".join(f'"{token}"' for token in tokens)
        found = await connection.scalars(_FIND_FTS5, {"asked": match, "before": end, "most": most})
        keys = found.all()
    return [number_of(key) for key in keys]


_ASKED = "(SELECT plainto_tsquery('russian', :asked))"
"""A query of its own, so that the words are read once, and not for every row."""


async def _find_on_postgresql(
    connection: AsyncConnection, asked: Sequence[str], agency: str | None, before: int, most: int
) -> Sequence[int]:
    parameters = {"asked": " ".join(asked), "before": before, "most": most}
    if agency is not None:
        parameters |= {"agency": agency, "mark": f"'@{agency}'"}
    latest = (await connection.scalars(_latest(agency), parameters)).all()
    if len(latest) == most:
        return latest
    return (await connection.scalars(_rare(agency), parameters)).all()


def _latest(agency: str | None) -> TextClause:
    own = "agency = :agency AND " if agency is not None else ""
    most = LOOKED_THROUGH if agency is None else LOOKED_THROUGH_OF_OWN
    return text(
        "SELECT id FROM (SELECT id, words FROM ticket_words"  # noqa: S608  because both halves are our own words
        f" WHERE {own}id < :before ORDER BY id DESC LIMIT {most}) AS latest"
        f" WHERE words @@ {_ASKED} ORDER BY id DESC LIMIT :most"
    )


def _rare(agency: str | None) -> TextClause:
    """By «id + 0» nothing is in order already: the planner may not walk the key instead, through a
    million tickets that do not have the word."""
    asked = f"({_ASKED} && CAST(:mark AS tsquery))" if agency is not None else _ASKED
    return text(
        "SELECT id FROM ticket_words"  # noqa: S608  because both halves are our own words
        f" WHERE words @@ {asked} AND id + 0 < :before"
        " ORDER BY id + 0 DESC LIMIT :most"
    )


def _row(number: str, agency: str, story: str, address: str, *, stemmed: bool) -> Row:
    found = words_of(f"{story}\n{address}")
    if stemmed:
        said = " ".join((*dict.fromkeys(map(stem, found)), f"@{agency}"))
        return {"id": key_of(number), "words": said}
    said, marks = " ".join(found), f"'@{agency}'"
    return {"id": key_of(number), "agency": agency, "words": said, "marks": marks}
