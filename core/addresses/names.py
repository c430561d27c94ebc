"""Names of streets and settlements that are known, and which of them a text has.

* A name is found in any case that its words may stand in: «на Комсомольской», «угол Садовой».
  A surname stands in its own («Ленина») and in no other: of Lenin himself people write as well.
* One slip of the finger is forgiven where something else says that it is an address.
* «Маршала Жукова» is also «Жукова» and «м. Жукова», where no other is.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from core.words.slips import Slips
from core.words.wordsets import words_of

from .forms import Gender, adjective, gender_of
from .words import Words, plain

_MASCULINE = ("ый", "ий", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем")
_BY_EAR = ("ово", "ево")
"""«чайковсково»"""
_OGO = re.compile("[оеая][гв][оа]$")
_UNHEARD = str.maketrans("оеяиы", "ааааа")
LONG = 9
"""Letters of what the forms of an adjective have in common, from which two are rarely alike."""
FREE = 7
"""Letters from which a word may be misspelt in any way."""

TITLES = words_of(
    "академика адмирала архитектора братьев героев героя генерала имени им капитана",
    "князя композитора комиссара космонавта красных космонавтов лейтенанта летчика маршала майора",
    "мичмана партизана партизан писателя полковника профессора реки защитников бойцов воинов",
    "сержанта старшины святого святителя художника большая большой малая малый новая новый старая",
    "старый нижняя верхняя карла розы клары павлика зои лизы саши надежды сергея юрия мусы",
    "дмитрия николая ивана петра александра богдана степана емельяна феликса",
)
"""Words after which the name goes on."""


class Name(Struct, frozen=True):
    """``kind``: as an address has it, "" where the list does not say."""

    name: str
    kind: str = ""


class Found(Struct, frozen=True):
    """``end``: the place after its last word. ``surely``: without a slip."""

    name: Name
    end: int
    surely: bool


_Known: TypeAlias = tuple[tuple[str, ...], Name]
"""A name, and what its words are found by."""


class Names:
    """Built once from a list; asked at every text."""

    def __init__(self, known: Iterable[Name]) -> None:
        self._by_first: dict[str, list[_Known]] = {}
        self._by_last: dict[str, list[_Known]] = {}
        whole: dict[str, Name] = {}
        for one in known:
            same = whole.setdefault(plain(one.name), one)
            if same.kind != one.kind:  # a street and a lane: which is meant, nobody said
                whole[plain(one.name)] = Name(one.name)
        # «12» is a name with its kind alone, and the kind has it.
        names = [(_keys(one.name), one) for one in whole.values() if not one.name.isdecimal()]
        ends = Counter(keys[-1] for keys, _ in names)
        for keys, one in names:
            self._by_first.setdefault(keys[0], []).append((keys, one))
            if len(keys) == 2 and keys[0] in TITLES and ends[keys[1]] == 1:
                self._by_first.setdefault(keys[1], []).append((keys[1:], one))
            if "-" in keys[0] and not keys[0][0].isdigit():  # «мамина сибиряка»
                apart = tuple(keys[0].split("-"))
                self._by_first.setdefault(apart[0], []).append(((*apart, *keys[1:]), one))
            if len(keys) == 2 and keys[0].isalpha():
                self._by_last.setdefault(keys[1], []).append((keys[1:], one))
        # Either by what all forms of a name have in common, or by the form of the sign.
        self._spelt = {key: key for key in self._by_first}
        self._spelt.update((plain(one.name), keys[0]) for keys, one in names if len(keys) == 1)
        self._slips = Slips(self._spelt, FREE)
        self._heard: dict[str, set[str]] = {}
        for form in self._spelt:
            if len(form) >= FREE:
                self._heard.setdefault(_by_ear(form), set()).add(form)
        self._whole = {plain(one.name): one for keys, one in names if len(keys) == 1}
        self._meant = lru_cache(maxsize=20_000)(self._misspelt)

    def at(
        self, words: Words, at: int, *, gender: Gender | None = None, slips: bool = False
    ) -> Found | None:
        """The longest name that begins here. ``gender``: of «Южная» and «Южный», which; None:
        what its own form says. ``slips``: its first word may be misspelt."""
        surely = self._longest(words, at, _forms(words[at].text), gender)
        if surely is not None:
            return Found(surely[1], at + len(surely[0]), surely=True)
        if not slips or words[at].is_sign or words[at].is_number:
            return None
        slipped = self._longest(words, at, self._meant(words[at].text), gender)
        return Found(slipped[1], at + len(slipped[0]), surely=False) if slipped else None

    def begins(self, word: str) -> bool:
        """Does a known name begin with it, without a slip?"""
        return any(form in self._by_first for form in _forms(word))

    def cut_short(self, beginning: str) -> Name | None:
        """«Красноарм.»: the one name of a word that begins so; None: none does, or several do."""
        begun = [one for name, one in self._whole.items() if name.startswith(beginning)]
        return begun[0] if len(begun) == 1 else None

    def by_initial(self, words: Words, at: int, letter: str) -> Found | None:
        """«Маркса» after «К.»."""
        for form in _forms(words[at].text):
            for keys, one in self._by_last.get(form, ()):
                if plain(one.name).startswith(letter):
                    return Found(one, at + len(keys), surely=True)
        return None

    def _longest(
        self, words: Words, at: int, firsts: Iterable[str], gender: Gender | None
    ) -> "_Known | None":
        begun = [one for first in firsts for one in self._by_first.get(first, ())]
        if not begun:
            return None
        if gender is None and words[at].text.endswith(_MASCULINE):
            # «Петровского» is no form of «Петровская»
            begun = [one for one in begun if gender_of(one[1].name) != "f"]
        found = [
            (keys, one)
            for keys, one in begun
            if all(key in _forms(words[at + place].text) for place, key in enumerate(keys[1:], 1))
        ]
        if len(found) < 2:
            return found[0] if found else None
        written = words[at].text
        wanted = gender or ("m" if written.endswith(_MASCULINE) else "f")

        def likely(one: _Known) -> tuple[int, bool, bool]:
            name = plain(one[1].name)
            return len(one[0]), gender_of(name) == wanted, name.startswith(written)

        return max(found, key=likely)

    def _misspelt(self, word: str) -> tuple[str, ...]:
        """First words of names that it is one slip away from. What looks right as it stands may
        only be wrong by ear, unless it is long: «Вольская» is no «Волжская»."""
        near = {one for form in _forms(word) for one in self._slips.near(form)}
        for form in _forms(word) if len(word) >= FREE else ():
            alike = self._heard.get(_by_ear(form), set())
            near |= {one for one in alike if abs(len(one) - len(form)) < 2}
        common = adjective(word)
        if common is not None and len(common) < LONG:
            alike = {_by_ear(common), _by_ear(word)}
            near = {one for one in near if _by_ear(one) in alike}
        return tuple(sorted({self._spelt[one] for one in near}))


def read_common() -> tuple[Name, ...]:
    """Names that a town is likely to have, in the order of how many have them."""
    lines = (Path(__file__).with_name("common.txt")).read_text("utf-8").splitlines()
    return tuple(Name(name.strip()) for line in lines for name in line.split(",") if name.strip())


def _by_ear(word: str) -> str:
    """Without what is not heard: the soft sign, doubled letters, unstressed vowels, the «г» of
    «-ого»."""
    word = _OGO.sub("ава", word.replace("ь", ""))
    return re.sub(r"(.)\1", r"\1", word.translate(_UNHEARD))


def _keys(name: str) -> tuple[str, ...]:
    """What its words are found by."""
    words = Words(name)
    texts = [words[at].text for at in range(len(words))]
    return tuple(adjective(text) or text for text in texts)


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, ...]:
    if word.endswith(_BY_EAR) and len(word) > 6:
        return word, f"{word[:-2]}го"
    common = adjective(word)
    return (word,) if common is None else (common, word)
