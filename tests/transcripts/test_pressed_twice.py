"""A card's button pressed twice: shown once, done once, and said calmly."""

import pytest

from tests.shipped import TOWN

from .chats import Chat, Post
from .stage import Player, Stage

DOORS = pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])


async def _office(
    stage: Stage, door: str, group: int, agency: str = "roads"
) -> tuple[Chat, Player]:
    chat = await stage.agency(agency, door, group)
    return chat, stage.operator("Ольга", chat, 501)


def _card(chat: Chat, number: str) -> Post:
    return next(post for post in reversed(chat.posts) if post.text.startswith(f"{number} ·"))


@DOORS
async def test_whose_it_is_already_hears_so(stage: Stage, door: str, group: int) -> None:
    roads, olga = await _office(stage, door, group)
    number = await stage.resident("Анна", "vk", 101).files()
    twice = olga.press("Взять в работу", on=_card(roads, number))
    await stage.take(twice)
    before = len(roads.posts)
    stage.later(minutes=5)
    await stage.take(twice)
    assert roads.toasts[-1] == f"{number} уже у вас в работе."
    assert len(roads.posts) == before
    ivan = stage.operator("Иван", roads, 502)
    await ivan.commands("take", number)
    assert "занимается Ольга" in roads.last


@DOORS
@pytest.mark.parametrize("label", ["Ещё", "История"])
async def test_what_was_just_shown_is_not_shown_twice(
    stage: Stage, door: str, group: int, label: str
) -> None:
    roads, olga = await _office(stage, door, group)
    number = await stage.resident("Анна", "vk", 101).files()
    press = olga.press(label, on=_card(roads, number))
    await stage.take(press, press)
    shown = len(roads.posts)
    assert roads.toasts[-1] == "Уже показано ниже."
    stage.later(seconds=1)
    await stage.take(press)
    assert len(roads.posts) == shown
    ivan = stage.operator("Иван", roads, 502)
    await ivan.presses(label, on=_card(roads, number))
    assert len(roads.posts) == shown + 1, "he has not seen it"
    stage.later(minutes=1)
    await stage.take(press)
    assert len(roads.posts) == shown + 2, "she wants it again"


@DOORS
async def test_a_coordinators_screen_is_not_opened_twice(
    stage: Stage, door: str, group: int
) -> None:
    zur, raisa = await _office(stage, door, group, TOWN.coordinators.code)
    number = await stage.resident("Анна", "vk", 101).files()
    await raisa.commands("t", number)
    press = raisa.press("Передать", on=_card(zur, number))
    await stage.take(press)
    shown = len(zur.posts)
    await stage.take(press)
    assert len(zur.posts) == shown
    await raisa.presses("Отмена")
    before = sum("Кому передать" in post.text for post in zur.posts)
    await stage.take(press)
    after = sum("Кому передать" in post.text for post in zur.posts)
    assert after == before + 1, "what was cancelled may be begun at once"


@DOORS
async def test_what_was_undone_is_undone(stage: Stage, door: str, group: int) -> None:
    roads, olga = await _office(stage, door, group)
    number = await stage.resident("Анна", "vk", 101).files()
    await olga.commands("refuse", number)
    await olga.says("Это двор")
    undo = olga.press("Отменить")
    await stage.take(undo)
    await stage.take(undo)
    assert roads.toasts[-1] == "Уже отменено."
    assert (await stage.ticket(number)).agency == "roads"


async def test_buttons_of_an_answered_question_go_away(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы")
    question = anna.chat.post("Где именно яма?")
    assert question.buttons
    await anna.presses("Пропустить")  # a place is asked for below: nothing can be changed into that
    assert anna.chat.posts[-1] is not question
    assert (question.labels, question.text) == ([], "Где именно яма?")


async def test_the_same_reply_sent_twice_is_one_draft(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    card = roads.post(f"{number} ·")
    await olga.says("Яму засыпали", to=card)
    await olga.says("Яму засыпали", to=card)
    assert "Уже принято" in olga.sees
    assert not roads.says("отложен")
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Яму засыпали")
