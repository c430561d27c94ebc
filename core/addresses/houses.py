"""Which house: «д. 12, корп. 2», «34а», «45/1», «возле 2 дома», «между домами 12 и 14».

A flat, an entrance and a floor are not part of where it is: who reads the address needs them
not, and the resident has written them in the complaint.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from core.words.wordsets import words_of

from .beside import BESIDE, past_beside
from .counted import is_of_several
from .counting import counted_out
from .house_numbers import ONE_HOUSE, number_at, part_alone, past_stop, spoken_at
from .ordinals import ORDINALS, in_order
from .values import VALUES
from .words import Words

HOUSE = words_of("д дом дома доме дому домом домов домами домам домах мкд зд здание здания здании")
PLOTS = words_of("вл влд владение уч участок участка участке участку участки участков участкам")
NAMED = HOUSE | PLOTS
_SEVERAL = words_of("дома домов домами домам домах участки участков участкам")
_BETWEEN = frozenset(",.:—–-")
_AROUND = frozenset("/(")
_SIGNS = 3
"""Between a street and its house, at most."""
_OF_SCHOOLS = ("класс", "групп", "маршрут", "автобус", "квартир", "подъезд", "кабинет", "палат")
"""What has numbers with letters besides houses."""
_STOREYS = re.compile(r"(?:\w*этажк|новостройк|хрущевк|сталинк)(?:[аиеу]|ой)$|общежити[еяию]$")
"""«у пятиэтажки № 22»"""
_FIRST = {*NAMED, *BESIDE, *ORDINALS, *VALUES, "с", "от", "номер"}
"""With which what calls a house so begins, if not with a number or with a kind of house."""


class House(Struct, frozen=True):
    """``begin``, ``end``: the places of its first word and after its last. ``named``: by a word
    for a house, and not by a number alone."""

    number: str
    begin: int
    end: int
    named: bool


def house_at(words: Words, at: int) -> House | None:
    """The house that follows at once, as after a street: «, д. 12», «12»."""
    return _house(words, at) if words.is_numbered(at) else None


def _house(words: Words, at: int) -> House | None:
    begin = at
    while words[at].text in _BETWEEN and at - begin < _SIGNS:
        at += 1
    if words[at].text in _AROUND and words[at + 1].text in HOUSE:  # «Мира / дом 8», «Мира (дом 2)»
        at += 1
    beside = at if words[at].is_number else past_beside(words, at)
    if words[at].text == "из" and _is_ordinal(words[at + 1].text):
        beside = at + 1
    if beside > at:
        return _beside(words, begin, beside)
    at = past_wrong(words, at)
    at = _past_numbering(words, at)
    if (part := part_alone(words, at)) is not None:
        return House(part[0], begin, part[1], named=True)
    named = words[at].text in NAMED
    if named:
        at = past_stop(words, at + 1)
    while words[at].text in {"№", "номер"}:
        at += 1
    found = number_at(words, at) or spoken_at(words, at, named=named)
    if found is None:
        return None
    number, end = found
    while (more := _one_more(words, end, several="," in number)) is not None:
        number, end = f"{number}, {more[0]}", more[1]
    if not named and words[end].text in ONE_HOUSE:
        end, named = end + 1, True
    return House(number, begin, end, named)


def _past_numbering(words: Words, at: int) -> int:
    """«номер 5», «под номером 207»"""
    if words[at].text == "под" and words[at + 1].text in {"номером", "№"}:
        at += 1
    return at + 1 if words[at].text in {"номер", "номером"} else at


def past_wrong(words: Words, at: int) -> int:
    """The place of the right house in «не 82, а 28»; where nothing is corrected, the same place."""
    wrong = number_at(words, at + 1) if words[at].text == "не" else None
    if wrong is None:
        return at
    joint = wrong[1] + 1 if words[wrong[1]].text == "," else wrong[1]
    return joint + 1 if words[joint].text == "а" else at


def _beside(words: Words, begin: int, at: int) -> House | None:
    """«у 65а», «напротив 319-го»: a number and nothing that it could count."""
    if words[at].text in HOUSE and words[at].text != "д":
        number = number_at(words, at + 2 if words[at + 1].text in {"№", "номер"} else at + 1)
        return House(number[0], begin, number[1], named=True) if number else None
    text = words[at].text
    found = (text[:-2], at + 1) if _is_ordinal(text) else number_at(words, at)
    if found is None:
        return None
    after = words[found[1]]
    if after.text in ONE_HOUSE:
        return House(found[0], begin, found[1] + 1, named=True)
    lettered = found[0][-1].isalpha() and not after.text.startswith(_OF_SCHOOLS)
    return House(found[0], begin, found[1], named=False) if after.is_sign or lettered else None


def _is_ordinal(text: str) -> bool:
    return text.endswith("-я") and text[0].isdigit()


def _one_more(words: Words, at: int, *, several: bool) -> tuple[str, int] | None:
    """«11 и 13», «10к3 или 10к4», «2, 2/1, 4 во всех домах»; «5, 12 подъезд» is one. ``several``
    were named before, so that «и» has the last of them: «27, 29 и 31 без газа»."""
    joint = words[at].text
    if joint not in {",", "и", "или"}:
        return None
    at += 1
    if words[at].text in HOUSE:
        at = past_stop(words, at + 1)
    found = number_at(words, at)
    if found is None:
        return None
    after = words[found[1]]
    last = joint == "или" or (several and joint == "и")
    return found if last or after.is_sign or is_of_several(after.text) else None


def houses_named(words: Words) -> Iterator[House]:
    """Houses that are called so, wherever they stand: «у дома 9», «между домами 12 и 14»,
    «возле 2 дома»."""
    at = 0
    while at < len(words):
        found = _named_at(words, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end


def _named_at(words: Words, at: int) -> House | None:
    word = words[at].text
    if not (word[0].isdecimal() or word in _FIRST or _STOREYS.match(word)):
        return None
    if not words.is_numbered(at) and word not in ORDINALS:
        return None
    if word in NAMED and (
        word != "д" or words[at + 1].text in {".", "№"} or words[at + 1].is_number
    ):
        found = house_at(words, at)
        if found is None:
            return None
        numbers, end = [found.number], found.end
        while word in _SEVERAL and (more := _another(words, end)) is not None:
            numbers.append(more[0])
            end = more[1]
        return House(", ".join(numbers), at, end, named=True)
    if _is_ordinal(words[at].text) and words[at + 1].text in ONE_HOUSE:  # «в 11-м доме»
        return House(words[at].text[:-2], at, at + 2, named=True)
    if (told := _told_in_order(words, at) or _range(words, at) or _told_by(words, at)) is not None:
        return told
    if words[at].text == "номер" and words[at + 1].text in ONE_HOUSE:
        return house_at(words, at)
    is_before = words[at].is_number and words[at + 1].text in ONE_HOUSE
    if is_before and not words[at + 2].is_number and words[at - 1].text not in HOUSE:
        return House(words[at].text, at, at + 2, named=True)  # «дом 5 дома 7» is two
    if words[at].is_number and words[at + 1].text == "и" and words[at + 3].text in HOUSE:
        first, second = words[at].text, words[at + 2].text  # «между 6 и 8 домом»
        return House(f"{first}, {second}", at, at + 4, named=True) if second.isdecimal() else None
    return None


def _range(words: Words, at: int) -> House | None:
    """«с 5 по 11 дом», «от 2 до 20 дома», «от дома 5 до дома 11»."""
    until = {"с": "по", "от": "до"}.get(words[at].text)
    if until is None:
        return None
    first = at + 2 if words[at + 1].text in ONE_HOUSE else at + 1
    joint = first + 1
    last = joint + 2 if words[joint + 1].text in ONE_HOUSE else joint + 1
    if words[joint].text != until or not (words[first].is_number and words[last].is_number):
        return None
    housed = last > joint + 1
    if not housed and words[last + 1].text not in ONE_HOUSE | _SEVERAL:
        return None
    number = f"{words[first].text}, {words[last].text}"
    return House(number, at, last + 1 if housed else last + 2, named=True)


def _told_by(words: Words, at: int) -> House | None:
    """«у пятиэтажки № 22», «в 47-м по Советской», «стояла у 16А»."""
    word, before = words[at], words[at - 1].text
    if _STOREYS.match(word.text) and (words[at + 1].text == "№" or words[at + 1].is_number):
        found = house_at(words, at + 1)
        return House(found.number, at, found.end, named=True) if found else None
    along = words[at + 1].text == "по" and words[at + 2].is_capital and not words.is_shouted
    if _is_ordinal(word.text) and before in BESIDE | {"в"} and along:
        return House(word.text[:-2], at, at + 1, named=True)
    found = _beside(words, at, at + 1) if word.text in BESIDE else None
    lettered = found is not None and found.number[-1].isalpha()
    return House(found.number, at, found.end, named=True) if found and lettered else None


def _told_in_order(words: Words, at: int) -> House | None:
    """«в девятом доме», «в 39м доме», «между десятым и двенадцатым домом»."""
    if words[at].is_number and words[at + 1].text == "м" and words[at + 1].glued:
        housed = words[at + 2].text in ONE_HOUSE
        return House(words[at].text, at, at + 3, named=True) if housed else None
    tens, last = counted_out(words, at) if words[at].text in VALUES else (0, at)
    if tens and (whole := in_order(tens, words[last].text)) and words[last + 1].text in ONE_HOUSE:
        return House(str(whole), at, last + 2, named=True)  # «у пятьдесят третьего дома»
    first = ORDINALS.get(words[at].text)
    if first is None:
        return None
    if words[at + 1].text in ONE_HOUSE:
        return House(str(first), at, at + 2, named=True)
    second = ORDINALS.get(words[at + 2].text) if words[at + 1].text == "и" else None
    if second is None or words[at + 3].text not in ONE_HOUSE:
        return None
    return House(f"{first}, {second}", at, at + 4, named=True)


def _another(words: Words, at: int) -> tuple[str, int] | None:
    """One more of several houses: «, 4», «и 14»."""
    if words[at].text not in {",", "и", "-", "–", "—"}:
        return None
    return number_at(words, at + 1)
