"""Whether what is said of a ticket under way tells that it is over, or needed no more.

Rules hear the usual words («уже починили», «отмените»); here it is what examples say so
(``core/examples/after.txt``), by all of their words together (:mod:`core.leaning`). It is a guess
that only offers a button: half of what tells so is heard, and 7 in 100 of all else.
"""

from functools import cache, lru_cache

from .examples import FEW, of_after, of_said, of_talk, troubles_in_few_words
from .leaning import Leaning, Side
from .likeness import in_signs
from .words.stems import words_in

OVER, CANCELS = "over", "cancels"
"""Parts of the examples that tell so."""
LEANS = 0.0
"""How far it must, of 1.0; at 0.2 a third is heard, and 4 in 100 of all else."""
OWN, OF_TALK, OF_TROUBLE = 6.0, 1.0, 0.4
"""How much each example counts that is written for this, of talk with the bot, and of troubles, of
which there are thousands."""


@lru_cache(maxsize=2048)
def told_over(text: str) -> bool:
    """Does it lean to what tells that a ticket is needed no more?"""
    return 0 < len(words_in(text)) <= FEW and _learned().of(text) > LEANS


@cache
def _learned() -> Leaning:
    after = {kind: in_signs(texts) for kind, texts in of_after().items()}
    talk = [text for kind, texts in of_said().items() if kind != CANCELS for text in texts]
    return Leaning(
        (
            *(Side(told, 1.0 if kind == OVER else -1.0, OWN) for kind, told in after.items()),
            Side(in_signs((*talk, *of_talk())), -1.0, OF_TALK),
            Side(troubles_in_few_words(), -1.0, OF_TROUBLE),
        )
    )
