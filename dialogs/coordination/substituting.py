"""Who stands in for an agency that is away: chosen by the coordinators, and ended by them.

Rules
-----
* Which agency is away, who stands in, until when, and once more «да». Only who has a chat stands
  in, and nobody who is away.
* Until when is pressed, or typed as a day; the last moment of that day is meant.
* What is in force is listed with a button to end each. It also ends by itself.
"""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec.structs import replace

from core.desk import Desk
from core.people import Operator
from core.substitutions import Substitution, end_of_day
from core.town import Town
from core.words.dates import read_day
from dialogs.effects import (
    Day,
    Effect,
    Hint,
    Option,
    Phrase,
    Restore,
    Say,
    Show,
    Stamp,
    Substitute,
    phrase,
)
from dialogs.engine import CANCEL
from dialogs.events import Told
from dialogs.lookups import Wondering
from dialogs.state import State, Turn

DIALOG = "substitute"

NEW, YES, BACK = "new", "yes", "back"
END, AWAY, BY, FOR = "end", "away", "by", "for"
TYPED = "typed"
"""A day that was typed, until it is known what day it is now."""

SPANS = (0, 3, 7)
"""Days after this one, to the end of which it may last, that are offered."""
LONGEST = 60
"""Days, however it is said."""


class AboutSubstitutions(Wondering, frozen=True):
    pass


class ToldSubstitutions(Told, frozen=True):
    """``now``: what is in force; None: the chat is not the coordinators'. ``ready``: the agencies
    that have a chat; ``at``: this moment."""

    now: tuple[Substitution, ...] | None
    at: datetime
    ready: frozenset[str] = frozenset()


class Substituting:
    """Pure. What was chosen on the way stands in the state's answers."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def begin(self, state: State) -> Turn:
        state = replace(state, dialog=DIALOG)
        return state, (self.ask(state),)

    def ask(self, state: State) -> Effect:
        return AboutSubstitutions()

    def told(self, state: State, told: Told) -> Turn:
        if not isinstance(told, ToldSubstitutions) or told.now is None:
            return State(turn=state.turn + 1), (Hint(phrase("coordinators-only")),)
        if typed := state.answer(TYPED):
            return self._read(state, typed, told.at)
        text, options = self._screen(state, told, told.now)
        return state, (Show(text, (*options, CANCEL), state.turn),)

    def pressed(self, state: State, button: str) -> Turn:
        done = State(turn=state.turn + 1)
        away, by, days = state.answer(AWAY), state.answer(BY), state.answer(FOR)
        what, _, chosen = button.partition(".")
        match what:
            case CANCEL.code:
                return done, (Say(phrase("operator-cancelled")),)
            case "back":
                return self._to(state, {})
            case "new":
                return self._to(state, {NEW: YES})
            case "end" if chosen:
                return done, (Restore(chosen),)
            case "away" if self._town.agency(chosen):
                return self._to(state, {AWAY: chosen})
            case "by" if away and self._town.agency(chosen):
                return self._to(state, {AWAY: away, BY: chosen})
            case "for" if by and chosen in {str(one) for one in SPANS}:
                return self._to(state, {AWAY: away, BY: by, FOR: chosen})
            case "yes" if days:
                return done, (Substitute(away, by, int(days)),)
        return state, (Hint(phrase("stale")), self.ask(state))

    def said(self, state: State, text: str) -> Turn | None:
        """A day, where it is asked until when; None where no words are waited for."""
        if not state.answer(BY) or state.answer(FOR):
            return None
        typed = replace(state, answers={**state.answers, TYPED: text})
        return typed, (self.ask(typed),)

    def _read(self, state: State, typed: str, at: datetime) -> Turn:
        """What was typed, now that it is known which day it is."""
        today = at.astimezone(self._town.calendar(self._town.coordinators.code).zone).date()
        day = read_day(typed, today, lambda ahead: self._workday(ahead, at))
        asked = {AWAY: state.answer(AWAY), BY: state.answer(BY)}
        days = (day - today).days if day else -1
        if not 0 <= days <= LONGEST:
            again = replace(state, answers=asked)
            until = Day(end_of_day(self._town, at, LONGEST))
            return again, (Hint(phrase("substitute-day-how", until=until)),)
        return self._to(state, {**asked, FOR: str(days)})

    def _workday(self, count: int, at: datetime) -> date:
        calendar = self._town.calendar(self._town.coordinators.code)
        return calendar.deadline_days(at, count).astimezone(calendar.zone).date()

    def _to(self, state: State, answers: Mapping[str, str]) -> Turn:
        state = replace(state, answers=dict(answers), turn=state.turn + 1)
        return state, (self.ask(state),)

    # screens

    def _screen(
        self, state: State, told: ToldSubstitutions, now: tuple[Substitution, ...]
    ) -> tuple[Phrase, tuple[Option, ...]]:
        away, by, days = state.answer(AWAY), state.answer(BY), state.answer(FOR)
        absent, back = {one.agency for one in now}, Option(BACK, phrase("way-back"))
        if days:
            sure = phrase(
                "substitute-sure",
                agency=self._town.agency_name(away),
                by=self._town.agency_name(by),
                until=Stamp(end_of_day(self._town, told.at, int(days))),
            )
            return sure, (Option(YES, phrase("substitute-yes")), back)
        if by:
            agency, instead = self._town.agency_name(away), self._town.agency_name(by)
            text = phrase("substitute-until", agency=agency, by=instead)
            spans = (Option(f"{FOR}.{days}", self._span(days)) for days in SPANS)
            return text, (*spans, back)
        if away:
            others = (
                Option(f"{BY}.{one.code}", one.short)
                for one in sorted(self._town.agencies, key=lambda one: one.coordinators)
                if one.code in told.ready and one.code not in {away, *absent}
            )
            return phrase("substitute-by", agency=self._town.agency_name(away)), (*others, back)
        if now and not state.answers:
            lines = tuple(self._line(one) for one in now)
            ends = (Option(f"{END}.{one.agency}", self._back(one.agency)) for one in now)
            text = phrase("substitute-list", lines=lines)
            return text, (*ends, Option(NEW, phrase("substitute-new")))
        offered = (
            Option(f"{AWAY}.{one.code}", one.short)
            for one in self._town.agencies
            if not one.coordinators and one.code not in absent
        )
        return phrase("substitute-away"), tuple(offered)

    def _span(self, days: int) -> Phrase:
        return phrase("substitute-days", days=days)

    def _back(self, agency: str) -> Phrase:
        return phrase("substitute-end", agency=self._town.agency_short(agency))

    def _line(self, one: Substitution) -> Phrase:
        return phrase(
            "substitute-line",
            agency=self._town.agency_short(one.agency),
            by=self._town.agency_short(one.by),
            until=Stamp(one.until),
            who=one.set_by,
        )


async def wonder(desk: Desk, by: Operator) -> ToldSubstitutions:
    if not desk.is_coordinator(by):
        return ToldSubstitutions(None, desk.unit.now)
    town, unit = desk.town, desk.unit
    ready = [one.code for one in town.agencies if await unit.chat_of(one.code) is not None]
    now = await unit.substitutions.in_force()
    return ToldSubstitutions(tuple(now.values()), unit.now, frozenset(ready))
