"""Where an agency's supervisor reads answers before residents do."""

from collections.abc import AsyncIterator
from dataclasses import replace as another
from pathlib import Path

import pytest
import pytest_asyncio

from core.topics import Suggestions
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .chats import Chat
from .stage import Player, Stage, open_stage

WAYS = pytest.mark.parametrize(
    ("home", "office", "chat"),
    [("telegram", "vk", 2_000_000_001), ("vk", "telegram", -100_500)],
)

APPROVED = another(
    TOWN,
    agencies=tuple(
        one.model_copy(update={"supervisors": ("telegram:900", "vk:900"), "approval": True})
        if one.code == "roads"
        else one
        for one in TOWN.agencies
    ),
)
"""The road service's answers are approved."""


@pytest_asyncio.fixture(loop_scope="session")
async def approved(tmp_path: Path) -> AsyncIterator[Stage]:
    turns = Turns(APPROVED, Catalogue(), Suggestions(APPROVED))
    async with open_stage(tmp_path, turns) as stage:
        yield stage


async def filed(
    approved: Stage, home: str, office: str, chat: int
) -> tuple[Chat, Player, Player, Player, str]:
    """The agency's chat, who answers there and who approves, and a resident with a ticket."""
    roads = await approved.agency("roads", office, chat)
    olga, chief = approved.operator("Ольга", roads, 501), approved.operator("Вера", roads, 900)
    anna = approved.resident("Анна", home, 101)
    return roads, olga, chief, anna, await anna.files()


@WAYS
async def test_from_a_draft_by_a_remark_to_the_resident(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    roads, olga, chief, anna, number = await filed(approved, home, office, chat)

    await olga.says("Яму засыпали щебнем", to=roads.post(f"{number} ·"))
    await olga.presses("На согласование")
    assert roads.says(
        f"✍️ Ответ по {number} ушёл на согласование руководителю. Жителю его отправит «Согласовать»."
    )
    assert "✍️ Ответ ждёт согласования. Автор: Ольга" in roads.post(f"{number} ·").text
    waits = roads.post("На согласовании ответ")
    assert waits.text.startswith(
        f"✍️ На согласовании ответ по {number} — Ольга:\n│ Яму засыпали щебнем\nИтог: решено"
    )
    assert waits.labels == ["✅ Согласовать", "↩️ На доработку"]
    assert waits.message.reply_to == roads.post(f"{number} ·").id
    assert not anna.chat.says("щебнем")

    await olga.presses("Согласовать", on=waits)
    no = "\n".join([*roads.toasts, roads.last])
    assert "Это может сделать руководитель.\nМожно:\n" in no
    assert not anna.chat.says("щебнем"), "whoever wrote it does not approve it"

    await chief.presses("На доработку", on=waits)
    assert f"Что доработать в ответе по {number}?" in roads.last
    await chief.says("Напишите, когда положите асфальт")
    assert roads.says(
        f"↩️ Ответ по {number} возвращён на доработку (Вера):\n│ Напишите, когда положите асфальт"
    )
    assert "🔧 В работе: Ольга" in roads.post(f"{number} ·").text
    await olga.presses("Доработать")
    assert "Яму засыпали щебнем" in roads.last, "the author has the text back"
    await olga.says("Яму засыпали щебнем, асфальт положим 1 декабря")
    await olga.presses("На согласование")
    assert not anna.chat.says("щебнем")

    await chief.presses("Согласовать")
    assert anna.sees == (
        f"💬 Ответ по обращению {number} (Дорожная служба города):"
        "\n\nЯму засыпали щебнем, асфальт положим 1 декабря\n\nПомогло?"
    ), "neither who wrote it nor who read it is the resident's matter"
    assert f"✅ Ответ по {number} согласован (Вера) и отправлен жителю." in roads.last
    assert "✅ Отвечено: Ольга" in roads.post(f"{number} ·").text


@WAYS
async def test_a_supervisor_may_move_a_promised_day_once_more(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    roads, olga, chief, anna, number = await filed(approved, home, office, chat)
    for who, day in (
        (olga, "через 3 дня"),
        (olga, "через 5 дней"),
        (olga, "через 7 дней"),
        (olga, ""),
        (chief, "через 9 дней"),
    ):
        await who.commands("promise", number)
        if not day:
            told = "\n".join([*roads.toasts, roads.last])
            assert f"Срок по {number} уже переносили 2 раза — больше нельзя." in told
            assert "Дольше может дать руководитель.\nМожно:\n" in told
            continue
        if who is chief:
            assert f"Руководитель может перенести срок по {number} ещё раз." in roads.last
        await who.says(day)
        await who.says(f"Сделаем {day}")
        await who.presses("Назначить и сообщить")
        assert anna.chat.says(f"Сделаем {day}")
    assert (await approved.ticket(number)).extensions == 3


@WAYS
async def test_a_namesake_does_not_write_over_an_answer_that_waits(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    roads = await approved.agency("roads", office, chat)
    olga, other = approved.operator("Ольга", roads, 501), approved.operator("Ольга", roads, 502)
    number = await approved.resident("Анна", home, 101).files()
    card = roads.post(f"{number} ·")
    await other.says("Засыпали вчера", to=card)
    await olga.says("Яму засыпали щебнем", to=card)
    await olga.presses("На согласование")
    waits = await approved.history(number)
    await other.presses("На согласование", on=roads.post("Засыпали вчера"))
    assert await approved.history(number) == waits, "it waits as it was written"


@WAYS
async def test_by_a_command_an_answer_is_read_before_it_is_approved(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    roads, olga, chief, anna, number = await filed(approved, home, office, chat)
    await olga.says("Яму засыпали щебнем", to=roads.post(f"{number} ·"))
    await olga.presses("На согласование")

    await chief.commands("approve", number)
    assert "Яму засыпали щебнем" in roads.last
    assert not roads.says("с тех пор изменили")
    assert not anna.chat.says("щебнем")
    await chief.presses("Согласовать")
    assert anna.chat.says("щебнем")


@WAYS
async def test_what_was_approved_is_corrected_by_who_approves(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    """Whoever may not is told so before they write, and not after."""
    roads, olga, chief, anna, number = await filed(approved, home, office, chat)
    await olga.says("Яму засыпали щебнем", to=roads.post(f"{number} ·"))
    assert "Нажмите итог — ответ уйдёт с ним руководителю" in roads.last
    await olga.presses("На согласование")
    await chief.presses("Согласовать")
    assert anna.chat.says("щебнем")

    await olga.commands("correct", f"{number} Яму засыпали песком")
    no = "\n".join([*roads.toasts, roads.last])
    assert "Ответы вашего чата согласует руководитель: исправить отправленный может он" in no
    assert "отложен" not in no, "nothing was begun"
    assert "• исправить" not in no

    await chief.commands("correct", f"{number} Яму засыпали песком")
    assert "Нажмите итог — исправление уйдёт с ним" in roads.last
    await chief.presses("решено")
    assert anna.chat.says("Исправленный ответ")
    assert anna.chat.says("песком")


@WAYS
async def test_what_a_stand_in_writes_waits_where_it_may_be_approved(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    zur = await approved.agency("zur", office, chat - 9)
    yards = await approved.agency("yards", office, chat - 8)
    roads = await approved.agency("roads", office, chat)
    raisa, boris = approved.operator("Раиса", zur, 601), approved.operator("Борис", yards, 701)
    chief = approved.operator("Вера", roads, 900)
    anna = approved.resident("Анна", home, 101)
    first = await anna.files()
    await raisa.commands("substitute")
    await raisa.presses("Дорожная служба", "Благоустройство", "На неделю", "Да, назначить")
    second = await anna.files("Ещё одна яма на дороге")
    for number in (first, second):
        await boris.says(f"По {number} засыпали щебнем", to=yards.post(f"{number} ·"))
        await boris.presses("На согласование")
        waits = roads.post("На согласовании ответ")
        assert number in waits.text
        assert waits.message.reply_to == roads.post(f"{number} ·").id
        await chief.presses("Согласовать", on=waits)
        assert anna.chat.says(f"По {number} засыпали щебнем")

    await chief.commands("unbind")
    await chief.presses("Отвязать")
    third = await anna.files("Третья яма на дороге")
    await boris.says(f"По {third} засыпали щебнем", to=yards.post(f"{third} ·"))
    await boris.presses("На согласование")
    await raisa.presses("Согласовать", on=zur.post("На согласовании ответ"))
    assert anna.chat.says(f"По {third} засыпали щебнем")


@WAYS
async def test_what_was_sent_back_is_not_written_anew_when_the_supervisor_answered(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    roads, olga, chief, _, number = await filed(approved, home, office, chat)
    await olga.says("Яму засыпали щебнем", to=roads.post(f"{number} ·"))
    await olga.presses("На согласование")
    await chief.presses("На доработку")
    await chief.says("Я сама отвечу")
    back = roads.post("возвращён на доработку")
    await chief.says("Яму засыпали щебнем и утрамбовали", to=roads.post(f"{number} ·"))
    await chief.presses("Отправить жителю")
    await olga.presses("Доработать", on=back)
    told = "\n".join([*roads.toasts[-1:], roads.last])
    assert f"По {number} жителю уже ответили (Вера): дорабатывать нечего" in told
    assert not any("Оставить как есть" in label for label in olga.buttons)


@WAYS
async def test_who_answers_over_one_that_waits_is_warned_and_its_author_is_told(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    roads, olga, chief, anna, number = await filed(approved, home, office, chat)
    await olga.says("Яму засыпали щебнем", to=roads.post(f"{number} ·"))
    assert "⚠️" not in roads.last.replace("⚠️ Слишком", ""), roads.last
    await olga.presses("На согласование")
    waits = roads.post("На согласовании ответ")
    igor = approved.operator("Игорь", roads, 502)
    await igor.says("А я засыпал песком", to=roads.post(f"{number} ·"))
    assert "⚠️ Ответ уже ждёт согласования: Ольга (24.11.2026, 10:00)." in roads.last
    await igor.presses("Отмена")
    await chief.says("Положили асфальт, проверьте, пожалуйста", to=waits)
    assert "⚠️ Ждёт согласования ответ: Ольга (24.11.2026, 10:00). Ваш заменит его." in roads.last
    await chief.presses("Отправить жителю")
    assert "Положили асфальт" in anna.sees
    told = roads.post("↪️")
    assert told.text == (
        f"↪️ Ответ по {number}, который ждал согласования (Ольга), жителю не уйдёт: "
        "вместо него отправлен другой (Вера)."
    )
    for button in ("Согласовать", "На доработку"):
        await chief.presses(button, on=waits)
        heard = "\n".join([*roads.toasts[-1:], roads.last])
        assert f"Решать по {number} уже нечего: жителю ответили (Вера)" in heard


async def test_what_was_sent_back_is_not_judged_again(approved: Stage) -> None:
    roads, olga, chief, _, number = await filed(approved, "telegram", "vk", 2_000_000_001)
    await olga.says("Яму засыпали щебнем", to=roads.post(f"{number} ·"))
    await olga.presses("На согласование")
    waits = roads.post("На согласовании ответ")
    await chief.presses("На доработку", on=waits)
    await chief.says("Когда асфальт?")
    await chief.presses("Согласовать", on=waits)
    heard = "\n".join([*roads.toasts[-1:], roads.last])
    assert f"Ответ по {number} уже вернули на доработку" in heard
