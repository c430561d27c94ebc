"""Danger to life, heard in whatever a person writes, before anything is asked of them.

It is the same in every town and stands in no topic: people tell of a fire to whoever listens. What
is heard, and what is not, stands in ``rules.txt``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.words.lookalikes import as_russian

APART = 5
"""Words between the first of a rule and any other, at most."""

_WORD = re.compile(r"[а-яa-z]+(?:-[а-яa-z]+)*|[.!?;,\n]")
_LETTERS = 2
"""Rules are looked up by so many first letters of the words of their narrowest place."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Words, and beginnings of words, one of which fills it."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def takes(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    places: tuple[_Place, ...]
    unless: _Place
    unless_before: _Place
    unless_after: _Place

    def is_told(self, told: "_Told", at: int) -> bool:
        """``at``: a word that fills the first place."""
        first, last = max(0, at - APART), min(len(told.words), at + APART + 1)
        if self._is_denied(told, at):
            return False
        for place in self.places[1:]:
            filled = (one for one in range(first, last) if place.takes(told.words[one]))
            if all(self._is_denied(told, one) for one in filled):
                return False
        return not any(
            self.unless.takes(told.words[one])
            for one in range(first, last)
            if told.sentences[one] == told.sentences[at]
        )

    def _is_denied(self, told: "_Told", at: int) -> bool:
        """Does what makes it none stand right before, or right after with no comma between?"""
        if at > 0 and self.unless_before.takes(told.words[at - 1]):
            return True
        if at + 1 == len(told.words) or told.clauses[at + 1] != told.clauses[at]:
            return False
        return self.unless_after.takes(told.words[at + 1])


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a text, each with the numbers of its sentence and of what commas part."""

    words: Sequence[str]
    sentences: Sequence[int]
    clauses: Sequence[int]


def _told(text: str) -> _Told:
    words: list[str] = []
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = 0
    for word in _WORD.findall(as_russian(text).lower().replace("ё", "е")):
        if word[0] in ".!?;,\n":
            clause += 1
            sentence += word != ","
        else:
            words.append(word)
            sentences.append(sentence)
            clauses.append(clause)
    return _Told(words, sentences, clauses)


def _place(alternatives: Iterable[str]) -> _Place:
    given = list(alternatives)
    return _Place(
        frozenset(one for one in given if not one.endswith("*")),
        tuple(one[:-1] for one in given if one.endswith("*")),
    )


def _rule(kind: str, line: str) -> _Rule:
    told = line.split()
    places = [part.split("|") for part in told if part[0] not in "-<>"]
    places.sort(key=len)  # the fewer words fill a place, the less often it is looked at
    denied = (_after(sign, told) for sign in "-<>")
    return _Rule(kind, tuple(map(_place, places)), *denied)


def _after(sign: str, told: Iterable[str]) -> _Place:
    return _place(word for part in told if part[0] == sign for word in part[1:].split("|"))


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


def _by_beginning(rules: Iterable[_Rule]) -> dict[str, list[_Rule]]:
    found: dict[str, list[_Rule]] = {}
    for rule in rules:
        first = rule.places[0]
        for letters in {one[:_LETTERS] for one in (*first.words, *first.beginnings)}:
            found.setdefault(letters, []).append(rule)
    return found


_ALL = _read(Path(__file__).with_name("rules.txt").read_text(encoding="utf-8"))
_RULES = _by_beginning(_ALL)


@lru_cache(maxsize=20_000)
def _begun_by(word: str) -> tuple[_Rule, ...]:
    """Rules whose first place it fills: of most words there are none."""
    return tuple(one for one in _RULES.get(word[:_LETTERS], ()) if one.places[0].takes(word))


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
        for at, word in enumerate(told.words)
        for rule in _begun_by(word)
        if rule.is_told(told, at)
    }
    return tuple(kind for kind in KINDS if kind in heard)
