"""Where two streets meet: «на перекрёстке Кирова и Пушкина», «Зейская-Калинина»."""

from dataclasses import replace
from itertools import pairwise

from core.wordsets import words_of

from .guessing import is_full_name, looks_named
from .houses import house_at
from .kinds import STREETS
from .names import Names
from .naming import known_at, sign_of
from .streets import NEAR, Street, told_to_meet
from .words import Words

_PLURAL = words_of("улиц улицами улицы улицам улицах")
_JOINERS = words_of("и / - – — с со на")


def crossing_in(words: Words, names: Names, found: tuple[Street, ...]) -> tuple[Street, ...]:
    """The two streets at whose crossing it is; nothing where it is not at one."""
    for at in range(len(words)):
        if (glued := _glued(words, at, names)) is not None:
            return glued
    told = told_to_meet(words)
    if told is not None and (named := _after(words, told + 1, names)):
        return named
    if (between := _from_one_to_other(words, names)) is not None:
        return between
    for first, second in pairwise(found):
        if first.house or second.house or first.name == second.name:
            continue
        joined = first.end + 1 == second.begin and words[first.end].text in "/-–—"
        near = told is not None and abs(second.begin - told) <= NEAR + 4
        if joined or near:
            return first, second
    return ()


def _glued(words: Words, at: int, names: Names) -> tuple[Street, Street] | None:
    """«Зейская-Калинина»: both are names, and together they are none."""
    first, dash, second = words[at].written.partition("-")
    if not dash or "-" in second or names.at(words, at) is not None:
        return None
    if house_at(words, at + 1) is not None:  # «Тверская-Ямская 4» is one
        return None
    found = [names.at(Words(half), 0) for half in (first, second)]
    if found[0] is None or found[1] is None:
        return None
    one, other = found[0].name, found[1].name
    return (
        Street(one.name, one.kind, at, at + 1, marked=False),
        Street(other.name, other.kind, at, at + 1, marked=False),
    )


def _after(words: Words, at: int, names: Names) -> tuple[Street, ...]:
    """Two names with a joint between them, right after what says that they meet."""
    at = _past_kind(words, at)
    first = _one(words, at, names)
    if first is None or words[first.end].text not in _JOINERS:
        return ()
    second = _one(words, _past_kind(words, first.end + 1), names)
    if second is None:
        return ()
    if words[first.begin - 1].text in _PLURAL and not second.kind:
        second = replace(second, kind=first.kind)
    return first, second


def _one(words: Words, at: int, names: Names) -> Street | None:
    kind = STREETS.get(words[at - 1].text) or STREETS.get(words[at - 2].text, "")
    known = known_at(words, at, names, kind)
    if known is not None:
        return Street(known.name, kind or known.kind, at, known.end, marked=False)
    if not looks_named(words, at):
        return None
    end = at + 2 if is_full_name(words, at) else at + 1
    name = " ".join(words[one].written for one in range(at, end))
    return Street(name if end > at + 1 else sign_of(name), kind, at, end, marked=False)


def _past_kind(words: Words, at: int) -> int:
    while words[at].text in STREETS or words[at].text == ".":
        at += 1
    return at


def _from_one_to_other(words: Words, names: Names) -> tuple[Street, Street] | None:
    """«с Кутузова на Суворова»."""
    for at in range(len(words)):
        if words[at].text not in {"с", "со"}:
            continue
        first = _one(words, at + 1, names)
        second = _one(words, first.end + 1, names) if first else None
        if first is None or second is None or words[first.end].text != "на":
            continue
        if words[first.begin].is_capital and words[second.begin].is_capital:
            return first, second
    return None
