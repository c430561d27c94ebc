"""In which line of a TOML text each key stands.

``tomllib`` reads values and forgets where they were; an administrator wants the line. This is no
second parser: it walks a text that ``tomllib`` has already accepted, so it may trust its form,
and remembers the line of each key, table header and item of an array.

A path is the keys and indexes that lead to a value in what ``tomllib.loads`` returns:
``("groups", 2, "topics", 0, "name")``.
"""

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(["\\btnfr]))')
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def lines_of(text: str) -> dict[Path, int]:
    """Give the line, from 1, of every path of a valid TOML text."""
    return _Walk(text.replace("\r\n", "\n")).read()


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """Find the line of a path, or of the nearest table around it: what is missing has no line."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Walk:
    """One walk over one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.counted = 0
        self.found: dict[Path, int] = {}
        self.arrays: dict[Path, int] = {}
        """How many tables each array of tables has so far."""

    def read(self) -> dict[Path, int]:
        table: Path = ()
        self._blank()
        while self.at < len(self.text):
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
            self._blank()
        return self.found

    def _header(self) -> Path:
        line = self._line()
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        *parents, last = self._key()
        self.at += 2 if is_array else 1
        table: Path = ()
        for name in parents:
            table = (*table, name)
            self._mark(table, line)
            table = self._inside(table)
        table = (*table, last)
        if is_array:
            self._mark(table, line)
            self.arrays[table] = self.arrays.get(table, 0) + 1
            table = self._inside(table)
        self._mark(table, line)
        return table

    def _inside(self, table: Path) -> Path:
        """A name that is an array of tables means its last table."""
        count = self.arrays.get(table)
        return (*table, count - 1) if count else table

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for name in self._key():
            path = (*path, name)
            self._mark(path, line)
        self.at += 1  # the equals sign
        self._spaces()
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        names = []
        while True:
            self._spaces()
            if self._peek() in "\"'":
                names.append(_unquoted(self._take(_STRING)))
            else:
                names.append(self._take(_BARE_KEY))
            self._spaces()
            if self._peek() != ".":
                return tuple(names)
            self.at += 1

    def _value(self, path: Path) -> None:
        match self._peek():
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._take(_STRING)
            case _:
                self._take(_BARE_VALUE)

    def _array(self, path: Path) -> None:
        index = 0
        self._past_opening()
        while self._peek() != "]":
            self._mark((*path, index), self._line())
            self._value((*path, index))
            index += 1
            self._past_comma()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self._past_opening()
        while self._peek() != "}":
            self._pair(path)
            self._past_comma()
        self.at += 1

    def _past_opening(self) -> None:
        self.at += 1
        self._blank()

    def _past_comma(self) -> None:
        self._blank()
        if self._peek() == ",":
            self.at += 1
            self._blank()

    def _mark(self, path: Path, line: int) -> None:
        self.found.setdefault(path, line)

    def _line(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _blank(self) -> None:
        self._take(_BLANK)

    def _spaces(self) -> None:
        while self._peek() in (" ", "\t"):
            self.at += 1

    def _take(self, what: re.Pattern[str]) -> str:
        found = what.match(self.text, self.at)
        if found is None:
            raise ValueError(f"not the TOML that tomllib accepts, at character {self.at}")
        self.at = found.end()
        return found.group()


def _unquoted(key: str) -> str:
    inner = key[1:-1]
    if key.startswith("'"):
        return inner
    return _ESCAPE.sub(_unescaped, inner)


def _unescaped(found: re.Match[str]) -> str:
    short, long, letter = found.groups()
    return _ESCAPED[letter] if letter else chr(int(short or long, 16))
