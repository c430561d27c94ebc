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
    """

    def __init__(self, known: Iterable[str], free: int) -> None:
        self._free = free
        self._known = frozenset(one for one in known if len(one) >= SHORTEST)
        self._shorter: dict[str, set[str]] = {}
        for one in self._known:
            for shorter in _without_a_letter(one):
                self._shorter.setdefault(shorter, set()).add(one)

    def near(self, written: str) -> set[str]:
        """Known words with the same first letter that it may have been meant for."""
        if len(written) < SHORTEST:
            return set()
        shorter = _without_a_letter(written)
        near = {other for one in shorter for other in self._shorter.get(one, ())}
        if len(written) < self._free:
            near = {one for one in near if _sound_alike(one, written)}
        else:
            near |= self._shorter.get(written, set())
            near |= shorter & self._known
            near = {one for one in near if len(one) >= self._free or _sound_alike(one, written)}
        return {one for one in near if one[0] == written[0]}


def _without_a_letter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _sound_alike(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    return all(a == b or {a, b} in ALIKE for a, b in zip(one, other, strict=True))
