"""An amount that is typed where the buttons are ranges: «три дня» of «1–2 дня», «3–5 дней».

Nothing else may be said with it, and the labels must be ranges, two of them at least.
"""

import re
from collections.abc import Sequence
from math import inf

from core.words.wordsets import words_of
from dialogs.texts import fold

_NUMBERS = {
    word: value
    for value, words in {
        1: "один одна одну одно день сутки one", 2: "два две двое пара пару two",
        3: "три трое three", 4: "четыре четверо four", 5: "пять five", 6: "шесть six",
        7: "семь seven", 8: "восемь eight", 9: "девять nine", 10: "десять десяток ten",
        20: "двадцать twenty",
    }.items()
    for word in words.split()
} | {
    begun + ending: value
    for value, (begun, *endings) in {
        2: ("втор", "ой", "ая", "ую", "ые"), 3: ("трет", "ий", "ья", "ью", "ьи"),
        4: ("четверт", "ый", "ая", "ую", "ые"), 5: ("пят", "ый", "ая", "ую", "ые"),
        6: ("шест", "ой", "ая", "ую", "ые"), 7: ("седьм", "ой", "ая", "ую", "ые"),
        8: ("восьм", "ой", "ая", "ую", "ые"), 9: ("девят", "ый", "ая", "ую", "ые"),
        10: ("десят", "ый", "ая", "ую", "ые"),
    }.items()
    for ending in endings
}  # fmt: skip
"""Who says «третий день» says how many there were."""
_UNITS = {
    word: days
    for days, words in {
        7: "неделя недели неделю недель week weeks",
        30: "месяц месяца месяцев month months",
    }.items()
    for word in words.split()
}
_SMALL = words_of(
    "дня дней день сутки суток штук штуки штука собака собаки собак раз раза машин где то примерно",
    "около уже наверное может всего их там не меньше целую целых с лишним больше будет вроде",
    "about day days dog dogs already",
)
"""They say of an amount no more than it does."""
_BETWEEN = re.compile(r"(\d+)\s*[–-]\s*(\d+)")
_FROM = re.compile(r"(\d+)\s*(?:\+|и (?:больше|более|дольше))")


def ranged(typed: str, labels: Sequence[str]) -> int | None:
    """Which of the labels has the amount; None: none is typed, or they are no ranges."""
    amount = _amount(fold(typed).split())
    ranges = [_range(label.lower()) for label in labels]
    if amount is None or sum(one is not None for one in ranges) < 2:
        return None
    return next(
        (at for at, one in enumerate(ranges) if one is not None and one[0] <= amount <= one[1]),
        None,
    )


def _amount(words: Sequence[str]) -> int | None:
    times, numbers = 1, list[int]()
    for word in words:
        if word.isdecimal() and len(word) < 5:
            numbers.append(int(word))
        elif word in _UNITS:
            times = _UNITS[word]
        elif word in _NUMBERS and word not in _SMALL:
            numbers.append(_NUMBERS[word])
        elif word not in _SMALL:
            return None
    if len(numbers) > 1 or (not numbers and times == 1):
        return None
    return (numbers[0] if numbers else 1) * times


def _range(label: str) -> tuple[float, float] | None:
    if found := _BETWEEN.search(label):
        return float(found[1]), float(found[2])
    if found := _FROM.search(label):
        return float(found[1]), inf
    first, *rest = label.split()
    if first in _UNITS and "больше" in rest:
        return float(_UNITS[first]), inf
    if first in _NUMBERS and not rest:
        return float(_NUMBERS[first]), float(_NUMBERS[first])
    return None
