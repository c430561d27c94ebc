"""Two people, or two fingers, at the same moment."""

from msgspec.structs import replace

from dialogs import events

from .beginnings import beginning
from .chats import Chat
from .stage import Player, Stage
from .twice import on_both, on_both_doors


@beginning
async def ready_to_send(stage: Stage, door: str) -> Player:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге")
    await anna.presses("Даю согласие", "Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить")
    assert "Проверьте" in anna.sees
    return anna


async def office(stage: Stage) -> tuple[Chat, Player, Player]:
    roads = await stage.agency("roads", "telegram", -100)
    return roads, stage.operator("Ольга", roads, 501), stage.operator("Иван", roads, 502)


@on_both_doors
async def test_sending_twice_makes_one_ticket(stage: Stage, door: str) -> None:
    anna = await ready_to_send(stage, door)
    press = anna.press("Отправить")
    await stage.take(press)
    await stage.take(press)
    assert await stage.tickets_of(anna) == ["26-000001"]
    assert "Уже принято" in "\n".join([*anna.chat.toasts, anna.sees])


@on_both_doors
async def test_both_presses_in_one_batch_make_one_ticket(stage: Stage, door: str) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    anna = await ready_to_send(stage, door)
    await stage.take(anna.press("Отправить"), anna.press("Отправить"))
    assert await stage.tickets_of(anna) == ["26-000001"]
    assert sum("26-000001 ·" in post.text for post in roads.posts) == 1
    assert sum("Принято. Номер обращения" in post.text for post in anna.chat.posts) == 1


@on_both_doors
async def test_a_button_of_an_old_screen_does_nothing(stage: Stage, door: str) -> None:
    anna = await ready_to_send(stage, door)
    sending = anna.press("Отправить")
    await anna.presses("Описание")
    await anna.says("Две ямы на дороге")
    await anna.presses("Контакт", "Пропустить")
    await stage.take(sending)
    assert await stage.tickets_of(anna) == []
    assert "уже не действует" in "\n".join([*anna.chat.toasts, anna.sees])
    assert "Две ямы" in anna.sees
    await anna.presses("Отправить")
    assert await stage.tickets_of(anna) == ["26-000001"]


@on_both
async def test_a_colleagues_draft_cannot_be_sent(stage: Stage) -> None:
    roads, olga, ivan = await office(stage)
    anna = stage.resident("Анна", "vk", 101)
    number = await anna.files()
    await olga.says("Яму заделаем завтра", to=roads.post(f"{number} ·"))
    await ivan.presses("Отправить жителю")
    assert "черновик другого сотрудника" in roads.toasts[-1]
    assert not anna.chat.says("заделаем завтра")
    await ivan.presses("Отмена")
    await olga.presses("Отправить жителю")
    assert anna.chat.says("заделаем завтра")


@on_both
async def test_two_who_answer_at_once_are_told_of_each_other(stage: Stage) -> None:
    roads, olga, ivan = await office(stage)
    anna = stage.resident("Анна", "vk", 101)
    card = roads.post(f"{await anna.files()} ·")
    await olga.says("Сделаем завтра", to=card)
    draft = roads.post("Сделаем завтра")
    await ivan.says("Сделали вчера", to=card)
    await ivan.presses("Отправить жителю", on=roads.post("Сделали вчера"))
    await olga.presses("Отправить жителю", on=draft)
    crossed = roads.post("Пока вы писали, жителю по 26-000001 уже ответили (Иван)").text
    assert "Сделали вчера" in crossed
    assert not anna.chat.says("Сделаем завтра")
    await olga.presses("Отправить жителю", on=roads.post("Пока вы писали"))
    assert anna.chat.says("Сделаем завтра")
    assert (await stage.ticket("26-000001")).answers == 2


@on_both
async def test_who_answers_after_a_colleague_is_told_that_it_is_the_second_answer(
    stage: Stage,
) -> None:
    roads, olga, ivan = await office(stage)
    anna = stage.resident("Анна", "vk", 101)
    number = await anna.files()
    card = roads.post(f"{number} ·")
    await olga.says("Яму засыпали сегодня утром", to=card)
    await olga.presses("Отправить жителю")
    await ivan.says("Бригада уже выехала", to=card)
    assert "⚠️ Жителю уже ответили: Ольга (" in roads.post("Бригада уже выехала").text
    await ivan.presses("Отмена")
    await olga.says("Завтра положим и асфальт", to=card)
    assert "Вы уже ответили жителю" in roads.post("Завтра положим").text
    await olga.presses("Отмена")
    await ivan.commands("correct", number)
    assert "уже ответили" not in roads.last
    await ivan.presses("Отмена")


@on_both
async def test_two_who_take_at_once_hear_who_was_first(stage: Stage) -> None:
    roads, olga, ivan = await office(stage)
    number = await stage.resident("Анна", "vk", 101).files()
    card = roads.post(f"{number} ·")
    await stage.take(olga.press("Взять", card), ivan.press("Взять", card))
    assert (await stage.ticket(number)).taken_by == "Ольга"
    assert "занимается Ольга" in "\n".join([*roads.toasts, roads.last])


@on_both
async def test_an_answer_in_preparation_does_not_stop_another_ticket(stage: Stage) -> None:
    """Each operator has a conversation of their own: a new reply is a new draft."""
    roads, olga, ivan = await office(stage)
    anna = stage.resident("Анна", "vk", 101)
    first, second = await anna.files(), await anna.files("Вторая яма на дороге")
    await olga.says("Первый ответ", to=roads.post(f"{first} ·"))
    await ivan.says("Второй ответ", to=roads.post(f"{second} ·"))
    await ivan.presses("Отправить жителю", on=roads.post("Второй ответ"))
    await olga.presses("Отправить жителю", on=roads.post("Первый ответ"))
    assert (await stage.ticket(first)).state == "answered"
    assert (await stage.ticket(second)).state == "answered"


@on_both_doors
async def test_an_answer_to_what_was_withdrawn_meanwhile_goes_nowhere_and_is_kept(
    stage: Stage, door: str
) -> None:
    roads = await stage.agency("roads", door, -100 if door == "telegram" else 2_000_000_001)
    olga = stage.operator("Ольга", roads, 501)
    anna = stage.resident("Анна", "vk", 101)
    number = await anna.files()
    card = roads.post(f"{number} · ★")
    await olga.says("Яму засыпали щебнем сегодня", to=card)
    draft = roads.post("Так увидит житель")
    await anna.commands("my")
    await anna.presses(number, "Отозвать", "Да, отозвать")
    assert roads.last == f"⛔ Житель отозвал {number}"
    assert "⛔ Житель отозвал обращение" in card.text
    heard = len(anna.chat.posts)

    await olga.presses("Отправить жителю", on=draft)
    told = "\n".join([*roads.toasts, *(post.text for post in roads.posts)])
    assert f"Сейчас нельзя: {number} — отозвано" in told
    assert f"Черновик по {number} отложен, жителю он не ушёл" in draft.text
    assert "Яму засыпали щебнем сегодня" in draft.text, "nothing has to be written again"
    assert not draft.labels
    assert len(anna.chat.posts) == heard
    assert (await stage.ticket(number)).state == "withdrawn"


@on_both_doors
async def test_it_helped_is_said_once(stage: Stage, door: str) -> None:
    roads, olga, _ = await office(stage)
    anna = stage.resident("Анна", door, 101)
    number = await anna.files()
    await olga.says("Готово", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    press = anna.press("👍 Помогло")
    await stage.take(press)
    await stage.take(press)
    moves = [event.move.value for event in await stage.history(number)]
    assert moves.count("confirm") == 1
    assert any("закрыто" in said for said in (*anna.chat.toasts[-2:], anna.sees))


@on_both_doors
async def test_a_hint_leaves_the_keyboard_of_the_question_be(stage: Stage, door: str) -> None:
    """«Пропустить» pressed twice, and the question about the place is there already."""
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы")
    skip = anna.press("Пропустить")
    await stage.take(skip)
    await stage.take(replace(skip, key="once-more"))
    assert anna.chat.says("Где это?")
    assert not any(post.message.closes for post in anna.chat.posts)
    await anna.says("Благовещенск, Ленина, 5")
    assert "Пришлите фото" in anna.sees


@on_both_doors
async def test_a_reply_to_the_first_copy_of_a_card_that_came_twice_is_the_answer(
    stage: Stage, door: str
) -> None:
    """After a crash the database knows the second copy alone; who saw the first replies to that."""
    roads, olga, _ = await office(stage)
    anna, boris = (stage.resident(name, door, at) for at, name in ((101, "Анна"), (102, "Борис")))
    number, other = await anna.files(), await boris.files()
    head = roads.post(f"{number} ·").text.partition("\n")[0]
    await olga.does(events.Said("Засыпали утром", reply_to="first-copy"), quoted=head)
    await olga.presses("Отправить жителю")
    assert "Засыпали утром" in anna.sees
    before = len(await stage.history(other))
    await anna.does(events.Said("А сосед?", reply_to="first-copy"), quoted=f"Обращение {other}")
    assert len(await stage.history(other)) == before


@on_both
async def test_why_it_is_not_ours_is_read_though_the_card_changes_before_it_went(
    stage: Stage,
) -> None:
    roads, olga, _ = await office(stage)
    zur = await stage.agency("zur", "telegram", -1)
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    await olga.presses("Не наше", on=roads.post(f"{number} ·"))
    refusal = olga.arrival(events.Said("Это двор"))
    addition = anna.arrival(events.Said("Там люк", reply_to=anna.chat.post(number).id))
    await stage.take(refusal, addition)  # in one transaction: the card is sent once, as it is now
    assert sum(f"{number} ·" in post.text for post in zur.posts) == 1
    assert any("Не наше" in post.text and "Это двор" in post.text for post in zur.posts)
