"""What was written down as sent, against what stands in the chats.

* Every row of the outbox that was sent is a message of its chat, with the row's words.
* Every message of the bot in a chat is that of a row, or a repeat of one.
* VK has no repeats. A repeat on Telegram, or in MAX, is allowed where the bot could not know: it
  was killed within ``INSTANT`` after the messenger took the first copy, or a fault spoiled the
  answer to it; and the second copy came after that.
"""

import statistics
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bots.sandbox.max.numbers import read_mid

from .house import House
from .record import Call, Line, Place, Record

INSTANT = 1.0
"""Seconds between the messenger's taking a message and the kill: what the answer, the database
and this machine's load take at most."""

LATE = 0.2
"""Seconds by which a request already under way may be noted after the kill."""

SPOILED = frozenset({"error_after", "silence_after", "cut_after", "slow", "garbage"})

ROWS = (
    "SELECT id, door, chat, message ->> 'text', edits, toast, card, slot,"
    " version, state, sent, created_at, settled_at, error FROM outbox ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    door: str
    chat: int
    text: str
    edits: str | None
    toast: str | None
    card: str | None
    slot: str | None
    version: int
    state: str
    sent: str | None
    created: float
    settled: float
    error: str | None

    @property
    def is_new(self) -> bool:
        """A message of its own, and no change of another."""
        return self.edits is None and self.card != "edit"

    @property
    def places(self) -> tuple[Place, ...]:
        sent = [one for one in (self.sent or "").split(",") if one]
        return tuple((self.door, self.chat, _number(one)) for one in sent)


@dataclass(slots=True)
class Sending:
    """``wrong`` are sentences; ``repeats`` are messages no row stands for, by door."""

    wrong: list[str] = field(default_factory=list)
    rows: int = 0
    toasts: int = 0
    messages: dict[str, int] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=lambda: {"telegram": 0, "vk": 0, "max": 0})
    by_fault: int = 0
    unexplained: int = 0
    swallowed: int = 0
    """Calls that VK knew by their random_id and made no second message of."""
    delays: list[float] = field(default_factory=list)
    """Seconds from a repeated message's first copy to the kill."""

    @property
    def worst(self) -> float:
        return max(self.delays, default=0.0)

    @property
    def median(self) -> float:
        return statistics.median(self.delays) if self.delays else 0.0


def compare(house: House, record: Record, kills: list[float]) -> Sending:
    """Compare the outbox with the chats."""
    found = Sending()
    rows = [_row(one) for one in house.rows(ROWS)]
    stood: dict[Place, Row] = {}
    for row in rows:
        _settled(row, found)
        if row.toast is None and row.state == "sent":
            _stands(row, record, stood, found)
    spoken = {place: line for place, line in record.lines.items() if line.bot}
    for place, line in spoken.items():
        found.messages[line.door] = found.messages.get(line.door, 0) + 1
        if line.door == "vk":
            found.swallowed += max(0, len(record.calls.get(place, ())) - 1)
    extra = {place: line for place, line in spoken.items() if place not in stood}
    _explain(extra, spoken, rows, record, kills, found)
    return found


def _settled(row: Row, found: Sending) -> None:
    if row.toast is not None:
        found.toasts += 1
    else:
        found.rows += 1
    if row.state != "sent":
        found.wrong.append(f"outbox {row.id} is {row.state} ({row.error}): {row.text[:60]!r}")


def _stands(row: Row, record: Record, stood: dict[Place, Row], found: Sending) -> None:
    """The row's message must be there, with its words."""
    if not row.places and row.text and row.is_new:
        found.wrong.append(f"outbox {row.id} was sent, and as what is not known")
    for place in row.places:
        line = record.lines.get(place)
        if line is None or not line.bot:
            found.wrong.append(f"outbox {row.id} was sent as {place}, and there is none")
            continue
        other = stood.get(place)
        if other is not None and other.is_new and row.is_new:
            found.wrong.append(f"outbox {other.id} and {row.id} were both sent as {place}")
        if other is None or row.is_new:
            stood[place] = row
        if row.text.strip() and row.text.strip() not in {one.strip() for one in line.texts}:
            found.wrong.append(f"outbox {row.id} at {place} says other words: {line.texts!r:.200}")


def _explain(
    extra: dict[Place, Line],
    spoken: dict[Place, Line],
    rows: list[Row],
    record: Record,
    kills: list[float],
    found: Sending,
) -> None:
    """Every message no row stands for must be the first copy of one that a row does."""
    copies: dict[tuple[str, int, str, int], list[Place]] = defaultdict(list)
    for place, line in spoken.items():
        copies[line.door, line.chat, line.first, line.files].append(place)
    for place, line in extra.items():
        found.repeats[line.door] += 1
        calls = record.calls.get(place)
        if calls is None:
            found.unexplained += 1
            found.wrong.append(f"{place} was never sent: {line.first[:60]!r}")
            continue
        later = [
            record.calls[one][0].at
            for one in copies[line.door, line.chat, line.first, line.files]
            if one in record.calls and record.calls[one][0].at > calls[0].at
        ] or _replaced(line, calls[0].at, rows)
        if line.door == "vk":
            found.wrong.append(f"VK shows {place} twice: {line.first[:80]!r}")
        elif not later:
            found.unexplained += 1
            found.wrong.append(f"no row stands for {place}: {line.first[:80]!r}")
        else:
            _excuse(place, calls[0], later, kills, found)


def _replaced(line: Line, at: float, rows: list[Row]) -> list[float]:
    """When a row whose text was replaced after this copy went was settled."""
    return [
        row.settled
        for row in rows
        if (row.door, row.chat) == (line.door, line.chat)
        and row.version > 0
        and row.created <= at <= row.settled
    ]


def _excuse(
    place: Place, first: Call, later: list[float], kills: list[float], found: Sending
) -> None:
    """``later``: when its like came. Two rows may say the same (two presses refused alike): then
    the next of its like is not yet its second copy."""
    if first.fault in SPOILED:
        found.by_fault += 1
        return
    last = min(first.at + INSTANT, max(later))
    near = [kill for kill in kills if first.at - LATE <= kill <= last]
    if near:
        found.delays.append(max(0.0, near[0] - first.at))
        return
    found.unexplained += 1
    found.wrong.append(
        f"{place} came twice, {min(later) - first.at:.2f} s apart, and nobody was killed between"
    )


def _row(values: tuple[Any, ...]) -> Row:
    *fields, created, settled, error = values
    fields[3] = fields[3] or ""
    fields += [_moment(created), _moment(settled), error]
    return Row(*fields)


def _number(message: str) -> int:
    """The sandbox's number of a message: MAX's names hold it."""
    place = read_mid(message)
    return int(message) if place is None else place[1]


def _moment(told: str | datetime | None) -> float:
    """SQLite's moments are words, in UTC."""
    if told is None:
        return float("inf")
    if isinstance(told, str):
        told = datetime.fromisoformat(told).replace(tzinfo=UTC)
    return told.timestamp()
