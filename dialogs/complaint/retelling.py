"""A message that is changed where it was sent: what it gave to the complaint is said anew.

A messenger tells what the message says now, and not what it said. Which words were changed is told
by those that stayed: a slip of the pen is corrected, a word is added or taken away. A message that
says something else altogether is no correction.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from core.places import Place
from dialogs.effects import Answers
from dialogs.texts import fold

from .correcting import Correcting
from .offering import AddressesOffered
from .storytelling import STORY

ALIKE = 0.6
"""The share of letters that stay in their order, at least."""
LONG = 400
"""Letters of both texts together from which on words are compared: to compare letters in their
order takes as long as the one times the other."""
LINES_AT_MOST = 12
"""Lines of a story that are looked at: what was said last is what is corrected."""


class Retold(NamedTuple):
    """Which step's answer the message gave, and what it is now; ``again``: what followed from the
    old words, and is asked once more."""

    step: str
    words: str
    again: Sequence[str] = ()


class Retelling:
    """``named``: the addresses in a text; ``likeliest``: its likeliest topic, "" if it has none."""

    def __init__(
        self, named: AddressesOffered, likeliest: Callable[[str], str], correcting: Correcting
    ) -> None:
        self._named = named
        self._likeliest = likeliest
        self._correcting = correcting

    def __call__(self, text: str, answers: Answers) -> Retold | None:
        """None: nothing of the complaint was in that message, as far as can be told."""
        story, place = answers.get(STORY), answers.get("place")
        place = place if isinstance(place, Place) and not place.point else Place()
        if isinstance(story, str) and (new := _with_changed(story, text)) is not None:
            return Retold(STORY, new, self._followed(story, new, place.address))
        if place.address and _is_place(place.address, text):
            instead = self._correcting.place(text, place)  # with the town that is known
            return Retold("place", instead.address if instead else text)
        return None

    def _followed(self, was: str, now: str, address: str) -> tuple[str, ...]:
        """The steps whose answers followed from what was told, and would not from what is now."""
        moved = address in self._named({STORY: was}) and address not in self._named({STORY: now})
        other = self._likeliest(was) != self._likeliest(now)
        return (*(("guess",) if other else ()), *(("place",) if moved else ()))


def _with_changed(story: str, text: str) -> str | None:
    """The story with the changed words in it; None: it has none that they can have been."""
    lines = story.split("\n")
    first = max(0, len(lines) - LINES_AT_MOST)
    parts = [
        (begin, end)
        for begin in range(first, len(lines))
        for end in range(begin + 1, len(lines) + 1)
    ]
    alike = {part: _likeness("\n".join(lines[slice(*part)]), text) for part in parts}
    begin, end = max(alike, key=alike.__getitem__)
    if alike[begin, end] < ALIKE:
        return None
    return "\n".join((*lines[:begin], text.strip(), *lines[end:]))


def _is_place(address: str, text: str) -> bool:
    """Was it typed so? The town may have been added to it."""
    _, _, alone = address.partition(", ")
    return any(known and _likeness(known, text) >= ALIKE for known in (address, alone))


def _likeness(old: str, new: str) -> float:
    """From 0 to 1; what has all the old words and more is the old, gone on with."""
    was, now = fold(old), fold(new)
    if not was or not now:
        return 0.0
    alike = _in_order(was, now) if len(was) + len(now) < LONG else _in_any_order(was, now)
    added = set(was.split()) <= set(now.split())
    return max(alike, ALIKE) if added else alike


def _in_order(was: str, now: str) -> float:
    """The share of letters that both have in the same order; less than :data:`ALIKE` is 0."""
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _in_any_order(was: str, now: str) -> float:
    """The share of words that both have: in long texts a slip is one of many."""
    first, second = Counter(was.split()), Counter(now.split())
    return 2 * (first & second).total() / max(1, first.total() + second.total())
