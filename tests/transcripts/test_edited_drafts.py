"""An operator mends a slip in their own message: the draft is mended with it."""

import pytest

from dialogs.events import Edited, Said

from .drafts import drafted
from .stage import Player, Stage
from .twice import on_both

pytestmark = on_both

SLIP = "Яму засыпали щебнем 1 сентября"
MENDED = "Яму засыпали щебнем 1 декабря"


async def test_the_edited_words_are_the_drafts_and_go(stage: Stage) -> None:
    roads, olga, anna, number = await drafted(stage, "Яму осмотрели")
    card = roads.post(f"{number} ·")
    await olga.does(Said(SLIP, reply_to=card.id), message="71")
    await olga.does(Edited(MENDED, card.id), message="71")
    assert "Черновик исправлен вслед за вашим сообщением" in roads.last
    assert MENDED in roads.last
    assert "сентября" not in roads.last
    await olga.does(Edited(f"{MENDED}.", card.id), message="71")
    await olga.presses("✅ Отправить жителю: решено")
    assert anna.chat.says(f"{MENDED}.")
    assert not anna.chat.says("сентября")


async def test_of_a_draft_of_two_messages_the_edited_one_changes(stage: Stage) -> None:
    roads, olga, anna, number = await drafted(stage, "Яму осмотрели")
    card = roads.post(f"{number} ·")
    await olga.does(Said("Лавку починим и покрасим", reply_to=card.id), message="71")
    await olga.does(Said("в среду", reply_to=roads.posts[-1].id), message="72")
    await olga.does(Edited("Лавку починим, покрасим и вернём", card.id), message="71")
    assert "Лавку починим, покрасим и вернём. В среду." in roads.last
    await olga.presses("Запланировано")
    assert anna.chat.says("покрасим и вернём. В среду.")


@pytest.mark.parametrize(
    ("said", "message"),
    [("Яму засыплем", "70"), ("/cancel", "71"), ("отмена", "71"), ("я" * 3600, "71")],
)
async def test_what_cannot_be_the_draft_leaves_it(stage: Stage, said: str, message: str) -> None:
    roads, olga, _, number = await drafted(stage, "Яму осмотрели")
    card = roads.post(f"{number} ·")
    await olga.does(Said(SLIP, reply_to=card.id), message="71")
    await olga.does(Edited(said, card.id), message=message)
    assert roads.says("Исправленное сообщение в черновик не попало")
    assert SLIP in roads.last


async def test_a_colleagues_edit_changes_no_draft_of_anothers(stage: Stage) -> None:
    roads, olga, _, number = await drafted(stage, "Яму осмотрели")
    card = roads.post(f"{number} ·")
    await olga.does(Said(SLIP, reply_to=card.id), message="71")
    stood = (len(roads.posts), roads.last)
    igor: Player = stage.operator("Игорь", roads, 502)
    await igor.does(Edited(MENDED, card.id), message="71")
    assert (len(roads.posts), roads.last) == stood


async def test_talk_beside_a_draft_is_none_of_it(stage: Stage) -> None:
    roads, olga, _, number = await drafted(stage, "Яму осмотрели")
    card = roads.post(f"{number} ·")
    await olga.does(Said("Когда вода уйдёт, засыплем", reply_to=card.id), message="71")
    await olga.does(Said("да"), message="72")
    await olga.does(Edited("да, Петя, обед в час"), message="72")
    assert not roads.says("Петя")
    await olga.does(Edited("Когда вода уйдёт, засыплем щебнем", card.id), message="71")
    assert "\n\nКогда вода уйдёт, засыплем щебнем" in roads.last
