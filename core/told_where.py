"""Whether what is said where a place is asked for may be one at all.

A place is asked for in free words, and what is said there instead of one («подождите, щас другую
пришлю», «а имя моё узнают») would be where the agency is sent. Addresses are read elsewhere
(:mod:`core.addresses`); of words that are none it is weighed here whether they are told as places
are, or as all else (``core/examples/places.txt``), by all of them together (:mod:`core.leaning`).
Whoever is doubted is asked once more, so few places are: of those held out by fifths, 3 in 100, and
of what is none nine of ten.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from .examples import FEW, of_places, of_said, of_talk, troubles_in_few_words
from .leaning import Leaning, Side
from .likeness import in_signs
from .words.digits import has_digits
from .words.stems import root, words_in

PLACE = "place"
"""The part of the examples that are."""
FEWEST = 2
"""A lone word may be a street's name: «Рабочая», «Победы»."""
ELSEWHERE = -0.6
"""How far it leans from places, of 1.0."""
OF_PLACES, OF_OTHERS, OF_TROUBLE = 8.0, 4.0, 0.1
"""How much each example counts: a place, what is said instead, and thousands of troubles."""


@lru_cache(maxsize=2048)
def is_nowhere(text: str) -> bool:
    """Is it told as no place is? Where a word is known to no example, it may be a name."""
    words = words_in(text)
    if has_digits(text) or not FEWEST <= len(words) <= FEW:
        return False
    learned = _learned()
    if any(map(str.istitle, text.split()[1:])) or not learned.words.issuperset(map(root, words)):
        return False
    return learned.leaning.of(text) < ELSEWHERE


class _Learned(NamedTuple):
    leaning: Leaning
    words: frozenset[str]


@cache
def _learned() -> _Learned:
    told = {kind: in_signs(texts) for kind, texts in of_places().items()}
    said = [text for texts in of_said().values() for text in texts]
    sides = (
        Side(told.pop(PLACE), 1.0, OF_PLACES),
        *(Side(others, -1.0, OF_OTHERS) for others in told.values()),
        Side(in_signs((*said, *of_talk())), -1.0),
        Side(troubles_in_few_words(), -1.0, OF_TROUBLE),
    )
    signs = (sign for side in sides for told in side.told for sign in told)
    return _Learned(Leaning(sides), frozenset(signs))
