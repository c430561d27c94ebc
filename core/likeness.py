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
from typing import TypeAlias

from .words.stems import root, words_in

LETTERS, LONG = 4, 5
"""So many first letters are looked at of words that are at least so long."""


Counted: TypeAlias = tuple[Mapping[str, int], float]
"""How many examples have each sign, and how much each of the examples counts."""


def counted(texts: Iterable[str]) -> Mapping[str, int]:
    """How many of the texts have each sign."""
    times: Counter[str] = Counter()
    for text in texts:
        times.update(signs(text))
    return times


class Likeness:
    """Of the kinds of the given examples. Every kind is taken to have said so many words more
    (``prior``), as all kinds say them together: so what a kind has few examples for is neither
    impossible nor likely (Dirichlet smoothing)."""

    def __init__(self, examples: Mapping[str, Sequence[Counted]], prior: float) -> None:
        said = {kind: sum(map(_whole, parts)) for kind, parts in examples.items()}
        self._examples = examples
        self._known = {sign for parts in examples.values() for times, _ in parts for sign in times}
        self._share = prior / sum(said.values()) if self._known else 0.0
        self._unsaid = {kind: math.log(prior / (prior + one)) for kind, one in said.items()}
        self._weighed: dict[str, Sequence[tuple[str, float]]] = {}

    def of(self, text: str) -> Mapping[str, float]:
        """How likely a kind is to say the words of a text, as a logarithm and beside what all kinds
        together say: only differences mean anything. Empty: it has no word that is known."""
        heard = signs(text) & self._known
        if not heard:
            return {}
        likely = {kind: unsaid * len(heard) for kind, unsaid in self._unsaid.items()}
        for sign in heard:
            for kind, more in self._more(sign):
                likely[kind] += more
        return likely

    def _more(self, sign: str) -> Sequence[tuple[str, float]]:
        """Who has said it, and how much likelier it is of them than of one who has not. Weighed
        when it is first heard: of most signs nobody ever asks."""
        weighed = self._weighed.get(sign)
        if weighed is None:
            said = [(kind, _times(sign, parts)) for kind, parts in self._examples.items()]
            usual = self._share * sum(times for _, times in said)
            weighed = [(kind, math.log1p(times / usual)) for kind, times in said if times]
            self._weighed[sign] = weighed
        return weighed


def _whole(part: Counted) -> float:
    times, weight = part
    return weight * sum(times.values())


def _times(sign: str, parts: Iterable[Counted]) -> float:
    return sum([weight * times.get(sign, 0) for times, weight in parts])


@lru_cache(maxsize=256)  # who hears topics and who hears dangers ask one after the other
def signs(text: str) -> frozenset[str]:
    """What of a text is compared."""
    words = words_in(text)
    roots = [root(word) for word in words]
    pairs = map(" ".join, pairwise(roots))
    begun = [f"{word[:LETTERS]}-" for word in words if len(word) >= LONG]
    return frozenset((*roots, *pairs, *begun))
