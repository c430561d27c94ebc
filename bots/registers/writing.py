"""Writes a table in a process of its own: a long one takes seconds of work, and nobody waits.

    python -m bots.registers.writing TOWN FILE  < lines

Lines of JSON: first the order, then each ticket. The town file tells what codes are called.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from core.reports.registers import Extract, Form, Line
from core.town import Town, load_town
from dialogs.texts import Catalogue

from .as_csv import write_csv
from .as_xlsx import write_xlsx
from .columns import columns
from .totals import Totals


async def write(
    town: Town, order: Extract, lines: AsyncIterator[tuple[Line, int]], to: Path
) -> None:
    """Write the table that was ordered."""
    zone = town.calendar(order.reader).zone
    table = columns(town, Catalogue(), zone)
    if order.form is Form.CSV:
        with to.open("wb") as out:
            await write_csv(table, lines, out, _nobody)
        return
    known = town.agency(order.agency) if order.agency else None
    first, last = (at.astimezone(zone) for at in (order.begins, order.ends))
    whose = known.name if known else town.name
    title = f"{whose}: {first:%d.%m.%Y} – {last:%d.%m.%Y}"
    await write_xlsx(title, table, lines, Totals(town), to, _nobody)


def _nobody(done: int, count: int) -> None:
    """Nobody watches how far it is."""


async def _read(lines: BinaryIO) -> AsyncIterator[tuple[Line, int]]:
    for one in lines:
        yield msgspec.json.decode(one, type=Line), 0


def main() -> None:
    town, to = load_town(sys.argv[1]), Path(sys.argv[2])
    told = sys.stdin.buffer
    order = msgspec.json.decode(told.readline(), type=Extract)
    asyncio.run(write(town, order, _read(told), to))


if __name__ == "__main__":
    main()
