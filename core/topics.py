"""Which topic a text is about: a few topics are offered, and none is assumed.

Every topic of the town file has keywords: single words, or several that must all occur. Words
are compared by their stems (Snowball, Russian). A keyword that many topics share tells little,
one that few have tells much, and several words together tell more than one.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from .town import Town

AT_MOST = 3
WORD = re.compile(r"[а-яёa-z]+")
NAME_WEIGHT = 0.5
"""A topic's own name counts too, but less: it is written by an official."""
WORTH_OFFERING = 0.55
"""Of the best topic's score: what is far behind it is not offered."""

_stemmer = snowballstemmer.stemmer("russian")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    return str(_stemmer.stemWord(word.replace("ё", "е")))


def stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text.lower()))


class Suggestions:
    """Built once from the town file; asked at every complaint."""

    def __init__(self, town: Town) -> None:
        self._town = town
        phrases = [
            (topic.code, stems(keyword), 1.0)
            for topic in town.topics.values()
            for keyword in topic.keywords
        ] + [
            (topic.code, frozenset({stem(word)}), NAME_WEIGHT)
            for topic in town.topics.values()
            for word in WORD.findall(topic.name.lower())
            if len(word) > 3
        ]
        spread = Counter(found for _, found, _ in set(phrases) if found)
        self._weights: dict[frozenset[str], dict[str, float]] = {}
        for code, found, weight in phrases:
            if not found:
                continue
            rarity = math.log(1 + len(town.topics) / spread[found])
            of_phrase = self._weights.setdefault(found, {})
            of_phrase[code] = max(of_phrase.get(code, 0.0), weight * rarity * len(found))
        self._alarms = {
            stems(keyword): topic.code
            for topic in town.topics.values()
            if topic.emergency
            for keyword in topic.keywords
        }
        self._by_stem: dict[str, list[frozenset[str]]] = {}
        for found in self._weights:
            for one in found:
                self._by_stem.setdefault(one, []).append(found)

    def topics(self, text: str) -> tuple[str, ...]:
        """Return up to three topics' codes, the likeliest first; none where nothing fits."""
        scores = self._scores(stems(text))
        ranked = sorted(scores, key=lambda code: (-scores[code], code))
        if not ranked:
            return ()
        best = scores[ranked[0]]
        return tuple(code for code in ranked[:AT_MOST] if scores[code] >= best * WORTH_OFFERING)

    def emergency(self, text: str) -> str | None:
        """Return the topic of a danger that the text tells of, if it does.

        Two words that belong together («пахнет газом») are heard wherever they stand; one alone
        only where the whole text is about it. A topic's name is not enough: «счёт за газ».
        """
        said = stems(text)
        heard = [found for found in self._matching(said) if found in self._alarms]
        together = [found for found in heard if len(found) > 1]
        if together:
            return self._alarms[max(together, key=lambda found: (len(found), sorted(found)))]
        likeliest = self.topics(text)[:1]
        return next((code for code in likeliest if code in map(self._alarms.get, heard)), None)

    def _scores(self, said: frozenset[str]) -> dict[str, float]:
        scores: dict[str, float] = {}
        for found in self._matching(said):
            for code, weight in self._weights[found].items():
                scores[code] = scores.get(code, 0.0) + weight
        return scores

    def _matching(self, said: frozenset[str]) -> Iterable[frozenset[str]]:
        near = {found for one in said for found in self._by_stem.get(one, ())}
        return [found for found in near if found <= said]
