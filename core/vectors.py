"""What words mean, by vectors: how close a text is to the keywords of each topic.

* Words are known by vectors that navec learned from a billion words of news: words that stand in
  the same company have vectors that point the same way. Natasha's package carries them; nothing
  else of it is used. A word that they do not have says nothing, and a common one little.
* A text points where its words do together. Every keyword of the town file is an example of its
  topic, so a town teaches it by writing keywords, and by nothing else.
* How close a text is to each topic is a linear function of where it points, fitted to the examples
  by least squares (ridge regression): the same town file always gives the same one.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
from navec import Navec  # type: ignore[import-untyped]  # because it is published without types
from numpy.typing import NDArray

from .finding import SMALL
from .meaning import is_of_something
from .town import Topic, Town
from .words.lookalikes import as_russian

Vector = NDArray[np.float32]

PACKAGE = "natasha"
WITHIN = "natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar"
"""Where in the package the vectors are: 27 MB, 250,000 words, 300 numbers each."""

COMMON = 1e-3
"""Of all words: one that is met so often says half of what a rare one does (Arora, Liang, Ma:
"A simple but tough-to-beat baseline for sentence embeddings", 2017)."""
RIDGE = 1.0
"""How far the fit is held back from following each example; of 0.1 to 1 all hear as well."""
REMEMBERED = 4096
"""Words whose vectors are remembered: 1.2 KB each."""

_WORD = re.compile(r"[а-я]+")


class Unheard(Exception):
    """The vectors of words are not there, or know none of the town's: it is heard without them."""


class Vectors:
    """Where words point: vectors of the length 1."""

    def __init__(self, path: Path) -> None:
        self._read = Navec.load(path)
        self._all = float(sum(self._read.vocab.counts))
        self._of_word = lru_cache(maxsize=REMEMBERED)(self._pointing)

    def of(self, text: str) -> Vector | None:
        """Where a text points; None: it has no word that is known."""
        words = _WORD.findall(as_russian(text).lower().replace("ё", "е"))
        known = [where for word in words if (where := self._of_word(word)) is not None]
        return _of_length_one(np.add.reduce(known)) if known else None

    def _pointing(self, word: str) -> Vector | None:
        """The less, the commoner the word is; None: it is not known, or too small to tell."""
        if word in SMALL or word not in self._read:
            return None
        often = self._read.vocab.count(word) / self._all
        return _of_length_one(self._read[word]) * np.float32(COMMON / (COMMON + often))


class Closeness:
    """To one town's topics; built once, from its keywords."""

    def __init__(self, town: Town, vectors: Vectors) -> None:
        self._vectors = vectors
        self._codes = tuple(town.topics)
        taught = [
            (where, topic)
            for topic, code in enumerate(self._codes)
            for example in _examples(town.topics[code])
            if (where := vectors.of(example)) is not None
        ]
        if not taught:
            raise Unheard("в файле города нет ни одного знакомого слова")
        self._fitted = _fitted(
            np.array([where for where, _ in taught]),
            np.array([topic for _, topic in taught]),
            len(self._codes),
        )

    def near(self, text: str, most: int) -> Sequence[tuple[str, float]]:
        """The ``most`` topics closest to a text, the closest first: their codes, and how close it
        is. About 1 is as close as an example, 0 nothing to do with it. Empty: no word is known."""
        where = self._vectors.of(text)
        if where is None:
            return ()
        close = where @ self._fitted[:-1] + self._fitted[-1]
        closest = np.argsort(-close)[:most]
        return [(self._codes[topic], float(close[topic])) for topic in closest]


def vectors() -> Vectors:
    """Read the vectors of words, in about a second. Raises :class:`Unheard`."""
    try:
        path = Path(str(distribution(PACKAGE).locate_file(WITHIN)))
        return Vectors(path)
    except (PackageNotFoundError, OSError) as error:
        raise Unheard(str(error)) from error


def _examples(topic: Topic) -> Iterator[str]:
    if is_of_something(topic):
        yield from topic.keywords
        yield topic.name


def _fitted(where: Vector, topics: NDArray[np.int64], count: int) -> Vector:
    """For each of the 300 numbers and one more that is always 1, what it tells of each topic. An
    example of many weighs less than one of few, so that no topic is heard for its long list."""
    weights = 1 / np.sqrt(np.bincount(topics, minlength=count)[topics])
    rows = np.hstack([where, np.ones((len(where), 1))])
    wanted = np.eye(count)[topics]
    held = RIDGE * np.eye(rows.shape[1])
    weighed = rows * weights[:, None]
    return np.linalg.solve(rows.T @ weighed + held, weighed.T @ wanted).astype(np.float32)


def _of_length_one(vector: Vector) -> Vector:
    length = math.sqrt(vector @ vector)  # numpy's norm takes three times as long
    return vector / np.float32(length) if length else vector
