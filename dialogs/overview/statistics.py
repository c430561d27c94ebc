"""/stats: the figures of a period in an agency's chat, as text, and as a picture.

Rules
-----
* An agency sees what it holds, the coordinators see all.
* The text is a screen: its buttons change the period and what the figures are told apart by. The
  picture comes by itself with the first one, and again when it is asked for: a press changes the
  text in its place and does not fill the chat with pictures.
* A change is told with its sign; where there was nothing to hold it against, nothing is told.
"""

import re
from collections.abc import Mapping, Sequence

from core.reports.insights import Cut, Insight, Row, Span, Tally
from core.town import Town, group_of
from core.words.quoting import in_line
from dialogs.effects import Day, Draw, Effect, Hint, Option, Phrase, Say, Show, phrase
from dialogs.events import FoundFigures
from dialogs.lookups import FindFigures
from dialogs.state import State, Turn
from dialogs.ticket.whereabouts import topic_name

STATISTICS = "stats"
PICTURE = "picture"
ROWS = 7
"""Of a cut, in a text."""

SHOWN = 60
"""Characters of words that are not known."""

SPANS: Mapping[str, Span] = {
    **dict.fromkeys(("день", "сегодня", "сутки", "day", "today", "1"), Span.DAY),
    **dict.fromkeys(("вчера", "вчерашний", "yesterday"), Span.YESTERDAY),
    **dict.fromkeys(("неделя", "неделю", "недельный", "week", "7"), Span.WEEK),
    **dict.fromkeys(("месяц", "месячный", "month", "30"), Span.MONTH),
}
LONGER = frozenset(
    {"год", "года", "годовой", "полгода", "квартал", "квартальный", "year", "quarter", "365"}
)
"""Of so much a month is shown, and where the rest is to be had."""
CUTS: Mapping[str, Cut] = {
    **dict.fromkeys(("исполнител", "служб", "организаци", "agenc"), Cut.AGENCY),
    **dict.fromkeys(("тем", "topic"), Cut.TOPIC),
    **dict.fromkeys(("муниципалитет", "город", "район", "округ", "municipalit"), Cut.MUNICIPALITY),
}
"""By how a word begins: «по исполнителям», «темы»."""
ENDING = 4
"""Letters that a word may have after its beginning."""

AROUND = frozenset(
    {
        *(
            "за",
            "по",
            "в",
            "и",
            "с",
            "на",
            "эту",
            "последнюю",
            "последние",
            "дня",
            "дней",
            "недели",
        ),
        *("статистика", "показатели", "for", "of", "by", "the", "and", "last", "this", "days"),
    }
)
"""Words that say nothing by themselves: «за последние 7 дней по темам»."""
NUMBERS = ("1", "7", "30")

_WORD = re.compile(r"\w+(?:-\w+)*")

BUTTONS = frozenset({PICTURE, *Span, *Cut})


WAYS = (
    Option(Span.DAY.value, phrase("stats-to-day")),
    Option(Span.WEEK.value, phrase("stats-to-week")),
    Option(Span.MONTH.value, phrase("stats-to-month")),
    Option(Cut.TOPIC.value, phrase("stats-to-topic")),
    Option(Cut.AGENCY.value, phrase("stats-to-agency")),
    Option(Cut.MUNICIPALITY.value, phrase("stats-to-municipality")),
    Option(PICTURE, phrase("stats-picture")),
)


class Statistics:
    """Pure, as the desk is: figures are asked for and come as an event."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def open(self, state: State, argument: str) -> Turn:
        """/stats with words in any order; of those not known it is said what is shown instead."""
        words = _WORD.findall(argument.lower().replace("ё", "е"))
        spans = [SPANS[word] for word in words if word in SPANS]
        cuts = [cut for word in words if (cut := _cut(word)) is not None]
        known = {*SPANS, *AROUND, *LONGER}
        unknown = " ".join(word for word in words if word not in known and _cut(word) is None)
        if not LONGER.isdisjoint(words):
            spans = [Span.MONTH]
        told = (Hint(phrase("stats-unknown", words=in_line(unknown[:SHOWN]))),) if unknown else ()
        span = _meant(words, spans)
        cut = cuts[0] if cuts else Cut.TOPIC
        shown = State(STATISTICS, {"span": span.value, "cut": cut.value}, turn=state.turn + 1)
        longest = () if LONGER.isdisjoint(words) else (Hint(phrase("stats-longest")),)
        return shown, (*longest, *told, FindFigures(span, cut, picture=True))

    def ask(self, state: State, *, picture: bool = False) -> FindFigures:
        span, cut = str(state.answers.get("span")), str(state.answers.get("cut"))
        return FindFigures(
            Span(span) if span in set(Span) else Span.WEEK,
            Cut(cut) if cut in set(Cut) else Cut.TOPIC,
            picture,
        )

    def pressed(self, state: State, button: str) -> Turn:
        answers = dict(state.answers)
        if button in set(Span):
            answers["span"] = button
        elif button in set(Cut):
            answers["cut"] = button
        state = State(STATISTICS, answers, turn=state.turn + 1)
        return state, (self.ask(state, picture=button == PICTURE),)

    def found(self, state: State, found: FoundFigures) -> Turn:
        text = self.text(found.insight)
        drawn: tuple[Effect, ...] = (Draw(found.insight),) if found.picture else ()
        if state.dialog != STATISTICS:
            return state, (Say(text), *drawn)
        insight = found.insight
        stands = {insight.period.span.value, insight.cut.value}
        if insight.agency is not None:
            stands.add(Cut.AGENCY.value)  # there is one
        ways = tuple(one for one in WAYS if one.code not in stands)
        return state, (Show(text, ways, state.turn), *drawn)

    # words

    def text(self, insight: Insight) -> Phrase:
        return phrase(
            "stats",
            title=_title(insight),
            whose=self.whose(insight),
            span=insight.period.span.value,
            lines=(*figures(insight.now, insight.before), _at_work(insight)),
            cut=insight.cut.value,
            rows=tuple(
                self._line(place, self.name(insight.cut, row.code), row)
                for place, row in enumerate(insight.rows[:ROWS], 1)
            ),
            more=max(0, insight.kinds - ROWS),
        )

    def whose(self, insight: Insight) -> str | Phrase:
        known = self._town.agency(insight.agency) if insight.agency else None
        if known is not None:
            return known.name
        return insight.agency or phrase("stats-everybody")

    def name(self, cut: Cut, code: str) -> str:
        match cut:
            case Cut.TOPIC:
                known = self._town.topic(code)
                return (
                    known.name if known and group_of(code) != code else topic_name(self._town, code)
                )
            case Cut.AGENCY:
                return self._town.agency_short(code)
            case Cut.MUNICIPALITY:
                return self._town.ground_named(code)

    def _line(self, place: int, name: str, row: Row) -> Phrase:
        return phrase(
            "stats-row",
            place=place,
            name=name,
            received=row.received,
            change=signed(row.received - row.received_before),
            answered=row.answered,
            share=percent(row.share_in_time),
        )


def _cut(word: str) -> Cut | None:
    return next(
        (
            cut
            for beginning, cut in CUTS.items()
            if word.startswith(beginning) and len(word) <= len(beginning) + ENDING
        ),
        None,
    )


def _meant(words: Sequence[str], spans: Sequence[Span]) -> Span:
    """The period that was named: of «30 дней» and «за 7 дней» the number says it."""
    numbered = [SPANS[word] for word in words if word in NUMBERS]
    return (numbered or [*spans, Span.WEEK])[0]


def _title(insight: Insight) -> Phrase:
    span = insight.period.span.value
    return phrase("stats-title", span=span, head=head(insight), dates=dates(insight))


def head(insight: Insight) -> Phrase:
    return phrase("stats-head", span=insight.period.span.value)


def dates(insight: Insight) -> Phrase:
    """The first and the last day of the period."""
    of = insight.period
    first, last = Day(of.now.begins), Day(of.now.ends)
    return phrase("stats-dates", span=of.span.value, first=first, last=last)


def figures(now: Tally, before: Tally) -> tuple[Phrase, ...]:
    """A line for each figure, with its change."""
    return (
        phrase("stats-received", count=now.received, change=signed(now.received - before.received)),
        phrase("stats-answered", count=now.answered, change=signed(now.answered - before.answered)),
        phrase(
            "stats-in-time",
            share=percent(now.share_in_time),
            change=points(now.share_in_time, before.share_in_time),
        ),
        phrase(
            "stats-first",
            median=lasted(now.median),
            change=lasted_change(now.median, before.median),
            average=lasted(now.average),
            second=lasted_change(now.average, before.average),
        ),
        phrase("stats-overdue", count=now.overdue, change=signed(now.overdue - before.overdue)),
        phrase("stats-returned", count=now.returned, change=signed(now.returned - before.returned)),
        phrase(
            "stats-satisfied",
            satisfied=now.satisfied,
            rated=now.rated or "",
            share=percent(now.share_satisfied),
            change=points(now.share_satisfied, before.share_satisfied),
        ),
    )


def _at_work(insight: Insight) -> Phrase:
    return phrase("stats-open", count=insight.open, late=insight.late or "")


def signed(change: int) -> str:
    """«+12», «−3», «±0», with the sign of mathematics."""
    return f"+{change}" if change > 0 else f"\u2212{-change}" if change else "\u00b10"


def percent(share: float | None) -> str:
    """«96»; "" where there is nothing to tell of."""
    return "" if share is None else str(round(share * 100))


def points(now: float | None, before: float | None) -> str:
    if now is None or before is None:
        return ""
    return signed(round(now * 100) - round(before * 100))


def lasted(minutes: float | None) -> Phrase | str:
    """«2 ч 10 мин»."""
    if minutes is None:
        return ""
    hours, rest = divmod(round(minutes), 60)
    return phrase("stats-lasted", hours=hours, minutes=rest)


def lasted_change(now: float | None, before: float | None) -> Phrase | str:
    if now is None or before is None:
        return ""
    change = round(now) - round(before)
    if not change:
        return "\u00b10"
    sign = "+" if change > 0 else "\u2212"
    return phrase("stats-change", sign=sign, lasted=lasted(abs(change)))
