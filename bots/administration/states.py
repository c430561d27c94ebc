"""``docs/states.md``, drawn from the table of moves: code, tests and the page say the same.

python -m bots.administration.states
"""

from pathlib import Path

from core.tickets import MOVES, OPEN, UNDONE, Move, State
from dialogs.texts import Catalogue

PAGE = Path(__file__).parents[2] / "docs" / "states.md"

HEAD = (
    "# Состояния обращения\n\n"
    "Эта страница нарисована по таблице переходов в `core/tickets.py`: `make states` пишет её "
    "заново, а проверка следит, чтобы она не отстала.\n"
    "Переходы, при которых состояние не меняется, на рисунке не показаны; все — в таблице ниже.\n"
)


def page() -> str:
    """The whole page."""
    return "\n".join((HEAD, _drawing(), "", _table(), ""))


def _names() -> dict[State, str]:
    catalogue = Catalogue()
    return {state: catalogue.plain("ru", f"state-{state}") for state in State}


def _drawing() -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state} : {name}" for state, name in _names().items()]
    lines += ["    [*] --> new : file", "    [*] --> routed : file"]
    ways: dict[tuple[State, State], list[str]] = {}
    for move, changes in MOVES.items():
        for before, after in changes.items():
            if before is not after:
                ways.setdefault((before, after), []).append(move.value)
    lines += [f"    {a} --> {b} : {', '.join(moves)}" for (a, b), moves in ways.items()]
    lines += [f"    {state} --> [*]" for state in State if state not in OPEN]
    return "\n".join([*lines, "```"])


def _table() -> str:
    lines = ["| Переход | Откуда → куда | Можно отменить |", "| --- | --- | --- |"]
    for move in Move:
        changes = MOVES.get(move, {})
        told = "; ".join(f"{before} → {after}" for before, after in changes.items())
        told = told or ("начало обращения" if move is Move.FILE else "туда, где обращение было")
        lines.append(f"| `{move}` | {told} | {'да' if move in UNDONE else ''} |")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
