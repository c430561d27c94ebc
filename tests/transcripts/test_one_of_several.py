"""A resident with several tickets names one of them in few words."""

import pytest

from core.messages import File, FileKind
from dialogs.events import Sent

from .beginnings import beginning
from .stage import Player, Stage
from .test_verdicts_in_words import DOORS, ONE_DOOR

LAMP, HOLE, WASTE = "26-000001", "26-000002", "26-000003"
OFFERED = [f"➕ {LAMP} · 💡 Не горит", f"➕ {HOLE} · 🛣 Ямы", f"➕ {WASTE} · 🗑 Мусор не вывезен"]


@beginning
async def three(stage: Stage, door: str, chat: int) -> Player:
    """Анна has told of a lamp, of a hole and of waste, in this order."""
    await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says("Фонарь не горит")
    await anna.presses("Даю согласие", "Не горит", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    await anna.says("Яма на дороге")
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Горького, 7")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    await anna.says("Мусор не вывозят, баки полные")
    await anna.presses("не вывезен", "Пропустить")
    await anna.says("Благовещенск, Зейская, 9")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    await anna.commands("menu")
    return anna


@DOORS
async def test_it_is_withdrawn_in_two_steps(stage: Stage, door: str, chat: int) -> None:
    anna = await three(stage, door, chat)
    await anna.says("отмените одну")
    assert f"{HOLE} · 🛣 Ямы" in anna.buttons
    await anna.says("первую")
    assert f"{LAMP} · 💡 Не горит" in anna.sees
    await anna.says("да")
    assert (await stage.ticket(LAMP)).state == "withdrawn"
    await anna.says("отзовите заявку")
    await anna.says("которая про яму")
    assert f"Отозвать обращение {HOLE}?" in anna.sees


@ONE_DOOR
@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("последнюю уберите пожалуйста", WASTE), ("лампу включили, снимайте", LAMP)),
        *(("выбоину заделали уже, можно закрывать", HOLE), ("на Зейской отбой", WASTE)),
    ],
)
async def test_it_is_withdrawn_in_one(
    stage: Stage, door: str, chat: int, text: str, number: str
) -> None:
    anna = await three(stage, door, chat)
    await anna.says(text)
    assert f"Отозвать обращение {number}?" in anna.sees


@ONE_DOOR
async def test_none_is_withdrawn_or_a_trouble_is_told_there(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await three(stage, door, chat)
    await anna.says("все отмените")
    await anna.says("никакую")
    assert anna.chat.says("ничего не отзываю")
    await anna.says("отмените одну")
    await anna.says("на остановке нет крыши")
    assert any("Остановка" in label for label in anna.buttons)


@ONE_DOOR
async def test_the_card_of_the_one_that_is_asked_after(stage: Stage, door: str, chat: int) -> None:
    anna = await three(stage, door, chat)
    await anna.says("а по фонарю что?")
    assert f"{LAMP} · Не горит" in anna.sees
    await anna.says("статус")
    await anna.says("яма")
    assert f"{HOLE} · Ямы" in anna.sees


@DOORS
async def test_words_choose_where_words_go(stage: Stage, door: str, chat: int) -> None:
    anna = await three(stage, door, chat)
    await anna.says("срок прошёл")
    assert anna.buttons[:3] == OFFERED
    await anna.says("к яме")
    assert (await stage.history(HOLE))[-1].text == "срок прошёл"


@ONE_DOOR
async def test_words_of_another_one_do_not_pile_up(stage: Stage, door: str, chat: int) -> None:
    anna = await three(stage, door, chat)
    await anna.says("фонарь опять моргает")
    assert anna.buttons[0] == f"➕ Добавить к {LAMP}"
    await anna.says("яма глубокая")
    assert anna.buttons[:2] == OFFERED[:2]


@ONE_DOOR
async def test_what_names_the_thing_and_points_to_nothing_goes_along(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await three(stage, door, chat)
    await anna.says("ну где вы? темно совсем")
    assert "О чём это?" in anna.sees
    await anna.says("у нас яма!")
    added = [one.text for one in await stage.history(HOLE) if one.move == "add"]
    assert added == ["ну где вы? темно совсем\nу нас яма!"]


@DOORS
async def test_a_picture_alone_asks_which(stage: Stage, door: str, chat: int) -> None:
    anna = await three(stage, door, chat)
    await anna.sends("a")
    assert anna.buttons[:4] == [*OFFERED, "✍️ Это новая проблема"]
    await anna.says("к третьей")
    assert (await stage.history(WASTE))[-1].files
    await anna.sends("b")
    await anna.says("на остановке лавку сломали")
    assert any("Остановка" in label for label in anna.buttons)
    assert not anna.chat.says("не потерялось")


@ONE_DOOR
async def test_so_do_a_voice_and_a_place(stage: Stage, door: str, chat: int) -> None:
    anna = await three(stage, door, chat)
    await anna.does(Sent((File(FileKind.VOICE, door, "v"),), ""))
    assert "О чём это голосовое сообщение?" in anna.sees
    await anna.presses("В меню")
    await anna.places(50.27, 127.54)
    assert "О чём это место?" in anna.sees
    await anna.says("яма")
    assert "50.270000, 127.540000" in (await stage.history(HOLE))[-1].text


@ONE_DOOR
async def test_what_is_open_need_not_be_returned(stage: Stage, door: str, chat: int) -> None:
    anna = await three(stage, door, chat)
    await anna.says("верните моё обращение пожалуйста")
    assert anna.chat.says("возвращать не нужно")
