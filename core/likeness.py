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
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .words.stems import root, words_in

LETTERS, LONG = 4, 5
"""So many first letters are looked at of words that are at least so long."""


Signs: TypeAlias = Sequence[str]
"""What of a text is compared, see :func:`signs`."""
Counted: TypeAlias = tuple[Mapping[str, int], float]
"""How many examples have each sign, and how much each of the examples counts."""


def counted(told: Iterable[Signs]) -> Mapping[str, int]:
    """How many of the texts, told by their signs, have each."""
    times: Counter[str] = Counter()
    for one in told:
        times.update(one)
    return times


def in_signs(texts: Iterable[str]) -> tuple[Signs, ...]:
    """Examples as they are learned from. Many have the same signs, which are kept once."""
    return tuple([tuple(map(intern, signs(text))) for text in texts])


class Likeness:
    """Of the kinds of the given examples. Every kind is taken to have said so many words more
    (``prior``), as all kinds say them together: so what a kind has few examples for is neither
    impossible nor likely (Dirichlet smoothing)."""

    def __init__(self, examples: Mapping[str, Sequence[Counted]], prior: float) -> None:
        self.kinds = tuple(examples)
        said = [sum(map(_whole, parts)) for parts in examples.values()]
        self._parts = tuple(examples.values())
        self._known = {sign for parts in self._parts for times, _ in parts for sign in times}
        self._share = prior / sum(said) if self._known else 0.0
        self._unsaid = np.array([math.log(prior / (prior + one)) for one in said])
        self._weighed: dict[str, NDArray[np.float32]] = {}

    def of(self, text: str) -> NDArray[np.float64]:
        """How likely each of :attr:`kinds` is to say the words of a text, as a logarithm and beside
        what all kinds together say: only differences mean anything. Empty: it has no word that is
        known."""
        heard = [sign for sign in signs(text) if sign in self._known]
        if not heard:
            return np.empty(0)
        more = np.add.reduce([self._more(sign) for sign in heard], dtype=np.float64)
        return np.asarray(more + self._unsaid * len(heard))

    def by_kind(self, text: str) -> dict[str, float]:
        """The same, by kind."""
        return dict(zip(self.kinds, self.of(text).tolist(), strict=False))

    def _more(self, sign: str) -> NDArray[np.float32]:
        """How much likelier a sign is of each kind than of one that has not said it. Weighed when
        it is first heard: of most signs nobody ever asks."""
        weighed = self._weighed.get(sign)
        if weighed is None:
            said = np.array([_times(sign, parts) for parts in self._parts])
            weighed = np.log1p(said / (self._share * said.sum())).astype(np.float32)
            self._weighed[sign] = weighed
        return weighed


def _whole(part: Counted) -> float:
    times, weight = part
    return weight * sum(times.values())


def _times(sign: str, parts: Iterable[Counted]) -> float:
    return sum([weight * times.get(sign, 0) for times, weight in parts])


@lru_cache(maxsize=256)  # who hears topics and who hears dangers ask one after the other
def signs(text: str) -> Signs:
    """What of a text is compared, each once, in the order in which it is told."""
    words = words_in(text)
    roots = [root(word) for word in words]
    pairs = map(" ".join, pairwise(roots))
    begun = [f"{word[:LETTERS]}-" for word in words if len(word) >= LONG]
    return tuple(dict.fromkeys((*roots, *pairs, *begun)))
