"""Replies to the one address that is offered which keep its street: «не этот, 102», «номер другой —
102», «возле 102», «не тот дом».

Taken is only a text whose every word corrects, or says beside which house it is: whatever else is
said may be a place of its own.
"""

import re

from core.words.classes import FILLERS, NO, PLEASE, RIGHT, YES
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.heard.agreeing import declines
from dialogs.heard.taking_back import is_all_wrong
from dialogs.texts import fold

_WORD = re.compile(r"\d{1,3}(?:\s?[а-я](?![а-я]))?(?:[/к]\d{1,3})?|[^\W\d_]+")
_LAST = re.compile(r"\d\S*$")
_DENYING = words_of("не другой другая другое неправильный неверный неправильно неверно ошибка not")
_HOUSE = words_of("дом дома домом номер номером номера house number")
_ROUND = (
    FILLERS | NO | PLEASE | YES | words_of("тот то та те этот эта это он она там тут")
) | _HOUSE
_CORRECTING = (_ROUND | _DENYING | RIGHT) | words_of(
    "туда здесь адрес адресом у нас наш мой я на самом деле нужен надо правильный верный вернее",
    "точнее исправьте исправь поправьте поправь поменяйте поменяй замените извините простите",
    "только кажется вроде скорее же всего должен быть ошибся ошиблась ошибочка перепутал",
    "перепутала опечатка опечаталась опечатался написал написала указал указала",
    "the is it that one wrong",
)
_BESIDE = words_of("у возле около рядом недалеко near beside by")
"""What is there is not at the house that is offered; «напротив 45» may be."""
_OF_HOUSE = _HOUSE | words_of("с со от к же это там to the")


def house_instead(text: str, only: str) -> str | None:
    """The address with the house, or what stands by a house, that is said; None: neither is."""
    last = _LAST.search(only)
    if last is None or not has_digits(text):
        return None
    words = _WORD.findall(text.lower().replace("ё", "е"))
    houses = [at for at, word in enumerate(words) if word[0].isdecimal()]
    if len(houses) != 1 or (words == [text.strip()] and len(text.strip()) == 1):
        return None  # one figure may be a button's, or slip
    at = houses[0]
    others = {*words[:at], *words[at + 1 :]}
    if words[0] in _BESIDE and others - {words[0]} <= _OF_HOUSE and words[at] != last[0]:
        street = only[: last.start()].rstrip(", ")
        return f"{street}, {' '.join(text.split()).rstrip('.!').lower()}"
    if words[at - 1 : at] == ["не"] or not others <= _CORRECTING:
        return None
    return f"{only[: last.start()]}{words[at]}"


def refuses(text: str) -> bool:
    """Is it said that it is not there, and not where: «нет», «не тот дом», «не 100»?"""
    return declines(text) or is_all_wrong(text) or _denies_house(text)


def _denies_house(text: str) -> bool:
    words = frozenset(fold(text).split())
    numbers = {word for word in words if word.isdecimal()}
    named = not words.isdisjoint(_HOUSE) or bool(numbers)
    return named and not words.isdisjoint(_DENYING) and words - numbers <= _ROUND | _DENYING
