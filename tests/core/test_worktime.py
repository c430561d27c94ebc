"""Working time is what a clerk with a wall clock and the production calendar would count."""

import logging
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from holidays import HolidayBase, country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from core.worktime import Calendar
from core.worktime.exceptions import Exceptional, read_exceptions
from core.worktime.hours import NEVER, ScheduleError, Week, read_hours, shortened, without
from core.worktime.production import known_years

ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
YAKUTSK = ZoneInfo("Asia/Yakutsk")
DAY_HOURS = read_hours("09:00-13:00, 14:00-18:00")
FIVE_DAYS: Week = (DAY_HOURS, DAY_HOURS, DAY_HOURS, DAY_HOURS, DAY_HOURS, (), ())
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

office = Calendar(YAKUTSK, FIVE_DAYS)
calendars = {zone: Calendar(ZoneInfo(zone), FIVE_DAYS) for zone in ZONES}
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  because Hypothesis wants naive bounds and adds the zone itself
    lambda at: at.replace(second=0, microsecond=0)
)


def at(text: str, zone: ZoneInfo = YAKUTSK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@lru_cache
def clerk_year(year: int) -> HolidayBase:
    around = (year - 1, year, year + 1)
    return country_holidays("RU", years=around, language="ru", expand=False)


@lru_cache(maxsize=4000)
def clerk_hours(day: date) -> tuple[tuple[int, int], ...]:
    """The hours of an office day, told from the names the package gives to days, not our way."""
    country = clerk_year(day.year)
    if not country.is_working_day(day):
        return ()
    eves = [day]
    for off, name in country.items():
        moved = re.search(r"перенесено с (\d\d)\.(\d\d)\.(\d{4})", name)
        if moved and date(*map(int, reversed(moved.groups()))) == day:
            eves.append(off)
    for eve in eves:
        name = country.get(eve + timedelta(days=1), "")
        if name and "ыходной" not in name:
            return ((9 * 60, 13 * 60), (14 * 60, 17 * 60))
    return DAY_HOURS


def clerk_works(moment: datetime, zone: ZoneInfo) -> bool:
    local = moment.astimezone(zone)
    minutes = local.hour * 60 + local.minute
    return any(opens <= minutes < closes for opens, closes in clerk_hours(local.date()))


@pytest.mark.parametrize(("year", "hours"), [(2024, 1979), (2025, 1972), (2026, 1972)])
def test_a_year_has_the_official_norm_of_the_forty_hour_week(year: int, hours: int) -> None:
    assert office.between(at(f"{year}-01-01"), at(f"{year + 1}-01-01")) == hours * HOUR


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(ZONES), moments, st.integers(1, 16 * 60))
def test_a_deadline_is_what_stepping_by_the_minute_finds(
    zone_name: str, start: datetime, minutes: int
) -> None:
    zone, moment, left = ZoneInfo(zone_name), start, minutes
    while left:
        left -= clerk_works(moment, zone)
        moment += MINUTE
    assert calendars[zone_name].deadline(start, minutes * MINUTE) == moment


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(ZONES), moments, st.integers(0, 10 * 24 * 60))
def test_time_between_is_what_stepping_by_the_minute_counts(
    zone_name: str, start: datetime, minutes: int
) -> None:
    zone = ZoneInfo(zone_name)
    counted = sum(clerk_works(start + step * MINUTE, zone) for step in range(0, minutes, 1))
    assert calendars[zone_name].between(start, start + minutes * MINUTE) == counted * MINUTE


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001  because Hypothesis wants naive bounds and adds the zone itself
    st.timedeltas(timedelta(), timedelta(hours=400)),
)
def test_deadline_and_between_undo_each_other(zone: str, start: datetime, work: timedelta) -> None:
    calendar = calendars[zone]
    due = calendar.deadline(start, work)
    assert calendar.between(start, due) == work
    assert calendar.between(due, start) == -work
    assert due == start or calendar.is_open(due - timedelta(microseconds=1))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(ZONES), moments)
def test_open_means_that_the_next_opening_is_now(zone: str, moment: datetime) -> None:
    calendar = calendars[zone]
    opening = calendar.next_opening(moment)
    assert calendar.is_open(moment) == clerk_works(moment, calendar.zone) == (opening == moment)
    assert calendar.is_open(opening)
    assert calendar.between(moment, opening) == timedelta()


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20T15:00", 8, "2026-11-23T15:00"),  # Friday to Monday
        ("2026-11-20T10:00", 8, "2026-11-23T10:00"),  # within a day lunch does not count
        ("2026-11-20T09:00", 4, "2026-11-20T13:00"),  # the end of the morning, not after lunch
        ("2026-11-20T13:30", 8, "2026-11-23T13:00"),  # begun at lunch
        ("2026-11-21T12:00", 8, "2026-11-23T18:00"),  # filed on Saturday: Monday's whole day
        ("2026-11-03T16:30", 1, "2026-11-05T09:30"),  # the eve of 4 November closes at 17:00
        ("2025-10-31T17:00", 8, "2025-11-01T17:00"),  # a worked Saturday, an hour shorter
        ("2025-12-30T17:00", 2, "2026-01-12T10:00"),  # over the New Year holidays
    ],
)
def test_known_deadlines(start: str, hours: int, due: str) -> None:
    assert office.deadline(at(start), hours * HOUR) == at(due)


def test_no_work_is_due_at_once_even_at_night() -> None:
    assert office.deadline(at("2026-11-22T03:00"), timedelta()) == at("2026-11-22T03:00")


def test_a_deadline_is_told_in_the_zone_of_the_agency() -> None:
    due = office.deadline(datetime(2026, 11, 20, 6, tzinfo=UTC), 8 * HOUR)
    assert due.isoformat() == "2026-11-23T15:00:00+09:00"


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-20T15:00", 1, "2026-11-23T18:00"),
        ("2026-11-20T15:00", 0, "2026-11-20T18:00"),
        ("2026-11-20T19:00", 0, "2026-11-23T18:00"),
        ("2026-11-21T12:00", 0, "2026-11-23T18:00"),
        ("2026-11-02T08:00", 1, "2026-11-03T17:00"),
        ("2026-11-02T08:00", 2, "2026-11-05T18:00"),
        ("2026-11-20T15:00", 30, "2027-01-12T18:00"),
    ],
)
def test_working_days_are_counted_from_the_next_one(start: str, days: int, due: str) -> None:
    assert office.deadline_days(at(start), days) == at(due)


def test_around_the_clock_knows_no_holidays() -> None:
    always = Calendar.around_the_clock(YAKUTSK)
    assert always.deadline(at("2026-12-31T23:30"), HOUR) == at("2027-01-01T00:30")
    assert always.is_open(at("2027-01-01T00:00"))
    assert always.years_without_calendar(1990, 2050) == ()


def test_hours_pass_as_they_pass_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = Calendar(berlin, (read_hours("00:00-08:00"),) * 7, production=False)
    spring, autumn = at("2026-03-29T00:00", berlin), at("2026-10-25T00:00", berlin)
    assert night.between(spring, spring + timedelta(days=1)) == 7 * HOUR
    assert night.between(autumn, autumn + timedelta(days=1)) == 9 * HOUR
    assert night.deadline(spring, 3 * HOUR) == at("2026-03-29T04:00", berlin)


def test_an_opening_that_the_clocks_skip_is_the_moment_of_the_jump() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    skipped = Calendar(berlin, (read_hours("02:30-05:00"),) * 7, production=False)
    swallowed = Calendar(berlin, (read_hours("02:10-02:50, 12:00-13:00"),) * 7, production=False)
    day = at("2026-03-29T00:00", berlin)
    assert skipped.next_opening(day) == at("2026-03-29T03:00", berlin)
    assert skipped.between(day, day + timedelta(hours=12)) == 2 * HOUR
    assert swallowed.next_opening(day) == at("2026-03-29T12:00", berlin)


def test_exceptions_override_the_week_and_the_production_calendar() -> None:
    days, problems = read_exceptions(
        [
            "date,what",
            "# ремонт",
            "2026-11-23,off",
            "2026-11-04,work",
            "2026-11-24,short",
            "2026-11-25,10:00-12:00,15:00-16:00",
            "2026-11-28,work",
        ]
    )
    calendar = Calendar(YAKUTSK, FIVE_DAYS, exceptions=days)
    assert not problems
    assert calendar.hours(date(2026, 11, 23)) == ()
    assert calendar.hours(date(2026, 11, 4)) == DAY_HOURS
    assert calendar.hours(date(2026, 11, 24)) == read_hours("09:00-13:00, 14:00-17:00")
    assert calendar.hours(date(2026, 11, 25)) == read_hours("10:00-12:00, 15:00-16:00")
    assert calendar.hours(date(2026, 11, 28)) == DAY_HOURS, "a Saturday has Monday's hours"
    assert calendar.deadline(at("2026-11-20T15:00"), 8 * HOUR) == at("2026-11-24T15:00")


def test_every_mistake_in_the_exceptions_names_its_line() -> None:
    days, problems = read_exceptions(
        [
            "2026-13-01,off",
            "",
            "2026-01-12,maybe",
            "2026-01-13",
            "2026-01-14,off",
            "2026-01-14,work",
        ]
    )
    assert [line for line, _ in problems] == [1, 3, 4, 6]
    assert set(days) == {date(2026, 1, 14)}


@pytest.mark.parametrize(
    "text",
    ["9-18", "09:00", "18:00-09:00", "09:00-25:00", "09:60-10:00", "09:00-12:00,11:00-13:00"],
)
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ScheduleError):
        read_hours(text)


def test_lunch_and_the_short_hour_are_cut_out() -> None:
    assert without(read_hours("09:00-18:00"), read_hours("13:00-14:00")) == DAY_HOURS
    assert without(read_hours("09:00-12:00"), read_hours("13:00-14:00")) == read_hours(
        "09:00-12:00"
    )
    assert shortened(read_hours("09:00-13:00, 14:00-14:30")) == read_hours("09:00-12:30")
    assert shortened(read_hours("09:00-09:40")) == ()


def test_a_week_without_work_is_refused() -> None:
    with pytest.raises(ScheduleError):
        Calendar(YAKUTSK, NEVER)


def test_a_calendar_that_is_always_off_gives_up_and_does_not_hang() -> None:
    monday: Week = (DAY_HOURS, (), (), (), (), (), ())
    off = {date(2025, 1, 1) + timedelta(days=day): Exceptional("off") for day in range(366 * 60)}
    with pytest.raises(ValueError, match="within 50 years"):
        Calendar(YAKUTSK, monday, exceptions=off).deadline(at("2026-01-01T00:00"), HOUR)


def test_moments_without_a_zone_and_negative_work_are_refused() -> None:
    naive = at("2026-11-20T15:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        office.deadline(naive, HOUR)
    with pytest.raises(ValueError, match="negative"):
        office.deadline(at("2026-11-20T15:00"), -HOUR)
    with pytest.raises(ValueError, match="negative"):
        office.deadline_days(at("2026-11-20T15:00"), -1)


def test_a_year_without_a_calendar_is_named_and_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert set(range(2024, 2028)) <= set(known_years())
    unknown = known_years().stop
    calendar = Calendar(YAKUTSK, FIVE_DAYS)
    assert calendar.years_without_calendar(2026, unknown) == (unknown,)
    with caplog.at_level(logging.WARNING, logger="core.worktime"):
        calendar.deadline(at("2026-11-20T15:00"), HOUR)
        assert not caplog.records
        for _ in range(2):
            calendar.deadline(at(f"{unknown}-03-20T15:00"), HOUR)
    assert len(caplog.records) == 1
    assert str(unknown) in caplog.text


def test_a_deadline_takes_microseconds() -> None:
    start = at("2026-11-20T15:00")
    office.deadline(start, 8 * HOUR)
    begun = perf_counter()
    for _ in range(1000):
        office.deadline(start, 8 * HOUR)
    assert (perf_counter() - begun) / 1000 < 1e-3, "a thousandfold margin for a busy machine"
