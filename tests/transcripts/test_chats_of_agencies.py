"""Which chat is whose: codes, bindings, and chats that are nobody's."""

import pytest

from core.messages import File, FileKind
from core.people import Peer
from dialogs import events

from .stage import Stage
from .twice import on_both

pytestmark = on_both

GROUP = Peer("telegram", -100)


async def test_a_code_works_once(stage: Stage) -> None:
    code = await stage.invite("roads")
    first, second = stage.chat(GROUP), stage.chat(Peer("vk", 2_000_000_002))
    await stage.operator("Ольга", first, 501).commands("bind", code)
    assert "чат исполнителя: Дорожная служба города" in first.last
    await stage.operator("Пётр", second, 502).commands("bind", code)
    assert "Код не подошёл" in second.last


async def test_a_code_expires_in_an_hour(stage: Stage) -> None:
    chat = stage.chat(GROUP)
    olga = stage.operator("Ольга", chat, 501)
    late, in_time = await stage.invite("roads"), await stage.invite("gas")
    stage.later(minutes=59)
    await olga.commands("bind", in_time)
    assert "Горгаз" in chat.last
    stage.later(minutes=2)
    another = stage.chat(Peer("vk", 2_000_000_002))
    await stage.operator("Пётр", another, 502).commands("bind", late)
    assert "Код не подошёл" in another.last


async def test_a_code_may_be_typed_in_any_case(stage: Stage) -> None:
    code = await stage.invite("roads")
    chat = stage.chat(GROUP)
    await stage.operator("Ольга", chat, 501).commands("bind", code.lower().replace("-", " "))
    assert "Дорожная служба города" in chat.last


async def test_a_made_up_code_binds_nothing(stage: Stage) -> None:
    chat = stage.chat(GROUP)
    olga = stage.operator("Ольга", chat, 501)
    for code in ("AAAA-BBBB", "", "' OR 1=1 --", "я" * 200):
        await olga.commands("bind", code)
    assert "чат исполнителя" not in "".join(post.text for post in chat.posts)


async def test_nothing_counts_in_a_chat_that_is_nobodys(stage: Stage) -> None:
    """Not even what could come only of a leaked card."""
    roads = await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", "vk", 101)
    number = await anna.files()
    nobodys = stage.chat(GROUP)
    eve = stage.operator("Ева", nobodys, 666)
    before = len(anna.chat.posts)
    done: tuple[events.Event, ...] = (
        events.Said("Обращение закрыто", reply_to=roads.post(f"{number} ·").id),
        events.Said("Просто разговор"),
        events.Sent((File(FileKind.PHOTO, "telegram", "x"),), "Ответ"),
        *(events.Acted(action, number) for action in ("take", "ask", "refuse", "route", "contact")),
        events.Pressed(":send", 1, 666),
        events.Commanded("my"),
        events.Commanded("cancel"),
    )
    for event in done:
        await eve.does(event)
    assert not nobodys.posts or all("/bind" in post.text for post in nobodys.posts)
    assert len(anna.chat.posts) == before
    assert [event.move.value for event in await stage.history(number)] == ["file"]


@pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])
async def test_who_goes_on_in_a_chat_that_was_unbound_hears_that_nothing_goes(
    stage: Stage, door: str, group: int
) -> None:
    roads = await stage.agency("roads", door, group)
    olga = stage.operator("Ольга", roads, 501)
    anna = stage.resident("Анна", "vk", 101)
    number = await anna.files()
    await olga.commands("refuse", number)
    asked = roads.posts[-1]
    ivan = stage.operator("Иван", roads, 502)
    await ivan.commands("unbind")
    await ivan.presses("Отвязать")
    heard = len(anna.chat.posts)
    await olga.says("Это двор", to=asked)
    assert "написанное никуда не ушло" in roads.last
    await olga.commands("queue")
    assert "команда ничего не делает" in roads.last
    said = len(roads.posts)
    await olga.says("Коллеги, бота отвязали?")
    assert len(roads.posts) == said, "what people say among themselves is not answered"
    assert len(anna.chat.posts) == heard
    await ivan.commands("bind", await stage.invite("roads"))
    await olga.says("Это двор", to=asked)
    assert (await stage.ticket(number)).agency == "zur", "bound again, her form goes on"


async def test_a_group_that_the_bot_joined_is_told_how_to_bind_it(stage: Stage) -> None:
    chat = stage.chat(GROUP)
    await stage.operator("Ольга", chat, 501).does(events.Joined())
    assert "/bind КОД" in chat.last
    assert len(chat.posts) == 1


async def test_where_the_bot_hears_nothing_yet_it_asks_to_be_made_an_administrator(
    stage: Stage,
) -> None:
    free = stage.chat(GROUP)
    await stage.operator("Ольга", free, 501).does(events.Joined(deaf=True))
    assert "администратором" in free.posts[0].text
    assert "/bind КОД" in free.last
    roads = await stage.agency("roads", "telegram", -1)
    said = len(roads.posts)
    await stage.operator("Ольга", roads, 501).does(events.Joined(deaf=True))
    assert "администратором" in roads.posts[said].text


async def test_what_people_say_among_themselves_is_not_answered(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    olga = stage.operator("Ольга", roads, 501)
    before = len(roads.posts)
    await olga.says("Коллеги, кто сегодня на смене?")
    await olga.sends("lunch")
    await olga.does(events.Strange("sticker"))
    assert len(roads.posts) == before


async def test_a_new_chat_takes_the_agency_over_with_its_open_cards(stage: Stage) -> None:
    old = await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", "vk", 101)
    waiting, done = await anna.files(), await anna.files("Другая яма на дороге")
    olga = stage.operator("Ольга", old, 501)
    await olga.says("Сделано", to=old.post(f"{done} ·"))
    await olga.presses("Отправить жителю")

    new = await stage.agency("roads", "vk", 2_000_000_009)
    assert "теперь в другом чате. Этот чат отвязан" in old.last
    assert new.says("Прислал 1 открытое обращение")
    assert new.says(f"{waiting} ·")
    assert not new.says(f"{done} ·")

    before = len(anna.chat.posts)
    await olga.says("Это ещё мы", to=old.post(f"{waiting} ·"))
    await olga.presses("Взять", on=old.post(f"{waiting} ·"))
    assert "не привязан" in old.toasts[-1]
    assert len(anna.chat.posts) == before

    ivan = stage.operator("Иван", new, 502)
    await ivan.presses("Взять", on=new.post(f"{waiting} ·"))
    assert "В работе: Иван" in new.post(f"{waiting} ·").text
    assert f"{waiting} взято в работу" in anna.sees


async def test_a_group_that_got_a_new_number_stays_the_agencys(stage: Stage) -> None:
    old = await stage.agency("roads", "telegram", -1)
    number = await stage.resident("Анна", "vk", 101).files()
    await stage.operator("Ольга", old, 501).does(events.ChatMoved(-100_777))
    moved = stage.chat(Peer("telegram", -100_777))
    second = await stage.resident("Пётр", "vk", 102).files()
    assert moved.says(f"{second} ·")
    assert number != second


async def test_one_chat_serves_one_agency_until_it_is_let_go(stage: Stage) -> None:
    chat = await stage.agency("roads", "telegram", -1)
    code = await stage.invite("gas")
    olga = stage.operator("Ольга", chat, 501)
    await olga.commands("bind", code)
    assert "уже привязан к исполнителю: Дорожная служба" in chat.last
    await olga.commands("unbind")
    await olga.presses("Отвязать")
    assert "Чат отвязан" in chat.last
    await olga.commands("bind", code)
    assert "Горгаз" in chat.last
    await stage.resident("Анна", "vk", 101).files()
    assert not chat.says("26-000001 ·")


async def test_the_coordinators_card_goes_on_telling_after_the_ticket_was_handed_on(
    stage: Stage,
) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    zur = await stage.agency("zur", "telegram", -1)
    yards = await stage.agency("yards", "telegram", -2)
    olga, ivan = stage.operator("Ольга", roads, 501), stage.operator("Иван", zur, 601)
    vera = stage.operator("Вера", yards, 701)
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    await olga.presses("Не наше")
    await olga.says("Это двор")
    await ivan.presses("Передать", "Благоустройство и горсвет")
    await vera.says("Засыпали", to=yards.post(f"{number} ·"))
    await vera.presses("Отправить жителю")
    card = zur.post(f"{number} ·")
    assert "Отвечено: Вера" in card.text
    assert card.labels == ["⋯ Ещё", "🕘 История"]


async def test_that_a_chat_was_unbound_is_not_called_a_removal(stage: Stage) -> None:
    zur = await stage.agency("zur", "vk", 2_000_000_002)
    roads = await stage.agency("roads", "telegram", -1)
    await stage.operator("Ольга", roads, 501).commands("unbind")
    await stage.operator("Ольга", roads, 501).presses("Отвязать")
    assert "без чата (бота удалили или чат отвязали): Дорожная служба города («Чат»)" in zur.last


@pytest.mark.parametrize(("code", "words"), [("roads", "увидят координаторы"), ("zur", "никто не")])
async def test_a_chat_is_unbound_only_when_that_is_confirmed(
    stage: Stage, code: str, words: str
) -> None:
    chat = await stage.agency(code, "telegram", -1)
    olga, ivan = stage.operator("Ольга", chat, 501), stage.operator("Иван", chat, 502)
    await olga.commands("unbind")
    assert words in chat.last
    asked = chat.posts[-1]
    await ivan.presses("Отвязать", on=asked)
    await olga.presses("Отмена", on=asked)
    await olga.commands("help")
    assert "не привязан" not in chat.last
    await olga.commands("unbind")
    await olga.presses("Отвязать")
    assert chat.last.startswith("Чат координаторов отвязан" if code == "zur" else "Чат отвязан")
    await ivan.commands("queue")
    assert "не привязан" in chat.last


async def test_who_confirms_in_a_chat_that_is_another_agencys_by_now_unbinds_nothing(
    stage: Stage,
) -> None:
    chat = await stage.agency("roads", "telegram", -1)
    olga, ivan = stage.operator("Ольга", chat, 501), stage.operator("Иван", chat, 502)
    await olga.commands("unbind")
    asked = chat.posts[-1]
    await ivan.commands("unbind")
    await ivan.presses("Отвязать")
    await ivan.commands("bind", await stage.invite("gas"))
    await olga.presses("Отвязать", on=asked)
    await ivan.commands("help")
    assert "Горгаз" in chat.last


async def test_who_comes_into_a_bound_chat_and_presses_start_is_told_what_to_do(
    stage: Stage,
) -> None:
    roads = await stage.agency("roads", "telegram", GROUP.chat)
    olga = stage.operator("Ольга", roads, 501)
    await olga.does(events.Opened())
    assert "Чат исполнителя: Дорожная служба города." in roads.last
    number = await stage.resident("Анна", "telegram", 101).files()
    await olga.says("Заделали яму щебнем", to=roads.post(f"{number} ·"))
    await olga.does(events.Opened("x"))
    assert "Чат исполнителя: Дорожная служба города." in roads.last
    await olga.presses("Отправить жителю")  # the draft stands
