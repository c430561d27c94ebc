"""The town: what is complained of, who answers for it, where, and by when.

* The town file (TOML) is read once and never changes under a running process.
* It is right as a whole or not used: :func:`load_town` raises :class:`TownError` with every
  mistake, its line and its key.
* Codes live longer than the file: tickets and buttons keep them. So looking up a code gives
  None when the file has it no more, and routing always finds somebody: the coordinators.
* A place may be in the region and in none of its municipalities: its code is "", and the routes of
  «*» are its own.
* Of several routes the most specific wins: the topic before its group before «*», and among
  those the municipality before «*».
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from core.addresses import Name
from core.people import Speaker
from core.places import Point, distance
from core.worktime import Calendar

from .address import Municipalities, region_named
from .beside import Beside, Days, UnreadError, read_beside, read_text
from .checks import problems_of
from .cities import CITIES, City
from .errors import NoTownFileError, TownError, from_pydantic, told, without_echoes
from .file import (
    LISTS,
    TABLES,
    Agency,
    Consent,
    Deadlines,
    DeskTable,
    GroupTable,
    Municipality,
    Question,
    Reason,
    Region,
    TopicTable,
    TownFile,
    TownTable,
)
from .lines import lines_of
from .subjects import Group, Topic, group_of
from .syntax import not_toml

__all__ = [
    "Agency",
    "Consent",
    "Group",
    "Municipality",
    "NoTownFileError",
    "Question",
    "Reason",
    "Topic",
    "Town",
    "TownError",
    "group_of",
    "load_town",
]


@dataclass(frozen=True, kw_only=True)
class Town:
    """Everything the town file says. Build it with :func:`load_town`."""

    name: str
    zone: ZoneInfo
    language: str
    services_link: str
    operator: str
    contact: str
    consent: Consent
    region: Region
    deadlines: Deadlines
    desk: DeskTable
    municipalities: tuple[Municipality, ...]
    agencies: tuple[Agency, ...]
    groups: tuple[Group, ...]
    routes: Mapping[tuple[str, str], str]
    """(topic, group or «*»; municipality or «*») → agency."""
    calendars: Mapping[str, Calendar] = field(repr=False)
    topics: Mapping[str, Topic] = field(repr=False)
    """By whole code, in the order of the file."""
    streets: tuple[Name, ...] = ()
    settlements: tuple[Name, ...] = ()

    def group(self, code: str) -> Group | None:
        return next((group for group in self.groups if group.code == code), None)

    def topic(self, code: str) -> Topic | None:
        """Find a topic by its whole code; a group without topics is a topic too."""
        return self.topics.get(code)

    def topic_named(self, code: str) -> str:
        """A topic's name, for a resident; of one that is gone from the file, its group's."""
        found = self.topic(code) or self.group(group_of(code))
        return found.name if found else code

    def who_answers(self, code: str) -> str:
        """An agency's name, for a resident; where it is gone, the coordinators see to its work."""
        return (self.agency(code) or self.coordinators).name

    def agency_name(self, code: str) -> str:
        """An agency's name, for the town's own people; of one that is gone, its code."""
        known = self.agency(code)
        return known.name if known else code

    def agency_short(self, code: str) -> str:
        """The same in a line, or on a button."""
        known = self.agency(code)
        return known.short if known else code

    def municipality(self, code: str) -> Municipality | None:
        return next((place for place in self.municipalities if place.code == code), None)

    def ground_named(self, code: str) -> str:
        """The name of a municipality; of a place in none of them, the region's; of one that is gone
        from the file, its code."""
        known = self.municipality(code)
        return known.name if known else code or self.region.name

    def municipality_at(self, lat: float, lon: float) -> Municipality | None:
        """Find whose ground a point is; where areas overlap, the one with the nearest centre."""
        here = Point(lat, lon)
        metres = {
            place.code: distance(here, Point(place.lat, place.lon)) for place in self.municipalities
        }
        around = [
            place
            for place in self.municipalities
            if (place.box and place.box.holds(lat, lon))
            or (place.radius_km and metres[place.code] <= place.radius_km * 1000)
        ]
        return min(around, key=lambda place: metres[place.code], default=None)

    def municipality_named(self, text: str) -> Municipality | None:
        """Find the municipality an address names; a street of that name is not it."""
        return self._municipalities.named(text)

    def municipalities_named(self, text: str) -> tuple[Municipality, ...]:
        """All that a text names, each as an address would."""
        return tuple(place for one in self._one_by_one if (place := one.named(text)) is not None)

    def is_elsewhere(self, text: str) -> bool:
        """Does an address name another region or a big city of it, and no municipality of ours?"""
        region = region_named(text)
        others = bool(region) and region not in self.region.name.lower()
        elsewhere = others or self._cities.named(text) is not None
        return elsewhere and self.municipality_named(text) is None

    def covers(self, lat: float, lon: float) -> bool:
        """Tell whether a point is in the region, or on the ground of one of its municipalities."""
        return self.region.holds(lat, lon) or self.municipality_at(lat, lon) is not None

    @cached_property
    def _municipalities(self) -> Municipalities[Municipality]:
        return Municipalities(self.municipalities)

    @cached_property
    def _cities(self) -> Municipalities[City]:
        return Municipalities(city for city in CITIES if not self.covers(city.lat, city.lon))

    @cached_property
    def _one_by_one(self) -> tuple[Municipalities[Municipality], ...]:
        return tuple(Municipalities((one,)) for one in self.municipalities)

    def agency(self, code: str) -> Agency | None:
        return self._agencies.get(code)

    @cached_property
    def _agencies(self) -> Mapping[str, Agency]:
        return {agency.code: agency for agency in self.agencies}

    @cached_property
    def coordinators(self) -> Agency:
        """Who routes what no route fits, and what an agency returned."""
        return next(agency for agency in self.agencies if agency.coordinators)

    def route(self, topic_code: str, municipality_code: str | None) -> Agency:
        """Find the agency by the most specific route; without one, the coordinators."""
        for topic in (topic_code, group_of(topic_code), "*"):
            for municipality in (municipality_code, "*"):
                code = self.routes.get((topic, municipality)) if municipality else None
                agency = self.agency(code) if code else None
                if agency:
                    return agency
        return self.coordinators

    def calendar(self, agency_code: str) -> Calendar:
        """Give the agency's working time; of an agency that is gone, the coordinators'."""
        return self.calendars.get(agency_code) or self.calendars[self.coordinators.code]

    def clock(self, topic_code: str, agency_code: str) -> Calendar:
        """Give the time by which a ticket's clocks go: its agency's; an emergency's never stand."""
        calendar, topic = self.calendar(agency_code), self.topic(topic_code)
        return around_the_clock(calendar.zone) if topic and topic.emergency else calendar

    def first_answer_time(self, topic_code: str) -> timedelta:
        """How much working time there is for the first answer."""
        topic = self.topic(topic_code)
        hours = topic.first_answer_hours if topic else self.deadlines.first_answer_hours
        return timedelta(hours=hours)

    def is_supervisor(self, person: Speaker, agency_code: str) -> bool:
        """May this person approve the agency's answers and give it more time?"""
        agency = self.agency(agency_code)
        return agency is not None and person.person_key in agency.supervisors

    def supervisors_of(self, agency_code: str) -> tuple[Speaker, ...]:
        """The agency's supervisors, each in their own chat with the bot."""
        agency = self.agency(agency_code)
        people = (who.split(":") for who in (agency.supervisors if agency else ()))
        return tuple(Speaker(door, int(person), int(person)) for door, person in people)

    def reject_reason(self, code: str) -> Reason | None:
        return next((reason for reason in self.desk.reject_reasons if reason.code == code), None)

    def first_answer_deadline(
        self, topic_code: str, agency_code: str, filed_at: datetime
    ) -> datetime:
        """When the resident must have a first answer, in the agency's zone."""
        clock = self.clock(topic_code, agency_code)
        return clock.deadline(filed_at, self.first_answer_time(topic_code))

    def solution_deadline(self, topic_code: str, agency_code: str, filed_at: datetime) -> datetime:
        """When it must be solved: the end of a working day, in the agency's zone."""
        topic = self.topic(topic_code)
        days = topic.solution_days if topic else self.deadlines.solution_days
        return self.clock(topic_code, agency_code).deadline_days(filed_at, days)

    def years_without_calendar(self, first: int, last: int) -> tuple[int, ...]:
        """Years whose moved days off some agency needs and nobody knows yet."""
        years = {
            year
            for calendar in self.calendars.values()
            for year in calendar.years_without_calendar(first, last)
        }
        return tuple(sorted(years))


around_the_clock = lru_cache(Calendar.around_the_clock)
"""One calendar a zone: what it has computed is kept."""


def load_town(path: Path | str) -> Town:
    """Read and check a town file. Raises :class:`TownError` with all that is wrong with it."""
    path = Path(path)
    try:
        text = read_text(path)
    except UnreadError as error:
        raise NoTownFileError([f"{path}: {error}"]) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TownError([not_toml(error, path.name, text, LISTS)]) from error
    problems = list(problems_of(data))
    file = None
    try:
        file = TownFile.model_validate(_with_tuples(data))
    except ValidationError as error:
        for found in without_echoes(error.errors(include_url=False)):
            table = tuple(part for part in found["loc"][:-1] if isinstance(part, str))
            known = tuple(TABLES[table].model_fields) if table in TABLES else ()
            problems.append(from_pydantic(found, known))
    beside = read_beside(path.parent, data)
    problems += beside.missing
    if file is None or problems or beside.unread:
        raise TownError([*told(problems, path.name, data, lines_of(text)), *beside.unread])
    return _town(file, beside)


def _with_tuples(value: object) -> object:
    """Make every list a tuple: what is read cannot be changed."""
    if isinstance(value, dict):
        return {key: _with_tuples(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_with_tuples(item) for item in value)
    return value


def _town(file: TownFile, beside: Beside) -> Town:
    groups = tuple(_group(group, file.deadlines) for group in file.groups)
    topics = [topic for group in groups for topic in group.topics]
    topics += [_whole(group, file.deadlines) for group in groups if not group.topics]
    return Town(
        name=file.town.name,
        zone=ZoneInfo(file.town.zone),
        language=file.town.language,
        services_link=file.town.services_link,
        operator=file.town.operator,
        contact=file.town.contact,
        consent=file.consent,
        region=file.region,
        deadlines=file.deadlines,
        desk=file.desk,
        municipalities=file.municipalities,
        agencies=file.agencies,
        groups=groups,
        routes={(route.topic, route.municipality): route.agency for route in file.routes},
        calendars={
            agency.code: _calendar(agency, file.town, beside.exceptions) for agency in file.agencies
        },
        topics={topic.code: topic for topic in topics},
        streets=beside.streets,
        settlements=beside.settlements,
    )


def _group(table: GroupTable, deadlines: Deadlines) -> Group:
    topics = tuple(_topic(table.code, topic, deadlines) for topic in table.topics)
    return Group(code=table.code, name=table.name, emoji=table.emoji, topics=topics)


def _topic(group: str, table: TopicTable, deadlines: Deadlines) -> Topic:
    usual = deadlines.fast_first_answer_hours if table.fast else deadlines.first_answer_hours
    return Topic(
        code=f"{group}.{table.code}",
        group=group,
        name=table.name,
        fast=table.fast,
        private=table.private,
        photo=table.photo,
        place=table.place,
        emergency=table.emergency,
        advice=table.advice,
        danger=table.danger,
        questions=table.questions,
        photo_for_solved=table.photo_for_solved,
        keywords=table.keywords,
        examples=table.examples,
        first_answer_hours=table.first_answer_hours or usual,
        solution_days=table.solution_days or deadlines.solution_days,
    )


def _whole(group: Group, deadlines: Deadlines) -> Topic:
    """A group without topics, as a topic."""
    return Topic(
        code=group.code,
        group=group.code,
        name=group.name,
        first_answer_hours=deadlines.first_answer_hours,
        solution_days=deadlines.solution_days,
    )


def _calendar(agency: Agency, town: TownTable, exceptions: Mapping[str, Days]) -> Calendar:
    zone = ZoneInfo(agency.zone or town.zone)
    if agency.week is None:
        return Calendar.around_the_clock(zone)
    days = exceptions[agency.exceptions] if agency.exceptions else {}
    return Calendar(zone, agency.week.hours(), agency.production_calendar, days)
