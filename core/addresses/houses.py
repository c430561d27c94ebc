"""Which house: «д. 12, корп. 2», «34а», «45/1», «возле 2 дома», «между домами 12 и 14».

A flat, an entrance and a floor are not part of where it is: who reads the address needs them
not, and the resident has written them in the complaint.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from core.words.wordsets import words_of

from .beside import BESIDE, past_beside
from .counted import COUNTED, is_counted, is_of_several
from .counting import counted_out
from .ordinals import IN_ORDER, ORDINALS, in_order
from .values import VALUES
from .words import Words

HOUSE = words_of("д дом дома доме дому домом домов домами домам домах мкд зд здание здания здании")
PLOTS = words_of("вл влд владение уч участок участка участке участку участки участков участкам")
NAMED = HOUSE | PLOTS
_ONE = words_of("дом дома доме дому домом")
_SEVERAL = words_of("дома домов домами домам домах участки участков участкам")
_BLOCK = words_of("к кор корп корпус корпуса корпусе")
LETTER = words_of("литера литер лит буква буквой буквы")
_BUILDING = words_of("стр строение строения строении")
_PARTS = {
    **dict.fromkeys(_BUILDING, "стр."),
    **dict.fromkeys(_BLOCK - {"к"}, "корп."),
    **dict.fromkeys(LETTER, "литер"),
}
_SAID = {"бэ": "б", "вэ": "в", "гэ": "г", "дэ": "д"}
"""Letters as a telephone hears them."""
_LITTLE = frozenset("абге")
"""Letters that stand apart after a number and belong to it; others are words."""
_NAME = 3
"""Letters of a city's name, at least."""
_AFTER_AND = words_of(
    "у в на не по за там тут там то так еще вот вы мы они он она я почему где когда кто что как",
    "также потом теперь сейчас уже никто ничего если",
)
"""After «а» the number was whole already."""
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
_OF_HOUSES = words_of("подъезд квартира корпус этаж")
_GLUED = words_of("кв под к д стр корп эт этаж")
"""«мира5кв7»"""


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
    if (part := _part_alone(words, at)) is not None:
        return House(part[0], begin, part[1], named=True)
    named = words[at].text in NAMED
    if named:
        at = _past_stop(words, at + 1)
    while words[at].text in {"№", "номер"}:
        at += 1
    found = _number(words, at) or _spoken(words, at, named=named)
    if found is None:
        return None
    number, end = found
    while (more := _one_more(words, end, several="," in number)) is not None:
        number, end = f"{number}, {more[0]}", more[1]
    if not named and words[end].text in _ONE:
        end, named = end + 1, True
    return House(number, begin, end, named)


def _part_alone(words: Words, at: int) -> tuple[str, int] | None:
    """«Политехническая, стр. 7», «мкр Южный корпус 3»: the part of a house in place of it."""
    short = _PARTS.get(words[at].text)
    if short is None:
        return None
    value = _past_stop(words, at + 1)
    whole = words[value].is_number and len(words[value].text) < 4
    return (f"{short} {words[value].text}", value + 1) if whole else None


def _past_numbering(words: Words, at: int) -> int:
    """«номер 5», «под номером 207»"""
    if words[at].text == "под" and words[at + 1].text in {"номером", "№"}:
        at += 1
    return at + 1 if words[at].text in {"номер", "номером"} else at


def past_wrong(words: Words, at: int) -> int:
    """The place of the right house in «не 82, а 28»; where nothing is corrected, the same place."""
    wrong = _number(words, at + 1) if words[at].text == "не" else None
    if wrong is None:
        return at
    joint = wrong[1] + 1 if words[wrong[1]].text == "," else wrong[1]
    return joint + 1 if words[joint].text == "а" else at


def _beside(words: Words, begin: int, at: int) -> House | None:
    """«у 65а», «напротив 319-го»: a number and nothing that it could count."""
    if words[at].text in HOUSE and words[at].text != "д":
        number = _number(words, at + 2 if words[at + 1].text in {"№", "номер"} else at + 1)
        return House(number[0], begin, number[1], named=True) if number else None
    text = words[at].text
    found = (text[:-2], at + 1) if _is_ordinal(text) else _number(words, at)
    if found is None:
        return None
    after = words[found[1]]
    if after.text in _ONE:
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
        at = _past_stop(words, at + 1)
    found = _number(words, at)
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
    if _is_ordinal(words[at].text) and words[at + 1].text in _ONE:  # «в 11-м доме»
        return House(words[at].text[:-2], at, at + 2, named=True)
    if (told := _told_in_order(words, at) or _range(words, at) or _told_by(words, at)) is not None:
        return told
    if words[at].text == "номер" and words[at + 1].text in _ONE:
        return house_at(words, at)
    is_before = words[at].is_number and words[at + 1].text in _ONE
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
    first = at + 2 if words[at + 1].text in _ONE else at + 1
    joint = first + 1
    last = joint + 2 if words[joint + 1].text in _ONE else joint + 1
    if words[joint].text != until or not (words[first].is_number and words[last].is_number):
        return None
    housed = last > joint + 1
    if not housed and words[last + 1].text not in _ONE | _SEVERAL:
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
        housed = words[at + 2].text in _ONE
        return House(words[at].text, at, at + 3, named=True) if housed else None
    tens, last = counted_out(words, at) if words[at].text in VALUES else (0, at)
    if tens and (whole := in_order(tens, words[last].text)) and words[last + 1].text in _ONE:
        return House(str(whole), at, last + 2, named=True)  # «у пятьдесят третьего дома»
    first = ORDINALS.get(words[at].text)
    if first is None:
        return None
    if words[at + 1].text in _ONE:
        return House(str(first), at, at + 2, named=True)
    second = ORDINALS.get(words[at + 2].text) if words[at + 1].text == "и" else None
    if second is None or words[at + 3].text not in _ONE:
        return None
    return House(f"{first}, {second}", at, at + 4, named=True)


def _another(words: Words, at: int) -> tuple[str, int] | None:
    """One more of several houses: «, 4», «и 14»."""
    if words[at].text not in {",", "и", "-", "–", "—"}:
        return None
    return _number(words, at + 1)


def _number(words: Words, at: int) -> tuple[str, int] | None:
    """A house's number, with all that belongs to it, and the place after it."""
    first = words[at]
    if not first.is_number or len(first.text) > 3 or first.text.startswith("0"):
        return None
    number, end = first.text, at + 1
    if (
        words[end].text in ":."
        and words[end].glued
        and words[end + 1].is_number
        and words[end + 1].glued
    ):
        return None  # a time or a date
    if words[end].text in {"/", "дробь"} and words[end + 1].is_number:
        number, end = f"{number}/{words[end + 1].text}", end + 2
    elif words[end].text == "дробь" and (below := counted_out(words, end + 1))[0]:
        number, end = f"{number}/{below[0]}", below[1]
        if words[end].text == "/" and words[end + 1].is_number:
            return None  # 12/11/2026
    number, end = _with_letter(words, number, end)
    if (
        words[end].text == "/"
        and words[end].glued
        and words[end + 1].is_number
        and "/" not in number
    ):
        number, end = f"{number}/{words[end + 1].text}", end + 2  # «12А/3»
    number, end = _with_parts(words, *_with_parts(words, number, end))
    after = words[end]
    if after.text == "-" and after.glued and words[end + 1].glued:
        letter = words[end + 1].text
        if letter.isalpha() and len(letter) == 1 and letter != "й":
            number = f"{number}{letter}"  # «5-а»
        elif not words[end + 1].is_number:
            return None  # «5-й», «9-этажка»
        end += 2  # «12-45» is a flat
    elif after.glued and not after.is_sign and end == at + 1 and after.text not in _GLUED:
        return None  # «9этажка»
    return None if _is_counted(words, at, end) else (number, end)


def _is_counted(words: Words, at: int, end: int) -> bool:
    """«3 дня», «2-3 дня», «2 собаки», «5 квартира»: a number of something, or of something else."""
    after = words[end].text
    if any(words[one].text.isalpha() for one in range(at + 1, end)):
        return False  # it has a letter of its own
    if after in {"квартира", "кв"} and not words[end + 1].is_sign:
        return not words[end + 1].is_number
    if after in {"этаж", "этаже"}:
        return not words[end + 1].is_number
    if COUNTED.match(after):
        return True
    return end == at + 1 and not words[end].is_capital and is_counted(words[at].text, after)


def _spoken(words: Words, at: int, *, named: bool) -> tuple[str, int] | None:
    """«дом пятьдесят один»: who speaks to the phone has words for numbers. Without «дом» a small
    one is not enough: «на Мира два фонаря»."""
    number, end = counted_out(words, at)
    whole = in_order(number, words[end].text)
    if whole is not None and (named or words[end + 1].text in _ONE or words[end + 1].is_sign):
        return str(whole), end + 1  # «двадцать второй дом», «Центральная, двадцать восьмой.»
    lettered, after = _with_letter(words, str(number), end)
    if number and lettered != str(number):
        return lettered, after  # «тридцать восемь бэ», «семь «а»», «пять а»
    if number and words[end].text == "дробь":
        below, last = counted_out(words, end + 1)
        return (f"{number}/{below}", last) if below else (str(number), end)
    surely = number >= 10 or named or _has_parts(words, end)
    if not number or not surely or COUNTED.match(words[end].text):
        return None
    return _with_parts(words, str(number), end)


def _has_parts(words: Words, at: int) -> bool:
    """«Воронкова пять, третий подъезд», «Мира шесть квартира девять»."""
    at = at + 1 if words[at].text == "," else at
    part = words[at + 1].text if words[at].text in IN_ORDER else words[at].text
    return part in _OF_HOUSES


def _with_letter(words: Words, number: str, end: int) -> tuple[str, int]:
    letter = words[end]
    if letter.text in _SAID:
        return f"{number}{_SAID[letter.text]}", end + 1
    if letter.text in {"«", '"'} and words[end + 2].text in {"»", '"'}:  # «7 «а»»
        quoted = words[end + 1].text
        return (f"{number}{quoted}", end + 3) if len(quoted) == 1 else (number, end)
    if len(letter.text) != 1 or not letter.text.isalpha():
        return number, end
    if letter.glued:
        is_part = letter.text in "кс" and words[end + 1].is_number
        return (number, end) if is_part else (f"{number}{letter.text}", end + 1)
    if (
        letter.text in _LITTLE
        and not _is_of_city(words, end)
        and not words[end + 1].is_number
        and words[end + 1].text not in _AFTER_AND
    ):
        return f"{number}{letter.text}", end + 1
    return number, end


def _is_of_city(words: Words, at: int) -> bool:
    """«45 г. Свободный», «5 г Белогорск»: before a name it is «город»."""
    stop = words[at + 1].text == "."
    name = words[at + 2] if stop else words[at + 1]
    if words[at].text != "г" or name.is_sign or name.is_number:
        return False
    return stop or (name.is_capital and not words.is_shouted and len(name.text) >= _NAME)


def _with_parts(words: Words, number: str, end: int) -> tuple[str, int]:
    """«корп. 2», «к2», «стр 3»."""
    at = end + 1 if words[end].text == "," else end
    for names, short in ((_BLOCK, "к"), (_BUILDING, "с"), (LETTER, "")):
        word = words[at]
        glued = word.glued and word.text == short != ""
        if word.text not in names and not glued:
            continue
        value = _past_stop(words, at + 1)
        if word.text == "к" and not word.glued and COUNTED.match(words[value + 1].text):
            continue  # «9 Мая 9 к 9 мая обещали»
        if words[value].is_number:
            return f"{number}{short}{words[value].text}", value + 1
        counted, last = counted_out(words, value)
        if counted:
            return f"{number}{short}{counted}", last
        letter = words[value].text
        if word.text != "к" and len(letter) == 1 and letter.isalpha():
            return f"{number}{short}{letter}", value + 1
    return number, end


def _past_stop(words: Words, at: int) -> int:
    return at + 1 if words[at].text in {".", ":"} else at
