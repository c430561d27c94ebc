"""The questions that only operators are asked: a day, working hours, a template's words."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from msgspec.structs import replace

from core.desk.agencies import FARTHEST
from core.templates import GAPS, NAME, stray_brace, unknown_gaps
from core.timing import clocks
from core.town import Town
from core.words.dates import read_day
from core.words.days_named import day_named
from core.words.quoting import in_line
from dialogs.effects import Answer, Answers, Option, phrase
from dialogs.events import Event, Pressed, Said
from dialogs.state import State
from dialogs.steps import Step, Text, unexpected
from dialogs.taking import Refused, Took

BEGAN = "began"
"""The fact since when a form is open, by which it is known what others did meanwhile."""

DAYS_AHEAD = (
    Option("1", phrase("day-1")),
    Option("3", phrase("day-3")),
    Option("7", phrase("day-7")),
    Option("14", phrase("day-14")),
)
HOURS = (
    Option("4", phrase("hours-4")),
    Option("8", phrase("hours-8")),
    Option("16", phrase("hours-16")),
    Option("24", phrase("hours-24")),
    Option("40", phrase("hours-40")),
)
HOURS_AT_MOST = 400
_AFTER_HOURS = re.compile(r"^(?:(?:рабоч\w+\s+)?ч(?:ас(?:а|ов)?)?\b)?[\s.,;:—–-]*", re.IGNORECASE)
"""«4 часа, нужен выезд»: what stands between the hours and their reason."""

DATED = frozenset({"answer", "correct", "promise"})
"""Letters that read a day."""

KNOWN_GAPS = ", ".join(f"{{{gap}}}" for gap in GAPS)


def on_day(town: Town, state: State, now: datetime) -> State:
    """A letter with the day of this turn, by its agency's clock: it may lie there overnight."""
    if state.dialog not in DATED:
        return state
    zone = town.calendar(str(state.answers.get("agency") or "")).zone
    today = now.astimezone(zone).date().isoformat()
    return replace(state, answers={**state.answers, "today": today})


def today_of(answers: Answers) -> date:
    """The day of the turn, by the agency's clock, see :func:`on_day`."""
    return date.fromisoformat(str(answers["today"]))


def workday_after(town: Town, answers: Answers, count: int) -> date:
    """The working day of the form's agency, so many after the day of the turn."""
    calendar, today = town.calendar(str(answers.get("agency") or "")), today_of(answers)
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=calendar.zone)
    return calendar.deadline_days(noon, count).astimezone(calendar.zone).date()


@dataclass(frozen=True, kw_only=True)
class Day(Step):
    """A day to come, pressed or typed. The answer is its date, as in ISO 8601.

    ``today`` and ``agency`` are answers that came with the form.
    """

    closed: ClassVar[bool] = False
    town: Town

    def options(self, before: Answers) -> tuple[Option, ...]:
        return DAYS_AHEAD

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        today = today_of(before)
        match event:
            case Pressed(ahead) if ahead.isdecimal():
                return self._took(today + timedelta(days=int(ahead)), before, today)
            case Said(text):
                return self._said(text, before, held, today)
        return Refused(unexpected(event, phrase("day-how")))

    def _said(self, text: str, before: Answers, held: Answers, today: date) -> Took | Refused:
        """A day, or a sentence that names one: it is what the resident is told, too."""

        def workday(count: int) -> date:
            return workday_after(self.town, before, count)

        if day := read_day(text, today, workday):
            return self._took(day, before, today)
        named = day_named(text, today, workday)
        if named is None:
            return Refused(phrase("day-how"))
        taken = self._took(named, before, today)
        if isinstance(taken, Refused) or held.get("words"):
            return taken
        return replace(taken, also={"words": text.strip()})

    def fits(self, answer: Answer, before: Answers) -> bool:
        try:
            date.fromisoformat(str(answer))
        except ValueError:
            return False
        return True

    def _took(self, day: date, before: Answers, today: date) -> Took | Refused:
        """A day off is kept as it was said; that its promise would end too late is said at once."""
        if not today <= day < today + FARTHEST:
            return Refused(phrase("bad-date"))
        until = clocks.promised_until(self.town, str(before.get("agency") or ""), day)
        if until.date() >= today + FARTHEST:
            return Refused(phrase("bad-date"))
        return Took(day.isoformat())


@dataclass(frozen=True, kw_only=True)
class Hours(Step):
    """Working hours, pressed or typed as a number."""

    def options(self, before: Answers) -> tuple[Option, ...]:
        return HOURS

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        match event:
            case Pressed(hours) if self.fits(hours, before):
                return Took(hours)
            case Said(text) if self.fits(text.strip().split(" ")[0], before):
                hours, _, rest = text.strip().partition(" ")
                reason = _AFTER_HOURS.sub("", rest, count=1).strip()
                return Took(hours, {"reason": reason} if len(reason) >= 3 else {})
        return Refused(unexpected(event, phrase("hours-how", limit=HOURS_AT_MOST)))

    def fits(self, answer: Answer, before: Answers) -> bool:
        if not isinstance(answer, str) or not (answer.isascii() and answer.isdecimal()):
            return False
        return len(answer) <= 3 and 0 < int(answer) <= HOURS_AT_MOST


@dataclass(frozen=True, kw_only=True)
class TemplateText(Text):
    """A template's words: every gap in them is one that is filled."""

    def _text(self, text: str) -> Took | Refused:
        unknown = unknown_gaps(text)
        if unknown:
            gap = f"{{{unknown[0]}}}"
            return Refused(phrase("template-gap", gap=gap, known=KNOWN_GAPS))
        if stray := stray_brace(text):
            return Refused(phrase("template-brace", where=in_line(stray), example=f"{{{NAME}}}"))
        return super()._text(text)
