"""A town of one's own making: its hours, zones and topics are what a test wants to see."""

from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.town import Town
from core.worktime import Calendar
from core.worktime.hours import Week, read_hours
from tests.shipped import TOWN

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

DAY = read_hours("09:00-13:00, 14:00-18:00")
FIVE_DAYS: Week = (DAY, DAY, DAY, DAY, DAY, (), ())


@lru_cache
def office(zone: str) -> Calendar:
    return Calendar(ZoneInfo(zone), FIVE_DAYS)


@lru_cache
def town_in(zone: str) -> Town:
    """The town of the file, all of whose agencies sit in a zone and keep an office's hours; the
    road service's answers go to a supervisor first."""
    calendars = dict.fromkeys(TOWN.calendars, office(zone))
    agencies = tuple(
        one.model_copy(update={"approval": True, "supervisors": ("any:99",)})
        if one.code == "roads"
        else one
        for one in TOWN.agencies
    )
    return replace(TOWN, zone=ZoneInfo(zone), calendars=calendars, agencies=agencies)
