"""/export: the tickets of a period as a workbook and as CSV, sent to the chat that asks.

An agency gets what it holds, the coordinators all. Nothing is made here: the tables are ordered in
the turn's own transaction, and follow when they are made.
"""

from datetime import datetime, time, timedelta

from core.people import Peer
from core.reports.insights import Stretch
from core.reports.registers import Extract, Form, as_file
from core.town import Town
from core.work import UnitOfWork
from dialogs.effects import Effect, Hint, Phrase, Tabulate, phrase
from dialogs.state import State, Turn

DAYS = {
    "день": 1, "сегодня": 1, "day": 1,
    "неделя": 7, "неделю": 7, "week": 7,
    "месяц": 30, "month": 30,
    "квартал": 90, "quarter": 90,
    "год": 365, "year": 365,
}  # fmt: skip

USUAL = 30

_INSTANT = timedelta(microseconds=1)
"""What is filed at this very moment is in it."""

AT_MOST = 50_000
"""Tickets: a longer table is for the command line, and too long for a messenger."""


def asked(state: State, argument: str) -> Turn:
    """/export with a period in words."""
    word = argument.strip().lower()
    effect: Effect = Tabulate(DAYS.get(word, USUAL))
    if word and word not in DAYS:
        effect = Hint(phrase("export-how"))
    return state, (effect,)


async def order(town: Town, unit: UnitOfWork, peer: Peer, days: int) -> Phrase:
    """Order the tables, and tell what comes. None is there already: each is of its moment."""
    reader = await unit.agency_of(peer) or town.coordinators.code
    own = None if reader == town.coordinators.code else reader
    zone = town.calendar(reader).zone
    today = unit.now.astimezone(zone).date()
    begins = datetime.combine(today - timedelta(days=days - 1), time(), zone)
    ends = unit.now + _INSTANT
    stretch = Stretch(begins, ends)
    count = await unit.insights.filed_in(stretch, own, AT_MOST)
    if count > AT_MOST:
        return phrase("export-too-long", limit=AT_MOST)
    if not count:
        return phrase("export-none", first=f"{begins:%d.%m.%Y}", last=f"{today:%d.%m.%Y}")
    for form in Form:
        wanted = Extract(begins, ends, own, reader, form)
        name = f"Обращения {begins:%d.%m.%Y}–{today:%d.%m.%Y}.{form.value}"
        await unit.make(as_file(wanted, name), peer)
    first, last = f"{begins:%d.%m.%Y}", f"{today:%d.%m.%Y}"
    return phrase("export-begun", count=count, first=first, last=last)
