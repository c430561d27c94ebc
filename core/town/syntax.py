"""Where a text is no TOML, said in Russian.

``tomllib`` stops at the first place that cannot be read, and says why in English. Often the mistake
stands before it: what people do wrong with brackets, commas and «%» is told as such.
"""

import re
from collections.abc import Collection
from tomllib import TOMLDecodeError

from .errors import shown

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

_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")
_SINGLE = re.compile(r"\s*\[(?!\[)([^\[\]]+)\]")
_CODE = re.compile(r"\s*(?:code|key|name|topic)\s*=")
_COMMA = re.compile(r"=\s*[-+]?\d+,\d+\s*(?:#.*)?$")
_PER_CENT = re.compile(r"\d\s*%\s*[,\]]")
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)


def not_toml(error: TOMLDecodeError, name: str, text: str, lists: Collection[str] = ()) -> str:
    """Say in Russian where ``tomllib`` stopped; what it says in English if it is a rare thing.

    ``lists``: the dotted names of arrays of tables. Where one is opened in single brackets,
    ``tomllib`` stops at a later line that is right.
    """
    found = _PLACE.fullmatch(str(error))
    message, line = (found[1], found[2]) if found else (str(error), None)
    rows = text.splitlines() or [""]
    number = min(int(line), len(rows)) if line else len(rows)
    said = _of_number(rows[number - 1])
    if message.startswith(_TWICE):
        for place, row in enumerate(rows[:number], 1):
            opened = _SINGLE.match(row)
            if opened and "".join(opened[1].split()) in lists:
                number, said = place, f"ожидаются двойные скобки: [[{opened[1].strip()}]]"
                break
        else:
            said = _left_out(rows[number - 1], lists) or said
    known = (russian for start, russian in _NOT_TOML.items() if message.startswith(start))
    return f"{name}:{number}: {shown(rows[number - 1].strip())} — {said or next(known, message)}"


def _of_number(row: str) -> str:
    """What people write in numbers that TOML does not have."""
    if _COMMA.search(row):
        return "дробное число пишется через точку, например 8.5"
    if _PER_CENT.search(row):
        return "число пишется без «%»"
    return ""


def _left_out(row: str, lists: Collection[str]) -> str:
    """A second table of one item: the line that begins the next item is not there."""
    opened = _SINGLE.match(row)
    outer = "".join(opened[1].split()).rpartition(".")[0] if opened else ""
    if outer in lists:
        return (
            f"такая таблица уже есть выше; не хватает [[{outer}]] перед тем, к чему она относится?"
        )
    if _CODE.match(row):
        return "такой ключ уже есть выше; не хватает строки [[…]] перед ним?"
    return ""
