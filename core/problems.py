"""Several problems in one story: «на дороге яма, и ещё не горит фонарь».

* Each wants a number and an agency of its own (DOMAIN: what people ask for and rarely get).
* A part of the story counts where its words name a topic plainly by themselves, and another part
  names the one that was chosen: what is told around a problem («вечером темно, упала») names none,
  or not plainly. Of eleven hundred stories of one problem another was found in four.
* A part that names one of the topics that the whole story offers to choose from counts too, if not
  so plainly.
* What is told before «нет, давайте про другое» is given up.
* Topics of one group are one problem told in two ways more often than two.
"""

import re
from collections.abc import Iterator

from .topics import Suggestions
from .town import group_of

_PARTS = re.compile(
    r"[.!?;,\n]+|\s\d\)|\s(?:и|and|also)\s"
    r"|\b(?:[аи]\s+)?(?:ещё|еще|также|заодно|вдобавок|кроме того|во-вторых|плюс)\b",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"\b(?:нет|лучше|давайте|хочу|ладно|стоп|ой|no)\b[^.!?\n]{0,15}\b"
    r"(?:про|о|об|about) (?:это|этом|друг(?:ое|ом|ую|ой)|that|another)\b"
    r"|\bпередумал[аи]?\b|\bзабудьте\b",
    re.IGNORECASE,
)
NEARLY = 1.93
"""By how many words a part names a topic that stands among those to choose from."""
AT_MOST = 2


def besides(suggestions: Suggestions, story: str, topic: str) -> tuple[tuple[str, str], ...]:
    """What a story tells of besides a problem of this ``topic``: topics, each with the words that
    name it, in the order in which they are told; at most :data:`AT_MOST`."""
    named: dict[str, tuple[str, str]] = {}
    *_, story = _GIVEN_UP.split(story)
    offered = suggestions.offered(story)
    for words in _parts(story):
        told = suggestions.plainly(words, NEARLY)
        if told not in offered:
            told = suggestions.plainly(words)
        if told != (group := group_of(told)):  # a group that is a topic itself says nothing
            named.setdefault(group, (told, words))
    chosen = named.pop(group_of(topic), None)
    return tuple(named.values())[:AT_MOST] if chosen else ()


def _parts(story: str) -> Iterator[str]:
    yield from filter(None, (part.strip(" \t–—-:") for part in _PARTS.split(story)))
