"""Lists of streets and settlements that a town keeps beside its file: CSV of ``type,name``."""

import csv
from collections.abc import Iterable, Mapping

from .kinds import SETTLEMENTS, STREETS
from .names import Name

_LONGEST = 60
"""Letters of a name."""


def read_streets(lines: Iterable[str]) -> tuple[tuple[Name, ...], list[tuple[int, str]]]:
    """Read «улица,Ленина». Empty lines, lines that start with ``#`` and a first line of ``type``
    are skipped. Returns the names, and the problems as (line number, what is wrong, in Russian)."""
    return _read(lines, STREETS, "улица, проспект, переулок, бульвар или другой вид улицы")


def read_settlements(lines: Iterable[str]) -> tuple[tuple[Name, ...], list[tuple[int, str]]]:
    """Read «деревня,Малиновка», like :func:`read_streets`."""
    return _read(lines, SETTLEMENTS, "деревня, село, посёлок, снт или другой вид посёлка")


def _read(
    lines: Iterable[str], kinds: Mapping[str, str], expected: str
) -> tuple[tuple[Name, ...], list[tuple[int, str]]]:
    names: dict[Name, None] = {}
    problems: list[tuple[int, str]] = []
    reader = csv.reader(lines)
    for row in reader:
        cells = [cell.strip() for cell in row]
        heading = reader.line_num == 1 and cells[:1] == ["type"]
        if not any(cells) or cells[0].startswith("#") or heading:
            continue
        kind = kinds.get(cells[0].lower().replace("ё", "е").rstrip("."))
        if len(cells) != 2 or not cells[1]:
            said = "ожидается вид и название через запятую"
        elif kind is None:
            said = f"«{cells[0]}»: ожидается {expected}"
        elif len(cells[1]) > _LONGEST or not any(sign.isalnum() for sign in cells[1]):
            said = f"ожидается название до {_LONGEST} знаков"
        else:
            names[Name(" ".join(cells[1].split()), kind)] = None
            continue
        problems.append((reader.line_num, f"«{','.join(row)}» — {said}"))
    return tuple(names), problems
