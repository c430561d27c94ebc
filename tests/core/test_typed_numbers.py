"""Numbers as they are said on the telephone."""

import pytest

from core.numbers import typed_number


@pytest.mark.parametrize(
    ("typed", "number", "rest"),
    [
        ("42", "26-000042", ""),
        ("26-3", "26-000003", ""),
        ("25-3", "25-000003", ""),
        ("000003", "26-000003", ""),
        ("№ 26 000003", "26-000003", ""),
        ("26000003", "26-000003", ""),
        ("26-000003 песок", "26-000003", " песок"),
        ("26 – 000003", "26-000003", ""),
        ("15.12 заменим", "", "15.12 заменим"),
        ("1234567", "", "1234567"),
        ("89141234567", "", "89141234567"),
        ("12-13-14", "", "12-13-14"),
        ("мои", "", "мои"),
        ("", "", ""),
    ],
)
def test_what_a_number_is(typed: str, number: str, rest: str) -> None:
    assert typed_number(typed, 2026, bare=True) == (number, rest)


@pytest.mark.parametrize(("typed", "number"), [("8 причина", ""), ("0042 x", "26-000042")])
def test_a_bare_count_may_be_hours_or_a_day(typed: str, number: str) -> None:
    assert typed_number(typed, 2026, bare=False)[0] == number
