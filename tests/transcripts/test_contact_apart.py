"""A contact that is said in the middle of a story is on no card: it is shown on demand."""

import pytest

from .chats import Chat
from .stage import Player, Stage
from .twice import on_both

PHONE = "89141112233"


async def _stage(stage: Stage) -> tuple[Player, Player, Chat]:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    return stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501), roads


def _shows_nothing(roads: Chat) -> None:
    assert not roads.says(PHONE)
    assert not roads.says("1112233")


@on_both
async def test_what_is_said_at_the_summary_is_shown_on_demand(stage: Stage) -> None:
    anna, olga, roads = await _stage(stage)
    await anna.says("Яма на дороге")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить")
    await anna.says(f"{PHONE}, но звоните после 6")
    assert anna.chat.says(f"Контакт записал отдельно: {PHONE}")
    await anna.presses("Отправить")
    assert roads.says("📱, но звоните после 6")
    _shows_nothing(roads)
    await olga.presses("Показать контакт", on=roads.post("26-000001 ·"))
    assert roads.says(PHONE)


@on_both
async def test_the_first_story_shows_it_to_nobody(stage: Stage) -> None:
    anna, _, roads = await _stage(stage)
    await anna.says(f"Яма на дороге, мой телефон {PHONE}")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Отправить")
    assert (await stage.ticket("26-000001")).contact == PHONE
    _shows_nothing(roads)


@on_both
@pytest.mark.parametrize("text", [f"мой номер {PHONE}", f"звоните после 6, {PHONE}"])
async def test_what_is_added_later_is_kept_apart_too(stage: Stage, text: str) -> None:
    anna, olga, roads = await _stage(stage)
    number = await anna.files()
    await anna.commands("my")
    await anna.presses(number, "Дополнить")
    await anna.says(text)
    assert anna.chat.says(f"Записал как контакт: {PHONE}")
    assert anna.chat.says(f"Добавил к обращению {number}")
    assert roads.says("📱")
    _shows_nothing(roads)
    await olga.presses("Показать контакт", on=roads.post(f"{number} ·"))
    assert roads.says(PHONE)


async def test_the_reason_of_a_return_has_none(stage: Stage) -> None:
    anna, olga, roads = await _stage(stage)
    number = await anna.files()
    await olga.says("Засыпали", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.presses("Не помогло")
    await anna.says(f"Яма снова тут, звоните {PHONE}")
    assert roads.says("Яма снова тут, звоните 📱")
    assert (await stage.ticket(number)).contact == PHONE
    _shows_nothing(roads)
