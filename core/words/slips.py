"""Known words that a written one is a slip of the finger, or of the ear, away from."""

from collections.abc import Iterable

SHORTEST = 5
"""Letters: a shorter word is one slip away from too many others."""
ALIKE = tuple(
    map(set, ("ао", "еи", "ия", "ея", "иы", "еэ", "зс", "дт", "бп", "гк", "вф", "жш", "щш", "ьъ"))
)
"""Letters that are written for each other by ear."""


class Slips:
    """``free``: letters from which any one may be left out, put in or changed, or two swapped. In
    a shorter word only letters that sound alike are taken for each other: «пожар» is no «повар».

    Known words stand by their first letter and length, so of tens of thousands a few hundred are
    compared; to know all that each may become would take a thousand times the memory.
    """

    def __init__(self, known: Iterable[str], free: int) -> None:
        self._free = free
        self._alike: dict[tuple[str, int], list[str]] = {}
        for one in sorted({one for one in known if len(one) >= SHORTEST}):
            self._alike.setdefault((one[0], len(one)), []).append(one)

    def near(self, written: str) -> set[str]:
        """Known words with the same first letter that it may have been meant for."""
        length = len(written)
        if length < SHORTEST:
            return set()
        same = self._alike.get((written[0], length), ())
        found = {one for one in same if self._is_slip(written, one)}
        if length >= self._free:
            longer = self._alike.get((written[0], length + 1), ())
            shorter = self._alike.get((written[0], length - 1), ())
            found |= {one for one in longer if _lacks_one(written, one)}
            found |= {one for one in shorter if len(one) >= self._free and _lacks_one(one, written)}
        return found

    def _is_slip(self, written: str, known: str) -> bool:
        """One letter for another, or two swapped."""
        at = next(
            (at for at, pair in enumerate(zip(written, known, strict=True)) if pair[0] != pair[1]),
            None,
        )
        if at is None:
            return True
        if written[at + 1 :] != known[at + 1 :]:
            swapped = written[at : at + 2] == known[at : at + 2][::-1]
            if swapped and written[at + 2 :] == known[at + 2 :]:
                return len(written) >= self._free
            return _sound_alike(written, known)
        return len(written) >= self._free or {written[at], known[at]} in ALIKE


def _lacks_one(shorter: str, longer: str) -> bool:
    """``longer`` has one letter more."""
    at = next((at for at, sign in enumerate(shorter) if sign != longer[at]), len(shorter))
    return shorter[at:] == longer[at + 1 :]


def _sound_alike(one: str, other: str) -> bool:
    return all(a == b or {a, b} in ALIKE for a, b in zip(one, other, strict=True))
