"""A screen's options → rows of buttons. How many fit a row is the messenger's business."""

from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo
from functools import lru_cache

from core.messages import Button, ButtonKind, Row
from core.people import Speaker

from .effects import Label, Option
from .payloads import press

REMEMBERED = 2048
"""Screens whose buttons are remembered."""


def asks(options: Iterable[Option]) -> bool:
    """Is there a button that asks the messenger for a place or a contact?"""
    return any(option.kind.asks for option in options)


class Screens:
    """What stands on a screen's buttons, in the language of who reads it. Screens are much alike,
    but for whose they are."""

    def __init__(self, say: Callable[[str, Label, tzinfo], str]) -> None:
        self._say = say
        self._written = lru_cache(maxsize=REMEMBERED)(self._write)

    def arrange(
        self,
        options: tuple[Option, ...],
        language: str,
        zone: tzinfo,
        turn: int,
        speaker: Speaker,
    ) -> tuple[Row, ...]:
        """Answers in pairs, what asks the messenger alone in its row, and the ways out below."""
        pressed = press("", turn, speaker.person)
        return tuple(
            [
                tuple([Button(label, pressed + code, kind) for label, code, kind in row])
                for row in self._written(options, language, zone)
            ]
        )

    def _write(
        self, options: tuple[Option, ...], language: str, zone: tzinfo
    ) -> list[list[tuple[str, str, ButtonKind]]]:
        return [
            [(self._say(language, one.label, zone), one.code, one.kind) for one in row]
            for row in _rows(options)
        ]


def _rows(options: Sequence[Option]) -> tuple[tuple[Option, ...], ...]:
    asking = [option for option in options if option.kind.asks]
    ways = [option for option in options if _is_way(option) and option not in asking]
    answers = [option for option in options if option not in ways and option not in asking]
    pairs = [answers[at : at + 2] for at in range(0, len(answers), 2)]
    rows = [[option] for option in asking] + pairs
    edits = [option for option in ways if option.code.startswith((":edit.", ":templates"))]
    rows += [edits[at : at + 2] for at in range(0, len(edits), 2)]
    go_on = [option for option in ways if option.code in (":send", ":next", ":skip")]
    out = [option for option in ways if option.code in (":back", ":cancel")]
    return tuple(tuple(row) for row in _ordered(go_on, rows, out) if row)


def _ordered(
    go_on: list[Option], rows: list[list[Option]], out: list[Option]
) -> list[list[Option]]:
    """«Отправить» stands first at the summary; on a question the answers do."""
    if any(option.code == ":send" for option in go_on):
        return [go_on, *rows, out]
    return [*rows, go_on, out]


def _is_way(option: Option) -> bool:
    return option.code.startswith(":")
