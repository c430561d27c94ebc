"""Coordinators: what is one and the same is merged, and everybody hears; what is not, is parted."""

import pytest

from core.tickets import Move, State

from .beginnings import beginning
from .chats import Chat, Post
from .stage import Player, Stage
from .twice import on_both, on_both_doors


def card(chat: Chat, number: str) -> Post:
    """The ticket's card, and no list that names it."""
    return next(
        post
        for post in reversed(chat.posts)
        if f"{number} ·" in post.text and any("История" in one for one in post.labels)
    )


async def centre(stage: Stage, door: str = "telegram") -> tuple[Chat, Player]:
    chat = await stage.agency("zur", door, -900 if door == "telegram" else 2_000_000_009)
    return chat, stage.operator("Раиса", chat, 701)


@beginning
async def merged(stage: Stage, door: str) -> tuple[Player, Player, Chat, Player, Player]:
    """Анна (Telegram) was first; Борис (VK) reported the same."""
    ours, raisa = await centre(stage, door)
    roads = await stage.agency("roads", "telegram", -100)
    anna = stage.resident("Анна", "telegram", 101)
    boris = stage.resident("Борис", "vk", 202)
    assert await anna.files() == "26-000001"
    assert await boris.files("Яма у дома, та же") == "26-000002"
    await raisa.commands("t", "26-000002")
    await raisa.presses("Объединить")
    await raisa.presses("26-000001")
    stage.later(minutes=2)
    await stage.watch()
    return anna, boris, ours, raisa, stage.operator("Ольга", roads, 501)


@on_both_doors
async def test_both_residents_hear_everything_each_in_their_messenger(
    stage: Stage, door: str
) -> None:
    anna, boris, ours, _, olga = await merged(stage, door)
    assert ours.says("26-000002 объединено с 26-000001")
    assert boris.chat.says("ваше обращение 26-000002 объединили с 26-000001")
    assert (await stage.ticket("26-000002")).state is State.DUPLICATE
    await olga.says("Заделали яму", to=card(olga.chat, "26-000001"))
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Заделали яму")
    heard = boris.chat.post("Заделали яму").text
    assert "26-000001" in heard
    assert "26-000002" in heard
    await boris.presses("Помогло")
    assert (await stage.ticket("26-000002")).verdict == "satisfied"
    assert (await stage.ticket("26-000001")).state is State.ANSWERED


@on_both
async def test_an_answer_that_names_the_number_names_each_residents_own(stage: Stage) -> None:
    anna, boris, _, _, olga = await merged(stage, "telegram")
    await olga.says("По 26-000001: яму заделали", to=card(olga.chat, "26-000001"))
    await olga.presses("Отправить жителю")
    assert anna.chat.says("По 26-000001: яму заделали")
    assert boris.chat.says("По 26-000002: яму заделали")
    heard = boris.chat.post("яму заделали").text
    assert "По обращению 26-000001 о том же самом" in heard, "what it was merged into is told"


@on_both_doors
async def test_whom_it_did_not_help_has_a_ticket_of_their_own_again(
    stage: Stage, door: str
) -> None:
    _, boris, _, _, olga = await merged(stage, door)
    await olga.says("Заделали яму", to=card(olga.chat, "26-000001"))
    await olga.presses("Отправить жителю")
    await boris.presses("Не помогло")
    await boris.says("У моего дома яма осталась")
    if "Готово" in boris.buttons:
        await boris.presses("Готово")
    ticket = await stage.ticket("26-000002")
    assert (ticket.state, ticket.agency, ticket.into) == (State.IN_WORK, "roads", None)
    assert olga.chat.says("яма осталась")
    await olga.says("Ещё раз выедем", to=card(olga.chat, "26-000001"))
    await olga.presses("Отправить жителю")
    assert not boris.chat.says("Ещё раз выедем")


@on_both
async def test_whom_it_helped_is_not_told_that_it_is_closed_when_it_is_parted(
    stage: Stage,
) -> None:
    _, boris, ours, raisa, olga = await merged(stage, "telegram")
    await olga.says("Заделали яму", to=card(olga.chat, "26-000001"))
    await olga.presses("Отправить жителю")
    answer = boris.chat.post("Помогло?")
    await boris.presses("👍 Помогло", on=answer)
    await raisa.presses("Разъединить", on=card(ours, "26-000002"))
    assert (await stage.ticket("26-000002")).state is State.NEW
    await boris.presses("👍 Помогло", on=answer)
    said = "\n".join([*boris.chat.toasts[-1:], *(one.text for one in boris.chat.posts[-2:])])
    assert "По самому обращению 26-000002 ответа ещё нет" in said
    assert "уже отметили" not in said


@on_both
async def test_what_a_merged_tickets_resident_adds_is_read_where_the_work_is(stage: Stage) -> None:
    _, boris, _, _, olga = await merged(stage, "telegram")
    await boris.says("Яма стала глубже", to=boris.chat.post("объединили"))
    if "Готово" in boris.buttons:
        await boris.presses("Готово")
    under = olga.chat.post("Яма стала глубже").text
    assert "К 26-000001" in under


@on_both_doors
async def test_it_was_no_duplicate_and_is_parted(stage: Stage, door: str) -> None:
    _, boris, ours, raisa, _ = await merged(stage, door)
    await raisa.presses("Разъединить")
    assert ours.says("26-000002 снова отдельное")
    ticket = await stage.ticket("26-000002")
    assert (ticket.state, ticket.agency, ticket.into) == (State.NEW, "zur", None)
    stage.later(minutes=2)
    await stage.watch()
    assert boris.chat.says("снова рассматривают отдельно")


@on_both_doors
async def test_a_merge_by_mistake_is_undone_before_anybody_hears(stage: Stage, door: str) -> None:
    ours, raisa = await centre(stage, door)
    roads = await stage.agency("roads", "telegram", -100)
    anna, boris = stage.resident("Анна", "telegram", 101), stage.resident("Борис", "vk", 202)
    await anna.files()
    number = await boris.files("Яма у другого дома")
    heard = [len(one.chat.posts) for one in (anna, boris)]
    await raisa.commands("t", number)
    await raisa.presses("Объединить", "26-000001")
    assert f"🔗 {number} объединено с 26-000001" in ours.last
    theirs = roads.post(f"{number} · ★")
    for one in (card(ours, number), theirs):
        assert "🔗 Объединено с 26-000001" in one.text
        assert "✍️ Ответить" not in one.labels
    await raisa.presses("Отменить")
    assert ours.last == f"↩️ Отменено: {number} — снова передано. Житель ничего не узнал."
    ticket = await stage.ticket(number)
    assert (ticket.state, ticket.agency, ticket.into) == (State.ROUTED, "roads", None)
    assert "✍️ Ответить" in theirs.labels

    stage.later(minutes=2)
    await stage.watch()
    assert [len(one.chat.posts) for one in (anna, boris)] == heard, boris.sees
    olga = stage.operator("Ольга", roads, 501)
    await olga.says("Заделали яму сегодня утром", to=card(roads, "26-000001"))
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Заделали яму сегодня утром")
    assert not boris.chat.says("Заделали яму"), "it is not theirs"


@on_both_doors
@pytest.mark.parametrize("together", [True, False], ids=["in-one-batch", "one-by-one"])
async def test_of_two_coordinators_who_merge_one_ticket_the_second_is_told(
    stage: Stage, door: str, together: bool
) -> None:
    ours, raisa = await centre(stage, door)
    igor = stage.operator("Игорь", ours, 702)
    await stage.agency("roads", "telegram", -100)
    anna, boris = stage.resident("Анна", "telegram", 101), stage.resident("Борис", "vk", 202)
    clara = stage.resident("Клара", "telegram", 303)
    for one in (anna, boris, clara):
        await one.files()
    number = "26-000003"
    await raisa.commands("t", number)
    asked = []
    for one in (raisa, igor):
        await one.presses("Объединить", on=card(ours, number))
        asked.append(ours.posts[-1])
    presses = raisa.press("26-000001", asked[0]), igor.press("26-000002", asked[1])
    for batch in [presses] if together else [presses[:1], presses[1:]]:
        await stage.take(*batch)
    assert f"🔗 {number} объединено с 26-000001" in asked[0].text
    why = f"Сейчас нельзя: {number} — объединено с 26-000001."
    assert any(why in told for told in (*ours.toasts, ours.last))
    assert not ours.says(f"{number} объединено с 26-000002")
    assert (await stage.ticket(number)).into == "26-000001"
    assert [one.move for one in await stage.history(number)].count(Move.MERGE) == 1
    stage.later(minutes=2)
    await stage.watch()
    told = [post for post in clara.chat.posts if "объединили" in post.text]
    assert len(told) == 1
    assert "с 26-000001. Всё, что ответят по нему, придёт и вам" in told[0].text


@on_both
async def test_two_who_merge_a_pair_both_ways_leave_one_to_answer(stage: Stage) -> None:
    ours, raisa = await centre(stage)
    igor = stage.operator("Игорь", ours, 702)
    for name, door, person in (("Анна", "telegram", 101), ("Борис", "vk", 202)):
        await stage.resident(name, door, person).files()
    asked = []
    for who, number in ((raisa, "26-000001"), (igor, "26-000002")):
        await who.presses("Объединить", on=card(ours, number))
        asked.append(ours.posts[-1])
    await stage.take(raisa.press("26-000002", asked[0]), igor.press("26-000001", asked[1]))
    assert (await stage.ticket("26-000001")).into == "26-000002"
    assert (await stage.ticket("26-000002")).into is None
    assert any("само объединено с этим" in one for one in (*ours.toasts, ours.last))


@on_both
async def test_a_chain_is_followed_and_a_withdrawal_leaves_nobody_alone(stage: Stage) -> None:
    anna, boris, ours, raisa, _ = await merged(stage, "vk")
    clara = stage.resident("Клара", "telegram", 303)
    number = await clara.files("И я про ту же яму")
    await raisa.commands("t", number)
    await raisa.presses("Объединить")
    await raisa.says("конечно, в 26-000002")
    assert ours.says(f"{number} объединено с 26-000001")
    await anna.commands("my")
    await anna.presses("26-000001", "Отозвать", "Да")
    heir = await stage.ticket("26-000002")
    assert (heir.state, heir.into) == (State.NEW, None)
    await raisa.says("Разберёмся", to=card(ours, "26-000002"))
    await raisa.presses("Отправить жителю")
    assert clara.chat.says("Разберёмся")
    assert boris.chat.says("Разберёмся")
    assert not anna.chat.says("Разберёмся")


@on_both
async def test_another_topic_sends_it_where_the_routes_lead(stage: Stage) -> None:
    _, raisa = await centre(stage)
    anna = stage.resident("Анна", "vk", 101)
    number = await anna.files()
    await raisa.presses("Тема, место", on=card(raisa.chat, number))
    await raisa.presses("Муниципалитет")
    await raisa.presses("Свободный")
    ticket = await stage.ticket(number)
    assert ticket.municipality != "blag"
    (event,) = [
        one
        for one in await stage.history(number)
        if one.move in (Move.ROUTE, Move.RECALL, Move.RECLASSIFY)
    ]
    assert event.detail("municipality") == "blag"


@on_both_doors
async def test_a_picture_is_no_number(stage: Stage, door: str) -> None:
    ours, raisa = await centre(stage, door)
    await stage.agency("roads", "telegram", -100)
    number = await stage.resident("Анна", "telegram", 101).files()
    other = await stage.resident("Борис", "vk", 202).files("Яма у дома, та же")
    await raisa.commands("t", other)
    await raisa.presses("Объединить")
    asked = ours.posts[-1]
    await raisa.sends("снимок.jpg", to=asked)
    assert ours.says("Напишите номер обращения ответом на вопрос, например 26-000042.")
    await raisa.sends("снимок.jpg", text=f"Вот с этим: {number}", to=asked)
    assert (await stage.ticket(other)).into == number


@on_both_doors
async def test_whom_it_did_not_help_is_heard_also_when_another_was_faster(
    stage: Stage, door: str
) -> None:
    anna, boris, _, _, olga = await merged(stage, door)
    await olga.says("Заделали яму", to=card(olga.chat, "26-000001"))
    await olga.presses("Отправить жителю")
    await anna.presses("Не помогло")
    await anna.says("Яма на месте")
    assert (await stage.ticket("26-000001")).state is State.IN_WORK
    await boris.presses("Не помогло")
    await boris.says("У моего дома тоже осталась")
    assert boris.chat.says("С обращением 26-000002 уже снова работают: передал ваши слова")
    assert "У моего дома тоже осталась" in olga.sees
    assert (await stage.ticket("26-000002")).into == "26-000001", "what is answered reaches both"
    await olga.says("Заделали заново, асфальтом", to=card(olga.chat, "26-000001"))
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Заделали заново")
    assert boris.chat.says("Заделали заново")


@on_both_doors
async def test_parted_before_it_was_told_that_they_were_merged_nobody_hears_of_it(
    stage: Stage, door: str
) -> None:
    ours, raisa = await centre(stage, door)
    await stage.agency("roads", "telegram", -100)
    anna, boris = stage.resident("Анна", "telegram", 101), stage.resident("Борис", "vk", 202)
    first, second = await anna.files(), await boris.files("Яма у дома, та же")
    for withdraws in (False, True):
        await raisa.commands("t", second)
        await raisa.presses("Объединить", on=card(ours, second))
        await raisa.presses(first)
        heard = len(boris.chat.posts)
        if withdraws:
            await anna.commands("my")
            await anna.presses(first, "Отозвать", "Да, отозвать")
        else:
            await raisa.presses("Разъединить", on=card(ours, second))
        stage.later(minutes=2)
        await stage.watch()
        assert (await stage.ticket(second)).into is None
        assert len(boris.chat.posts) == heard, boris.sees


@on_both_doors
async def test_where_nothing_alike_is_open_the_number_is_to_be_written(
    stage: Stage, door: str
) -> None:
    ours, raisa = await centre(stage, door)
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    await raisa.commands("merge", number)
    assert "Похожих открытых не нашлось: напишите номер ответом на это сообщение" in ours.last
    assert "Нажмите номер" not in ours.last
    await raisa.presses("Отмена")
    await stage.resident("Борис", "vk", 202).files("Яма у дома, та же")
    await raisa.commands("merge", number)
    assert "Нажмите номер или напишите его ответом" in ours.last


@on_both_doors
async def test_a_number_that_cannot_be_is_told_why_and_asked_for_again(
    stage: Stage, door: str
) -> None:
    _, _, ours, raisa, _ = await merged(stage, door)
    clara = stage.resident("Клара", "telegram", 303)
    gone, number = await clara.files("Яма, ошиблась адресом"), ""
    await clara.commands("my")
    await clara.presses(gone, "Отозвать", "Да")
    await clara.files("Ещё яма у дома")
    number = (await stage.tickets_of(clara))[0]
    await raisa.commands("merge", number)
    for wrong, why in (
        ("26-000099", "Такого обращения я не нашёл"),
        (number, "Это то же самое обращение"),
        (gone, "оно уже не в работе: отозвано"),
    ):
        await raisa.says(wrong, to=ours.posts[-1])
        assert why in "\n".join(post.text for post in ours.posts[-2:])
        assert "Нажмите номер" in ours.last
    await raisa.says("2", to=ours.posts[-1])
    assert (await stage.ticket(number)).into == "26-000001"
    await raisa.commands("merge", "26-000001")
    await raisa.says(number, to=ours.posts[-1])
    assert ours.says("То обращение само объединено с этим")


@on_both_doors
async def test_coordinators_are_offered_what_their_card_has(stage: Stage, door: str) -> None:
    ours, raisa = await centre(stage, door)
    number = await stage.resident("Анна", "telegram", 101).files()
    await raisa.commands("take", number)
    await raisa.commands("approve", number)
    assert "• передать\n" in ours.last
    assert "• объединить с другим" in ours.last
    assert "Не наше" not in ours.last


@on_both_doors
async def test_what_is_about_something_else_is_shown_and_asked_about(
    stage: Stage, door: str
) -> None:
    ours, raisa = await centre(stage, door)
    pothole = await stage.resident("Анна", "telegram", 101).files()
    vera = stage.resident("Вера", "telegram", 303)
    await vera.says("Не горит фонарь у дома")
    await vera.agrees()
    await vera.presses("Не горит", "Пропустить")
    await vera.says("Благовещенск, Горького, 100")
    await vera.presses("Пропустить", "Пропустить", "Отправить")
    (light,) = await stage.tickets_of(vera)
    await raisa.commands("merge", light)
    await raisa.says(pothole, to=ours.posts[-1])
    asked = ours.post("⚠️ Похоже, это о разном")
    for line in (f"• {light} · ", f"• {pothole} · 🛣 Дороги: Ямы · Благовещенск, Ленина, 5"):
        assert line in asked.text
    assert (await stage.ticket(light)).into is None
    await raisa.presses("Отмена")
    await raisa.commands("merge", light)
    await raisa.says(pothole, to=ours.posts[-1])
    await raisa.presses("Да, объединить")
    assert (await stage.ticket(light)).into == pothole
    assert ours.says(f"{light} объединено с {pothole} · 🛣 Дороги: Ямы · Благовещенск, Ленина, 5\n")
