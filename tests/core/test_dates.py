"""Days as operators write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.dates import meant_as_day, read_day

TUESDAY = date(2026, 11, 24)

SAID = {
    "15.12": date(2026, 12, 15),
    "до 15.12": date(2026, 12, 15),
    "15.12.26": date(2026, 12, 15),
    "15.12.2026 г.": date(2026, 12, 15),
    "2026-12-15": date(2026, 12, 15),
    "15 декабря": date(2026, 12, 15),
    "до 15 дек.": date(2026, 12, 15),
    "к 1 марта 2027 года": date(2027, 3, 1),
    "9 мая": date(2027, 5, 9),
    "30": date(2026, 11, 30),
    "до 5-го": date(2026, 12, 5),
    "до 5 числа": date(2026, 12, 5),
    "к 30 числу": date(2026, 11, 30),
    "в пн": date(2026, 11, 30),
    "до чт": date(2026, 11, 26),
    "15.01": date(2027, 1, 15),
    "20.11": date(2026, 11, 20),
    "завтра": date(2026, 11, 25),
    "До послезавтра!": date(2026, 11, 26),
    "до пятницы": date(2026, 11, 27),
    "в среду": date(2026, 11, 25),
    "во вторник": date(2026, 12, 1),
    "до следующей пятницы": date(2026, 12, 4),
    "до следующего понедельника": date(2026, 11, 30),
    "к воскресенью": date(2026, 11, 29),
    "до конца недели": date(2026, 11, 27),
    "до конца следующей недели": date(2026, 12, 4),
    "конец месяца": date(2026, 11, 30),
    "до конца следующего месяца": date(2026, 12, 31),
    "до конца года": date(2026, 12, 31),
    "через 10 дней": date(2026, 12, 4),
    "через неделю": date(2026, 12, 1),
    "через две недели": date(2026, 12, 8),
    "через 2 недели": date(2026, 12, 8),
    "через месяц": date(2026, 12, 24),
    "через 3 месяца": date(2027, 2, 24),
    "через день": date(2026, 11, 26),
    "через 3 рабочих дня": date(2026, 11, 27),
    "31.02": None,
    "после 15.12 посмотрим": None,
    "в ближайшее время": None,
    "скоро": None,
    "через некоторое время": None,
    "": None,
    "100": None,
    "15.12.2": None,
    "через 999 месяцев": date(2110, 2, 24),
}


@pytest.mark.parametrize("text", SAID)
def test_a_day_is_read_as_it_is_meant(text: str) -> None:
    found = read_day(text, TUESDAY, lambda count: TUESDAY + timedelta(days=count))
    assert found == SAID[text]


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 300))
def test_whatever_is_written_in_numbers_comes_back(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert read_day(day.strftime("%d.%m.%Y"), today) == day
    assert read_day(day.isoformat(), today) == day
    assert read_day(f"через {ahead + 1} дней", today) == today + timedelta(days=ahead + 1)


@given(st.text(max_size=40))
def test_nothing_that_is_written_breaks_it(text: str) -> None:
    day = read_day(text, TUESDAY)
    assert day is None or isinstance(day, date)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.02 заменим опору", "31.02"),
        ("до 31/02, заменим", "до 31/02,"),
        ("15.12.2026 опора", "15.12.2026"),
        ("45-го заменим", "45-го"),
        ("до 31 февраля заменим", "до 31 февраля"),
        ("через 9999 дней заменим", "через 9999 дней"),
        ("500 тонн щебня привезём до 15.12", ""),
        ("К-700 застрял", ""),
        ("№5 опору заменим", ""),
        ("5 опор заменим", ""),
        ("5 декоративных опор", ""),
        ("10 дней сушим", ""),
        ("3.5 тонны щебня привезём", ""),
        ("12.5 км дороги", ""),
        ("3.5 заменим опору", "3.5"),
        ("25.12 т.к. ждём материал", "25.12"),
        ("15.12 м-н Северный", "15.12"),
        ("10.12 часть работ", "10.12"),
        ("3.5 тополя спилим", "3.5"),
    ],
)
def test_only_what_has_the_shape_of_a_day_is_meant_as_one(text: str, day: str) -> None:
    assert meant_as_day(text) == day
