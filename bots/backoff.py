"""How long to wait before the next attempt: ever longer, up to a limit, and never all at once."""

import random

DOUBLED_AT_MOST = 16
"""Times: beyond that every limit of ours is reached, and a number of any size is not needed."""


def backoff(attempt: int, first: float, longest: float) -> float:
    """Seconds before attempt number ``attempt`` + 1: between half of ``first`` × 2^``attempt`` and
    the whole, of at most ``longest``. By chance, so that those who failed together come apart."""
    whole = min(longest, first * 2.0 ** min(attempt, DOUBLED_AT_MOST))
    return whole * random.uniform(0.5, 1.0)  # noqa: S311  because jitter is no secret
