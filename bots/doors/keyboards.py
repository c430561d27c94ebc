"""Buttons → rows a thumb can hit, within a messenger's grid. Pure.

* The author's rows are kept where they fit; a row whose labels would be cut on a telephone
  is broken into several.
* If there are then more rows than the grid has, the buttons are packed tighter, two a row
  whatever their length; what still does not fit makes another page.
* Buttons keep their order, and each is on exactly one page.
"""

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice

from msgspec import Struct

from core.messages import Button, ButtonKind, Row

from .plain import units

Rows = tuple[Row, ...]

_COMFORT = ((5, 5), (10, 3), (20, 2))
"""(longest label, buttons in a row): what a narrow telephone shows without cutting."""

_SPECIAL = frozenset(kind for kind in ButtonKind if kind.asks or kind is ButtonKind.LINK)

_PLAIN = re.compile(r"[\w/.:#-]*", re.ASCII)
"""What JSON writes as it is."""

_LINKS = {ButtonKind.LINK}


class Grid(Struct, frozen=True):
    """How many buttons one keyboard takes.

    ``special`` is the most in a row that has a link or asks for a place or a contact;
    ``payloads`` the most characters of all payloads together, as JSON; 0: no such limit.
    """

    columns: int
    rows: int
    buttons: int
    special: int
    payloads: int = 0


def pages(rows: Iterable[Row], first: Grid, rest: Grid) -> tuple[Rows, ...]:
    """Lay the buttons out: the first page in the grid ``first``, the others in ``rest``."""
    left: Rows = tuple(row for row in rows if row)
    laid: list[Rows] = []
    while left:
        page, left = _take(left, rest if laid else first)
        laid.append(page)
    return tuple(laid)


def at_once(
    rows: Rows, grid: Grid, label: int, asks: frozenset[ButtonKind] = frozenset()
) -> Rows | None:
    """The one page that :func:`pages` would make of plain buttons and links, or of plain ones and
    those of the kinds ``asks``, no label of them longer than ``label`` units; None where it takes
    more than a look. Keyboards are much alike."""
    shown = tuple([tuple([(button.label, button.kind) for button in row]) for row in rows])
    lengths = _lengths(shown, grid, label, asks)
    if lengths is None:
        return None
    if grid.payloads:
        buttons = [button for row in rows for button in row]
        at_most = sum([2 * len(button.payload) + 8 for button in buttons])
        if at_most > grid.payloads and _weight(buttons) > grid.payloads:
            return None
    if lengths == list(map(len, rows)):
        return rows
    left = chain.from_iterable(rows)
    return tuple([tuple(islice(left, length)) for length in lengths])


@lru_cache(maxsize=4096)
def _lengths(
    shown: tuple[tuple[tuple[str, ButtonKind], ...], ...],
    grid: Grid,
    label: int,
    asks: frozenset[ButtonKind],
) -> list[int] | None:
    """How many buttons stand in each row of the one page there is."""
    others = {kind for row in shown for _, kind in row} - {ButtonKind.PRESS}
    if others and not (others <= asks or others == _LINKS):
        return None
    if not all(
        one and one == one.strip() and units(one) <= label for row in shown for one, _ in row
    ):
        return None
    laid = pages((tuple(Button(one, kind=kind) for one, kind in row) for row in shown), grid, grid)
    return [len(row) for row in laid[0]] if len(laid) == 1 else None


def payload_json(payload: str) -> str:
    """A payload as VK carries it."""
    if _PLAIN.fullmatch(payload):  # ours all are
        return f'{{"p":"{payload}"}}'
    return json.dumps({"p": payload}, ensure_ascii=False, separators=(",", ":"))


def _take(rows: Rows, grid: Grid) -> tuple[Rows, Rows]:
    """The page that the grid holds, and the rows left over."""
    laid = _flow(rows, grid, tight=False)
    if not _fits(laid, grid):
        laid = _flow((tuple(button for row in rows for button in row),), grid, tight=True)
    page: list[Row] = []
    for at, row in enumerate(laid):
        if not _fits((*page, row), grid):
            return (tuple(page), laid[at:]) if page else _take_one(laid)
        page.append(row)
    return tuple(page), ()


def _take_one(rows: Rows) -> tuple[Rows, Rows]:
    """A single button: the page of a grid that cannot hold even one row whole."""
    (first, *others), *rest = rows
    left = (tuple(others), *rest) if others else tuple(rest)
    return ((first,),), left


def _flow(rows: Rows, grid: Grid, *, tight: bool) -> Rows:
    laid: list[Row] = []
    for row in rows:
        current: Row = ()
        for button in row:
            if current and not _comfortable((*current, button), grid, tight=tight):
                laid.append(current)
                current = ()
            current = (*current, button)
        laid.append(current)
    return tuple(laid)


def _comfortable(row: Row, grid: Grid, *, tight: bool) -> bool:
    longest = max(len(button.label) for button in row)
    comfort = next((count for length, count in _COMFORT if longest <= length), 1)
    return len(row) <= min(_columns(row, grid), max(comfort, 2) if tight else comfort)


def _columns(row: Sequence[Button], grid: Grid) -> int:
    return grid.special if any(button.kind in _SPECIAL for button in row) else grid.columns


def _fits(rows: Sequence[Row], grid: Grid) -> bool:
    buttons = [button for row in rows for button in row]
    return (
        len(rows) <= grid.rows
        and len(buttons) <= grid.buttons
        and all(len(row) <= _columns(row, grid) for row in rows)
        and (not grid.payloads or _weight(buttons) <= grid.payloads)
    )


def _weight(buttons: Iterable[Button]) -> int:
    return sum(len(payload_json(button.payload)) for button in buttons)
