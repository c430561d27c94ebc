"""To which of two sides a text leans, by all of its words together.

Naive Bayes (:mod:`core.likeness`) takes each word to be said by itself: «дым», «дымит», «дымит из»
of one sentence tell it the same thing three times. Here they share it: each sign of a text
(:func:`core.likeness.signs`) has a weight, and the weights are fitted to the examples together, by
least squares that are held back from following each of them (ridge regression). The same examples
always give the same weights. Beside each other the two hear more than either alone.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .likeness import Signs, signs

HELD = 0.5
"""How far the fit is held back; of 0.3 to 3 all hear as well."""
STEPS = 20
"""Of the conjugate gradients (Hestenes and Stiefel, 1952): 15 hear as well as 30."""
TWICE = 2
"""Examples that must have a sign: what one alone has is learned by heart."""

Numbers = NDArray[np.float64]


class Side(Struct, frozen=True):
    """Texts that lean the same way: ``to`` 1.0 or -1.0. ``weight``: how much each counts."""

    told: Sequence[Signs]
    to: float
    weight: float = 1.0


class Leaning:
    """Fitted once to examples of both sides, in a few hundredths of a second."""

    def __init__(self, sides: Sequence[Side]) -> None:
        texts = Counter(sign for side in sides for told in side.told for sign in told)
        known = {sign: at for at, sign in enumerate(one for one in texts if texts[one] >= TWICE)}
        *weights, self._unsaid = _fitted(sides, known)
        self._weights: dict[str, float] = dict(zip(known, weights, strict=True))

    def of(self, text: str) -> float:
        """About 1.0 or -1.0 is as far to one side as its examples, 0.0 between both."""
        said = signs(text)
        weights = self._weights
        told: float = sum([weights.get(sign, 0.0) for sign in said])
        return told * _share(said) + self._unsaid


def _share(told: Signs) -> float:
    """What one of its signs counts: a long text is no surer than a short one."""
    return 1 / math.sqrt(len(told) or 1)


def _fitted(sides: Sequence[Side], known: Mapping[str, int]) -> list[float]:
    """The weight of each known sign, and at the end what leans without any: the least of
    Σ weight · (leaning − to)² + HELD · Σ weights². What leans without any is not held back."""
    texts = [(told, side) for side in sides for told in side.told]
    always = len(known)
    said = [[*(known[one] for one in told if one in known), always] for told, _ in texts]
    rows = np.repeat(np.arange(len(texts)), [len(one) for one in said])
    columns = np.fromiter(chain.from_iterable(said), np.int64, len(rows))
    root = np.sqrt([side.weight for _, side in texts])
    counts = (root * [_share(told) for told, _ in texts])[rows]
    counts[columns == always] = root
    held = np.full(always + 1, HELD)
    held[always] = 0.0

    def leanings(weights: Numbers) -> Numbers:
        told = np.bincount(rows, weights[columns] * counts, len(texts))
        return told.astype(np.float64, copy=False)

    def slopes(of: Numbers) -> Numbers:
        told = np.bincount(columns, of[rows] * counts, always + 1)
        return told.astype(np.float64, copy=False)

    weights = np.zeros(always + 1)
    left = root * [side.to for _, side in texts]
    way = down = slopes(left)
    for _ in range(STEPS):
        steep = down @ down
        if not steep:
            break
        along = leanings(way)
        step = steep / (along @ along + held * way @ way)
        weights += step * way
        left -= step * along
        down = slopes(left) - held * weights
        way = down + (down @ down) / steep * way
    return weights.tolist()
