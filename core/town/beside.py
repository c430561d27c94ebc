"""Files beside the town file: CSV that it names. Each is read once.

What cannot be read is the mistake of who named it; what is wrong inside is told by the file's own
lines.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from core.addresses import Name, read_settlements, read_streets
from core.reasons import reason
from core.worktime.exceptions import Exceptional, read_exceptions

from .errors import Problem, shown

Days = Mapping[date, Exceptional]
_Read = TypeVar("_Read")
TOLD_AT_MOST = 20
"""Mistakes of one file."""
_LISTS = ("streets", "settlements")
_BESIDE = re.compile(r"[^/\\\x00-\x1f]{1,80}\.csv")
"""What a backup keeps with the town file, see :data:`storage.safekeeping.archive.TABLE`: it has no
place for what lies elsewhere."""
_EXPECTED = "ожидается файл CSV рядом с файлом города"


class UnreadError(Exception):
    """Why a file is no text, in Russian."""


@dataclass(slots=True)
class Beside:
    """What stood in the files. ``missing``: mistakes of the town file; ``unread``: of the others,
    a line each."""

    exceptions: dict[str, Days] = field(default_factory=dict)
    """By the file's name."""
    streets: tuple[Name, ...] = ()
    settlements: tuple[Name, ...] = ()
    missing: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_text(path: Path) -> str:
    """Raises :class:`UnreadError`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise UnreadError("файл не найден" if missing else reason(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadError("файл не в UTF-8; сохраните его в этой кодировке") from error


def names_of(data: Mapping[str, Any]) -> list[str]:
    """The files that a right town file names."""
    of_agencies = {str(one["exceptions"]) for one in data["agencies"] if "exceptions" in one}
    return sorted(of_agencies | {str(data["town"][key]) for key in _LISTS if key in data["town"]})


def read_beside(folder: Path, data: Mapping[str, object]) -> Beside:
    """``data``: the town file as it was written, right or not."""
    found = Beside()

    def read(
        key: tuple[str | int, ...],
        name: object,
        reading: Callable[[Iterable[str]], tuple[_Read, list[tuple[int, str]]]],
    ) -> _Read | None:
        if not isinstance(name, str):
            return None
        if not _BESIDE.fullmatch(name):
            said = f"{shown(name)} — {_EXPECTED}: имя без папок, на .csv"
            found.missing.append(Problem(key, said))
            return None
        try:
            lines = read_text(folder / name).splitlines()
        except UnreadError as error:
            said = f"{shown(name)} — {error}; {_EXPECTED}"
            found.missing.append(Problem(key, said))
            return None
        what, wrong = reading(lines)
        found.unread.extend(f"{name}:{line}: {said}" for line, said in wrong[:TOLD_AT_MOST])
        if (more := len(wrong) - TOLD_AT_MOST) > 0:
            found.unread.append(f"{name}: и ещё ошибок: {more}")
        return what

    for place, name in _exceptions_of(data):
        if name not in found.exceptions:
            days = read(("agencies", place, "exceptions"), name, read_exceptions)
            found.exceptions[name] = days or {}
    town = data.get("town")
    named = town if isinstance(town, dict) else {}
    found.streets = read(("town", "streets"), named.get("streets"), read_streets) or ()
    found.settlements = (
        read(("town", "settlements"), named.get("settlements"), read_settlements) or ()
    )
    return found


def _exceptions_of(data: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    agencies = data.get("agencies")
    for place, agency in enumerate(agencies if isinstance(agencies, list) else ()):
        name = agency.get("exceptions") if isinstance(agency, dict) else None
        if isinstance(name, str):
            yield place, name
