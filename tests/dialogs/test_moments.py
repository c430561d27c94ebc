"""Days and moments are told by the reader's clock and in their language."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dialogs.effects import Stamp, Until, phrase

from .written import CATALOGUE, HERE


@pytest.mark.parametrize(
    ("language", "zone", "until"),
    [
        ("ru", "UTC", "до понедельника, 23 ноября, 16:30."),
        ("ru", "Asia/Yakutsk", "до вторника, 24 ноября, 01:30."),
        ("en", "UTC", "by Monday, 23 November, 16:30."),
        ("en", "Asia/Yakutsk", "by Tuesday, 24 November, 01:30."),
    ],
)
def test_a_deadline_is_told_in_the_readers_zone(language: str, zone: str, until: str) -> None:
    at = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    deadline = Until(at, at)
    text = phrase("notice-routed", number="26-000042", agency="Горгаз", deadline=deadline)
    assert CATALOGUE.say(language, text, ZoneInfo(zone)).endswith(until)


def test_which_year_it_is_the_readers_zone_says() -> None:
    """On New Year's morning in the reader's town it is still the old year by Greenwich."""
    deadline = Until(datetime(2027, 1, 1, 6, tzinfo=UTC), datetime(2026, 12, 31, 20, tzinfo=UTC))
    text = phrase("notice-routed", number="26-000042", agency="Горгаз", deadline=deadline)
    assert CATALOGUE.say("ru", text, HERE).endswith("до пятницы, 1 января, 15:00.")


@pytest.mark.parametrize(
    ("language", "until"),
    [("ru", "до пятницы, 1 января 2027, 01:30."), ("en", "by Friday, 1 January 2027, 01:30.")],
)
def test_a_deadline_of_another_year_is_told_with_it(language: str, until: str) -> None:
    at = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    text = phrase(
        "notice-routed",
        number="26-42",
        agency="Горгаз",
        deadline=Until(at, datetime(2026, 11, 24, tzinfo=UTC)),
    )
    assert CATALOGUE.say(language, text, ZoneInfo("Asia/Yakutsk")).endswith(until)


@pytest.mark.parametrize(
    ("zone", "at"), [("UTC", "23.11.2026, 16:30"), ("Asia/Yakutsk", "24.11.2026, 01:30")]
)
def test_a_record_is_told_in_the_readers_zone(zone: str, at: str) -> None:
    text = phrase("history-take", at=Stamp(datetime(2026, 11, 23, 16, 30, tzinfo=UTC)))
    assert CATALOGUE.say("ru", text, ZoneInfo(zone)).startswith(f"{at} — ")


@pytest.mark.parametrize("day", range(7))
def test_every_weekday_has_its_name(day: int) -> None:
    at = datetime(2026, 11, 23 + day, tzinfo=UTC)
    names = ["понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"]
    text = phrase("status-new", deadline=Until(at, at))
    assert f"до {names[day]}, {at.day} ноября" in CATALOGUE.say("ru", text, HERE)
