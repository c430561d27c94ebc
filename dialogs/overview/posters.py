"""The figures of /stats as a poster: the same numbers, in few words."""

from collections.abc import Callable
from datetime import tzinfo

from core.reports.insights import Insight
from core.reports.posters import Bar, Number, Poster, Ranked, Tone
from core.town import Town
from dialogs.effects import Label, Phrase, Stamp, phrase

from .statistics import (
    Statistics,
    dates,
    head,
    lasted,
    lasted_change,
    percent,
    points,
    signed,
)

RANKS = 5

Say = Callable[[Phrase], str]


def poster(town: Town, insight: Insight, zone: tzinfo, tell: Say) -> Poster:
    """``zone``: by whose calendar the days were cut; ``tell`` says phrases in it, in the language
    of the chat."""

    def say(text: Label) -> str:
        return text if isinstance(text, str) else tell(text)

    now, before = insight.now, insight.before
    words = Statistics(town)

    def number(key: Label, value: int, was: int, *, good: int = 0) -> Number:
        return Number(say(key), str(value), signed(value - was), _tone((value - was) * good))

    def time(key: Label, value: float | None, was: float | None) -> Number:
        change = round(value) - round(was) if value is not None and was is not None else 0
        told = say(lasted(value)) or "—"
        return Number(say(key), told, say(lasted_change(value, was)), _tone(-change))

    def share(key: Label, value: float | None, was: float | None) -> Number:
        change = points(value, was)
        told = say(phrase("poster-points", change=change)) if change else ""
        better = value - was if value is not None and was is not None else 0
        return Number(
            say(key), f"{percent(value)} %" if value is not None else "—", told, _tone(better)
        )

    kept = share(phrase("poster-kept"), now.share_in_time, before.share_in_time)
    ends = insight.period.now.ends
    return Poster(
        title=say(head(insight)),
        subtitle=" · ".join((say(words.whose(insight)), say(dates(insight)))),
        heads=(
            number(phrase("poster-received"), now.received, before.received),
            number(phrase("poster-answered"), now.answered, before.answered),
            time(phrase("poster-median"), now.median, before.median),
            time(phrase("poster-average"), now.average, before.average),
        ),
        bars_title=say(phrase("poster-days")),
        received=say(phrase("poster-bar-received")),
        answered=say(phrase("poster-bar-answered")),
        bars=tuple(
            Bar(f"{day.begins.astimezone(zone):%d.%m}", day.received, day.answered)
            for day in insight.days
        ),
        kept_title=kept.label,
        kept=now.share_in_time,
        kept_change=kept.change,
        kept_tone=kept.tone,
        smalls=(
            number(phrase("poster-overdue"), now.overdue, before.overdue, good=-1),
            number(phrase("poster-returned"), now.returned, before.returned, good=-1),
            share(phrase("poster-satisfied"), now.share_satisfied, before.share_satisfied),
        ),
        ranks_title=say(phrase("poster-ranks", cut=insight.cut.value)),
        ranks=tuple(
            Ranked(
                words.name(insight.cut, row.code),
                row.received,
                signed(row.received - row.received_before),
            )
            for row in insight.rows[:RANKS]
        ),
        footer=say(phrase("poster-footer", town=town.name, at=Stamp(ends))),
    )


def _tone(better: float) -> Tone:
    return Tone.GOOD if better > 0 else Tone.BAD if better < 0 else Tone.PLAIN
