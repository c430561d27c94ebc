"""An amount that is typed chooses the range that has it."""

import pytest

from dialogs.heard.amounts import ranged

DAYS = ["1–2 дня", "3–5 дней", "Неделю и больше"]
DOGS = ["Одна", "2–4", "5 и больше"]


@pytest.mark.parametrize(
    ("typed", "labels", "label"),
    [
        ("3 дня", DAYS, "3–5 дней"),
        ("три дня", DAYS, "3–5 дней"),
        ("уже неделю", DAYS, "Неделю и больше"),
        ("две недели", DAYS, "Неделю и больше"),
        ("месяц", DAYS, "Неделю и больше"),
        ("штук пять", DOGS, "5 и больше"),
        ("3", DOGS, "2–4"),
        ("пара собак", DOGS, "2–4"),
        ("одна", DOGS, "Одна"),
        ("сорок лет", DAYS, None),
        ("6 дней", DAYS, None),
        ("не знаю", DOGS, None),
        ("3 дня нет света", DAYS, None),
        ("с 3 по 5", DAYS, None),
        ("5", ["Во дворе", "На улице"], None),
    ],
)
def test_an_amount_is_its_range(typed: str, labels: list[str], label: str | None) -> None:
    found = ranged(typed, labels)
    assert (labels[found] if found is not None else None) == label
