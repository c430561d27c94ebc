"""A draft that was put aside, or cancelled, is taken up again by a button, as it was."""

import json

import pytest

from core.people import Speaker
from dialogs.conversation import Conversation, dump, load
from dialogs.state import State

from .drafts import drafted
from .stage import Stage
from .twice import on_both

FIRST = "Лавку покрасили сегодня утром"
SECOND = "Яму засыпали щебнем 24 ноября"
TAKE_UP = "↩️ Вернуть черновик"
SEND = "✅ Отправить жителю: решено"


@on_both
async def test_drafts_of_several_tickets_are_taken_up_one_after_another(stage: Stage) -> None:
    roads, olga, anna, first = await drafted(stage, FIRST)
    boris = stage.resident("Борис", "vk", 102)
    second = await boris.files()
    await olga.says(SECOND, to=roads.post(f"{second} ·"))
    await olga.presses(TAKE_UP, on=roads.post(f"Черновик по {first} отложен"))
    assert roads.says(f"Черновик по {second} отложен")
    assert FIRST in roads.last
    await olga.presses(SEND)
    assert anna.chat.says(FIRST)
    await olga.presses(TAKE_UP, on=roads.post(f"Черновик по {second} отложен"))
    await olga.presses(SEND)
    assert boris.chat.says(SECOND)


@on_both
async def test_a_cancelled_draft_is_taken_up(stage: Stage) -> None:
    roads, olga, anna, _ = await drafted(stage, FIRST)
    await olga.presses("✕ Отмена")
    assert "Отменено, жителю ничего не ушло" in roads.last
    await olga.presses(TAKE_UP)
    await olga.presses(SEND)
    assert anna.chat.says(FIRST)


@on_both
@pytest.mark.parametrize("said", ["отмена", "Ой, стоп", "не отправляй", "cancel it please"])
async def test_a_draft_is_cancelled_in_words(stage: Stage, said: str) -> None:
    roads, olga, anna, number = await drafted(stage, FIRST)
    await olga.says(said, to=roads.post(f"{number} ·"))
    assert "Отменено, жителю ничего не ушло" in roads.last
    assert not anna.chat.says(FIRST)


@on_both
async def test_cancelling_is_no_answer_where_there_is_no_draft(stage: Stage) -> None:
    roads, olga, _, number = await drafted(stage, FIRST)
    await olga.presses("✕ Отмена")
    stood = len(roads.posts)
    await olga.says("отмена", to=roads.post(f"{number} ·"))
    told = "\n".join([*(one.text for one in roads.posts[stood:]), *roads.toasts])
    assert "Отменять нечего" in told
    assert "Так увидит житель" not in told


@on_both
async def test_it_comes_back_with_its_pictures(stage: Stage) -> None:
    roads, olga, anna, number = await drafted(stage, "Осмотрели")
    await olga.sends("p1", text=SECOND, to=roads.post(f"{number} ·"))
    await olga.presses("✕ Отмена", TAKE_UP)
    assert "1 фото" in roads.last
    await olga.presses(SEND)
    assert any(post.files for post in anna.chat.posts)


@on_both
async def test_it_is_its_authors_who_is_told_what_was_answered_meanwhile(stage: Stage) -> None:
    roads, olga, _, number = await drafted(stage, FIRST)
    await olga.presses("✕ Отмена")
    igor = stage.operator("Игорь", roads, 502)
    await igor.presses(TAKE_UP)
    assert "Вашего отложенного черновика" in "\n".join([roads.last, *roads.toasts])
    await igor.says(SECOND, to=roads.post(f"{number} ·"))
    await igor.presses(SEND)
    await olga.presses(TAKE_UP, on=roads.post("Отменено, жителю ничего не ушло"))
    assert FIRST in roads.last
    assert "Жителю уже ответили: Игорь" in roads.last


def test_what_lies_aside_outlives_a_restart() -> None:
    aside = {"26-000001 words": FIRST, "26-000001 form": "answer"}
    state = State("answer", {"words": SECOND}, turn=7, aside=aside, written=(("71", SECOND),))
    talk = Conversation(Speaker("vk", 2000000001, 501), state)
    assert load(talk.speaker, json.loads(json.dumps(dump(talk)))) == talk
