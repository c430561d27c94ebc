"""Danger to life, heard in whatever a person writes, before anything is asked of them.

It is the same in every town and stands in no topic: people tell of a fire to whoever listens. What
is heard, and what is not, stands in ``rules.txt``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path

from core.words.lookalikes import as_russian

APART = 5
"""Words between the first of a rule and any other, at most."""

_WORD = re.compile(r"[а-яa-z]+(?:-[а-яa-z]+)*|[.!?;,\n]")


class _Places:
    """What a word fills, as a number: each place of a rule is a bit of it. So whether all that a
    rule needs stands around a word is one comparison."""

    def __init__(self) -> None:
        self._known: dict[frozenset[str], int] = {}
        self._by_word: dict[str, int] = {}
        self._by_beginning: dict[str, int] = {}
        self.filled = lru_cache(maxsize=20_000)(self._filled)

    def place(self, alternatives: Iterable[str]) -> int:
        """Words, and beginnings of words, one of which fills it; 0 of none."""
        given = frozenset(alternatives)
        if not given:
            return 0
        bit = self._known.setdefault(given, 1 << len(self._known))
        for one in given:
            by = self._by_beginning if one.endswith("*") else self._by_word
            text = one.removesuffix("*")
            by[text] = by.get(text, 0) | bit
        return bit

    def _filled(self, word: str) -> int:
        """All places that a word fills."""
        filled = self._by_word.get(word, 0)
        for end in range(1, len(word) + 1):
            filled |= self._by_beginning.get(word[:end], 0)
        return filled


_PLACES = _Places()


@dataclass(frozen=True, slots=True)
class _Rule:
    """``needs``: all of its places together."""

    kind: str
    first: int
    others: tuple[int, ...]
    needs: int
    unless: int
    unless_before: int
    unless_after: int

    def is_told(self, told: "_Told", at: int) -> bool:
        """``at``: a word that fills the first place, with words around it for all others."""
        if self._is_denied(told, at):
            return False
        first, last = max(0, at - APART), min(len(told.filled), at + APART + 1)
        for place in self.others:
            if all(
                self._is_denied(told, one) for one in range(first, last) if told.filled[one] & place
            ):
                return False
        return not any(
            told.filled[one] & self.unless
            for one in range(first, last)
            if told.sentences[one] == told.sentences[at]
        )

    def _is_denied(self, told: "_Told", at: int) -> bool:
        """Does what makes it none stand right before, or right after with no comma between?"""
        if at > 0 and told.filled[at - 1] & self.unless_before:
            return True
        if at + 1 == len(told.filled) or told.clauses[at + 1] != told.clauses[at]:
            return False
        return bool(told.filled[at + 1] & self.unless_after)


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a text by what each fills, with the numbers of its sentence and of what commas
    part."""

    filled: Sequence[int]
    sentences: Sequence[int]
    clauses: Sequence[int]

    def around(self, at: int) -> int:
        """What is filled within a rule's reach."""
        filled = 0
        for one in self.filled[max(0, at - APART) : at + APART + 1]:
            filled |= one
        return filled


def _told(text: str) -> _Told:
    filled: list[int] = []
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = 0
    for word in _WORD.findall(as_russian(text).lower().replace("ё", "е")):
        if word[0] in ".!?;,\n":
            clause += 1
            sentence += word != ","
        else:
            filled.append(_PLACES.filled(word))
            sentences.append(sentence)
            clauses.append(clause)
    return _Told(filled, sentences, clauses)


def _rule(kind: str, line: str) -> _Rule:
    told = line.split()
    places = [part.split("|") for part in told if part[0] not in "-<>"]
    places.sort(key=len)  # the fewer words fill a place, the less often it is looked at
    first, *others = map(_PLACES.place, places)
    needs = reduce(or_, others, first)
    return _Rule(kind, first, tuple(others), needs, *(_after(sign, told) for sign in "-<>"))


def _after(sign: str, told: Iterable[str]) -> int:
    return _PLACES.place(word for part in told if part[0] == sign for word in part[1:].split("|"))


def _lines(text: str) -> Iterator[str]:
    """The lines of the file: without remarks, each with what goes on under it."""
    whole = ""
    for line in text.splitlines():
        if line.startswith("  "):
            whole += line.strip() if whole.endswith("|") else f" {line.strip()}"
            continue
        if whole:
            yield whole
        whole = "" if line.startswith("#") else line
    if whole:
        yield whole


def _read(text: str) -> tuple[_Rule, ...]:
    named: dict[str, str] = {}
    rules: list[_Rule] = []
    kind = ""
    for line in _lines(text):
        if line.startswith("["):
            kind = line.strip("[]")
            continue
        name, defines, words = line.rpartition(" = ")
        filled = re.sub(r"\$[a-z]+", lambda found: named[found[0]], words)
        if defines:
            named[name] = filled
        else:
            rules.append(_rule(kind, filled))
    return tuple(rules)


def _by_first(rules: Iterable[_Rule]) -> dict[int, list[_Rule]]:
    found: dict[int, list[_Rule]] = {}
    for rule in rules:
        found.setdefault(rule.first, []).append(rule)
    return found


_ALL = _read(Path(__file__).with_name("rules.txt").read_text(encoding="utf-8"))
_RULES = _by_first(_ALL)


@lru_cache(maxsize=2048)
def _begun_by(filled: int) -> tuple[_Rule, ...]:
    """Rules whose first place is among these: of most words there are none."""
    return tuple(rule for first, rules in _RULES.items() if filled & first for rule in rules)


KINDS = tuple(dict.fromkeys(rule.kind for rule in _ALL))
"""The first that is heard is told."""


def danger(text: str) -> str | None:
    """The kind of the danger that a text tells of, one of :data:`KINDS`; None: of none."""
    return next(iter(dangers(text)), None)


@lru_cache(maxsize=2048)
def dangers(text: str) -> tuple[str, ...]:
    """All kinds of danger that a text tells of, the most urgent first."""
    told = _told(text)
    heard = {
        rule.kind
        for at, filled in enumerate(told.filled)
        if (begun := _begun_by(filled))
        for around in (told.around(at),)
        for rule in begun
        if around & rule.needs == rule.needs and rule.is_told(told, at)
    }
    return tuple(kind for kind in KINDS if kind in heard)
