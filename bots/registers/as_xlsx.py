"""A table as a workbook: the tickets, ready to be filtered, and a sheet of totals.

Rows go to the disk as they come, so a long table needs little memory. Nothing is a formula:
what people wrote is written as text, whatever it begins with.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from core.reports.registers import Line

from .columns import Column
from .totals import HEADINGS, Totals

LONGEST = 32_767
"""Characters of a cell: Excel's limit."""

SHEETS = ("Обращения", "Итоги")
"""By these a workbook of ours is known."""

INK, PALE, LINE = "#1F4E4B", "#E8F0EE", "#C9D6D3"


async def write_xlsx(
    title: str,
    table: Sequence[Column],
    lines: AsyncIterator[tuple[Line, int]],
    totals: Totals,
    path: Path,
    tell: Callable[[int, int], None],
) -> int:
    """Write the workbook; return how many tickets are in it."""
    workbook = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    with workbook:
        looks = _Looks(workbook)
        sheet = workbook.add_worksheet(SHEETS[0])
        _head(sheet, table, looks)
        written = 0
        async for line, count in lines:
            written += 1
            _row(sheet, written, (column.value(line) for column in table), looks)
            totals.add(line)
            tell(written, count)
        sheet.autofilter(0, 0, max(1, written), len(table) - 1)
        _totals(workbook.add_worksheet(SHEETS[1]), title, totals, looks)
    return written


class _Looks:
    """How cells look; each is made once for a workbook."""

    def __init__(self, workbook: Any) -> None:
        usual = {"valign": "top", "font_name": "Calibri", "font_size": 11}
        self.text = workbook.add_format({**usual, "text_wrap": True})
        self.moment = workbook.add_format({**usual, "num_format": "dd.mm.yyyy hh:mm"})
        self.time = workbook.add_format({**usual, "num_format": "[h]:mm"})
        self.number = workbook.add_format({**usual, "num_format": "0"})
        self.share = workbook.add_format({**usual, "num_format": "0 %"})
        self.bold = workbook.add_format({**usual, "bold": True})
        self.title = workbook.add_format({"bold": True, "font_size": 15, "font_color": INK})
        self.head = workbook.add_format(
            {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": INK,
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
                "border_color": LINE,
            }
        )


def _head(sheet: Any, table: Sequence[Column], looks: _Looks) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for at, column in enumerate(table):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, looks.head)
    sheet.set_row(0, 32)


def _row(sheet: Any, number: int, values: Iterable[Any], looks: _Looks) -> None:
    for at, value in enumerate(values):
        match value:
            case None | "":
                continue
            case datetime():
                sheet.write_datetime(number, at, value, looks.moment)
            case timedelta():
                sheet.write_datetime(number, at, value, looks.time)
            case int():
                sheet.write_number(number, at, value, looks.number)
            case _:
                shown = "".join(one for one in str(value) if one.isprintable() or one == "\n")
                sheet.write_string(number, at, shown[:LONGEST], looks.text)


def _totals(sheet: Any, title: str, totals: Totals, looks: _Looks) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(HEADINGS), 14)
    sheet.write_string(0, 0, title, looks.title)
    at = 2
    for name, rows in totals.sections():
        sheet.write_string(at, 0, name, looks.head)
        for place, heading in enumerate(HEADINGS, 1):
            sheet.write_string(at, place, heading, looks.head)
        for row in rows:
            at += 1
            sheet.write_string(at, 0, row.name, looks.text)
            for place, (value, form) in enumerate(row.cells(), 1):
                if value is not None:
                    sheet.write_number(at, place, value, getattr(looks, form))
        at += 2
