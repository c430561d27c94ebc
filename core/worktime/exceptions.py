"""An agency's own exceptions, day by day: a CSV beside the town file."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .hours import Hours, ScheduleError, read_hours

_DAY = re.compile(r"20\d\d-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Exceptional:
    """What the agency says of one day: ``off``, ``work``, ``short``, or its hours."""

    kind: str
    hours: Hours = ()


Exceptions = Mapping[date, Exceptional]


def read_exceptions(lines: Iterable[str]) -> tuple[dict[date, Exceptional], list[tuple[int, str]]]:
    """Read a CSV of ``date,off|work|short|HH:MM-HH:MM[,HH:MM-HH:MM…]``.

    Empty lines, lines that start with ``#`` and a first line that starts with ``date`` are
    skipped. Returns the days, and the problems as (line number, what is wrong, in Russian).
    """
    days: dict[date, Exceptional] = {}
    problems: list[tuple[int, str]] = []
    reader = csv.reader(lines)
    for row in reader:
        cells = [cell.strip() for cell in row if cell.strip()]
        heading = reader.line_num == 1 and cells[:1] == ["date"]
        if not cells or cells[0].startswith("#") or heading:
            continue
        try:
            day, exception = _read_exception(cells)
        except ScheduleError as error:
            problems.append((reader.line_num, f"«{','.join(cells)}» — {error}"))
            continue
        if day in days:
            problems.append((reader.line_num, f"«{day}» — этот день уже назван выше"))
        days[day] = exception
    return days, problems


def _read_exception(cells: list[str]) -> tuple[date, Exceptional]:
    try:
        day = date.fromisoformat(cells[0])
    except ValueError:
        raise ScheduleError("ожидается дата ГГГГ-ММ-ДД") from None
    if not _DAY.fullmatch(cells[0]):  # Python reads weeks too, and years of the first century
        raise ScheduleError("ожидается дата ГГГГ-ММ-ДД, год — с 2000-го по 2099-й")
    if cells[1:] in (["off"], ["work"], ["short"]):
        return day, Exceptional(cells[1])
    try:
        return day, Exceptional("hours", read_hours(",".join(cells[1:])))
    except ScheduleError as error:
        raise ScheduleError(f"off, work, short или часы: {error}") from None
