"""What an operator's few words are, where no rule of drafts tells: done, to come, or no answer.

Rules know the words by which most is told (:mod:`core.unfit`); «едем», «осталось покрасить»,
«петров в отпуске» have none of them. They are as likely of a kind as the examples use their words
(:mod:`core.likeness`), and lean to what is done or away from it by all of them together
(:mod:`core.leaning`). It is asked last, of what no rule tells to be done: a warning that is wrong
is not read the next time.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from .examples import of_answers
from .leaning import Leaning, Side
from .likeness import Likeness, counted, in_signs
from .words.stems import words_in

DONE = "done"
"""The part of the examples in which the work is done."""
FEW = 12
"""Words: more are an answer, good or bad."""
AWAY = -0.1
"""How far it leans from what is done, of 1.0, and..."""
SURELY = 2.0
"""...how much likelier its kind is, as a logarithm. Held out by fifths of the examples, with these
the rules tell 87 in 100 of what is not done instead of 79, and find fault with 6 in 100 of what is,
as before."""
NEARLY_DONE = -0.3
"""The same of what is done, which no rule knows: «наледь сколота»."""
PRIOR = 50.0
"""For :class:`core.likeness.Likeness`; of 20 to 200 all tell as well."""
OF_DONE = 2.5
"""How much each example of what is done counts in leaning: there are more of all others."""


class _Learned(NamedTuple):
    not_done: Leaning
    kinds: Likeness


@lru_cache(maxsize=2048)
def answered_as(text: str) -> str:
    """The kind of an answer in few words, one of the parts of the examples; "" where it may be of
    several."""
    if not 0 < len(words_in(text)) <= FEW:
        return ""
    learned = _learned()
    likely = learned.kinds.by_kind(text)
    if not likely:
        return ""
    done, leaning = likely.pop(DONE), learned.not_done.of(text)
    first = max(sorted(likely), key=likely.__getitem__)
    if likely[first] - done > SURELY and leaning > AWAY:
        return first
    return DONE if done - likely[first] > SURELY and leaning < NEARLY_DONE else ""


@cache
def _learned() -> _Learned:
    told = {kind: in_signs(texts) for kind, texts in of_answers().items()}
    sides = (Side(texts, 1.0) for kind, texts in told.items() if kind != DONE)
    not_done = Leaning((*sides, Side(told[DONE], -1.0, OF_DONE)))
    counts = {kind: [(counted(texts), 1.0)] for kind, texts in told.items()}
    return _Learned(not_done, Likeness(counts, PRIOR))
