"""A resident sends pictures about a ticket, and the bot waits for «Готово»: nothing is lost."""

import pytest

from core.tickets import Move

from .beginnings import beginning
from .chats import Chat
from .stage import Player, Stage

VK_CHAT = 2_000_000_001
STORY = [("telegram", -1), ("vk", VK_CHAT)]


@beginning
async def _asked(stage: Stage, door: str, chat: int) -> tuple[str, Player, Player, Chat]:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    olga = stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await olga.presses("Уточнить", on=roads.post(f"{number} ·"))
    await olga.says("Какая сторона?")
    await olga.presses("Отправить жителю")
    return number, anna, olga, roads


@pytest.mark.parametrize(("door", "chat"), STORY)
async def test_what_is_held_is_said_until_it_is_passed_on(
    stage: Stage, door: str, chat: int
) -> None:
    number, anna, _, roads = await _asked(stage, door, chat)
    await anna.sends("яма", text="Чётная, вот снимок")
    assert "Чётная, вот снимок\n📷 1 фото" in anna.sees
    assert "Исполнителю ещё не передано" in anna.sees
    await anna.presses("Готово")
    assert "Передал ваш ответ" in anna.sees
    assert roads.says("Чётная, вот снимок")
    assert (await stage.history(number))[-1].move is Move.INFORM


async def test_an_album_is_waited_for_and_what_is_held_is_said(stage: Stage) -> None:
    number, anna, _, roads = await _asked(stage, "telegram", -1)
    for name in ("один", "два"):
        await anna.sends(name, text="Вот" if name == "один" else "", album="7")
    assert "Вот\n📷 2 фото" in anna.sees
    assert "Исполнителю ещё не передано" in anna.sees
    await anna.presses("Готово")
    told = (await stage.history(number))[-1]
    assert (told.move, told.text, len(told.files)) == (Move.INFORM, "Вот", 2)
    assert roads.says("Вот")


@pytest.mark.parametrize("what", ["my", "other", "nothelped"])
async def test_who_goes_on_to_something_else_has_said_it(stage: Stage, what: str) -> None:
    number, anna, olga, roads = await _asked(stage, "telegram", -1)
    await anna.sends("один", text="Вот", album="7")
    if what == "my":
        await anna.commands("my")
        assert number in anna.sees
        await anna.presses(number)
        assert "Ямы" in anna.sees, "the list that is shown can be pressed"
    elif what == "other":
        await anna.commands("new", "Другая яма на дороге")
    else:
        await olga.says("Засыпали", to=roads.post(f"{number} ·"))
        await olga.presses("Отправить жителю")
        await anna.presses("Не помогло")
        await anna.says("Опять провалилась")
    said = [one for one in await stage.history(number) if one.text == "Вот"]
    assert [len(one.files) for one in said] == [1]
    assert roads.says("Вот")


async def test_who_cancels_has_said_nothing(stage: Stage) -> None:
    number, anna, _, roads = await _asked(stage, "telegram", -1)
    await anna.sends("один", text="Вот", album="7")
    await anna.presses("Отмена")
    assert not roads.says("Вот")
    assert (await stage.history(number))[-1].move is Move.ASK


async def test_pictures_of_a_return_wait_for_its_reason(stage: Stage) -> None:
    number, anna, olga, roads = await _asked(stage, "telegram", -1)
    await olga.says("Засыпали", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.presses("Не помогло")
    await anna.sends("яма")
    assert "📷 1 фото" in anna.sees
    assert "В работу ещё не вернул" in anna.sees
    await anna.says("Она снова тут")
    back = (await stage.history(number))[-1]
    assert (back.move, len(back.files)) == (Move.RETURN, 1)
