"""Several problems in one story: «на дороге яма, и ещё не горит фонарь».

* Each wants a number and an agency of its own (DOMAIN: what people ask for and rarely get).
* A part of the story counts where its keywords and its meaning together say surely what it is
  about, and another part tells of the one that was chosen: what is told around a problem («вечером
  темно, упала») tells of none, or not surely.
* Less is enough of a part that «а ещё» joins on, of a few words about one of the topics that the
  whole story offers to choose from, and of a trouble called by its name: «яма во дворе».
* What is told before «нет, давайте про другое» is given up.
* Topics of one group are one problem told in two ways more often than two: each must be offered.
* Of 4,167 stories of one problem, by examples of which the half was not learned, another is found
  in 56; of 1,500 pairs of short ones, most without the usual words, in 443 (by keywords 249).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .topics import NEARLY, PLAIN, Likeliest, Suggestions
from .town import group_of
from .words.stems import root, words_in
from .words.wordsets import words_of

_JOINS = r"\b(?:[аи]\s+)?(?:ещё|еще|также|заодно|вдобавок|кроме (?:того|этого)|во-вторых|плюс)\b"
_PARTS = re.compile(rf"[.!?;,\n]+|\s\d\)|{_JOINS}|\s(?:и|and|also)\s", re.IGNORECASE)
_JOINED = re.compile(_JOINS, re.IGNORECASE)
_GIVEN_UP = re.compile(
    r"\b(?:нет|лучше|давайте|хочу|ладно|стоп|ой|no)\b[^.!?\n]{0,15}\b"
    r"(?:про|о|об|about) (?:это|этом|друг(?:ое|ом|ую|ой)|that|another)\b"
    r"|\bпередумал[аи]?\b|\bзабудьте\b",
    re.IGNORECASE,
)
_TROUBLES = frozenset(
    map(
        root,
        words_of(
            "яма выбоина колдобина провал гололед сосулька наледь свалка потоп прорыв протечка",
            "гололедица колея промоина pothole",
        ),
    )
)
"""Troubles by their own names: who says the word tells of it. A lamp or a bus may be all right."""


class _Bound(NamedTuple):
    """Of :class:`core.topics.Likeliest`, at least; ``alone``: by keywords where nobody asks for the
    meaning."""

    named: float
    meant: float
    alone: float


_BY_ITSELF = _Bound(2.0, 4.0, PLAIN)
_JOINED_ON = _Bound(1.0, 2.0, NEARLY)
_OFFERED = _Bound(1.0, 2.2, NEARLY)
_OF_THE_CHOSEN = _Bound(0.5, 2.0, 1.0)
_BESIDE_ITS_GROUP = _Bound(1.0, 3.0, PLAIN)
SHORT = 4
"""Words of a part that tells of one of the topics offered."""
NAMING = 6
"""The same of a trouble that is called by its name, among the first two of them."""
AT_MOST = 2
_NAMED = 1.0
"""Keywords: what names no other topic by so many tells of none, by any of the bounds."""


class _Part(NamedTuple):
    words: str
    joined: bool


class _Told(NamedTuple):
    """A part that tells of a topic; ``surely``: enough to be a problem of its own."""

    words: str
    likeliest: Likeliest
    surely: bool


def besides(suggestions: Suggestions, story: str, topic: str) -> tuple[tuple[str, str], ...]:
    """What a story tells of besides a problem of this ``topic``: topics, each with the words that
    name it, in the order in which they are told; at most :data:`AT_MOST`."""
    *_, story = _GIVEN_UP.split(story)
    parts = _parts(story)
    naming = [part for part in parts if _names_another(suggestions, part, topic)]
    if len(parts) < 2 or not naming:
        return ()
    offered = suggestions.offered(story)
    if not any(_told(suggestions, part, offered).surely for part in naming):
        return ()
    told = [_told(suggestions, part, offered) for part in parts]
    if not any(_is_of(topic, one) for one in told):
        return ()
    itself = any(one.likeliest.topic == topic for one in told)
    group = group_of(topic)
    named: dict[str, tuple[str, str]] = {}
    for words, likeliest, surely in told:
        code = likeliest.topic
        if not surely or code in (topic, group_of(code)):  # a group that is a topic says nothing
            continue
        same = itself and code in offered and _is_enough(likeliest, _BESIDE_ITS_GROUP)
        if group_of(code) != group or same:
            named.setdefault(group_of(code), (code, words))
    return tuple(named.values())[:AT_MOST]


def _names_another(suggestions: Suggestions, part: _Part, topic: str) -> bool:
    """May it tell of another topic? Of most no more is asked: what they mean takes its time."""
    named = suggestions.named(part.words).items()
    return any(many >= _NAMED and code != topic for code, many in named)


def _told(suggestions: Suggestions, part: _Part, offered: Sequence[str]) -> _Told:
    likeliest = suggestions.likeliest(part.words)
    words = words_in(part.words)
    is_offered = likeliest.topic in offered
    bound = _OFFERED if is_offered and (len(words) <= SHORT or likeliest.meant is None) else None
    bound = bound or (_JOINED_ON if part.joined else _BY_ITSELF)
    surely = _is_enough(likeliest, bound) and not likeliest.rivalled
    called = len(words) <= NAMING and any(root(word) in _TROUBLES for word in words[:2])
    return _Told(part.words, likeliest, surely or (called and likeliest.named >= 1.0))


def _is_of(topic: str, told: _Told) -> bool:
    """Does it tell of the problem that was chosen?"""
    likeliest = told.likeliest
    if likeliest.topic == topic and _is_enough(likeliest, _OF_THE_CHOSEN):
        return True
    return told.surely and group_of(likeliest.topic) == group_of(topic)


def _is_enough(likeliest: Likeliest, bound: _Bound) -> bool:
    if likeliest.meant is None:
        return likeliest.named >= bound.alone
    return likeliest.named >= bound.named and likeliest.meant >= bound.meant


def _parts(story: str) -> list[_Part]:
    """The parts of a story; what «а ещё» stands between is joined, both before and after it."""
    parts: list[_Part] = []
    end, joined = 0, False
    for sign, start, after in (*_signs(story), ("", len(story), len(story))):
        words = story[end:start].strip(" \t–—-:")
        joins = _JOINED.search(sign) is not None
        if words:
            parts.append(_Part(words, joined or joins))
            joined = joins
        elif joins:
            joined = True
            if parts:
                parts[-1] = _Part(parts[-1].words, joined=True)
        end = after
    return parts


def _signs(story: str) -> Iterator[tuple[str, int, int]]:
    for found in _PARTS.finditer(story):
        yield found[0], found.start(), found.end()
