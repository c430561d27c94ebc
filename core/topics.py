"""Which topic a text is about: a few topics are offered, and none is assumed.

* Every topic of the town file has keywords: single words, or several that must stand near each
  other. Words are compared by their stems (Snowball, Russian); a word that no keyword has is taken
  for one that it begins with («гололедица»), or that is one slip of the finger away («фанарь»).
* «Не», «на» and their like say something only right before the word that they stand by in the
  keyword: «не ходит», and not «ходит, а не едет».
* A keyword that many topics share tells little, one that few have tells much, and several words
  together tell more than one.
* A danger (:mod:`core.dangers`) is told of before all else: its topic is offered first.
* What the text means by all its words (:mod:`core.meaning`) counts beside the keywords, in one
  order. Nothing else than an offer is ever made of it.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .dangers import danger
from .meaning import NAMELESS, Close
from .town import Topic, Town, group_of
from .words.slips import Slips
from .words.stems import LONGEST, root, stems, words_in
from .words.wordsets import words_of

AT_MOST = 3
NAME_WEIGHT = 0.5
"""A topic without keywords is known by its name, but less: it is written by an official."""
WORTH_OFFERING = 0.55
"""Of the best topic's score: what is far behind it is not offered."""
APART = 5
"""Words between two of one keyword, at most."""

LONG_ENOUGH = 5
"""Letters: a shorter word is one slip away from too many others."""
LONGEST_END = 6
"""Letters after a keyword's stem that still make it the same word."""
BEGUN, SLIPPED = 0.9, 0.7
"""What a word tells that only begins with a keyword's, or is misspelt."""

NO_SLIPS = words_of(
    "площадь площади площадью интернет интернета интернете парковая парковой сапоги сапог прописан",
    "прописана прописаны провайдер провайдера электрик электрика электрики батарейки батареек",
    "дорожает дорожают дорожать поперек сколько поверх подлетаем подлетает",
    "скачут скачем просыпь просыпи просыпей",
)
"""They are one slip away from what is often spoken of, or begin as it does, and are not it."""
BESIDE = words_of("у возле около напротив до от мимо вокруг между перед рядом")
"""After them stands where it is, and not what it is: «урна у подъезда»."""
AT_A_PLACE = 0.6
"""What a word tells that only says where."""
LEADING = words_of("не на в во под из от до без по за к со с при через")
"""Words that are nothing by themselves: each belongs to the one after it."""

PLAIN, RIVAL = 2.17, 0.8
"""By how many words that one topic alone has a part of a text says plainly what it is about; and
the share of its score at which another group's topic is as likely meant."""
NEARLY, RIVALLED = 1.93, 0.5
"""The same of what is said nearly so, and by keywords and meaning together."""
CLOSE_ALONE = 0.25
"""How close to what a text means a topic is that is offered where no keyword is heard. Of such
texts about the town's topics 93 of 100 have one, of those about anything else 21."""
AS_KEYWORDS = 4.8
"""What closeness counts beside scores, in such words."""
MEANT = 5
"""The closest topics, that count."""
WORTH_CHOOSING = 0.35
"""Of the best topic's score and closeness together, as :data:`WORTH_OFFERING` of the score."""

REMEMBERED = 2048
"""Texts whose topics are remembered."""

PLACES = frozenset(
    map(
        root,
        words_of(
            "тротуар газон подъезд лестница площадка остановка асфальт обочина дорожка парковка",
            "двор крыльцо этаж школа садик больница поликлиника аптека магазин переход перекресток",
        ),
    )
)
"""What alone may only say where it is: «арбузы на тротуаре», «дует в подъезде»."""


class Vocabulary:
    """The stems of all keywords, and which of them a written word stands for."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._slips = Slips(self._known, LONG_ENOUGH + 1)
        self.meant = lru_cache(maxsize=50_000)(self._meant)

    def _meant(self, word: str) -> tuple[tuple[str, ...], float]:
        """The stems that it may stand for, and how surely."""
        written = root(word)
        if written in self._known:
            return (written,), 1.0
        if word in NO_SLIPS:
            return (), 0.0
        for length in range(len(written) - 1, LONG_ENOUGH - 1, -1):
            if len(written) - length > LONGEST_END:
                break
            if written[:length] in self._known:
                return (written[:length],), BEGUN
        return tuple(sorted(self._slips.near(written))), SLIPPED


class Likeliest(NamedTuple):
    """A topic: by how many words of one topic alone it is ``named``, and together with what the
    text means (None: nobody asked); ``rivalled``: another group's is nearly as likely."""

    topic: str
    named: float
    meant: float | None
    rivalled: bool


_Heard = Mapping[str, tuple[Sequence[int], float]]
"""Stems of keywords that a text has: where, and how surely."""


class Suggestions:
    """Built once from the town file; asked at every complaint. Without ``meaning`` topics are heard
    by their keywords alone."""

    def __init__(self, town: Town, meaning: Close | None = None) -> None:
        self._meaning = meaning
        phrases = [
            (topic.code, found, weight)
            for topic in town.topics.values()
            for found, weight in _told_by(topic)
        ]
        spread = Counter(found for _, found, _ in set(phrases))
        self._word = math.log(1 + len(town.topics))
        """What a keyword of one word tells that one topic alone has: the more topics, the more."""
        self._weights: dict[frozenset[str], dict[str, float]] = {}
        for code, found, weight in phrases:
            rarity = math.log(1 + len(town.topics) / spread[found])
            of_phrase = self._weights.setdefault(found, {})
            of_phrase[code] = max(of_phrase.get(code, 0.0), weight * rarity * len(found))
        self._alarms = {
            stems(keyword): topic.code
            for topic in town.topics.values()
            if topic.emergency
            for keyword in topic.keywords
            if danger(keyword) is None  # what the rules hear has exceptions that they know
        }
        self._of_danger = {
            topic.danger: topic.code for topic in town.topics.values() if topic.danger
        }
        self._joined = {
            found: joined
            for topic in town.topics.values()
            for keyword in topic.keywords
            if (joined := _joined(keyword)) and (found := stems(keyword))
        }
        """Stems of a keyword of which the one stands right before the other."""
        in_keywords = Counter(one for found in self._weights for one in found)
        self._vocabulary = Vocabulary(in_keywords)
        # By the rarest of its stems: «не» and «в» begin half of the keywords.
        self._by_stem: dict[str, list[frozenset[str]]] = {}
        for found in self._weights:
            rarest = min(sorted(found), key=in_keywords.__getitem__)
            self._by_stem.setdefault(rarest, []).append(found)
        # A turn asks several times of the same words, and so does the next one.
        self._keywords = lru_cache(maxsize=REMEMBERED)(self._told)
        self._scored = lru_cache(maxsize=REMEMBERED)(self._score)
        self.topics = lru_cache(maxsize=REMEMBERED)(self._topics)
        self.likeliest = lru_cache(maxsize=REMEMBERED)(self._likeliest)
        self.offered = lru_cache(maxsize=REMEMBERED)(self._offered)
        self.emergency = lru_cache(maxsize=REMEMBERED)(self._emergency)

    def of_danger(self, kind: str) -> str | None:
        """The town's topic for a kind of danger, if it has one."""
        return self._of_danger.get(kind)

    def _topics(self, text: str) -> tuple[str, ...]:
        """Return up to three topics' codes that a text names, the likeliest first; none where it
        names nothing."""
        return self._best(text, self._scored(text), WORTH_OFFERING)

    def _best(self, text: str, scores: Mapping[str, float], worth: float) -> tuple[str, ...]:
        """``worth``: of the best score, what is worth offering beside it."""
        ranked = sorted(scores, key=lambda code: (-scores[code], code))
        fitting = [code for code in ranked if scores[code] >= scores[ranked[0]] * worth]
        endangered = self._of_danger.get(danger(text) or "")
        first = (endangered,) if endangered else ()
        return tuple(dict.fromkeys((*first, *fitting)))[:AT_MOST]

    def _offered(self, text: str) -> tuple[str, ...]:
        """Return up to three topics' codes to choose from, by what a text names and may mean."""
        named = self.topics(text)
        if self._meaning is None:
            return named
        near = self._meaning.near(text, MEANT)
        if not near or (not named and near[0][1] < CLOSE_ALONE):
            return named
        likely = dict(self._scored(text))
        for code, how in near:
            likely[code] = likely.get(code, 0.0) + AS_KEYWORDS * self._word * how
        return self._best(text, likely, WORTH_CHOOSING)

    def _likeliest(self, text: str) -> Likeliest:
        """The topic that a part of a text is about, of those that it names, and how surely."""
        named = self.named(text)
        if self._meaning is None or not named:
            code = max(sorted(named), key=named.__getitem__, default="")
            return Likeliest(code, named.get(code, 0.0), None, self.plainly(text, NEARLY) != code)
        likely = dict(named)
        for code, how in self._meaning.near(text, MEANT):
            likely[code] = likely.get(code, 0.0) + AS_KEYWORDS * how
        code = max(sorted(likely), key=likely.__getitem__)
        least = likely[code] * RIVALLED
        near = (one for one in likely if likely[one] > least and group_of(one) != group_of(code))
        return Likeliest(code, named.get(code, 0.0), likely[code], any(near))

    def named(self, text: str) -> Mapping[str, float]:
        """The topics that a text names, and by how many keywords."""
        return {code: score / self._word for code, score in self._scored(text).items()}

    def plainly(self, text: str, enough: float = PLAIN) -> str:
        """The topic that a few words name plainly, and no other group's near it; "" if none."""
        scores = self._scored(text)
        code = max(sorted(scores), key=scores.__getitem__, default="")
        if not code or scores[code] < enough * self._word:
            return ""
        least = scores[code] * RIVAL
        near = (one for one in scores if scores[one] > least and group_of(one) != group_of(code))
        return "" if any(near) else code

    def among(self, text: str, codes: Sequence[str]) -> str:
        """Which of a few topics a few words name, the first of those of one group; "": none, or
        several groups'."""
        scores = self._scored(text)
        if self._meaning is not None and scores and scores.keys().isdisjoint(codes):
            scores = dict(self._meaning.near(text, MEANT))
        code = max(codes, key=lambda one: scores.get(one, 0.0), default="")
        most = scores.get(code, 0.0)
        if not most:
            return ""
        others = (one for one in codes if group_of(one) != group_of(code))
        return "" if any(scores.get(one, 0.0) > most * RIVAL for one in others) else code

    def _emergency(self, text: str) -> str | None:
        """Return the topic of a danger that the text tells of, if it is one of the town's.

        Two words that belong together («открытый люк») are heard wherever they stand; one alone
        only where the whole text is about it. A topic's name is not enough: «счёт за газ».
        """
        if (kind := danger(text)) is not None:
            return self._of_danger.get(kind)
        heard = [found for found in self._keywords(text)[1] if found in self._alarms]
        together = [found for found in heard if len(found) > 1]
        if together:
            return self._alarms[max(together, key=lambda found: (len(found), sorted(found)))]
        likeliest = self.topics(text)[:1]
        return next((code for code in likeliest if code in map(self._alarms.get, heard)), None)

    def _heard(self, text: str) -> _Heard:
        places: dict[str, list[int]] = {}
        surest: dict[str, float] = {}
        before = ""
        for at, word in enumerate(words_in(text)):
            meant, surely = self._vocabulary.meant(word) if len(word) <= LONGEST else ((), 0.0)
            if before in BESIDE:
                surely *= AT_A_PLACE
            before = word
            for one in meant:
                places.setdefault(one, []).append(at)
                surest[one] = max(surest.get(one, 0.0), surely)
        return {one: (places[one], surest[one]) for one in places}

    def _score(self, text: str) -> Mapping[str, float]:
        """By topic. What a longer keyword says («горит днём») its parts do not say once more."""
        heard, keywords = self._keywords(text)
        told: dict[str, list[frozenset[str]]] = {}
        for found in sorted(keywords, key=len, reverse=True):
            for code in self._weights[found]:
                longer = told.setdefault(code, [])
                if not any(found < one for one in longer):
                    longer.append(found)
        return {
            code: sum(
                self._weights[found][code] * min(heard[one][1] for one in found) for found in ours
            )
            for code, ours in told.items()
        }

    def _told(self, text: str) -> tuple[_Heard, Sequence[frozenset[str]]]:
        """What is heard, and the keywords that it makes."""
        heard = self._heard(text)
        return heard, self._matching(heard)

    def _matching(self, heard: _Heard) -> Sequence[frozenset[str]]:
        told = heard.keys()
        return [
            found
            for one in heard
            for found in self._by_stem.get(one, ())
            if found <= told and _are_near(found, heard) and self._are_joined(found, heard)
        ]

    def _are_joined(self, found: frozenset[str], heard: _Heard) -> bool:
        return all(
            any(at + 1 in heard[second][0] for at in heard[first][0])
            for first, second in self._joined.get(found, ())
        )


def _joined(keyword: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (root(first), root(second))
        for first, second in pairwise(words_in(keyword))
        if first in LEADING
    )


def _told_by(topic: Topic) -> Iterable[tuple[frozenset[str], float]]:
    if topic.keywords:
        told = [found for keyword in topic.keywords if (found := stems(keyword))]
        return [(found, AT_A_PLACE if found <= PLACES else 1.0) for found in told]
    words = [word for word in words_in(topic.name) if len(word) > 3 and word not in NAMELESS]
    return [(frozenset({root(word)}), NAME_WEIGHT) for word in words]


def _are_near(found: frozenset[str], heard: _Heard) -> bool:
    if len(found) == 1:
        return True
    return any(
        all(_stands_by(at, heard[one][0]) for one in found)
        for middle in found
        for at in heard[middle][0]
    )


def _stands_by(at: int, places: Sequence[int]) -> bool:
    """``places`` go up."""
    nearest = bisect_left(places, at - APART - 1)
    return nearest < len(places) and places[nearest] <= at + APART + 1
