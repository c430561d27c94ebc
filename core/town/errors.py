"""What is wrong with a town file, said to its administrator.

* All problems are told at once, in the order of the file.
* Each names the file, the line, the key, what was found there and what was expected.
* The key is dotted, and an item of a list is named by its code where it has one:
  ``agencies.vodokanal.week.monday``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from .lines import Path, line_of

_LONGEST = 60
_ABSENT = object()

_EXPECTED = {
    "string_type": "ожидается текст в кавычках",
    "int_type": "ожидается целое число",
    "float_type": "ожидается число",
    "bool_type": "ожидается true или false",
    "tuple_type": "ожидается список в квадратных скобках",
    "model_type": "ожидается таблица с ключами",
    "model_attributes_type": "ожидается таблица с ключами",
    "finite_number": "ожидается обычное число",
    "greater_than": "ожидается больше {gt}",
    "greater_than_equal": "ожидается не меньше {ge}",
    "less_than": "ожидается меньше {lt}",
    "less_than_equal": "ожидается не больше {le}",
    "string_too_short": "ожидается непустой текст",
    "string_too_long": "ожидается не длиннее {max_length} знаков",
    "too_short": "значений нет или не хватает; ожидается не меньше {min_length}",
    "too_long": "значений слишком много; ожидается не больше {max_length}",
    "literal_error": "ожидается {expected}",
}

_BARE = {"int_type", "float_type", "bool_type"}
"""What was found in quotation marks where none belong."""

_NEAR = 0.75
"""How much alike two keys are of which one may be meant: «agency» is no «emergency»."""


class TownError(Exception):
    """The town file cannot be used. ``problems`` are lines of Russian, one for each mistake."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class NoTownFileError(TownError):
    """There is no such file, or it cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where, and what to say of it."""

    path: Path
    said: str


def from_pydantic(error: ErrorDetails, known: Sequence[str] = ()) -> Problem:
    """Say in Russian what pydantic found. ``known`` are the keys that the table may have."""
    path: Path = tuple(error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return Problem(path, "не указано — это обязательный ключ")
    if kind == "extra_forbidden":
        near = get_close_matches(str(path[-1]), known, n=1, cutoff=_NEAR)
        hint = f"может быть, «{near[0]}»?" if near else f"здесь бывают: {', '.join(known)}"
        return Problem(path, f"незнакомый ключ — {hint}")
    if kind == "value_error":
        expected = str(context["error"])
        if isinstance(error["input"], dict):  # the whole table is wrong: nothing to quote
            return Problem(path, expected)
    else:
        expected = _expected(kind, error["input"], error["msg"], context)
    if isinstance(error["input"], str) and kind in _BARE:
        return Problem(path, f'«"{error["input"][:_LONGEST]}"» — {expected} без кавычек')
    return Problem(path, f"{shown(error['input'])} — {expected}")


def _expected(kind: str, found: object, said: str, context: Mapping[str, Any]) -> str:
    if isinstance(found, dict) and kind == "tuple_type":
        return "ожидаются таблицы в двойных скобках: [[…]]"
    if isinstance(found, float) and found != found:
        kind = "finite_number"
    told = {
        name: f"{value:g}" if isinstance(value, float) else value for name, value in context.items()
    }
    expected = _EXPECTED.get(kind, said).format(**told)
    return expected.replace(" or ", " или ").replace("'", '"')


def without_echoes(errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Pydantic counts the right items of a list alone: where some are wrong, it calls the list too
    short besides, which it is not."""
    places = [error["loc"] for error in errors]
    return [
        error
        for error in errors
        if error["type"] != "too_short" or not any(_is_within(one, error["loc"]) for one in places)
    ]


def _is_within(place: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(place) > len(outer) and place[: len(outer)] == outer


def shown(value: object) -> str:
    """Quote what was found, briefly, as the file has it."""
    match value:
        case bool():
            text = str(value).lower()
        case dict():
            text = "таблица"
        case list() | tuple():
            text = "список"
        case _:
            text = str(value).replace("\n", " ")
    return f"«{text[:_LONGEST]}…»" if len(text) > _LONGEST else f"«{text}»"


def told(
    problems: Sequence[Problem], name: str, data: Mapping[str, Any], lines: Mapping[Path, int]
) -> list[str]:
    """Put the file, line and key before each problem, in the order of the file."""
    placed = sorted(
        (line_of(problem.path, lines), _dotted(problem.path, data), problem.said)
        for problem in problems
    )
    said = [f"{name}:{line}: {key}: {what}" for line, key, what in placed]
    return list(dict.fromkeys(said))


def _dotted(path: Path, data: Mapping[str, Any]) -> str:
    names: list[str] = []
    value: Any = data
    for part in path:
        value = _item(value, part)
        code = value.get("code", value.get("key")) if isinstance(value, dict) else None
        if isinstance(part, int):
            names.append(code if isinstance(code, str) else str(part + 1))
        else:
            names.append(part)
    return ".".join(names)


def _item(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return _ABSENT
