"""What is a person's own goes out of what was written, and the problem stays told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.blotting import SIGN, blotting

CONTACT = "+7 914 123-45-67, anna.p@town-mail.org, @anna_petr, 2-34-56"
blot = blotting(CONTACT, "Анна Петрова")


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("Звоните 8(914)1234567", "Звоните …"),
        ("914 123 45 67 или +79141234567", "… или …"),
        ("мой 8-914-123-45-67!", "мой …!"),
        ("пишите ANNA.P@town-mail.org", "пишите …"),
        ("я @anna_petr", "я …"),
        ("домашний 23-456", "домашний …"),
        ("анна петрова, Петрова  Анна", "…, …"),
        ("Снилс 112-233-445 95, сосед Сидоров Пётр Ильич из кв. 4", "Снилс …, сосед … из кв. 4"),
        ("Яма у дома 5 на улице Анны Петровой", "Яма у дома 5 на улице Анны Петровой"),
        ("Анна сказала, что света нет", "Анна сказала, что света нет"),
        ("Аварийная служба 8 4162 12-34-56 не отвечает", None),
        ("счётчик 79141234567890", None),
        ("", None),
    ],
)
def test_what_is_theirs_goes_however_it_is_written(told: str, left: str | None) -> None:
    assert blot(told) == (told if left is None else left)


def test_a_contact_in_other_words_goes_as_it_stands() -> None:
    assert (
        blotting("спросить в киоске у моста")("Спросить в киоске у моста, яма там") == "…, яма там"
    )
    assert blotting("дом")("дом 5") == "дом 5"


def test_without_anything_of_theirs_only_what_is_surely_somebodys_goes() -> None:
    assert blotting("")("Яма на Ленина, 5, звонил в 112") == "Яма на Ленина, 5, звонил в 112"


@given(st.text(max_size=200))
def test_blotted_twice_is_blotted_once(text: str) -> None:
    once = blot(text)
    assert blot(once) == once


DIGITS = "9141234567"


@given(
    st.sampled_from(["+7", "8", "7", ""]),
    st.lists(st.sampled_from(["", " ", "-", ".", " - ", "("]), min_size=9, max_size=9),
)
def test_the_number_is_found_in_any_hand(before: str, between: list[str]) -> None:
    written = DIGITS[0] + "".join(a + b for a, b in zip(between, DIGITS[1:], strict=True))
    told = blot(f"Звоните {before}{written} вечером")
    assert not set("".join(told.split())) & set("0123456789"), told
    assert SIGN in told
