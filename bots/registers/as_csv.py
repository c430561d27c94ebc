"""A table as CSV, for a spreadsheet in Russian: UTF-8 with a mark, «;» between quoted cells."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from typing import BinaryIO

from core.reports.registers import Line

from .cells import safe_cell
from .columns import Column, Value

BEGINS = '\ufeff"Номер";"Подано";'.encode()
"""A table of ours: the mark and the first headings, each in quotes as no spreadsheet saves them."""


async def write_csv(
    table: Sequence[Column],
    lines: AsyncIterator[tuple[Line, int]],
    out: BinaryIO,
    tell: Callable[[int, int], None],
) -> int:
    """Write all lines; return how many there are. ``tell`` hears how many are done, of how many."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([column.heading for column in table])
    written = 0
    async for line, count in lines:
        writer.writerow([safe_cell(_told(column.value(line))) for column in table])
        written += 1
        tell(written, count)
    text.flush()
    text.detach()
    return written


def _told(value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%d.%m.%Y %H:%M}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value)
