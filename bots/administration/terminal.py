"""What administrators see in the terminal: tables, progress, and nothing that acts on it."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from storage.safekeeping.archive import Tell


@contextmanager
def progress(console: Console) -> Iterator[Tell]:
    """Bars, one for each thing that is done; on a terminal only."""
    bars: dict[str, TaskID] = {}
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
    )
    with Progress(
        *columns, MofNCompleteColumn(), console=console, disable=not console.is_terminal
    ) as shown:

        def tell(what: str, done: int, total: int) -> None:
            if what not in bars:
                bars[what] = shown.add_task(what, total=total)
            shown.update(bars[what], completed=done, total=total)

        yield tell


def visible(text: str) -> str:
    """The text with every unseen character written out: what a stranger wrote neither moves the
    cursor nor turns a line around."""
    return "".join(sign if _is_plain(sign) else _written(sign) for sign in text)


def _is_plain(sign: str) -> bool:
    return sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _written(sign: str) -> str:
    return f"\\u{ord(sign):04x}"
