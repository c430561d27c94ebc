"""Danger that no rule hears: a text that is told as others tell of one.

Rules know words, and people in danger often use none of them: «бабуля не отзывается, а чайник
свистит». Such texts are like the examples of dangers more than like what only sounds like one, and
than what towns are told of every day (:mod:`core.likeness`). What is heard so is an alarm like any
other, and nothing else: no topic is chosen by it. The same ear says where a rule hears too much.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from core.dangers.over import is_held, is_not_meant, is_past
from core.examples import (
    HARMLESS,
    dangers_in_signs,
    of_talk,
    topics_counted,
    topics_in_signs,
)
from core.leaning import Leaning, Side
from core.likeness import Likeness, counted, in_signs
from core.words.stems import words_in

UNCLEAR = "unclear"
"""A danger, of which nobody can tell yet what it is."""

PRIOR = 10_000.0
"""For :class:`core.likeness.Likeness`; of 100 to 30,000 the best beside so much of no danger."""
ALARMING = 8.0
"""How much likelier a danger's words are than any others', as a logarithm. Of the examples, each
part held out in turn, 93 in 100 dangers are heard so or by a rule, most of them told without any
usual word; and 7 in 100 of those that only sound like one."""
LEANS = 10.0
"""What leaning all the way to danger counts, as a logarithm; of 5 to 20 all hear as well."""
OF_DANGERS = 3.0
"""How much each example of a danger, of what only sounds like one, and of talk counts in leaning:
there are many more of what towns are told every day."""
CLEAR = 6.0
"""The same between two kinds: 19 times in 20 the likelier is the right one then."""
OF_TALK = 2.0
"""How much each example of talk with the bot counts: its words are few, and said by everybody."""
FEWEST = 4
"""Words: fewer are an answer to something, and what they tell of danger the rules hear."""
CALM = 0.0
"""The same, below which a text is told as of no danger, whatever a rule hears in it. Of 522 dangers
that rules hear and that were not learned from, none is; of 188 texts of none, every fifth."""
SHORT, SHORTLY_ALARMING = 6, 14.0
"""Taking leave in so few words is what everybody does («ладно, завтра напишу, спасибо»): it must be
likelier by so much. Of what is heard of 135 that tell of it, none learned from, nothing is lost."""
DOUBTFUL = 13.0
"""What :data:`ALARMING` is where words say that it is over (:mod:`core.dangers.over`)."""
PALE, MEANT_OTHERWISE, FAINT = 8.0, 6.0, 4.0
"""What :data:`CALM` is where they say that it is over, that it is not meant, or that it may be so.
Of 1,774 dangers that are heard, none of them learned from, all three lose none."""
_TOLD_AS_PAST = frozenset({"suicide", "lost"})
"""Who is gone went before, and who takes leave tells of what was, and thanks."""
_URGENT = frozenset({"power.wire", "power.gas", "heat.burst", "yard.manhole"})
"""Topics of which many texts do tell of danger."""


class _Told(NamedTuple):
    """The likeliest kind: how much more so than none, and than the next, as logarithms.
    ``leaning``: to danger, by all the words together (:mod:`core.leaning`)."""

    kind: str
    than_none: float
    than_next: float
    leaning: float

    @property
    def alarm(self) -> float:
        """How much likelier it is than none, by both."""
        return self.than_none + LEANS * self.leaning


def likely(text: str) -> str | None:
    """The kind of danger that a text is like, one of :data:`core.dangers.KINDS` or
    :data:`UNCLEAR`; None: it is like none."""
    told = _told(text)
    if told is None or told.alarm < ALARMING:
        return None
    if told.alarm < DOUBTFUL and _is_past(told, text):
        return None
    shortly = told.kind == "suicide" and len(words_in(text)) <= SHORT
    if shortly and told.alarm < SHORTLY_ALARMING:
        return None
    return told.kind if told.than_next >= CLEAR else UNCLEAR


def is_calm(text: str) -> bool:
    """Is it told as what only sounds like a danger: «пахло газом, приехали, всё починили»?"""
    told = _told(text)
    if told is None or told.than_none >= PALE:
        return False
    return (
        told.than_none < CALM
        or (told.than_none < FAINT and told.kind not in _TOLD_AS_PAST and is_held(text))
        or (told.than_none < MEANT_OTHERWISE and told.kind != "suicide" and is_not_meant(text))
        or _is_past(told, text)
    )


def is_over(text: str) -> bool:
    """Is what a town calls an emergency told as past or mended, and not much like any danger?"""
    told = _told(text)
    return told is not None and told.than_none < PALE and is_past(text)


def _is_past(told: _Told, text: str) -> bool:
    return told.kind not in _TOLD_AS_PAST and is_past(text)


@lru_cache(maxsize=2048)
def _told(text: str) -> _Told | None:
    """None: of so few words, or of such, nobody can tell."""
    if len(words_in(text)) < FEWEST:
        return None
    learned = _learned()
    said = learned.kinds.by_kind(text)
    harmless = said.pop(HARMLESS, 0.0)
    if not said:
        return None
    first, second = sorted(said, key=lambda kind: (-said[kind], kind))[:2]
    leaning = learned.leaning.of(text)
    return _Told(first, said[first] - harmless, said[first] - said[second], leaning)


class _Learned(NamedTuple):
    kinds: Likeness
    leaning: Leaning


@cache
def _learned() -> _Learned:
    """Learned when it is first asked for, in half a second: see :mod:`bots.hearing`."""
    told = dict(dangers_in_signs())
    talk, usual = in_signs(of_talk()), topics_in_signs().keys() - _URGENT
    counts = {kind: [(counted(those), 1.0)] for kind, those in told.items()}
    counts[HARMLESS].append((counted(talk), OF_TALK))
    counts[HARMLESS] += [(topics_counted()[code], 1.0) for code in sorted(usual)]
    sounding = told.pop(HARMLESS)
    sides = [
        *(Side(those, 1.0, OF_DANGERS) for those in told.values()),
        Side(sounding, -1.0, OF_DANGERS),
        Side(talk, -1.0, OF_DANGERS),
        *(Side(topics_in_signs()[code], -1.0) for code in sorted(usual)),
    ]
    return _Learned(Likeness(counts, PRIOR), Leaning(sides))
