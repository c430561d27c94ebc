"""What cannot be read keeps nobody else waiting; what is old gets its clocks without a word."""

from contextlib import AbstractAsyncContextManager
from typing import cast

import pytest
from sqlalchemy import select, update

from bots.administration.quarantine import READERS, Outcome, retry
from bots.ports import Store
from bots.workers.watch import look
from core.desk import Desk, ToldAlready
from core.people import Operator, Speaker
from dialogs.events import Pressed
from dialogs.heard.following import Following
from dialogs.lookups import FindMeant
from dialogs.resident.chat import Resident
from dialogs.state import State, Turn
from dialogs.turn import Endless
from storage.quarantine import Quarantine
from storage.tables import delayed, quarantine, tickets
from storage.unit import Unit
from tests.shipped import TOWN

from .stage import Stage
from .twice import on_both


class OfStage:
    """The watch's store: units over the stage's."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def unit(self) -> AbstractAsyncContextManager[Unit]:
        return self._stage.unit()


async def watch(stage: Stage) -> None:
    await look(cast("Store", OfStage(stage)), stage.turns, lambda: None)
    await stage.deliver()


async def spoil(stage: Stage, number: str, **columns: object) -> None:
    async with stage.database.write() as connection:
        await connection.execute(
            update(tickets).where(tickets.c.number == number).values(**columns)
        )
        await connection.commit()


@on_both
async def test_a_row_that_cannot_be_read_keeps_no_other_ticket_and_no_other_morning_waiting(
    stage: Stage,
) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    zur = await stage.agency("zur", "vk", 2_000_000_001)
    spoilt = await stage.resident("Анна", "telegram", 101).files()
    whole = await stage.resident("Борис", "telegram", 102).files()
    await spoil(stage, spoilt, outcome="no such outcome")
    stage.later(days=1)
    await watch(stage)
    await watch(stage)
    assert roads.says(f"⏰ {whole}: ответа всё ещё нет")
    assert zur.says(f"🔥 {whole}: ")
    assert zur.says("☀️"), "only the agency of that row is not told what its day brings"
    async with stage.unit() as unit:
        assert await unit.to_look_at(10) == [], "nothing is tried again each second"
        assert await stage.turns.watch(unit).mornings() == []
    await spoil(stage, spoilt, outcome=None)
    stage.later(hours=2)
    await watch(stage)
    assert roads.says(f"⏰ {spoilt}: ответа всё ещё нет"), "mended, it goes on"
    assert len([post for post in zur.posts if f"{spoilt} не читается" in post.text]) == 1


@on_both
async def test_an_answer_that_cannot_be_read_keeps_no_other_waiting_and_can_be_sent_when_mended(
    stage: Stage,
) -> None:
    zur = await stage.agency("zur", "telegram", -3)
    ivan = stage.operator("Иван", zur, 601)
    anna, boris = stage.resident("Анна", "telegram", 101), stage.resident("Борис", "vk", 102)
    for resident in (anna, boris):
        await ivan.commands("reject", await resident.files())
        await ivan.presses("Не в ведении города")
    async with stage.database.write() as connection:
        first = (await connection.execute(select(delayed).order_by(delayed.c.id))).first()
        assert first is not None
        here = update(delayed).where(delayed.c.id == first.id)
        await connection.execute(here.values(outgoing={**first.outgoing, "lane": "no such lane"}))
        await connection.commit()
    stage.later(minutes=2)
    await watch(stage)
    assert boris.chat.says("не принято в работу")
    assert not anna.chat.says("не принято в работу")
    assert zur.says("Извещение жителю не ушло: ")
    async with stage.database.write() as connection:
        assert (await connection.execute(select(delayed))).first() is None
        await connection.execute(update(quarantine).values(raw=first.outgoing))
        await connection.commit()
    aside = Quarantine(stage.database, lambda one: (one,))
    assert [one async for one in retry(aside, stage.turns, READERS, [1])] == [Outcome(1, True)]
    await stage.deliver()
    assert anna.chat.says("не принято в работу")


@on_both
async def test_tickets_from_before_there_were_clocks_get_theirs_and_nobody_is_flooded(
    stage: Stage,
) -> None:
    zur = await stage.agency("zur", "telegram", -9)
    roads = await stage.agency("roads", "telegram", -1)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "telegram", 101)
    fresh = await anna.files()
    solve_by = (await stage.ticket(fresh)).solve_by
    asked = await stage.resident("Борис", "telegram", 102).files()
    await olga.presses("Уточнить", on=roads.post(f"{asked} ·"))
    await olga.says("Где именно?")
    await olga.presses("Отправить")
    stood = await stage.ticket(asked)
    # as the migration leaves what was filed before
    for number in (fresh, asked):
        await spoil(
            stage, number, solve_by=None, left=None, solve_left=None, allowed=28800,
            look_at=stage.now,
        )  # fmt: skip
    await watch(stage)
    assert not roads.says("⏳"), "no time has passed"
    ticket = await stage.ticket(fresh)
    assert (ticket.allowed, ticket.solve_by, ticket.reminded) == (14_400, solve_by, 0)
    assert (await stage.ticket(asked)).left == stood.left, "it stands since the resident was asked"
    # a year later
    await spoil(stage, fresh, solve_by=None)
    stage.later(weeks=43)
    said, heard = len(roads.posts), len(zur.posts)
    await watch(stage)
    under = [post.text for post in (*roads.posts[said:], *zur.posts[heard:])]
    assert not any("срок ответа вышел" in text or "всё ещё нет" in text for text in under), under
    assert roads.says("⏰ Просрочено: 1"), "the morning names it"
    stage.later(weeks=60)
    await watch(stage)
    assert zur.says(f"🔥 {fresh}"), "from then on it is told as ever"


async def test_an_undone_unmerging_makes_no_circle(stage: Stage) -> None:
    await stage.agency("zur", "telegram", -9)
    first = await stage.resident("Анна", "telegram", 101).files()
    second = await stage.resident("Борис", "telegram", 102).files()
    maria = Operator("zur", "Мария", Speaker("telegram", -9, 601))
    async with stage.unit() as unit:
        desk = Desk(TOWN, unit)
        await desk.merge(maria, first, second)
        await desk.unmerge(maria, first)
        await desk.merge(maria, second, first)
        with pytest.raises(ToldAlready):
            await desk.undo(maria, first)


async def test_a_coordinators_screen_in_a_chat_that_is_another_agencys_now(stage: Stage) -> None:
    zur = await stage.agency("zur", "telegram", -9)
    number = await stage.resident("Анна", "telegram", 101).files()
    maria, ivan = stage.operator("Мария", zur, 601), stage.operator("Иван", zur, 602)
    await maria.commands("t", number)
    await maria.presses("Объединить")
    await ivan.commands("unbind")
    await ivan.presses("Отвязать")
    await ivan.commands("bind", await stage.invite("roads"))
    await maria.does(Pressed("of an older screen", 0), press="press", message=zur.posts[-1].id)
    assert zur.toasts
    await maria.commands("queue")
    await maria.says("26-000002")
    assert (await stage.ticket(number)).into is None


async def test_a_turn_that_would_never_end_is_set_aside(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ever_again(*_: object) -> Turn:
        return State(), (FindMeant(Following.OVER, "отозвать"),)

    monkeypatch.setattr(Resident, "take", ever_again)
    with pytest.raises(Endless):
        await stage.resident("Анна", "telegram", 101).says("отозвать")
