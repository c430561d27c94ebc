"""The day that a sentence promises."""

from datetime import date, timedelta

import pytest

from core.words.days_named import day_named

TUESDAY = date(2026, 11, 24)

NAMED = {
    "заменим до пятницы": date(2026, 11, 27),
    "25 декабря положим асфальт": date(2026, 12, 25),
    "Осмотрели 20 ноября, заменим к 15 декабря": date(2026, 12, 15),
    "Снег с Лазо уберём завтра до обеда": date(2026, 11, 25),
    "на 3 этаже починим в чт": date(2026, 11, 26),
    "привезём 3.5 тонны щебня завтра": date(2026, 11, 25),
    "через 3 рабочих дня сделаем": date(2026, 11, 27),
    "заменим не позднее конца следующей недели.": date(2026, 12, 4),
    "сегодня осмотрели, в пятницу доделаем": date(2026, 11, 27),
    "воду дадим сегодня": TUESDAY,
    "к 15 числу сделаем": date(2026, 12, 15),
    "на Ленина, 12 заменим до 15.12.2026": date(2026, 12, 15),
    "will be done by Friday": date(2026, 11, 27),
}
NONE = [
    "",
    "завтра или послезавтра",
    "весной сделаем",
    "уберём на ул. 8 Марта",
    "в доме 5 дадим в 18.00",
    "дом 12, декабрьский мороз",
    "31.02 доделаем",
    "у ср. школы починим",
    "осмотрели 20 ноября",
    "12",
]


@pytest.mark.parametrize("text", NAMED)
def test_the_day_by_which_it_will_be_done(text: str) -> None:
    assert day_named(text, TUESDAY, lambda count: TUESDAY + timedelta(days=count)) == NAMED[text]


@pytest.mark.parametrize("text", NONE)
def test_what_names_none_or_two(text: str) -> None:
    assert day_named(text, TUESDAY, lambda count: TUESDAY + timedelta(days=count)) is None
