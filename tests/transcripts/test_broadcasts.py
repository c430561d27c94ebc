"""A broadcast by the coordinators: composed, tried, sent in portions, paused, and not wanted."""

import pytest
from msgspec.structs import replace

from core.jobs import Audience, Broadcast, Job, Stage
from core.people import Peer
from dialogs.coordination import jobs
from dialogs.events import Edited, Said

from .chats import Chat
from .stage import TURNS, Player
from .stage import Stage as Play
from .twice import on_both, on_both_doors


async def ready(stage: Play, door: str) -> tuple[Chat, Player, Player, Player]:
    chat = await stage.agency("zur", door, -900 if door == "telegram" else 2_000_000_009)
    anna = stage.resident("Анна", "telegram", 101)
    boris = stage.resident("Борис", "vk", 202)
    await anna.files()
    await anna.files("И вторая яма на той же дороге")
    await boris.files("Яма у дома на дороге")
    return chat, stage.operator("Раиса", chat, 701), anna, boris


async def composed(raisa: Player) -> None:
    await raisa.commands("broadcast")
    await raisa.says("Ремонт дороги на Ленина, до 18:00")
    await raisa.presses("По теме", "Дорог")


def heard(player: Player) -> int:
    return sum("Ремонт дороги" in post.text for post in player.chat.posts)


@on_both_doors
async def test_everybody_hears_it_once_however_many_tickets_they_have(
    stage: Play, door: str
) -> None:
    chat, raisa, anna, boris = await ready(stage, door)
    await composed(raisa)
    assert "Получателей: 2" in chat.post("Получателей:").text
    await raisa.presses("Проверить на себе")
    await raisa.presses("Отправить", on=chat.with_button("Отправить"))
    yes = raisa.press("Да, отправить")
    await stage.take(yes)
    await stage.take(yes)
    await stage.watch()
    assert (heard(anna), heard(boris)) == (1, 1)
    assert chat.says("Рассылка отправлена: 2 из 2")


@on_both_doors
async def test_who_never_wrote_to_the_bot_sees_the_test_in_the_chat(stage: Play, door: str) -> None:
    """Taking a ticket gives them «Мои в работе», but no messenger lets us write to them first."""
    chat, raisa, _, _ = await ready(stage, door)
    await raisa.presses("Взять в работу")
    await composed(raisa)
    await raisa.presses("Проверить на себе")
    private = stage.chat(Peer(door, 701))
    assert not private.posts
    assert any(post.text.startswith("📢 Ремонт дороги") for post in chat.posts)
    await raisa.commands("cancel")

    alone = stage.resident("Раиса", door, 701)
    await alone.says("/start")
    await composed(raisa)
    await raisa.presses("Проверить на себе")
    assert private.says("📢 Ремонт дороги")


@on_both_doors
async def test_who_wants_none_is_not_told(stage: Play, door: str) -> None:
    chat, raisa, anna, boris = await ready(stage, door)
    for _ in range(2):
        await composed(raisa)
        await raisa.presses("📢 Отправить", "Да, отправить")
        await stage.watch()
        if heard(anna) == 1:
            await anna.presses("Не присылать", on=anna.chat.post("Ремонт дороги"))
    assert (heard(anna), heard(boris)) == (1, 2)
    await anna.commands("subscribe")
    await composed(raisa)
    assert "Получателей: 2" in chat.post("Получателей:").text


@on_both
async def test_it_is_paused_resumed_and_stopped(stage: Play) -> None:
    chat, raisa, anna, _ = await ready(stage, "vk")
    await composed(raisa)
    await raisa.presses("📢 Отправить", "Да, отправить")
    await raisa.presses("Пауза")
    await stage.watch()
    assert heard(anna) == 0
    assert chat.says("на паузе")
    await raisa.presses("Продолжить")
    await raisa.presses("Остановить")
    await stage.watch()
    assert heard(anna) == 0
    assert chat.says("Рассылка остановлена: 0 из 2")


@on_both
async def test_a_kill_amid_a_broadcast_tells_nobody_twice(
    stage: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A portion that was not committed is done again, one that was is not."""
    _, raisa, anna, boris = await ready(stage, "telegram")
    monkeypatch.setattr(jobs, "PORTION", 1)
    await composed(raisa)
    await raisa.presses("📢 Отправить", "Да, отправить")
    for commits in (False, True, False, False, True):
        async with stage.unit() as unit:
            await TURNS.look(unit)
            if commits:
                await unit.commit()
    await stage.watch()
    assert (heard(anna), heard(boris)) == (1, 1)


@on_both
async def test_only_the_coordinators_may(stage: Play) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("broadcast")
    assert "координатор" in "\n".join([roads.last, *roads.toasts]).lower()
    now = stage.now
    job = Job(Peer("vk", 1), "Раиса", Broadcast(Audience(), "…"), now, now, 1, Stage.PAUSED)
    async with stage.unit() as unit:
        kept = await unit.jobs.begin(job)
        await unit.commit()
    assert replace(kept, id=0) == job


@on_both
async def test_files_are_not_sent_out_and_a_mended_message_mends_the_broadcast(stage: Play) -> None:
    """Or the mistake would go to all of them, and what stands under a picture to nobody."""
    chat, raisa, anna, _ = await ready(stage, "telegram")
    await raisa.commands("broadcast")
    await raisa.sends("map", text="Ремонт дороги на Ленина, до 18:00")
    assert "файлов в ней нет" in chat.last
    await raisa.does(Said("Ремонт дороги на Ленина, до 81:00"), message="71")
    await raisa.presses("📢 Отправить")
    await raisa.does(Edited("Кто едет на Ленина?"), message="70")
    assert chat.says("Исправленное сообщение в рассылку не попало")
    assert "до 81:00" in chat.last
    await raisa.does(Edited("Ремонт дороги на Ленина, до 18:00"), message="71")
    assert "Черновик исправлен" in chat.last
    assert "до 18:00" in chat.last
    await raisa.presses("📢 Отправить", "Да, отправить")
    await stage.watch()
    assert anna.chat.says("до 18:00")
    assert not anna.chat.says("до 81:00")


@on_both_doors
async def test_two_coordinators_do_not_tell_it_twice(stage: Play, door: str) -> None:
    chat, raisa, anna, boris = await ready(stage, door)
    gleb = stage.operator("Глеб", chat, 702)
    for one in (raisa, gleb):
        await composed(one)
        await one.presses("📢 Отправить")
    first, second = (post for post in chat.posts if "Да, отправить всем" in post.labels)
    await stage.take(raisa.press("Да, отправить", first), gleb.press("Да, отправить", second))
    await stage.watch()
    assert (heard(anna), heard(boris)) == (1, 1)
    asked = chat.post("Недавно уже отправили рассылку (Раиса")
    assert "│ Ремонт дороги на Ленина, до 18:00" in asked.text
    await gleb.presses("Да, отправить", on=asked)
    await stage.watch()
    assert (heard(anna), heard(boris)) == (2, 2), "he was asked"

    stage.later(hours=2)
    await composed(raisa)
    await raisa.presses("📢 Отправить")
    assert "Недавно" not in chat.with_button("Да, отправить всем").text


@on_both_doors
async def test_the_words_may_come_along_with_the_command(stage: Play, door: str) -> None:
    chat, raisa, anna, _ = await ready(stage, door)
    await raisa.commands("broadcast", "Ремонт дороги на Ленина, до 18:00")
    assert "Ремонт дороги на Ленина" in chat.last
    assert "Получателей: 2" in chat.last
    await raisa.presses("Отправить", on=chat.posts[-1])
    await raisa.presses("Да, отправить")
    await stage.watch()
    assert heard(anna) == 1
    await raisa.commands("broadcast", "я" * 3001)
    assert chat.says("Получилось слишком длинно")
    await raisa.says("Короче: ремонт на Ленина")
    assert "Короче: ремонт" in chat.last


@on_both
async def test_a_list_stands_beside_a_broadcast_and_a_card_lets_it_go_aloud(stage: Play) -> None:
    chat, raisa, anna, _ = await ready(stage, "telegram")
    await composed(raisa)
    draft = chat.post("Получателей:")
    await raisa.commands("queue")
    assert "Очередь" in chat.last
    await raisa.presses("📢 Отправить", on=draft)
    await raisa.presses("Да, отправить")
    await stage.watch()
    assert heard(anna) == 1
    await composed(raisa)
    await raisa.commands("answer", "26-000001")
    assert chat.says("Рассылка отложена, никому она не ушла")
    assert chat.says("Ремонт дороги")
