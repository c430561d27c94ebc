"""A text as words, numbers and signs, each with what stands around it."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

_PART = re.compile(
    r"\d+|[а-яёa-z]{1,3}-[а-яёa-z]{1,4}(?![а-яёa-z-])|[а-яёa-z]+|[^\s\w]", re.IGNORECASE
)
"""«пр-т» is one word, «Зейская-Калинина» are two."""
_PREFIXES = frozenset({"ново", "старо", "верхне", "нижне", "средне", "северо", "юго", "мало"})
"""«Ново-Садовая» is one word."""
_ORDINAL_END = frozenset({"я", "ая", "й", "ый", "ой", "ий", "е", "ое", "го", "ую"})
_LONGEST = 4000
"""Characters that are looked at: of a longer story, its beginning."""


class Word(Struct, frozen=True):
    """``text`` is in small letters, without «ё»; of «2-ая», «2я» it is «2-я». ``glued``: nothing
    stands between it and what was before."""

    text: str
    written: str
    is_number: bool
    glued: bool
    is_sign: bool = False

    @property
    def is_capital(self) -> bool:
        return self.written[0].isupper()


class Words:
    """Looked up by place; outside there is nothing, which is a sign too."""

    def __init__(self, text: str) -> None:
        self._all: Sequence[Word] = tuple(_joined(list(_parts(text[:_LONGEST]))))
        self._count = len(self._all)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> Word:
        return self._all[at] if 0 <= at < self._count else _NOTHING

    @cached_property
    def is_shouted(self) -> bool:
        """Are capitals no sign of a name here?"""
        letters = [word for word in self._all if len(word.text) > 3 and not word.is_number]
        return bool(letters) and all(word.written.isupper() for word in letters)


_NOTHING = Word("\n", "\n", is_number=False, glued=False, is_sign=True)


def _parts(text: str) -> Iterator[Word]:
    end = 0
    for found in _PART.finditer(text):
        written = found[0]
        plain = written.lower().replace("ё", "е")
        glued = found.start() == end and end > 0
        yield Word(plain, written, plain.isdecimal(), glued, is_sign=not plain[0].isalnum())
        end = found.end()


def _joined(parts: list[Word]) -> Iterator[Word]:
    """«1-я», «2ая», «Ново-Садовая» are one word."""
    at = 0
    while at < len(parts):
        part = parts[at]
        dash = at + 1 < len(parts) and parts[at + 1].text == "-" and parts[at + 1].glued
        last = at + 2 if dash else at + 1
        if (
            part.is_number
            and last < len(parts)
            and parts[last].glued
            and parts[last].text in _ORDINAL_END
            and (dash or len(parts[last].text) > 1 or parts[last].text == "я")
        ):
            name = f"{part.text}-я"
            yield Word(name, name, is_number=False, glued=part.glued)
            at = last + 1
        elif dash and part.text in _PREFIXES and last < len(parts) and parts[last].text.isalpha():
            written = f"{part.written}-{parts[last].written}"
            yield Word(
                written.lower().replace("ё", "е"), written, is_number=False, glued=part.glued
            )
            at = last + 1
        else:
            yield part
            at += 1
