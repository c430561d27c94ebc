"""What is wrong with a town file, said to its administrator.

* All problems are told at once, in the order of the file.
* Each names the file, the line, the key, what was found there and what was expected.
* The key is dotted, and an item of a list is named by its code where it has one:
  ``agencies.vodokanal.week.monday``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from tomllib import TOMLDecodeError
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
    "too_short": "ожидается не меньше {min_length} значений",
    "too_long": "ожидается не больше {max_length} значений",
    "literal_error": "ожидается {expected}",
}


_NOT_TOML = {
    "Expected '='": "после ключа ожидается «=»",
    "Invalid value": "ожидается значение: текст — в кавычках, число, true или false",
    "Invalid statement": "ожидается «ключ = значение» или [таблица]",
    "Invalid initial character for a key": "ожидается ключ из латинских букв",
    "Expected newline": "после значения ожидается новая строка",
    "Unterminated string": "кавычки не закрыты",
    "Illegal character '\\n'": "кавычки не закрыты",
    "Unescaped": "обратная черта «\\» пишется дважды",
    "Unclosed": "скобка не закрыта",
    "Expected ']": "скобка не закрыта",
    "Cannot overwrite": "такой ключ уже есть выше",
    "Cannot declare": "такая таблица уже есть выше",
    "Duplicate": "такой ключ уже есть выше",
}
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)


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
        near = get_close_matches(str(path[-1]), known, n=1)
        hint = f"может быть, «{near[0]}»?" if near else f"здесь бывают: {', '.join(known)}"
        return Problem(path, f"незнакомый ключ — {hint}")
    if kind == "value_error":
        expected = str(context["error"])
        if isinstance(error["input"], dict):  # the whole table is wrong: nothing to quote
            return Problem(path, expected)
    else:
        expected = _EXPECTED.get(kind, error["msg"]).format(**context).replace(" or ", " или ")
    return Problem(path, f"{shown(error['input'])} — {expected}")


def not_toml(error: TOMLDecodeError, name: str, text: str) -> str:
    """Say in Russian where ``tomllib`` stopped; what it says in English if it is a rare thing."""
    found = _PLACE.fullmatch(str(error))
    message, line = (found[1], found[2]) if found else (str(error), None)
    rows = text.splitlines() or [""]
    number = min(int(line), len(rows)) if line else len(rows)
    russian = (said for start, said in _NOT_TOML.items() if message.startswith(start))
    return f"{name}:{number}: {shown(rows[number - 1].strip())} — {next(russian, message)}"


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
