"""Many tickets at once by the coordinators: previewed, moved in portions, stopped, counted."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from core.tickets import State
from dialogs.coordination import moving_many

from .beginnings import beginning
from .chats import Chat, Post
from .stage import TURNS, Player, Stage
from .test_broken_and_old import spoil, watch
from .twice import on_both, on_both_doors


@beginning
async def three(stage: Stage, door: str = "telegram") -> tuple[Chat, Player, Player]:
    """Three potholes with the roads agency, one of them at a pump."""
    chat = await stage.agency("zur", door, -900 if door == "telegram" else 2_000_000_009)
    await stage.agency("roads", "telegram", -100)
    anna = stage.resident("Анна", "telegram", 101)
    for words in ("Яма на дороге", "Яма на дороге у колонки", "Вторая яма на дороге"):
        await anna.files(words)
    await stage.watch()
    return chat, stage.operator("Раиса", chat, 701), anna


async def more(raisa: Player, number: str) -> Post:
    """What stands under «Ещё» of a ticket's card."""
    await raisa.commands("t", number)
    await raisa.presses("Ещё")
    return raisa.chat.with_button("Отклонить")


async def agencies(stage: Stage) -> list[str]:
    return [(await stage.ticket(f"26-00000{place}")).agency for place in (1, 2, 3)]


@on_both_doors
async def test_a_choice_is_previewed_passed_on_and_counted(stage: Stage, door: str) -> None:
    chat, raisa, _ = await three(stage, door)
    await raisa.commands("bulk", "roads дороги")
    assert "Открытых обращений: 3" in chat.last
    assert "Дорожная служба" in chat.last
    assert "26-000003" in chat.last
    await raisa.presses("Передать", "Жилищная инспекция")
    assert chat.says("Все будут переданы: Государственная жилищная инспекция")
    assert await agencies(stage) == ["roads"] * 3, "nothing before «да»"
    yes = raisa.press("Да, сделать")
    await stage.take(yes)
    await stage.take(yes)
    await stage.watch()
    assert await agencies(stage) == ["housing"] * 3
    assert chat.says("Передано 3 из 3")


@on_both_doors
async def test_every_agency_stands_among_the_buttons_and_a_way_out(stage: Stage, door: str) -> None:
    chat, raisa, _ = await three(stage, door)
    await raisa.commands("bulk", "roads дороги")
    await raisa.presses("Передать")
    chat.with_button("Отмена")
    await raisa.presses("Администрация Тынды")
    assert chat.says("Все будут переданы: Администрация города Тынды")


@on_both_doors
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


@on_both
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


@on_both
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


@on_both
async def test_what_could_not_be_moved_is_told_by_its_reason(stage: Stage) -> None:
    chat, raisa, _ = await three(stage)
    await raisa.commands("bulk", "roads")
    await raisa.presses("Передать", "Дорожная служба", "Да, сделать")
    await stage.watch()
    assert chat.says("Передано 0 из 3")
    assert chat.says("уже у этого исполнителя: 3")


@on_both_doors
async def test_words_are_looked_up_once_and_kept(
    stage: Stage, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever becomes of the words meanwhile, it is the tickets of the preview that are moved."""
    chat, raisa, _ = await three(stage, door)
    monkeypatch.setattr(moving_many, "PORTION", 1)
    await raisa.commands("bulk", "яма дороги")
    await raisa.presses("Передать", "Горгаз", "Да, сделать")
    async with stage.database.write() as connection:
        await connection.execute(text("DELETE FROM ticket_words"))
        await connection.commit()
    await stage.watch()
    assert await agencies(stage) == ["gas"] * 3
    assert chat.says("Передано 3 из 3")
    assert "Не удалось" not in chat.last


@on_both_doors
async def test_what_was_answered_meanwhile_is_told_as_such(stage: Stage, door: str) -> None:
    chat, raisa, _ = await three(stage, door)
    await raisa.commands("bulk", "roads свободные")
    await raisa.presses("Передать", "Горгаз", "Да, сделать")
    await raisa.presses("Отклонить", on=await more(raisa, "26-000001"))
    await raisa.presses("Не в ведении города")
    await stage.watch()
    assert await agencies(stage) == ["roads", "gas", "gas"]
    assert chat.says("Передано 2 из 3")
    assert chat.says("закрыты или переданы другими, пока шла очередь: 1")


@on_both_doors
async def test_one_that_breaks_is_set_aside_and_told_and_the_rest_goes_on(
    stage: Stage, door: str
) -> None:
    chat, raisa, _ = await three(stage, door)
    await raisa.commands("bulk", "roads")
    await raisa.presses("Передать", "Горгаз", "Да, сделать")
    await spoil(stage, "26-000002", outcome="no such outcome")
    for _ in range(3):
        await watch(stage)
    assert chat.says("Передано 2 из 3")
    assert chat.says("не получилось из-за ошибки бота; о ней есть запись в журнале: 1")
    await spoil(stage, "26-000002", outcome=None)
    assert await agencies(stage) == ["gas", "roads", "gas"]
    for place in (1, 3):
        history = await stage.history(f"26-00000{place}")
        assert [event.move.value for event in history].count("route") == 1


@on_both
async def test_one_that_cannot_be_read_keeps_the_others_from_nothing(stage: Stage) -> None:
    chat, raisa, _ = await three(stage)
    await spoil(stage, "26-000002", outcome="no such outcome")
    await raisa.commands("bulk", "roads")
    assert "Открытых обращений: 3" in chat.last
    assert "26-000002 · запись не читается" in chat.last
    await raisa.presses("Объединить")
    await raisa.says("26-000002")
    assert "Такого обращения я не нашёл" in chat.last
    await raisa.presses("Назад", "Передать", "Горгаз", "Да, сделать")
    for _ in range(3):
        await watch(stage)
    assert chat.says("Передано 2 из 3")
    await spoil(stage, "26-000002", outcome=None)
    assert await agencies(stage) == ["gas", "roads", "gas"]


@on_both_doors
@pytest.mark.parametrize(
    ("deed", "target", "did"),
    [
        ("Передать", "Горгаз", "Передано"),
        ("Отклонить", "Не в ведении города", "Отклонено"),
        ("Объединить", "26-000001", "Объединено"),
    ],
)
async def test_all_of_it_is_taken_back_within_the_minute(
    stage: Stage, door: str, deed: str, target: str, did: str
) -> None:
    chat, raisa, anna = await three(stage, door)
    heard = len(anna.chat.posts)
    await raisa.commands("bulk", "roads")
    await raisa.presses(deed)
    await (raisa.says(target) if deed == "Объединить" else raisa.presses(target))
    await raisa.presses("Да, сделать")
    await stage.watch()
    moved = 2 if deed == "Объединить" else 3
    assert chat.says(f"{did} {moved} из 3")
    undo = raisa.press("Отменить всё")
    await stage.take(undo)
    await stage.take(undo)
    stage.later(seconds=20)
    await stage.watch()
    assert f"Отменено {moved} из {moved}" in chat.last
    assert "Отменить всё" not in " ".join(label for post in chat.posts for label in post.labels)
    for place in (1, 2, 3):
        ticket = await stage.ticket(f"26-00000{place}")
        assert (ticket.agency, ticket.state, ticket.into) == ("roads", State.ROUTED, None)
    stage.later(minutes=2)
    await stage.watch()
    assert len(anna.chat.posts) == heard, anna.sees


@on_both
async def test_what_was_changed_meanwhile_is_not_taken_back_and_told(stage: Stage) -> None:
    chat, raisa, _ = await three(stage)
    gas = await stage.agency("gas", "vk", 2_000_000_011)
    await raisa.commands("bulk", "roads")
    await raisa.presses("Передать", "Горгаз", "Да, сделать")
    await stage.watch()
    ivan = stage.operator("Иван", gas, 801)
    await ivan.presses("Взять в работу", on=gas.post("26-000002 ·"))
    await raisa.presses("Отменить всё")
    await stage.watch()
    assert await agencies(stage) == ["roads", "gas", "roads"]
    assert chat.says("Отменено 2 из 3")
    assert chat.says("жителю уже сказано, или с обращением успели сделать что-то ещё: 1")


@on_both
async def test_what_was_passed_on_by_hand_afterwards_is_not_taken_back(stage: Stage) -> None:
    chat, raisa, _ = await three(stage)
    await raisa.commands("bulk", "roads")
    await raisa.presses("Передать", "Горгаз", "Да, сделать")
    await stage.watch()
    undo = chat.with_button("Отменить всё")
    stage.later(seconds=5)
    await raisa.commands("route", "26-000002")
    await raisa.presses("Благоустройство")
    await raisa.presses("Отменить всё", on=undo)
    await stage.watch()
    assert await agencies(stage) == ["roads", "yards", "roads"]
    assert chat.says("Отменено 2 из 3")


@on_both
async def test_of_what_was_stopped_only_what_was_moved_is_taken_back_and_not_after_the_minute(
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
    undo = raisa.press("Отменить всё")
    stage.later(minutes=2)
    await stage.take(undo)
    assert "Отменить уже нельзя" in "\n".join([*chat.toasts, chat.last])
    stage.now -= timedelta(minutes=2)
    await stage.take(undo)
    await stage.watch()
    assert await agencies(stage) == ["roads"] * 3
    assert chat.says("Отменено 1 из 1")


@on_both_doors
async def test_tickets_are_named_by_their_numbers(stage: Stage, door: str) -> None:
    chat, raisa, _ = await three(stage, door)
    await raisa.commands("bulk", "26-000003, 26-000001; 26-000003 26-000099")
    assert "Открытых обращений: 2" in chat.last
    assert "3 номера" in chat.last, "as many as were named, each once"
    assert "26-000002" not in chat.last
    await raisa.presses("Передать", "Горгаз", "Да, сделать")
    await stage.watch()
    assert await agencies(stage) == ["gas", "roads", "gas"]
    await raisa.commands("bulk", "roads 26-000001 26-000002")
    assert "Открытых обращений: 1" in chat.last


@on_both
async def test_nothing_is_chosen_by_nothing_and_only_by_coordinators(stage: Stage) -> None:
    chat, raisa, _ = await three(stage)
    await raisa.commands("bulk")
    assert chat.says("Какие обращения?")
    await stage.resident("Анна", "telegram", 101).files()
    for signs in ("😀", "—", "…"):
        said = len(chat.posts)
        await raisa.commands("bulk", signs)
        assert "Какие обращения?" in chat.posts[said].text, "no words are not all there is"
    await raisa.commands("bulk", "просроченные")
    assert chat.says("Открытых обращений нет: Просроченные")
    roads = stage.chats[next(peer for peer in stage.chats if peer.chat == -100)]
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("bulk", "дороги")
    assert "координатор" in "\n".join([roads.last, *roads.toasts]).lower()


@on_both_doors
async def test_what_a_colleague_did_since_the_preview_stands(stage: Stage, door: str) -> None:
    """Two coordinators choose the same; and an agency promises a day in between."""
    chat, raisa, _ = await three(stage, door)
    gleb = stage.operator("Глеб", chat, 777)
    roads = await stage.agency("roads", "telegram", -77)
    olga = stage.operator("Ольга", roads, 501)
    for one, agency in ((raisa, "Жилищная инспекция"), (gleb, "Горгаз")):
        await one.commands("bulk", "дороги")
        await one.presses("Передать", agency)
    first, second = (post for post in chat.posts if "Да, сделать" in post.labels)
    stage.later(seconds=5)
    await olga.commands("promise", "26-000001 через 3 дня Заделаем яму")
    await olga.presses("Назначить и сообщить")
    stage.later(seconds=5)
    await stage.take(raisa.press("Да, сделать", first), gleb.press("Да, сделать", second))
    await stage.watch()
    assert await agencies(stage) == ["roads", "housing", "housing"]
    assert chat.says("Передано 2 из 3")
    assert chat.says("Передано 0 из 3")
    assert chat.says("тем временем жителю ответили, назвали срок или обращение взяли, передали: 1")
    assert chat.says("тем временем жителю ответили, назвали срок или обращение взяли, передали: 3")


@on_both_doors
async def test_a_number_that_is_left_out_is_named_with_its_reason(stage: Stage, door: str) -> None:
    chat, raisa, anna = await three(stage, door)
    await anna.commands("my")
    await anna.presses("26-000002", "Отозвать", "Да")
    await raisa.commands("bulk", "26-000001 26-000099 26-000002 26-000003 колонки")
    assert "Открытых обращений нет: со словами" in chat.last
    await raisa.commands("bulk", "26-000099")
    assert "Открытых обращений среди названных нет.\n\nНе возьму:\n• 26-000099" in chat.last
    await raisa.commands("bulk", "26-000001 26-000099 26-000002")
    assert "Открытых обращений: 1" in chat.last
    left = "Не возьму:\n• 26-000099 — такого нет\n• 26-000002 — отозвано\n"
    assert left in chat.last
    await raisa.commands("bulk", "26-000001 26-000003 Свободный")
    assert "• 26-000003 — не подходит под остальное в команде" in chat.last
    await raisa.commands("bulk", " ".join(f"26-0001{count:02}" for count in range(13)))
    assert "• 26-000109 — такого нет\n• … и ещё 3" in chat.last
