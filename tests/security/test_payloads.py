"""Payloads that no button of ours carries: nobody's ticket moves, and every press is answered."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bots.loop import new_event_loop
from core.messages import Outgoing
from core.people import Speaker
from core.tickets import TicketEvent
from dialogs.payloads import DIGITS
from storage.unit import Unit
from tests.transcripts.stage import Stage, open_stage

from .wire import group_of, pressed

ACTIONS = (
    "take", "ask", "refuse", "route", "contact", "view", "helped", "nothelped", "reply", "withdraw",
    "answer", "promise", "note", "more", "assign", "correct", "approve", "approve.0", "rework",
    "revise", "extend", "reject", "merge", "unmerge", "reclassify", "undo", "undo.route",
    "undo.route.0", "undo.file", "history", "job-pause", "job-resume", "job-stop", "inpart",
    "quiet", "TAKE", "", "../take", "take ", "0",
)  # fmt: skip
BUTTONS = (
    ":send", ":skip", ":next", ":back", ":cancel", ":edit.what", ":edit.words", "new", "resume",
    "my", "yes", "gas", "helped", "return", "withdraw", "add", "older", "menu", "26-000001", "⚙",
    "", ":", ":templates", "send.planned", "send", "test", "drop-yes", "t1", "p101", "add", "draft",
    "day-1", "away.gas", "by.zur", "for.0", "end.gas", "topics", "roads.pothole", "route", "merge",
)  # fmt: skip

numbers = st.one_of(
    st.sampled_from(
        ["26-000001", "26-000002", "26-999999", "26-1", "' OR 1=1 --", "%", "26-000001/x", "job-1"]
    ),
    st.text(max_size=12),
)
turns = st.one_of(st.integers(-2, 12).map(str), st.text(max_size=11), st.just("9" * 30))
owners = st.one_of(
    st.sampled_from(["2t", "-1", "0", "zz", "dx", "ii"]),  # 2t: Anna's, in base 36
    st.text(alphabet=DIGITS, max_size=13),
    st.text(max_size=5),
)
cards = st.builds("t/{}/{}".format, st.sampled_from(ACTIONS), numbers)
screens = st.builds(
    "s/{}/{}/{}".format, turns, owners, st.sampled_from(BUTTONS) | st.text(max_size=20)
)
payloads = st.one_of(cards, screens, st.text(max_size=80))
"""Made-up payloads: like ours in form, with wrong and with other people's numbers, and noise."""

STRANGERS = (
    Speaker("telegram", 666, 666),
    Speaker("vk", 666, 666),
    Speaker("telegram", group_of("telegram", 50), 666),
    Speaker("vk", group_of("vk", 50), 666),
    Speaker("telegram", group_of("telegram", 2), 666),  # another agency's own chat
)


class Town:
    """One town for all examples: opening it costs more than a hundred presses."""

    def __init__(self, folder: Path) -> None:
        self.runner = asyncio.Runner(loop_factory=new_event_loop)
        self._opening = open_stage(folder)
        self.stage: Stage = self.runner.run(self._opening.__aenter__())
        self.runner.run(self._furnish())

    async def _furnish(self) -> None:
        await self.stage.agency("roads", "vk", group_of("vk"))
        await self.stage.agency("gas", "telegram", group_of("telegram", 2))
        for _ in range(2):
            await self.stage.resident("Анна", "telegram", 101).files()
        anna = self.stage.resident("Анна", "telegram", 101)
        await anna.says("Другая яма на дороге")  # an unfinished one, whose buttons are Anna's
        self.before = await self.history()

    async def history(self) -> list[TicketEvent]:
        first = await self.stage.history("26-000001")
        return [*first, *await self.stage.history("26-000002")]

    async def press(self, presses: list[tuple[Speaker, str]]) -> list[list[Outgoing]]:
        """Take the presses in one transaction; what each made the bot say."""
        said: list[list[Outgoing]] = []

        def heard(outgoing: Outgoing) -> tuple[()]:
            said[-1].append(outgoing)
            return ()

        async with self.stage.database.write() as connection:
            unit = Unit(connection, heard, self.stage.now)
            for who, payload in presses:
                said.append([])
                await self.stage.turns.take(unit, pressed(who, payload))
            await unit.commit()
        return said

    def close(self) -> None:
        self.runner.run(self._opening.__aexit__(None, None, None))
        self.runner.close()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    opened = Town(tmp_path_factory.mktemp("payloads"))
    yield opened
    opened.close()


@settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(presses=st.lists(st.tuples(st.sampled_from(STRANGERS), payloads), min_size=1, max_size=5))
def test_a_made_up_payload_moves_no_ticket_and_is_answered(
    town: Town, presses: list[tuple[Speaker, str]]
) -> None:
    async def attack() -> None:
        said = await town.press(presses)
        for (who, _), told in zip(presses, said, strict=True):
            assert len([one for one in told if one.toast]) == 1, "a press is answered, once"
            assert {one.peer for one in told} == {who.peer}, "nobody else hears of it"
            assert not any("Ленина" in one.message.text for one in told)
        assert await town.history() == town.before

    town.runner.run(attack())
