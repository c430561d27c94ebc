"""Many tickets at once by the coordinators: previewed, moved in portions, stopped, counted."""

import pytest

from core.tickets import State
from dialogs import moving_many

from .stage import TURNS, Chat, Player, Stage, on_both

pytestmark = on_both

DOORS = pytest.mark.parametrize("door", ["telegram", "vk"])


async def three(stage: Stage, door: str = "telegram") -> tuple[Chat, Player, Player]:
    """Three potholes with the roads agency, one of them at a pump."""
    chat = await stage.agency("zur", door, -900 if door == "telegram" else 2_000_000_009)
    await stage.agency("roads", "telegram", -100)
    anna = stage.resident("Анна", "telegram", 101)
    for text in ("Яма на дороге", "Яма на дороге у колонки", "Вторая яма на дороге"):
        await anna.files(text)
    await stage.watch()
    return chat, stage.operator("Раиса", chat, 701), anna


async def agencies(stage: Stage) -> list[str]:
    return [(await stage.ticket(f"26-00000{place}")).agency for place in (1, 2, 3)]


@DOORS
async def test_a_choice_is_previewed_passed_on_and_counted(stage: Stage, door: str) -> None:
    chat, raisa, _ = await three(stage, door)
    await raisa.commands("bulk", "roads дороги")
    assert "Открытых обращений: 3" in chat.last
    assert "Дорожная служба" in chat.last
    assert "26-000003" in chat.last
    await raisa.presses("Передать", "Жилищная инспекция")
    assert "Все будут переданы: Государственная жилищная инспекция" in chat.last
    assert await agencies(stage) == ["roads"] * 3, "nothing before «да»"
    yes = raisa.press("Да, сделать")
    await stage.take(yes)
    await stage.take(yes)
    await stage.watch()
    assert await agencies(stage) == ["housing"] * 3
    assert chat.says("Передано 3 из 3")


@DOORS
async def test_words_are_looked_for_and_a_number_is_typed(stage: Stage, door: str) -> None:
    chat, raisa, _ = await three(stage, door)
    await raisa.commands("bulk", "яма дороги")
    await raisa.presses("Объединить")
    await raisa.says("26-000099")
    assert chat.toasts or chat.says("нет")
    await raisa.says("в 26-000001")
    await raisa.presses("Да, сделать")
    await stage.watch()
    assert (await stage.ticket("26-000002")).into == "26-000001"
    assert (await stage.ticket("26-000003")).into == "26-000001"
    assert chat.says("Объединено 2 из 3")
    assert chat.says("с ним объединить нельзя: 1") or chat.says("объединить нельзя: 1")


async def test_a_kill_between_portions_moves_nothing_twice_and_loses_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, raisa, anna = await three(stage)
    monkeypatch.setattr(moving_many, "PORTION", 1)
    await raisa.commands("bulk", "дороги")
    await raisa.presses("Отклонить", "Не в ведении города", "Да, сделать")
    stage.later(minutes=1)
    await anna.files("Яма на дороге, позже подтверждения")
    for commits in (False, True, False, False, True):
        async with stage.unit() as unit:
            await TURNS.look(unit)
            if commits:
                await unit.commit()
    await stage.watch()
    for place in (1, 2, 3):
        history = await stage.history(f"26-00000{place}")
        assert [event.move.value for event in history].count("reject") == 1
    assert chat.says("Отклонено 3 из 3")
    assert (await stage.ticket("26-000004")).state is State.ROUTED, "it was not in the preview"
    stage.later(minutes=2)
    await stage.watch()
    heard = [post.text for post in anna.chat.posts if "не решают ни город" in post.text]
    assert len(heard) == 3


async def test_it_is_stopped_and_what_was_moved_stays(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, raisa, _ = await three(stage)
    monkeypatch.setattr(moving_many, "PORTION", 1)
    await raisa.commands("bulk", "дороги")
    await raisa.presses("Передать", "Горгаз", "Да, сделать")
    async with stage.unit() as unit:
        await TURNS.look(unit)
        await unit.commit()
    await raisa.presses("Остановить", on=chat.with_button("Остановить"))
    await stage.watch()
    assert await agencies(stage) == ["gas", "roads", "roads"]
    assert chat.says("Остановлено. Передано 1 из 3")


async def test_what_could_not_be_moved_is_told_by_its_reason(stage: Stage) -> None:
    chat, raisa, _ = await three(stage)
    await raisa.commands("bulk", "roads")
    await raisa.presses("Передать", "Дорожная служба", "Да, сделать")
    await stage.watch()
    assert chat.says("Передано 0 из 3")
    assert chat.says("уже у этого исполнителя: 3")


async def test_nothing_is_chosen_by_nothing_and_only_by_coordinators(stage: Stage) -> None:
    chat, raisa, _ = await three(stage)
    await raisa.commands("bulk")
    assert chat.says("Какие обращения?")
    await raisa.commands("bulk", "просроченные")
    assert chat.says("Открытых обращений нет: Просроченные")
    roads = stage.chats[next(peer for peer in stage.chats if peer.chat == -100)]
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("bulk", "дороги")
    assert "координатор" in "\n".join([roads.last, *roads.toasts]).lower()
