"""Lists of streets and settlements that a town keeps beside its file: CSV of ``type,name``."""

import re
from collections.abc import Iterable, Mapping

from .houses import HOUSE
from .kinds import AREAS, SETTLEMENTS, STREETS
from .names import Name
from .words import plain

_LONGEST = 60
"""Letters of a name."""
_HEADINGS = frozenset({"type", "вид", "тип"})
_IS_NAME = re.compile(r"[0-9а-яёa-z][0-9а-яёa-z .()'’«»№-]*", re.IGNORECASE)


def read_streets(lines: Iterable[str]) -> tuple[tuple[Name, ...], list[tuple[int, str]]]:
    """Read «улица,Ленина». Empty lines, lines that start with ``#`` and a first line that starts
    with ``type`` or «вид» are skipped. Returns the names, and the problems as (line number, what is
    wrong, in Russian)."""
    return _read(lines, STREETS, "улица, проспект, переулок, бульвар или другой вид улицы")


def read_settlements(lines: Iterable[str]) -> tuple[tuple[Name, ...], list[tuple[int, str]]]:
    """Read «деревня,Малиновка», like :func:`read_streets`."""
    return _read(lines, SETTLEMENTS, "деревня, село, посёлок, снт или другой вид посёлка")


def _read(
    lines: Iterable[str], kinds: Mapping[str, str], expected: str
) -> tuple[tuple[Name, ...], list[tuple[int, str]]]:
    names: dict[Name, None] = {}
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = [cell.strip().strip('"').strip() for cell in line.split(",")]
        if number == 1 and cells[0].lower() in _HEADINGS:
            continue
        read = _name(cells, kinds, expected)
        if isinstance(read, Name):
            names[read] = None
        else:
            problems.append((number, f"«{line[:_LONGEST]}» — {read}"))
    return tuple(names), problems


def _name(cells: list[str], kinds: Mapping[str, str], expected: str) -> Name | str:
    """The name; or what is wrong, in Russian."""
    if len(cells) != 2 or not all(cells):
        return "ожидается вид и название через запятую"
    kind, name = kinds.get(plain(cells[0]).rstrip(".")), " ".join(cells[1].split())
    if kind is None:
        return f"«{cells[0][:_LONGEST]}»: ожидается {expected}"
    if len(name) > _LONGEST or not _IS_NAME.fullmatch(name):
        return f"ожидается название до {_LONGEST} знаков: буквы, цифры, пробел и дефис"
    if plain(name) in kinds or plain(name) in HOUSE:
        return f"«{name}»: ожидается название, а не слово для него"
    if name.isdecimal() and kind not in AREAS:
        return f"«{name}»: ожидается название, а не номер"
    return Name(name, kind)
