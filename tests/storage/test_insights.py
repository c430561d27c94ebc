"""The figures of a period are what going through every ticket by hand gives."""

import random
import statistics
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from core.reports.insights import Cut, Row, Span, Stretch, period
from storage.database import Database
from storage.store import Store
from storage.tables import tickets

ZONE = ZoneInfo("Asia/Yakutsk")
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
FILED, CLOSED = 240, ("closed", "answered")


def _rows() -> list[dict[str, object]]:
    """Of ten weeks, more of them late in it; some at the very edges of the days."""
    chance = random.Random(5)  # noqa: S311  because the same tickets are wanted each time
    rows = []
    for at in range(FILED):
        filed = AT - timedelta(days=70 * chance.random() ** 2)
        if at % 9 == 0:
            filed = filed.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        minutes = chance.choice((None, 5, 45, 45, 700))
        answered = filed + timedelta(hours=30 * chance.random())
        is_answered = at % 3 > 0 and answered < AT
        rows.append({
            "number": f"26-{at + 1:06d}", "door": "vk", "chat": 1, "person": 1, "filed_at": filed,
            "state": chance.choice(CLOSED) if is_answered else chance.choice(("new", "need_info")),
            "topic": chance.choice(("roads.pit", "yard.trash", "old")),
            "municipality": chance.choice(("blag", "zeya")),
            "agency": chance.choice(("roads", "water", "gone")),
            "text": "", "address": "", "deadline": filed + timedelta(hours=20), "changed_at": filed,
            "files": [], "extras": [], "contact": "", "language": "ru", "taken_by": "",
            "answers": int(is_answered), "returns": chance.choice((0, 0, 1, 2)),
            "verdict": chance.choice((None, "satisfied", "unsatisfied")) if is_answered else None,
            "left": chance.choice((None, 600)) if not is_answered else None,
            "first_answer_at": answered if is_answered else None,
            "answer_minutes": minutes if is_answered else None,
            "in_time": chance.choice((True, False)) if is_answered else None,
        })  # fmt: skip
    return rows


def _within(at: object, stretch: Stretch) -> bool:
    return isinstance(at, datetime) and stretch.begins <= at < stretch.ends


@pytest.mark.parametrize("agency", [None, "roads"])
async def test_figures_are_as_counted_by_hand(
    database: Database, store: Store, agency: str | None
) -> None:
    rows = _rows()
    async with database.write() as connection:
        await connection.execute(insert(tickets), rows)
        await connection.commit()
    ours = [row for row in rows if agency in (None, row["agency"])]
    for span in Span:
        of = period(span, AT, ZONE)
        for cut in Cut:
            async with store.unit() as unit:
                found = await unit.insights.figures(of, cut, agency)
            for tally, stretch in ((found.now, of.now), (found.before, of.before)):
                filed = [row for row in ours if _within(row["filed_at"], stretch)]
                answered = [row for row in ours if _within(row["first_answer_at"], stretch)]
                missed = [
                    row
                    for row in ours
                    if row["state"] not in CLOSED
                    and row["left"] is None
                    and _within(row["deadline"], stretch)
                ]
                minutes = [
                    value for row in answered if isinstance(value := row["answer_minutes"], int)
                ]
                verdicts = [row["verdict"] for row in answered]
                in_time = sum(row["in_time"] is True for row in answered)
                assert tally.received == len(filed)
                assert tally.answered == len(answered)
                assert tally.in_time == in_time
                assert tally.overdue == len(answered) - in_time + len(missed)
                assert tally.returned == sum(row["returns"] in {1, 2} for row in answered)
                assert tally.rated == sum(verdict is not None for verdict in verdicts)
                assert tally.satisfied == verdicts.count("satisfied")
                assert tally.median == (statistics.median(minutes) if minutes else None)
                assert tally.average == (
                    pytest.approx(statistics.mean(minutes)) if minutes else None
                )
            _by_code(found.rows, ours, cut, of.now, of.before)
            for day, ends in zip(found.days, (*of.days[1:], of.now.ends), strict=True):
                whole = Stretch(day.begins, ends)
                assert day.received == sum(_within(row["filed_at"], whole) for row in ours)
                assert day.answered == sum(_within(row["first_answer_at"], whole) for row in ours)
            still = [row for row in ours if row["state"] not in CLOSED]
            assert found.open == len(still)


def _by_code(
    found: tuple[Row, ...], ours: list[dict[str, object]], cut: Cut, now: Stretch, before: Stretch
) -> None:
    def counted(column: str, stretch: Stretch, *, in_time: bool = False) -> Counter[object]:
        return Counter(
            row[cut.value]
            for row in ours
            if _within(row[column], stretch) and (row["in_time"] is True or not in_time)
        )

    received, earlier = counted("filed_at", now), counted("filed_at", before)
    answered = counted("first_answer_at", now)
    kept = counted("first_answer_at", now, in_time=True)
    told = received if cut is Cut.TOPIC else {*received, *answered}
    assert {row.code for row in found} == set(told)
    for row in found:
        code = row.code
        assert (row.received, row.received_before) == (received[code], earlier[code])
        assert (row.answered, row.in_time) == (answered[code], kept[code])
