"""Where two streets meet: «на перекрёстке Кирова и Пушкина», «Зейская-Калинина»."""

from itertools import pairwise

from core.wordsets import words_of

from .kinds import STREETS
from .names import Names
from .naming import known_at, looks_named
from .streets import NEAR, Street, told_to_meet
from .words import Words

_JOINERS = words_of("и / - – — с со на")


def crossing_in(words: Words, names: Names, found: tuple[Street, ...]) -> tuple[Street, ...]:
    """The two streets at whose crossing it is; nothing where it is not at one."""
    told = told_to_meet(words)
    if told is not None and (named := _after(words, told + 1, names)):
        return named
    for first, second in pairwise(found):
        if first.house or second.house or first.name == second.name:
            continue
        joined = first.end + 1 == second.begin and words[first.end].text in "/-–—"
        near = told is not None and abs(second.begin - told) <= NEAR + 4
        if joined or near or _from_to(words, first, second):
            return first, second
    return ()


def _after(words: Words, at: int, names: Names) -> tuple[Street, ...]:
    """Two names with a joint between them, right after what says that they meet."""
    at = _past_kind(words, at)
    first = _one(words, at, names)
    if first is None or words[first.end].text not in _JOINERS:
        return ()
    second = _one(words, _past_kind(words, first.end + 1), names)
    return (first, second) if second is not None else ()


def _one(words: Words, at: int, names: Names) -> Street | None:
    kind = STREETS.get(words[at - 1].text) or STREETS.get(words[at - 2].text, "")
    if words[at - 1].text in {"улиц", "улицами", "улицы"}:
        kind = "ул."
    known = known_at(words, at, names)
    if known is not None:
        return Street(known.name, kind or known.kind, at, known.end, marked=False)
    if not looks_named(words, at):
        return None
    name = words[at].written
    return Street(name[0].upper() + name[1:], kind, at, at + 1, marked=False)


def _past_kind(words: Words, at: int) -> int:
    while words[at].text in STREETS or words[at].text == ".":
        at += 1
    return at


def _from_to(words: Words, first: Street, second: Street) -> bool:
    """«с Кутузова на Суворова»."""
    return words[first.begin - 1].text in {"с", "со"} and words[second.begin - 1].text == "на"
