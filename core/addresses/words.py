"""A text as words, numbers and signs, each with what stands around it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Self

from msgspec import Struct

from core.words.lookalikes import as_russian
from core.words.wordsets import words_of

from .curses import is_curse
from .dictated import in_figures
from .values import VALUES

_PART = re.compile(r"\d+|[а-яёa-z]+(?:-[а-яёa-z]+)*|[^\s\w]", re.IGNORECASE)
_SHORTENED = words_of(
    "ул пер пр просп наб пл бул бульв туп мкр микр гор дер пос рп пгт им ак ген корп кор стр вл",
    "кв под эт уч обл св влд",
)
"""A full stop after these ends no sentence."""
_SPELT_OUT = re.compile(r"\b(п\.\s?г\.\s?т|р\.\s?п)\.", re.IGNORECASE)
"""«п.г.т.», «р.п.»"""
_ORDINAL_END = frozenset({"я", "ая", "й", "ый", "ой", "ий", "е", "ое", "го", "ую", "м", "ом"})
MONTHS = words_of(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
_LONGEST = 4000
"""Characters that are looked at: of a longer story, its beginning."""
SOON = 8
"""Words: what is said of a house before its number is shorter."""


class Word(Struct, frozen=True):
    """``text`` is in small letters, without «ё»; of «2-ая», «2я» it is «2-я». ``glued``: nothing
    stands between it and what was before. ``begin``, ``end``: its place in the text, in signs."""

    text: str
    written: str
    is_number: bool
    glued: bool
    begin: int = 0
    end: int = 0
    is_sign: bool = False

    @property
    def is_capital(self) -> bool:
        return self.written[0].isupper()


class Words(tuple[Word, ...]):  # noqa: SLOT001  because it remembers more than its words
    """Looked up by place; outside there is nothing, which is a sign too: so much of it stands after
    the last word that a place before the first, which Python counts from the end, finds it as well.
    It is a tuple because an address looks some three hundred words up.
    """

    _text: str
    _count: int

    def __new__(cls, text: str) -> Self:
        written = in_figures(_SPELT_OUT.sub(_as_one, as_russian(text[:_LONGEST])))
        found = list(_joined(list(_parts(written))))
        made = super().__new__(cls, (*found, *_OUTSIDE))
        made._text = written
        made._count = len(found)
        return made

    def __len__(self) -> int:
        return self._count

    @property
    def text(self) -> str:
        """All of it, with numbers of names in figures."""
        return self._text

    def is_numbered(self, at: int) -> bool:
        """Does a number, in signs or in words, stand here or soon after?"""
        return at < 0 or (at < self._count and self._is_numbered[at])

    @cached_property
    def _is_numbered(self) -> list[bool]:
        """Place by place."""
        found = [False] * self._count
        last = self._count + SOON
        for at in range(self._count - 1, -1, -1):
            text = self[at].text
            if text[0].isdecimal() or text in VALUES:
                last = at
            found[at] = last <= at + SOON
        return found

    def clause(self, at: int) -> str:
        """The sentence around a word."""
        begin, end = self.sentence(at)
        return self._text[self[begin].begin : self[end].end]

    def sentence(self, at: int) -> tuple[int, int]:
        """The places of its first and its last word."""
        after = bisect_left(self._stops, at)
        begin = self._stops[after - 1] + 1 if after else 0
        return begin, self._stops[after] if after < len(self._stops) else max(at, self._count - 1)

    @cached_property
    def _stops(self) -> list[int]:
        """Where sentences end, once for all that ask."""
        return [at for at in range(self._count) if self._ends(at)]

    def _ends(self, at: int) -> bool:
        if self[at].text in {"!", "?", ";"}:
            return True
        before = self[at - 1]
        whole = before.is_number or (len(before.text) > 1 and before.text not in _SHORTENED)
        return self[at].text == "." and whole

    @cached_property
    def is_shouted(self) -> bool:
        """Are capitals no sign of a name here?"""
        written = self[: self._count]
        letters = [word for word in written if len(word.text) > 3 and not word.is_number]
        return bool(letters) and all(word.written.isupper() for word in letters)


@lru_cache(maxsize=256)  # several look for different things in the same words
def read(text: str) -> Words:
    """A text's words."""
    return Words(text)


_NOTHING = Word("\n", "\n", is_number=False, glued=False, is_sign=True)
_OUTSIDE = (_NOTHING,) * 64
"""More than anybody looks back from the first word, or on from the last."""


def _as_one(found: re.Match[str]) -> str:
    return "".join(filter(str.isalpha, found[0])).lower()


def plain(text: str) -> str:
    """How texts are compared: small letters, no «ё», one space between words."""
    return " ".join(text.lower().replace("ё", "е").split())


def _parts(text: str) -> Iterator[Word]:
    last = 0
    for found in _PART.finditer(text):
        written = found[0]
        begin, end = found.span()
        small = written.lower().replace("ё", "е").replace("\\", "/")
        glued = begin == last and last > 0
        is_sign = not small[0].isalnum()
        if is_curse(small):  # it parts words as a comma does
            small, written, is_sign = ",", ",", True
        yield Word(small, written, small.isdecimal(), glued, begin, end, is_sign)
        last = end


def _joined(parts: list[Word]) -> Iterator[Word]:
    """«1-я», «2ая», «70-летия» are one word."""
    at = 0
    while at < len(parts):
        part = parts[at]
        dash = at + 1 < len(parts) and parts[at + 1].text == "-" and parts[at + 1].glued
        last = at + 2 if dash else at + 1
        if (
            dash
            and part.is_number
            and last < len(parts)
            and parts[last].text == "го"
            and last + 1 < len(parts)
            and parts[last + 1].text in MONTHS
        ):  # «1-го Мая» is on the sign «1 Мая»
            yield part
            at = last + 1
        elif (
            part.is_number
            and last < len(parts)
            and parts[last].glued
            and parts[last].text in _ORDINAL_END
            and (dash or len(parts[last].text) > 1 or parts[last].text == "я")
        ):
            name = f"{part.text}-я"
            yield Word(name, name, False, part.glued, part.begin, parts[last].end)
            at = last + 1
        elif part.is_number and last < len(parts) and parts[last].text == "летия":
            name = f"{part.text}-летия"
            yield Word(name, name, False, part.glued, part.begin, parts[last].end)
            at = last + 1
        else:
            yield part
            at += 1
