"""Topics that a text may mean, in whatever words: more is heard than the keywords say.

* What others have said so is most of it: the shipped examples of topics (:mod:`core.examples`), the
  town file's own, and its keywords, by naive Bayes (:mod:`core.likeness`).
* What its words mean (:mod:`core.vectors`) counts beside it where the vectors are there: a topic of
  the town's own, with no examples yet, is hardly heard by its keywords else.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .examples import of_nothing, topics_counted
from .likeness import Counted, Likeness, counted, in_signs
from .town import Topic, Town
from .words.stems import words_in
from .words.wordsets import words_of

PRIOR = 1000.0
"""For :class:`core.likeness.Likeness`; of 100 to 30,000 the best."""
TEMPERED = 4.0
"""Words are not said independently of each other, as naive Bayes would have it: what it is sure of
is less sure by so much. Of 1 to 8, the best for topics with examples beside others without."""
KEYWORD = 0.3
"""An example, as a keyword of a topic that has examples. Elsewhere it is one whole."""


NOTHING = ""
"""In a topic's place: what is about none."""


NAMELESS = words_of("другое другие прочее иное знаю")
"""They name a topic for what has none, and nobody means it who writes «в другом районе»."""


def is_of_something(topic: Topic) -> bool:
    """Nothing is like a topic for what has none: with no word of its own, it would be likelier than
    any other for whatever no topic's examples have said."""
    named = [word for word in words_in(topic.name) if len(word) > 2 and word not in NAMELESS]
    return bool(topic.keywords or topic.examples or named)


class Close(Protocol):
    """Tells how close a text is to topics: :class:`Meaning`, :class:`core.vectors.Closeness`."""

    def near(self, text: str, most: int) -> Sequence[tuple[str, float]]: ...


class Meaning:
    """Of one town's topics. ``words``: how close texts are to them by what words mean."""

    def __init__(self, town: Town, words: Close | None = None) -> None:
        self._town = town
        self._words = words

    def near(self, text: str, most: int) -> Sequence[tuple[str, float]]:
        """The ``most`` topics closest to a text, the closest first: their codes, and how close it
        is. By either 1 is as close as can be, and 0 nothing to do with it. Empty: of none a word is
        known."""
        likely = self.likeness.of(text)
        by_words = self._words.near(text, most) if self._words is not None else ()
        if not len(likely):
            return by_words
        codes = self.likeness.kinds
        close = _shares(likely)[:-1]  # but for NOTHING
        for code, by in by_words:
            if code in self._places:
                close[self._places[code]] += by
        closest = np.argsort(-close, kind="stable")[:most]
        return [(codes[one], float(close[one])) for one in closest]

    @cached_property
    def likeness(self) -> Likeness:
        """Learned from the examples when it is first asked for, in a third of a second."""
        told = {
            code: tuple(_examples(topic))
            for code, topic in sorted(self._town.topics.items())
            if is_of_something(topic)
        }
        return Likeness({**told, NOTHING: ((counted(in_signs(of_nothing())), 1.0),)}, PRIOR)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {code: at for at, code in enumerate(self.likeness.kinds)}


def _examples(topic: Topic) -> Iterable[Counted]:
    shipped = topics_counted().get(topic.code, {})
    yield shipped, 1.0
    yield counted(in_signs(topic.examples)), 1.0
    alone = not (shipped or topic.examples)
    yield counted(in_signs((*topic.keywords, topic.name))), 1.0 if alone else KEYWORD


def _shares(likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """How sure it is of each, together 1."""
    grown = np.exp((likely - likely.max()) / TEMPERED)
    return np.asarray(grown / grown.sum())
