"""The form of the town file: its tables and keys.

Each model is a table of ``town.toml`` and each field a key of it; nothing else may stand there.
What can be told of a table by itself is checked here, of a value in values.py, what needs two
tables in checks.py.
Messages of errors are Russian: the administrator reads them.
"""

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from core.places import Point, is_inside
from core.worktime.hours import NEVER, Hours, Week, read_hours, without

from .ground import has_area
from .values import (
    Code,
    Danger,
    Days,
    Emoji,
    GroupCode,
    Hour,
    Keyword,
    Label,
    Latitude,
    Line,
    Link,
    Longitude,
    Months,
    Person,
    Prose,
    Reminders,
    Version,
    WorkHours,
    Zone,
)

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class _Table(BaseModel):
    """Nothing unknown, nothing guessed («8» is no 8), nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


class TownTable(_Table):
    """``[town]``"""

    name: Line
    zone: Zone
    services_link: Link
    operator: Line
    """Who answers for the personal data: the legal name of the body."""
    contact: Line
    """Where the administrator of the bot can be reached."""
    language: Literal["ru"] = "ru"
    streets: Line | None = None
    """A CSV file of streets, beside the town file."""
    settlements: Line | None = None
    """A CSV file of villages and settlements."""


class Consent(_Table):
    """``[consent]``: what the resident agrees to, once for each ``version``."""

    version: Version
    text: Prose
    link: Link


class Box(_Table):
    """Degrees, on a map whose north is up."""

    south: Latitude
    west: Longitude
    north: Latitude
    east: Longitude

    @model_validator(mode="after")
    def _has_room(self) -> "Box":
        if self.south >= self.north or self.west >= self.east:
            raise ValueError("ожидается south меньше north и west меньше east")
        return self

    def holds(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east


class Region(_Table):
    """``[region]``: where the town's complaints come from. A polygon is [lat, lon] by corner."""

    name: Line
    box: Box | None = None
    polygon: Annotated[tuple[tuple[Latitude, Longitude], ...], Field(min_length=3)] | None = None

    @model_validator(mode="after")
    def _has_area(self) -> "Region":
        if (self.box is None) == (self.polygon is None):
            raise ValueError("указаны оба или ни одного; ожидается либо box, либо polygon")
        if self.polygon and not has_area(self.polygon):
            raise ValueError("polygon: углы на одной прямой; ожидается многоугольник с площадью")
        return self

    def holds(self, lat: float, lon: float) -> bool:
        if self.box:
            return self.box.holds(lat, lon)
        corners = [Point(*corner) for corner in self.polygon or ()]
        return is_inside(Point(lat, lon), corners)


class Municipality(_Table):
    """``[[municipalities]]``: a town or district, around its centre or within its box."""

    code: Code
    name: Label
    short: Label
    kind: Line
    """As an address has it: «г.», «пгт», «с.», «район»."""
    lat: Latitude
    lon: Longitude
    radius_km: Annotated[float, Field(gt=0, le=500)] | None = None
    box: Box | None = None

    @model_validator(mode="after")
    def _has_area(self) -> "Municipality":
        if (self.radius_km is None) == (self.box is None):
            raise ValueError("указаны оба или ни одного; ожидается либо radius_km, либо box")
        return self


def _holds(day: tuple[int, int], pause: Hours) -> bool:
    return day[0] <= pause[0][0] and pause[-1][1] <= day[1]


class WeekTable(_Table):
    """``[agencies.week]``: ``weekdays`` is Monday to Friday, a day's own key overrides it."""

    weekdays: WorkHours | None = None
    monday: WorkHours | None = None
    tuesday: WorkHours | None = None
    wednesday: WorkHours | None = None
    thursday: WorkHours | None = None
    friday: WorkHours | None = None
    saturday: WorkHours | None = None
    sunday: WorkHours | None = None
    lunch: WorkHours | None = None

    @field_validator("lunch")
    @classmethod
    def _is_within_a_day(cls, lunch: str | None, others: ValidationInfo) -> str | None:
        """Of what else was wrong in the week nothing is said here."""
        pause = read_hours(lunch) if lunch else ()
        days = [read_hours(said) for said in others.data.values() if said]
        worked = [(day[0][0], day[-1][1]) for day in days if day]
        if pause and worked and not any(_holds(day, pause) for day in worked):
            raise ValueError("ожидается время внутри рабочего дня")
        return lunch

    @model_validator(mode="after")
    def _works(self) -> "WeekTable":
        if self.hours() == NEVER:
            raise ValueError("ожидается хотя бы один рабочий день")
        return self

    def hours(self) -> Week:
        """The week as it is worked, less lunch."""
        lunch: Hours = read_hours(self.lunch) if self.lunch else ()
        days = []
        for number, name in enumerate(_DAYS):
            said: str | None = getattr(self, name) or (self.weekdays if number < 5 else None)
            days.append(without(read_hours(said), lunch) if said else ())
        return (days[0], days[1], days[2], days[3], days[4], days[5], days[6])


class Agency(_Table):
    """``[[agencies]]``: who answers, and when it works."""

    code: Code
    name: Line
    short: Label
    called: tuple[Line, ...] = ()
    """What operators call it besides, when they pass work on: «ДРСК»."""
    coordinators: bool = False
    zone: Zone | None = None
    week: WeekTable | None = None
    around_the_clock: bool = False
    production_calendar: bool = True
    exceptions: Line | None = None
    """A CSV file of single days, beside the town file."""
    supervisors: tuple[Person, ...] = ()
    """Who approves answers and gives more time: «telegram:12345»."""
    approval: bool = False
    """Answers go to a supervisor first."""
    greeting: bool = False
    """An answer has to begin with a greeting."""
    signature: bool = False
    """An answer has to end with who gives it."""
    threads: bool = False
    """Each ticket has a thread of its own in the chat, where the messenger has such."""

    @model_validator(mode="after")
    def _has_hours(self) -> "Agency":
        if self.around_the_clock == (self.week is not None):
            raise ValueError(
                "указаны оба или ни одного; ожидается либо week, либо around_the_clock = true"
            )
        named = self.model_fields_set & {"exceptions", "production_calendar"}
        if self.around_the_clock and named:
            raise ValueError(
                f"{', '.join(sorted(named))}: у круглосуточной службы выходных нет; ожидается или "
                "это, или around_the_clock = true"
            )
        if self.approval and not self.supervisors:
            raise ValueError("approval = true: ожидается хотя бы один руководитель в supervisors")
        return self


class Question(_Table):
    """``questions``: asked after the topic is chosen. ``length``: characters of the answer."""

    key: Code
    text: Line
    options: tuple[Label, ...] = ()
    optional: bool = False
    length: Annotated[int, Field(ge=1, le=1000)] = 200


class TopicTable(_Table):
    """``[[groups.topics]]``"""

    code: Code
    name: Label
    fast: bool = False
    private: bool = False
    season: Months | None = None
    """Months in which it happens. A note for who edits the file: the bot only checks it."""
    photo: Literal["optional", "required", "none"] = "optional"
    place: Literal["required", "optional", "none"] = "required"
    emergency: Prose | None = None
    advice: Prose | None = None
    danger: Danger | None = None
    questions: tuple[Question, ...] = ()
    photo_for_solved: bool = False
    """«Решено» wants a photo of what was done."""
    first_answer_hours: Hour | None = None
    solution_days: Days | None = None
    keywords: tuple[Keyword, ...] = ()
    examples: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _warns_once(self) -> "TopicTable":
        if self.emergency and self.advice:
            raise ValueError("указаны и emergency, и advice; ожидается что-то одно")
        return self


class GroupTable(_Table):
    """``[[groups]]``: without topics it is a topic by itself."""

    code: GroupCode
    name: Line
    emoji: Emoji
    topics: tuple[TopicTable, ...] = ()


class Deadlines(_Table):
    """``[deadlines]``: hours and days of working time, where a topic says nothing else."""

    first_answer_hours: Hour = 8
    fast_first_answer_hours: Hour = 4
    solution_days: Days = 30


class Reason(_Table):
    """``reject_reasons``: why a ticket is not taken on. The resident reads ``text``."""

    code: Code
    name: Label
    text: Prose


REASONS = (
    Reason(
        code="not_ours",
        name="Не в ведении города",
        text="Этот вопрос не решают ни город, ни его организации.",
    ),
    Reason(
        code="no_place",
        name="Не понять, где это",
        text="По описанию и фото не понять, где это. Напишите, пожалуйста, заново с адресом.",
    ),
    Reason(
        code="spam",
        name="Не обращение",
        text="В сообщении нет проблемы, которую можно решить.",
    ),
    Reason(
        code="rude",
        name="Оскорбления",
        text="Сообщения с оскорблениями не рассматриваем. Напишите, пожалуйста, о проблеме заново.",
    ),
)
"""Why tickets are rejected, where the town says nothing else."""


class DeskTable(_Table):
    """``[desk]``: how the agencies work. Where a key says nothing else, what DOMAIN has."""

    undo_seconds: Annotated[int, Field(ge=0, le=600)] = 60
    """How long a mistake may be taken back before the resident is told."""
    info_days: Days = 5
    """Days that a resident has for the agency's question."""
    extensions: Annotated[int, Field(ge=0, le=50)] = 2
    """How often a promised date may be moved."""
    close_days: Days = 7
    """Days after an answer after which a ticket closes by itself."""
    return_days: Days = 14
    """Days after the closing within which the resident may still return it."""
    returns_to_coordinators: Annotated[int, Field(ge=1, le=10)] = 2
    """Which return goes to the coordinators."""
    reminders: Reminders = (50, 80)
    """Per cent of the time for an answer after which the agency is reminded."""
    silent_hours: Hour = 16
    """Working hours after which an agency's chat that touches nothing is called silent."""
    alike_metres: Annotated[int, Field(ge=0, le=150)] = 50
    """How near a ticket on the same topic is to be for its resident to be offered to join it;
    0: nobody is."""
    alike_days: Days = 30
    """Days after which what was reported is no more the same."""
    reject_reasons: Annotated[tuple[Reason, ...], Field(min_length=1)] = REASONS


class RouteTable(_Table):
    """``[[routes]]``: whose work a topic is, in a municipality or anywhere («*»)."""

    topic: Line
    agency: Line
    municipality: Line = "*"


class TownFile(_Table):
    """The whole file."""

    town: TownTable
    consent: Consent
    region: Region
    deadlines: Deadlines = Deadlines()
    municipalities: Annotated[tuple[Municipality, ...], Field(min_length=1)]
    agencies: Annotated[tuple[Agency, ...], Field(min_length=1)]
    groups: Annotated[tuple[GroupTable, ...], Field(min_length=1)]
    routes: tuple[RouteTable, ...] = ()
    desk: DeskTable = DeskTable()


TABLES: dict[tuple[str, ...], type[BaseModel]] = {
    (): TownFile,
    ("town",): TownTable,
    ("consent",): Consent,
    ("region",): Region,
    ("region", "box"): Box,
    ("deadlines",): Deadlines,
    ("municipalities",): Municipality,
    ("municipalities", "box"): Box,
    ("agencies",): Agency,
    ("agencies", "week"): WeekTable,
    ("groups",): GroupTable,
    ("groups", "topics"): TopicTable,
    ("groups", "topics", "questions"): Question,
    ("routes",): RouteTable,
    ("desk",): DeskTable,
    ("desk", "reject_reasons"): Reason,
}
"""Which model reads which table: to say what keys it may have."""

LISTS = frozenset(
    {"municipalities", "agencies", "groups", "groups.topics", "groups.topics.questions", "routes"}
    | {"desk.reject_reasons"}
)
"""Which tables there are many of: each begins with its name in double brackets."""
