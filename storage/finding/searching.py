"""The words of tickets, and the tickets that have them.

* Beside ``tickets`` stands ``ticket_words``: what can be found of a ticket by now, written in the
  transaction that changed the ticket. It is no table of :mod:`storage.tables`, because it is
  another thing on each database, and because :func:`rebuild` makes it anew from the tickets.
* **SQLite**: FTS5, which knows no Russian: words are stemmed here, at writing and at asking.
  **PostgreSQL**: a tsvector of the Russian configuration under a GIN index.
* The latest come first, so nothing is ranked: FTS5 walks its lists backwards and stops. A GIN index
  has no order, and gathers all that have the words before the latest are known. So there a word
  stands together with its **span**, tickets filed one after another: as «792~яма» it is another
  word in each, and spans are asked one by one, the latest first, until the page is full. Before
  that the very latest of all are looked through, which is where common words end.
* The agency is one of the words («@roads»), so that a word in half of all tickets costs an agency
  no more than one of its own.
* GIN's list of what is still to be put in order (``fastupdate``) is off: it makes one insert of a
  thousand wait for all, and every search read the list.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    MetaData,
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
from core.words.stems import stem
from storage import quick
from storage.dialect import is_postgresql
from storage.rows import Row
from storage.tables import tickets
from storage.together import Given, Piece, Together

LOOKED_THROUGH = 500
"""Of the latest tickets of a span, on PostgreSQL, before its index is asked for what all have. Of
an agency's own there are few enough in a span."""

SPAN_BITS = 15
"""Thirty-two thousand tickets that were filed one after another are a span."""

LOOKED_UP = 16
"""The span after so many is looked up, in case there is a gap in the numbers."""

AT_ONCE = 1_000
"""Tickets in one statement, when all are indexed anew."""

_COUNTS = 10**9
"""The count within a year has at most nine digits."""

_BEGIN_OF_YEAR = f"((span + 1 << {SPAN_BITS}) - 1) / {_COUNTS} * {_COUNTS}"
"""The key before the first of the year in which a span ends."""

words = Table(
    "ticket_words",
    MetaData(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("words", TSVECTOR, nullable=False),
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

_PAGES = text("INSERT INTO ticket_words (ticket_words, rank) VALUES ('pgsz', 1000)")
"""Bytes of a page of FTS5's lists, a quarter of what it takes itself. Where two words are asked
for, it leaps from page to page over what only one of them has: of a million tickets a search for
words that never meet took 0.83 ms, now 0.14. Still smaller pages gain little more, and an address
is found later."""

_WRITE_FTS5 = text("INSERT OR REPLACE INTO ticket_words (rowid, words) VALUES (:id, :words)")

_WRITE_TSVECTOR = Piece(
    "ticket_words (id, words)",
    (Given("id", "bigint"), Given("words"), Given("mark")),
    "g.id, array_to_tsvector(ARRAY("  # noqa: S608  because it is a number
    f"SELECT (g.id >> {SPAN_BITS}) || '~' || word"
    " FROM unnest(g.mark || tsvector_to_array(to_tsvector('russian', g.words))) AS word))",
    "ON CONFLICT (id) DO UPDATE SET words = excluded.words",
)

OPTIMIZE = text("INSERT INTO ticket_words (ticket_words) VALUES ('optimize')")
"""Of FTS5: a word is looked up in as many parts as its writing has left."""

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
    if not on_postgresql:
        connection.execute(_PAGES)
    read = select(tickets.c.number, tickets.c.agency, tickets.c.text, tickets.c.address)
    last, done = "", 0
    while True:
        page = read.where(tickets.c.number > last).order_by(tickets.c.number).limit(AT_ONCE)
        found = connection.execute(page).all()
        if not found:
            break
        values = [_row(*one, stemmed=not on_postgresql) for one in found]
        if on_postgresql:
            (write,) = _WRITE_TSVECTOR.texts()
            connection.exec_driver_sql(write, (_WRITE_TSVECTOR.value(values),))
        else:
            connection.execute(_WRITE_FTS5, values)
        last, done = found[-1].number, done + len(found)
        yield done
    # Of a full table an index is made faster than row by row, and FTS5's parts are put together.
    for index in words.indexes if on_postgresql else ():
        index.create(connection)
    if not on_postgresql:
        connection.execute(OPTIMIZE)


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


async def _find_on_postgresql(
    connection: AsyncConnection, asked: Sequence[str], agency: str | None, before: int, most: int
) -> Sequence[int]:
    parameters: dict[str, Any] = {"asked": " ".join(asked), "before": before, "most": most}
    parameters["marks"] = [] if agency is None else [f"@{agency}"]
    if agency is None:
        found = (await connection.scalars(_LATEST, parameters)).all()
        if len(found) == most:
            return found
    return sorted((await connection.scalars(_BY_SPANS, parameters)).all(), reverse=True)


def _in_each_span(within: str, most: str = "") -> TextClause:
    """Ask span after span, from the one before which the page begins; ``most`` of them.

    The recursion gives one row after another, and LIMIT stops it where the page is full; so nothing
    may sort the whole. Within a year the span before is the one below it, be there tickets in it or
    not: to look for the next ticket below takes six times as long. So that is done now and then,
    for no gap is to be walked from end to end.
    """
    last = f"SELECT id >> {SPAN_BITS} FROM ticket_words WHERE id < %s ORDER BY id DESC LIMIT 1"  # noqa: S608  because it is a number
    return text(
        "WITH RECURSIVE spans (span, place) AS ("  # noqa: S608  because every piece is our own
        f"SELECT ({last % ':before'}), 1 UNION ALL"
        f" SELECT CASE WHEN place % {LOOKED_UP} > 0 AND span << {SPAN_BITS} > {_BEGIN_OF_YEAR}"
        " THEN span - 1"
        f" ELSE ({last % f'(span << {SPAN_BITS})'}) END, place + 1 FROM spans"
        f" WHERE span IS NOT NULL {most}),"
        " asked (said) AS MATERIALIZED (SELECT tsvector_to_array(to_tsvector('russian', :asked))"
        " || CAST(:marks AS text[]))"
        " SELECT found.id FROM spans CROSS JOIN LATERAL (SELECT CAST("
        "string_agg(quote_literal(span || '~' || word), ' & ') AS tsquery) AS looked_for"
        " FROM unnest((SELECT said FROM asked)) AS word) AS words"
        f" CROSS JOIN LATERAL ({within}) AS found WHERE span IS NOT NULL LIMIT :most"
    )


_LATEST = _in_each_span(
    "SELECT id FROM (SELECT id, words FROM ticket_words"  # noqa: S608  because they are numbers
    f" WHERE id < :before AND id >= span << {SPAN_BITS} AND id < (span + 1) << {SPAN_BITS}"
    f" ORDER BY id DESC LIMIT {LOOKED_THROUGH}) AS latest"
    " WHERE words @@ looked_for ORDER BY id DESC LIMIT :most",
    most="AND place < 2",
)
"""Of the last two spans the last tickets, looked through."""

_BY_SPANS = _in_each_span(
    "SELECT id FROM ticket_words WHERE words @@ looked_for AND id + 0 < :before"
    " ORDER BY id + 0 DESC LIMIT :most"
)
"""By «id + 0» nothing is in order already: the planner may not walk the key instead, through all
the tickets that do not have the word."""


def _row(number: str, agency: str, story: str, address: str, *, stemmed: bool) -> Row:
    found = words_of(f"{story}\n{address}")
    if stemmed:
        said = " ".join((*dict.fromkeys(map(stem, found)), f"@{agency}"))
        return {"id": key_of(number), "words": said}
    return {"id": key_of(number), "words": " ".join(found), "mark": f"@{agency}"}
