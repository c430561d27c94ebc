"""Topics that a text may mean, in whatever words: more is heard than the keywords say.

* What others have said so is most of it: the shipped examples of topics (:mod:`core.examples`), the
  town file's own, and its keywords, by naive Bayes (:mod:`core.likeness`).
* What its words mean (:mod:`core.vectors`) counts beside it where the vectors are there: a topic of
  the town's own, with no examples yet, is hardly heard by its keywords else.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from .examples import of_nothing, topics_counted
from .likeness import Counted, Likeness, counted
from .town import Topic, Town

PRIOR = 1000.0
"""For :class:`core.likeness.Likeness`; of 100 to 30,000 the best."""
TEMPERED = 4.0
"""Words are not said independently of each other, as naive Bayes would have it: what it is sure of
is less sure by so much. Of 1 to 8, the best for topics with examples beside others without."""
KEYWORD = 0.3
"""An example, as a keyword of a topic that has examples. Elsewhere it is one whole."""


NOTHING = ""
"""In a topic's place: what is about none."""


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
        close = dict(_shares(self.likeness.of(text)))
        close.pop(NOTHING, None)
        if self._words is not None:
            for code, by in self._words.near(text, most):
                close[code] = close.get(code, 0.0) + by
        return sorted(close.items(), key=lambda one: (-one[1], one[0]))[:most]

    @cached_property
    def likeness(self) -> Likeness:
        """Learned from the examples when it is first asked for, in a third of a second."""
        told = {code: tuple(_examples(topic)) for code, topic in self._town.topics.items()}
        return Likeness({**told, NOTHING: ((counted(of_nothing()), 1.0),)}, PRIOR)


def _examples(topic: Topic) -> Iterable[Counted]:
    shipped = topics_counted().get(topic.code, {})
    yield shipped, 1.0
    yield counted(topic.examples), 1.0
    alone = not (shipped or topic.examples)
    yield counted((*topic.keywords, topic.name)), 1.0 if alone else KEYWORD


def _shares(likely: Mapping[str, float]) -> Mapping[str, float]:
    """How sure it is of each, together 1."""
    most = max(likely.values(), default=0.0)
    grown = {code: math.exp((one - most) / TEMPERED) for code, one in likely.items()}
    whole = sum(grown.values())
    return {code: one / whole for code, one in grown.items()}
