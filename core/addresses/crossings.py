"""Where two streets meet: «на перекрёстке Кирова и Пушкина», «Зейская-Калинина»."""

from itertools import pairwise
from typing import TypeAlias

from msgspec.structs import replace

from core.words.wordsets import words_of

from .guessing import ends_surely, is_full_name, looks_named
from .houses import house_at
from .kinds import STREETS
from .names import Names
from .naming import known_at, sign_of
from .streets import NEAR, Street, told_to_meet
from .words import Words

_PLURAL = words_of("улиц улицами улицы улицам улицах")
_TURNING = words_of("поворот повороте поворота съезд съезде выезд выезде заезд заезде")
_LEADING = words_of("упирается выходит переходит вливается примыкает сворачивает")
_OF_STREETS = words_of("упирается вливается примыкает")
"""Said of streets alone, whatever letters they are written in."""
_JOINERS = words_of("и / - – — с со на")


Two: TypeAlias = tuple[Street, ...]
"""The two streets of a crossing; none."""


def crossing_in(words: Words, names: Names, found: tuple[Street, ...]) -> Two:
    """The two streets at whose crossing it is; nothing where it is not at one."""
    told = told_to_meet(words)
    if told is None and len(found) == 1 and found[0].house is not None:
        return ()  # one street with its house is what most addresses are
    if told is not None and words[told].text == "между" and any(one.end == told for one in found):
        return ()  # «по Объездной между Школьной и Речной»
    return (
        next((two for at in range(len(words)) if (two := _glued(words, at, names))), ())
        or (_after(words, told + 1, names) if told is not None else ())
        or (_around(words, told, names, found) if told is not None else ())
        or _struck(words, names)
        or _from_one_to_other(words, names)
        or _leading(words, names)
        or _divided(words, found)
        or _pair(words, names)
        or _near(words, told, found)
    )


def _near(words: Words, told: int | None, found: tuple[Street, ...]) -> Two:
    """Two names with a stroke between them, or not far from what says that they meet."""
    for first, second in pairwise(found):
        if first.house or second.house or first.name == second.name:
            continue
        joined = first.end + 1 == second.begin and words[first.end].text in "/-–—"
        near = told is not None and abs(second.begin - told) <= NEAR + 4
        if joined or near:
            return first, second
    return ()


def _divided(words: Words, found: tuple[Street, ...]) -> Two:
    """«Дзержинского/Атарбекова», where nobody listed the second."""
    for one in found:
        if one.house is None and words[one.end].text == "/" and looks_named(words, one.end + 1):
            name = sign_of(words[one.end + 1].written)
            return one, Street(name, one.kind, one.end + 1, one.end + 2, marked=False)
    return ()


def _glued(words: Words, at: int, names: Names) -> Two:
    """«Зейская-Калинина»: both are names, and together they are none."""
    first, dash, second = words[at].written.partition("-")
    if not dash or "-" in second or names.at(words, at) is not None:
        return ()
    if house_at(words, at + 1) is not None:  # «Тверская-Ямская 4» is one
        return ()
    found = [names.at(Words(half), 0) for half in (first, second)]
    if found[0] is None or found[1] is None:
        return ()
    one, other = found[0].name, found[1].name
    return (
        Street(one.name, one.kind, at, at + 1, marked=False),
        Street(other.name, other.kind, at, at + 1, marked=False),
    )


def _struck(words: Words, names: Names) -> Two:
    """«Зейская/Калинина»: two names, one of them known, with nothing around the stroke."""
    for at in range(1, len(words)):
        if words[at].text != "/" or not (words[at].glued and words[at + 1].glued):
            continue
        first, second = _one(words, at - 1, names), _one(words, at + 1, names)
        named = words[at - 1].is_capital and words[at + 1].is_capital
        if first is None or second is None or first.end != at or not named:
            continue
        known = [one for one in (at - 1, at + 1) if names.at(words, one) is not None]
        if known and all(one in known or ends_surely(words[one].text) for one in (at - 1, at + 1)):
            return first, second
    return ()


def _after(words: Words, at: int, names: Names) -> Two:
    """Two names with a joint between them, right after what says that they meet."""
    at = _past_kind(words, at)
    first = _one(words, at, names, told=True)
    if first is None or words[first.end].text not in _JOINERS:
        return ()
    second = _one(words, _past_kind(words, first.end + 1), names, told=True)
    if second is None:
        return ()
    if words[first.begin - 1].text in _PLURAL and not second.kind:
        second = replace(second, kind=first.kind)
    return first, second


def _pair(words: Words, names: Names) -> Two:
    """«Космонавтов Вавилова.»: two names, and nothing else in the sentence."""
    for at in range(len(words)):
        if not (words[at].is_capital and (at == 0 or words[at - 1].is_sign)):
            continue
        one = names.at(words, at)
        other = names.at(words, one.end) if one is not None and one.surely else None
        if one is None or other is None or not other.surely or not words[one.end].is_capital:
            continue
        if words[other.end].text in {".", "!", "?", "\n"}:
            return (
                Street(one.name.name, one.name.kind, at, one.end, marked=False),
                Street(other.name.name, other.name.kind, one.end, other.end, marked=False),
            )
    return ()


def _around(words: Words, told: int, names: Names, found: tuple[Street, ...]) -> Two:
    """«калинина угол гаражной», «где советская пересекается с партизанской»."""
    first = next((one for one in found if one.end == told), None)
    if first is None:
        first = _one(words, told - 1, names)
        named = known_at(words, told - 1, names) is not None or ends_surely(words[told - 1].text)
        if first is None or first.end != told or not named:
            return ()
    after = told + 2 if words[told + 1].text in {"с", "со", "и"} else told + 1
    second = _one(words, _past_kind(words, after), names)
    return (first, second) if second is not None and first.house is None else ()


def _one(words: Words, at: int, names: Names, *, told: bool = False) -> Street | None:
    """``told``: it is said that streets meet here, so that a name may be misspelt."""
    kind = STREETS.get(words[at - 1].text) or STREETS.get(words[at - 2].text, "")
    known = known_at(words, at, names, kind, slips=told)
    if known is not None:
        return Street(known.name, kind or known.kind, at, known.end, marked=False)
    if not looks_named(words, at):
        return None
    end = at + 2 if is_full_name(words, at) else at + 1
    name = " ".join(words[one].written for one in range(at, end))
    return Street(name if end > at + 1 else sign_of(name), kind, at, end, marked=False)


def _leading(words: Words, names: Names) -> Two:
    """«Мельничная упирается в Базарную», «где Сиреневая выходит на Окружную»."""
    for at in range(1, len(words)):
        if words[at].text not in _LEADING or words[at + 1].text not in {"в", "на", "к", "с"}:
            continue
        first = _one(words, at - 1, names)
        second = _one(words, _past_kind(words, at + 2), names)
        if first is None or second is None or first.end != at:
            continue
        named = words[first.begin].is_capital and words[second.begin].is_capital
        if named or words[at].text in _OF_STREETS:
            return first, second
    return ()


def _past_kind(words: Words, at: int) -> int:
    while words[at].text in STREETS or words[at].text == ".":
        at += 1
    return at


def _from_one_to_other(words: Words, names: Names) -> Two:
    """«с Кутузова на Суворова»."""
    for at in range(len(words)):
        if words[at].text not in {"с", "со"}:
            continue
        first = _one(words, at + 1, names)
        aside = first is not None and words[first.end].text in {"налево", "направо"}
        second = _one(words, first.end + 1 + aside, names) if first else None
        if first is None or second is None or words[second.begin - 1].text != "на":
            continue
        if words[first.begin].is_capital and words[second.begin].is_capital:
            return first, second
        if any(words[one].text in _TURNING for one in range(max(0, at - 2), at)):
            return first, second
    return ()
