"""Who lives in the practised town. Names are made up; numbers are far from the page's people."""

from collections.abc import Iterator

from bots.sandbox.identity import TELEGRAM, VK, Door

FIRST = 60_001
"""The number of the first resident."""

NAMES = (
    "Алина Воробьёва",
    "Виктор Савельев",
    "Галина Петровна",
    "Денис",
    "Екатерина Мельник",
    "Жанна Тихонова",
    "Зоя Ивановна",
    "Илья Громов",
    "Карина Асланова",
    "Лидия Фёдоровна",
    "Максим Д.",
    "Наталья Белова",
    "Олег Ткаченко",
    "Полина К.",
    "Роман Юсупов",
    "Светлана Жукова",
    "Тимур",
    "Ульяна Корж",
    "Фёдор Ильич",
    "Эльвира Хасанова",
    "Юрий Назаров",
    "Яна",
)

OF_FIVE_IN_VK = 2


def residents() -> Iterator[tuple[Door, int, str]]:
    """People without end: messenger, number, name. Two of five are in VK."""
    number = 0
    while True:
        door: Door = VK if number % 5 < OF_FIVE_IN_VK else TELEGRAM
        yield door, FIRST + number, NAMES[number % len(NAMES)]
        number += 1
