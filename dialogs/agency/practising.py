"""What a new operator is told at the end of a shift. Pure."""

from collections.abc import Iterator
from datetime import timedelta

from core.practice import Mark, Marks, Temper
from core.town import Town
from dialogs.effects import Phrase, phrase
from dialogs.ticket.whereabouts import topic_name


def begins(agency: str, complaints: int, minutes: int) -> Phrase:
    """Said in the agency's chat at the beginning."""
    return phrase("practice-begins", agency=agency, count=complaints, minutes=minutes)


def report(town: Town, marks: Marks) -> Iterator[Phrase]:
    """The shift as a whole, then each complaint of it."""
    median = marks.median
    yield phrase(
        "practice-over",
        count=len(marks.marks),
        done=marks.done,
        timely=marks.in_time,
        right=marks.right,
        warned=marks.warned,
        median=span(median) if median is not None else "",
    )
    for mark in marks.marks:
        yield _one(town, mark)


def _one(town: Town, mark: Mark) -> Phrase:
    case = mark.case
    return phrase(
        "practice-mark",
        number=mark.number,
        topic=topic_name(town, case.topic),
        sign="✅"
        if mark.right and mark.in_time and not mark.warnings
        else "🟡"
        if mark.did
        else "❌",
        did=phrase(f"practice-did-{mark.did}") if mark.did else phrase("practice-did-nothing"),
        took=span(mark.took) if mark.took is not None else "",
        timely="yes" if mark.in_time else "no",
        wanted=phrase(f"practice-wants-{case.wants}"),
        right="yes" if mark.right else "no",
        warnings=tuple(phrase(f"practice-flaw-{code}") for code in dict.fromkeys(mark.warnings)),
        returned=mark.returned,
        angry="yes" if case.temper is Temper.ANGRY else "no",
        good=case.good,
        why=case.why,
    )


def span(time: timedelta) -> Phrase:
    """«1 ч 20 мин»."""
    minutes = max(0, round(time.total_seconds() / 60))
    return phrase("span", hours=minutes // 60, minutes=minutes % 60)
