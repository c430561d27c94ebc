"""What is written under a picture goes with all that follows it; «это всё» ends it."""

import pytest

from .stage import Stage
from .test_going_on import filed
from .test_unanswered_questions import asked
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered


@DOORS
async def test_an_answer_in_two_messages_goes_whole(stage: Stage, door: str, chat: int) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.sends("дверь", text="глубина сантиметров тридцать")
    assert "глубина сантиметров тридцать" in anna.sees
    await anna.says("и ещё рядом люк просел")
    assert f"Передал ваш ответ исполнителю (обращение {number})" in anna.sees
    assert olga.chat.says("│ глубина сантиметров тридцать\n│ и ещё рядом люк просел")


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["да", "это всё", "Всё!", "ну вот и всё", "отправляйте", "that's all"]
)
async def test_that_all_is_said_is_no_answer(stage: Stage, door: str, chat: int, text: str) -> None:
    anna, olga, _ = await asked(stage, door, door, chat)
    await anna.sends("дверь", text="размер полтора метра")
    await anna.says(text)
    assert "Передал ваш ответ исполнителю" in anna.sees
    told = olga.chat.post("Житель ответил").text
    assert "│ размер полтора метра" in told
    assert f"│ {text}" not in told


@DOORS
async def test_every_picture_of_an_album_may_have_words(stage: Stage, door: str, chat: int) -> None:
    anna, olga, _ = await asked(stage, door, door, chat)
    await anna.sends("раз", text="вид справа", album="a1")
    await anna.sends("два", text="вид слева", album="a1")
    await anna.sends("три", text="вид сверху")
    await anna.presses("Готово")
    assert olga.chat.says("│ вид справа\n│ вид слева\n│ вид сверху")


@DOORS
async def test_what_is_added_to_a_ticket_goes_whole(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.sends("f1", to=anna.chat.post(number), text="вот она")
    await anna.says("там ещё бордюр разбит")
    roads = next(one for peer, one in stage.chats.items() if peer.chat == chat)
    assert roads.says("│ вот она\n│ там ещё бордюр разбит")


@DOORS
async def test_a_reason_to_return_goes_whole(stage: Stage, door: str, chat: int) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.presses("Не помогло")
    await anna.sends("f1", text="вот что они называют ремонтом")
    await anna.says("да")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert "│ вот что они называют ремонтом" in olga.chat.post("🔁 Житель вернул").text
