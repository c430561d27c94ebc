"""The number of a house, with all that belongs to it: «12/3», «5-а», «45 корп. 2», «восемь бэ».

A number of something else is none: «3 дня», «9-этажка», «12.30».
"""

from core.words.wordsets import words_of

from .counted import COUNTED, is_counted
from .counting import counted_out
from .ordinals import IN_ORDER, in_order
from .words import Words

ONE_HOUSE = words_of("дом дома доме дому домом")
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
_OF_HOUSES = words_of("подъезд квартира корпус этаж")
_GLUED = words_of("кв под к д стр корп эт этаж")
"""«мира5кв7»"""


def number_at(words: Words, at: int) -> tuple[str, int] | None:
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
    if after in {"квартира", "кв"} and not words[end + 1].is_sign and not _is_named(words, at):
        return not words[end + 1].is_number
    if after in {"этаж", "этаже"}:
        return not words[end + 1].is_number
    if COUNTED.match(after):
        return True
    return end == at + 1 and not words[end].is_capital and is_counted(words[at].text, after)


def spoken_at(words: Words, at: int, *, named: bool) -> tuple[str, int] | None:
    """«дом пятьдесят один»: who speaks to the phone has words for numbers. Without «дом» a small
    one is not enough: «на Мира два фонаря»."""
    number, end = counted_out(words, at)
    whole = in_order(number, words[end].text)
    if whole is not None and (named or words[end + 1].text in ONE_HOUSE or words[end + 1].is_sign):
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


def _is_named(words: Words, at: int) -> bool:
    """«дом 27 кв не помню»"""
    before = words[at - 2] if words[at - 1].text in {".", "№"} else words[at - 1]
    return before.text == "д" or before.text in ONE_HOUSE


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
        value = past_stop(words, at + 1)
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


def part_alone(words: Words, at: int) -> tuple[str, int] | None:
    """«Политехническая, стр. 7», «мкр Южный корпус 3»: the part of a house in place of it."""
    short = _PARTS.get(words[at].text)
    if short is None:
        return None
    value = past_stop(words, at + 1)
    if words[value].is_number:
        return (f"{short} {words[value].text}", value + 1) if len(words[value].text) < 4 else None
    counted, end = counted_out(words, value)
    return (f"{short} {counted}", end) if counted else None


def past_stop(words: Words, at: int) -> int:
    return at + 1 if words[at].text in {".", ":"} else at
