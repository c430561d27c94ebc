"""Who may act for an agency: whoever writes in its chat, in their own words, while being in it."""

import pytest

from core.people import Speaker
from core.tickets import Move
from dialogs import events
from tests.security.wire import (
    Raw,
    comes,
    edits,
    forwards,
    group_of,
    leaves,
    pressed,
    read_telegram,
    read_vk,
    says,
    take,
    telegram_forward,
    telegram_message,
    vk_message,
)
from tests.transcripts.chats import Chat
from tests.transcripts.stage import Stage

DOORS = ("telegram", "vk")


async def opened(stage: Stage, door: str) -> tuple[Chat, str]:
    """An agency's chat with one ticket's card."""
    chat = await stage.agency("roads", door, group_of(door))
    number = await stage.resident("Анна", "telegram", 101).files()
    return chat, number


async def moves(stage: Stage, number: str) -> list[Move]:
    return [event.move for event in await stage.history(number)]


async def is_bound(stage: Stage, chat: Chat) -> bool:
    async with stage.unit() as unit:
        return await unit.agency_of(chat.peer) is not None


# where


@pytest.mark.parametrize("door", DOORS)
async def test_an_operators_command_in_a_private_chat_moves_nothing(
    stage: Stage, door: str
) -> None:
    chat, number = await opened(stage, door)
    olga = Speaker(door, 501, 501)
    for action in ("take", "contact", "ask", "refuse", "route"):
        await take(stage, pressed(olga, f"t/{action}/{number}"))
    for words in ("/unbind", "/take", "/cancel", "/bind"):
        await take(stage, says(olga, words))
    assert await moves(stage, number) == [Move.FILE]
    assert await is_bound(stage, chat)


@pytest.mark.parametrize("door", DOORS)
async def test_an_unbound_chat_moves_nothing_and_is_told_only_that(stage: Stage, door: str) -> None:
    chat, number = await opened(stage, door)
    eve = Speaker(door, group_of(door, 9), 666)
    for action in ("take", "contact", "ask", "refuse", "route", "view", "reply"):
        await take(stage, pressed(eve, f"t/{action}/{number}"))
    await take(stage, says(eve, "/unbind"), says(eve, f"/my {number}"), says(eve, number))
    assert await moves(stage, number) == [Move.FILE]
    assert await is_bound(stage, chat)
    told = [*stage.chat(eve.peer).toasts, *(post.text for post in stage.chat(eve.peer).posts)]
    assert all("не привязан" in text and number not in text for text in told)


# in whose words


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("does", [forwards, edits])
async def test_a_command_forwarded_or_edited_in_does_nothing(
    stage: Stage, door: str, does: object
) -> None:
    chat, _ = await opened(stage, door)
    olga = Speaker(door, chat.peer.chat, 501)
    before = len(chat.posts)
    assert callable(does)
    for words in ("/unbind", "/help", "/cancel", "/start"):
        await take(stage, does(olga, words))
    assert await is_bound(stage, chat)
    assert len(chat.posts) == before


async def test_a_command_written_by_another_bot_is_not_its_members(stage: Stage) -> None:
    chat, _ = await opened(stage, "telegram")
    olga = Speaker("telegram", chat.peer.chat, 501)
    other = {"id": 9, "is_bot": True, "first_name": "Бот", "username": "tricky_bot"}
    message = telegram_message(olga, text="/unbind", via_bot=other)
    await take(stage, read_telegram({"message": message}))
    channel = {"id": -100, "type": "channel", "title": "Канал"}
    for more in ({"sender_chat": channel}, {"from": other}, {"is_automatic_forward": True}):
        await take(stage, read_telegram({"message": {**message, "via_bot": None, **more}}))
    by_community = vk_message(Speaker("vk", group_of("vk"), -5), "/unbind")
    assert read_vk(by_community) is None
    assert await is_bound(stage, chat)


def forwarded_reply(who: Speaker, words: str, card: str) -> Raw:
    replied = telegram_message(who) | {"message_id": int(card), "text": "Карточка"}
    return {
        "message": telegram_message(who, text=words, reply_to_message=replied, **telegram_forward())
    }


async def test_a_message_forwarded_onto_a_card_is_a_draft_and_no_answer(stage: Stage) -> None:
    chat, number = await opened(stage, "telegram")
    olga = Speaker("telegram", chat.peer.chat, 501)
    card = chat.post(f"{number} ·").id
    await take(
        stage, read_telegram(forwarded_reply(olga, "Заделали вчера, вот мастер пишет", card))
    )
    assert "Так увидит житель" in chat.last
    assert await moves(stage, number) == [Move.FILE]


@pytest.mark.parametrize("door", DOORS)
async def test_what_is_forwarded_among_colleagues_is_no_answer(stage: Stage, door: str) -> None:
    chat, number = await opened(stage, door)
    before = len(chat.posts)
    await take(stage, forwards(Speaker(door, chat.peer.chat, 501), "Смотрите, что пишут"))
    assert len(chat.posts) == before
    assert await moves(stage, number) == [Move.FILE]


async def test_what_is_forwarded_is_material_where_it_is_shown_before_it_goes(
    stage: Stage,
) -> None:
    chat, number = await opened(stage, "telegram")
    olga = stage.operator("Ольга", chat, 501)
    await olga.presses("Уточнить")
    await take(stage, forwards(olga.speaker, "У какого подъезда?"))
    assert "Вопрос жителю" in chat.last
    assert Move.ASK not in await moves(stage, number)
    await olga.presses("Не наше")
    await take(stage, forwards(olga.speaker, "Это к водоканалу"))
    assert chat.says("Пересланное сообщение за причину не принимаю")
    assert Move.REFUSE not in await moves(stage, number)


@pytest.mark.parametrize("door", DOORS)
async def test_labels_and_commands_in_what_a_resident_forwards_are_words(
    stage: Stage, door: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге")
    await anna.presses("Даю согласие", "Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить")
    for words in ("✅ Отправить", "Отправить", "/cancel", "/new", "1"):
        await take(stage, forwards(anna.speaker, words))
    assert await stage.tickets_of(anna) == []
    await anna.presses("Отправить")
    assert len(await stage.tickets_of(anna)) == 1


@pytest.mark.parametrize("door", DOORS)
async def test_a_neighbours_forwarded_message_may_be_the_complaint(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await take(stage, forwards(anna.speaker, "Во дворе третий день не горит фонарь"))
    assert "соглас" in anna.sees


@pytest.mark.parametrize("door", DOORS)
async def test_an_edited_message_changes_no_ticket(stage: Stage, door: str) -> None:
    chat, number = await opened(stage, door)
    await take(stage, edits(Speaker("telegram", 101, 101), "Совсем другое"))
    await take(stage, edits(Speaker(door, chat.peer.chat, 501), "Сделано"))
    assert await moves(stage, number) == [Move.FILE]


# while in it


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("taken_out_by", [None, 777])
async def test_a_removed_members_presses_on_old_cards_do_nothing(
    stage: Stage, door: str, taken_out_by: int | None
) -> None:
    chat, number = await opened(stage, door)
    eve = Speaker(door, chat.peer.chat, 666)
    await take(stage, leaves(eve, taken_out_by))
    before = len(chat.posts)
    for action in ("take", "contact", "ask", "refuse", "route"):
        await take(stage, pressed(eve, f"t/{action}/{number}"))
    await take(stage, edits(eve, "/unbind"))
    assert await moves(stage, number) == [Move.FILE]
    assert len(chat.posts) == before
    assert chat.toasts[-5:] == ["Вы больше не в этом чате, поэтому кнопка ничего не делает."] * 5


@pytest.mark.parametrize("door", DOORS)
async def test_a_removed_members_draft_is_dropped(stage: Stage, door: str) -> None:
    chat, number = await opened(stage, door)
    eve = stage.operator("Ева", chat, 666)
    await eve.says("Сделаем когда-нибудь", to=chat.post(f"{number} ·"))
    draft = chat.with_button("Отправить жителю")
    await take(stage, leaves(eve.speaker))
    await eve.presses("Отправить жителю", on=draft)
    await take(stage, comes(eve.speaker))
    await eve.presses("Отправить жителю", on=draft)
    assert await moves(stage, number) == [Move.FILE]


@pytest.mark.parametrize("door", DOORS)
async def test_a_member_who_is_back_works_as_before(stage: Stage, door: str) -> None:
    chat, number = await opened(stage, door)
    people = [Speaker(door, chat.peer.chat, person) for person in (501, 502, 503)]
    backs = (comes(people[0]), comes(people[1], 777), says(people[2], "Я тут"))
    for olga, back in zip(people, backs, strict=True):
        await take(stage, leaves(olga))
        await take(stage, pressed(olga, f"t/contact/{number}"))
        assert "больше не в этом чате" in chat.toasts[-1]
        await take(stage, back)
        await take(stage, pressed(olga, f"t/contact/{number}"))
        assert "не оставил контакта" in chat.toasts[-1]


async def test_colleagues_of_a_removed_member_go_on(stage: Stage) -> None:
    chat, number = await opened(stage, "telegram")
    await take(stage, leaves(Speaker("telegram", chat.peer.chat, 666), 501))
    await stage.operator("Ольга", chat, 501).presses("Взять")
    assert await moves(stage, number) == [Move.FILE, Move.TAKE]


async def test_who_leaves_a_chat_that_is_nobodys_is_not_written_down(stage: Stage) -> None:
    eve = Speaker("telegram", -9, 666)
    await take(stage, leaves(eve), comes(eve))
    async with stage.unit() as unit:
        assert await unit.recall(eve) is None


# somebody else's button


async def test_a_colleagues_draft_cannot_be_sent_by_another(stage: Stage) -> None:
    chat, number = await opened(stage, "vk")
    olga, eve = stage.operator("Ольга", chat, 501), stage.operator("Ева", chat, 666)
    await olga.says("Заделаем завтра", to=chat.post(f"{number} ·"))
    await eve.presses("Отправить жителю")
    assert "черновик другого" in chat.toasts[-1]
    assert await moves(stage, number) == [Move.FILE]


async def test_a_press_of_another_agency_on_the_ticket_does_nothing(stage: Stage) -> None:
    _, number = await opened(stage, "telegram")
    gas = await stage.agency("gas", "vk", group_of("vk", 5))
    for action in ("take", "contact", "ask", "refuse", "route"):
        await take(stage, pressed(Speaker("vk", gas.peer.chat, 666), f"t/{action}/{number}"))
    await stage.operator("Ева", gas, 666).does(events.Said("Закрыто", reply_to="100"))
    assert await moves(stage, number) == [Move.FILE]
