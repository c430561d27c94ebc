"""Who gets a ticket later reads below its card what the resident was asked, and answered."""

import pytest

from dialogs.ticket.so_far import FILES_SHOWN

from .chats import Chat
from .stage import Player, Stage
from .twice import on_both_doors

SO_FAR = "💬 Переписка по "
CHATS = {"telegram": (-900, -100, -200), "vk": (2_000_000_009, 2_000_000_001, 2_000_000_002)}


async def offices(stage: Stage, door: str) -> tuple[Chat, Chat, Chat]:
    ours, roads, yards = CHATS[door]
    return (
        await stage.agency("zur", door, ours),
        await stage.agency("roads", door, roads),
        await stage.agency("yards", door, yards),
    )


async def asked(stage: Stage, roads: Chat, anna: Player) -> str:
    """Анна was asked, and answered with two photos."""
    number = await anna.files()
    olga = stage.operator("Ольга", roads, 501)
    await olga.presses("Уточнить", on=roads.post(f"{number} ·"))
    await olga.says("У соседей есть?")
    await olga.presses("Отправить жителю")
    await anna.sends("one", "two", text="У соседей есть")
    await finishes(anna)
    return number


async def finishes(anna: Player) -> None:
    if any("Готово" in label for label in anna.buttons):
        await anna.presses("Готово")


def so_far(chat: Chat) -> list[str]:
    return [post.text for post in chat.posts if post.text.startswith(SO_FAR)]


@on_both_doors
async def test_what_was_asked_and_answered_goes_along_with_the_card(
    stage: Stage, door: str
) -> None:
    zur, roads, yards = await offices(stage, door)
    anna = stage.resident("Анна", "telegram", 101)
    number = await asked(stage, roads, anna)
    assert not so_far(roads), "they heard all of it"
    olga, raisa = stage.operator("Ольга", roads, 501), stage.operator("Раиса", zur, 601)
    await olga.presses("Не наше", on=roads.post(f"{number} ·"))
    await olga.says("Это двор")
    (told,) = so_far(zur)
    assert told.startswith(f"{SO_FAR}{number}:")
    assert "Ольга, Дорожная служба — вопрос жителю\n\n│ У соседей есть?" in told
    assert "житель — ответ на вопрос\n\n│ У соседей есть\n📷 2 фото" in told
    assert "Это двор" not in told, "that stands below by itself"
    assert zur.says("↩️ «Не наше» по")
    await raisa.presses("Передать", on=zur.post(f"{number} ·"))
    await raisa.presses("Благоустройство")
    assert so_far(yards) == [told]
    assert sum(len(post.files) for post in yards.posts) == 2
    await anna.commands("my")
    await anna.presses(number, "Дополнить")
    await anna.says("Ещё и свет не горит")
    await finishes(anna)
    assert len(so_far(yards)) == 1, "what comes later stands below by itself"
    await raisa.commands("t", number)
    assert "│ Ещё и свет не горит" in so_far(zur)[-1]


async def test_of_what_was_only_filed_there_is_nothing_to_tell(stage: Stage) -> None:
    zur, roads, yards = await offices(stage, "telegram")
    number = await stage.resident("Анна", "telegram", 101).files()
    raisa = stage.operator("Раиса", zur, 601)
    await raisa.commands("t", number)
    await raisa.presses("Передать", on=zur.with_button("Передать"))
    await raisa.presses("Благоустройство")
    assert yards.says(f"{number} ·")
    assert not any(so_far(chat) for chat in (zur, roads, yards))


async def test_the_coordinators_see_what_was_answered_before_it_came_back_twice(
    stage: Stage,
) -> None:
    zur, roads, _ = await offices(stage, "telegram")
    anna, olga = stage.resident("Анна", "vk", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    for answer, reason in (("Засыпали песком", "Песок смыло"), ("Засыпали щебнем", "Снова яма")):
        await olga.says(answer, to=roads.post(f"{number} ·"))
        await olga.presses("Отправить жителю")
        await anna.presses("Не помогло")
        await anna.says(reason)
        await finishes(anna)
    (told,) = so_far(zur)
    assert told.index("Засыпали песком") < told.index("Песок смыло") < told.index("щебнем")
    assert "Снова яма" not in told
    assert "Снова яма" in zur.last


async def test_who_stands_in_reads_it_too(stage: Stage) -> None:
    zur, roads, yards = await offices(stage, "telegram")
    anna, raisa = stage.resident("Анна", "telegram", 101), stage.operator("Раиса", zur, 601)
    number = await asked(stage, roads, anna)
    await raisa.commands("substitute")
    await raisa.presses("Дорожная служба", "Благоустройство", "До конца дня", "Да, назначить")
    assert yards.says(f"{number} ·")
    assert "│ У соседей есть" in so_far(yards)[0]
    assert sum(len(post.files) for post in yards.posts) == 2


@pytest.mark.parametrize(("count", "said"), [(8, ":\n"), (9, "раньше — ещё 1 запись,")])
async def test_of_much_the_latest_is_told_and_how_much_there_was(
    stage: Stage, count: int, said: str
) -> None:
    zur, roads, _ = await offices(stage, "telegram")
    anna, raisa = stage.resident("Анна", "telegram", 101), stage.operator("Раиса", zur, 601)
    number = await anna.files()
    for turn in range(count):
        await anna.commands("my")
        await anna.presses(number, "Дополнить")
        await anna.sends(f"{turn}-one", f"{turn}-two", text=f"Дополнение {turn} " + "я" * 900)
        await finishes(anna)
    await raisa.commands("t", number)
    (told,) = so_far(zur)
    assert said in told
    assert f"Дополнение {count - 1}" in told
    assert ("Дополнение 0 " in told) is (count == 8)
    assert sum(len(post.files) for post in zur.posts) == FILES_SHOWN
    assert roads.says("Дополнение 0 ")
