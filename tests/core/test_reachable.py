"""Contacts in the middle of what people write: the teller's own, and others'."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reachable import (
    KEPT_AT_MOST,
    SIGN,
    Apart,
    apart,
    listed,
    together,
    without_room,
    without_sign,
)

OWN = {
    "89141112233, но звоните после 6": "📱, но звоните после 6",
    "89141112233": "",
    "мой номер 8 (914) 111-22-33": "",
    "Яма на Ленина 5, мой телефон +79141112233": "Яма на Ленина 5, мой телефон 📱",
    "Дом 45 89141112233": "Дом 45 📱",
    "дом 8. 9142223344 звоните": "дом 8. 📱 звоните",
    "кв 12 914 111 22 33 Анна": "кв 12 📱 Анна",
    "УК не реагирует. 89141234567": "УК не реагирует. 📱",
    "тел 8(4162)52-10-10": "",
    "+375 29 123-45-67 это Анна": "📱 это Анна",
    "пишите на anna@example.org.": "",
    "позвоните мужу 89141234567 или мне +7 914 765 43 21": "позвоните мужу 📱 или мне 📱",
    "звонил в УК 89141234567, мой номер 89141112233": "звонил в УК 89141234567, мой номер 📱",
}
OTHERS = (
    "звонил в УК 89141234567",
    "Не горит свет. Диспетчер УК тел. 89141234567 не отвечает",
    "На столбе объявление 89141234567, оборвите",
    "звонила по номеру 8-914-000-11-22, сказали ждать",
    "26-000001",
    "долг 15 000 000 рублей",
    "ИНН 7701234567",
    "карта 8914 1112 2334 5567",
    "01.12.2026 с 9.00-18.00",
    "x@y",
    ", ".join(f"8914111223{last}" for last in range(9)),
)


@pytest.mark.parametrize(("text", "rest"), OWN.items())
def test_ones_own_is_parted_from_what_is_told(text: str, rest: str) -> None:
    found = apart(text)
    assert found is not None
    assert found.rest == rest
    assert all(one in text for one in found.contacts)


@pytest.mark.parametrize("text", OTHERS)
def test_anothers_is_part_of_the_story_and_other_numbers_are_none(text: str) -> None:
    assert apart(text) is None


def test_in_a_long_story_it_is_told_whose_it_is() -> None:
    story = "Во дворе третий день не вывозят мусор и дети ходят мимо этой свалки в школу"
    assert apart(f"{story}, 89141112233 Анна") == Apart(f"{story}, 📱 Анна", ("89141112233",))
    assert apart(f"{story} видел номер 89141112233 у водителя на борту машины") is None


def test_each_is_kept_once_however_it_is_written() -> None:
    assert together("89141112233", ("+7 914 111-22-33", "a@b.ru")) == ("89141112233", "a@b.ru")
    many = tuple(f"8914111{last:04}" for last in range(KEPT_AT_MOST))
    assert together(listed(many), ("89145556677", "+79141110000")) == many
    assert without_room(listed(many), ("89145556677", "+79141110000")) == ("89145556677",)
    assert listed(("1", "2")) == "1, 2"
    assert without_sign("Ленина 5, 📱") == "Ленина 5"


@given(st.text("89+7() -.@aяУК,\n", max_size=60))
def test_nothing_else_is_lost(text: str) -> None:
    found, at = apart(text), 0
    for piece in found.rest.split(SIGN) if found is not None else ():
        at = text.index(piece, at) + len(piece)


@pytest.mark.parametrize("piece", ["8 ", "9", "a@", "89141112233 ", "+7((", "(8-", "8914111223 4"])
def test_a_long_text_keeps_nobody_waiting(piece: str) -> None:
    started = time.process_time()
    apart(piece * 2000)
    assert time.process_time() - started < 1.0
