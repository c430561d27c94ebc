"""What a text is like: of several kinds the one whose examples use such words.

* Naive Bayes (multinomial): a kind is as likely as its examples have used each of the words before.
  It is counting and nothing else: it is fitted in the time of reading the examples, always alike,
  and whoever wonders why a text was heard so finds the words that say it.
* Words are told by their roots, by pairs of them that stand together («нет света»), and by their
  first letters, which survive slips of the finger and unknown endings.
* Neither the order of what is said nor its denial is understood: «не горит» is a pair like others.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TypeAlias

from .words.stems import root, words_in

LETTERS, LONG = 4, 5
"""So many first letters are looked at of words that are at least so long."""


Weighed: TypeAlias = tuple[str, float]
"""An example, and how much it counts."""


class Likeness:
    """Of the kinds of the given examples. Every kind is taken to have said so many words more
    (``prior``), as all kinds say them together: so what a kind has few examples for is neither
    impossible nor likely (Dirichlet smoothing)."""

    def __init__(self, examples: Mapping[str, Iterable[Weighed]], prior: float) -> None:
        said = {kind: _said(told) for kind, told in examples.items()}
        in_all: dict[str, float] = {}
        for of_kind in said.values():
            for sign, times in of_kind.items():
                in_all[sign] = in_all.get(sign, 0.0) + times
        share = prior / sum(in_all.values()) if in_all else 0.0
        self._more: dict[str, list[tuple[str, float]]] = {sign: [] for sign in in_all}
        self._unsaid: dict[str, float] = {}
        for kind, of_kind in said.items():
            for sign, times in of_kind.items():
                self._more[sign].append((kind, math.log(1 + times / (share * in_all[sign]))))
            self._unsaid[kind] = math.log(prior / (prior + sum(of_kind.values())))

    def of(self, text: str) -> Mapping[str, float]:
        """How likely a kind is to say the words of a text, as a logarithm and beside what all kinds
        together say: only differences mean anything. Empty: it has no word that is known."""
        heard = [more for sign in signs(text) if (more := self._more.get(sign)) is not None]
        if not heard:
            return {}
        likely = {kind: unsaid * len(heard) for kind, unsaid in self._unsaid.items()}
        for more in heard:
            for kind, by in more:
                likely[kind] += by
        return likely


def _said(told: Iterable[Weighed]) -> Mapping[str, float]:
    """How many of the examples have each sign, by their weights."""
    counted: dict[float, Counter[str]] = {}
    for text, weight in told:
        counted.setdefault(weight, Counter()).update(signs(text))
    said: dict[str, float] = {}
    for weight, times in counted.items():
        for sign, count in times.items():
            said[sign] = said.get(sign, 0.0) + weight * count
    return said


def signs(text: str) -> set[str]:
    """What of a text is compared."""
    words = words_in(text)
    roots = [root(word) for word in words]
    pairs = map(" ".join, pairwise(roots))
    return {*roots, *pairs, *[f"{word[:LETTERS]}-" for word in words if len(word) >= LONG]}
