"""Two problems in one story: each has a number of its own, and nothing is told twice."""

import pytest

from .stage import Player, Stage
from .twice import on_both_doors

BOTH = "Мусор не вывозят вторую неделю, и ещё фонарь не горит"


async def filed(anna: Player, story: str, topic: str) -> None:
    await anna.says(story)
    await anna.presses("Даю согласие", topic)
    await anna.says("Ленина 5, Благовещенск")
    await anna.presses("Пропустить")
    await anna.says("89141112233")
    await anna.presses("Отправить")


@on_both_doors
async def test_the_other_one_is_offered_and_known_already(stage: Stage, door: str) -> None:
    yards = await stage.agency("yards", "telegram", -100)
    anna = stage.resident("Анна", door, 101)
    await filed(anna, BOTH, "не вывезен")
    assert "Номер обращения: 26-000001" in anna.sees
    assert "В рассказе есть и другое: «💡 Уличное освещение: Не горит»" in anna.sees
    await anna.presses("➕")
    assert await stage.tickets_of(anna) == ["26-000001"]
    await anna.presses("Пропустить", "Пропустить")  # the number of the pole, and pictures
    for known in ("фонарь не горит", "Не горит", "Ленина 5", "89141112233"):
        assert known in anna.sees
    assert "вывозят" not in anna.sees
    await anna.presses("Отправить")
    assert "Номер обращения: 26-000002" in anna.sees
    assert "В рассказе есть и другое" not in anna.sees
    card = yards.post("26-000002").text
    assert "фонарь не горит" in card
    assert "вывозят" not in card


async def test_of_three_each_follows_the_one_before(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await filed(anna, "Двор не чистят от снега, фонари не горят, мусор не вывозят", "Снег")
    await anna.presses("➕ Не горит", "Пропустить", "Пропустить", "Отправить")
    assert "Номер обращения: 26-000002" in anna.sees
    await anna.presses("➕ Мусор не вывезен", "Пропустить", "Пропустить", "Отправить")
    assert "Номер обращения: 26-000003" in anna.sees
    assert "➕" not in " ".join(anna.buttons)


async def test_what_its_words_have_told_is_not_asked(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await filed(anna, "Двор не чистят от снега, и ещё мусор не вывозят третий день", "Снег")
    await anna.presses("➕ Мусор не вывезен")
    assert "Пришлите фото" in anna.sees
    await anna.presses("Пропустить")
    assert "Сколько дней не вывозят?" in anna.sees  # answered, in the summary


async def test_who_goes_elsewhere_is_not_held_to_it(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await filed(anna, BOTH, "не вывезен")
    await anna.presses("Помощь")
    assert "➕" not in " ".join(anna.buttons)
    await anna.says("Яма на дороге")
    assert "Похоже, тема такая" in anna.sees


async def test_that_it_was_reported_before_takes_nothing_away(stage: Stage) -> None:
    boris, anna = stage.resident("Борис", "vk", 202), stage.resident("Анна", "telegram", 101)
    await filed(boris, "Мусор не вывозят вторую неделю", "не вывезен")
    stage.later(hours=1)
    await filed(anna, BOTH, "не вывезен")
    assert "Это та же проблема" in " ".join(anna.buttons)
    await anna.presses("Это та же проблема")
    assert "присоединили" in anna.sees
    await anna.presses("➕", "Пропустить", "Пропустить", "Отправить")
    assert await stage.tickets_of(anna) == ["26-000003", "26-000002"]


async def test_both_that_are_offered_are_meant(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("у нас и лифт стоит, не работает, и вода холодная еле течет")
    await anna.presses("Даю согласие")
    await anna.says("и то и другое")
    assert anna.chat.says("Оформлю по очереди. Сначала «🏠 Лифт»")
    await anna.presses("Понятно")
    await anna.says("второй подъезд")
    await anna.says("Ленина 5, Благовещенск")
    await anna.presses("Пропустить")
    await anna.says("89141112233")
    await anna.presses("Отправить", "➕ Нет холодной воды")
    assert "Где нет воды?" in anna.sees


async def test_what_was_given_up_is_not_offered(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    told = "Мусор не вывозят вторую неделю. А нет, давайте про другое, снег во дворе не чистят"
    await filed(anna, told, "Снег")
    assert "Номер обращения" in anna.sees
    assert "➕" not in " ".join(anna.buttons)


async def test_who_chooses_one_after_all_has_given_up_the_other(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("у нас и лифт не работает и вода холодная еле течет")
    await anna.presses("Даю согласие")
    await anna.says("обе")
    await anna.presses("Назад", "Другая тема", "Другое")
    await anna.says("Ленина 5, Благовещенск")
    await anna.presses("Пропустить")
    await anna.says("89141112233")
    await anna.presses("Отправить")
    assert "Номер обращения" in anna.sees
    assert "➕" not in " ".join(anna.buttons)


@pytest.mark.parametrize(
    ("said", "asked", "next_one"),
    [
        ("давайте про фонарь", "Номер на опоре", ""),
        ("свет", "Номер на опоре", ""),
        ("фанарь сначала", "Номер на опоре", "не вывезен"),
        ("мусор вот главное", "Сколько дней", ""),
        ("вы же бот, сами решайте", "Номер на опоре", ""),
    ],
)
async def test_the_topic_is_named_in_a_few_words(
    stage: Stage, said: str, asked: str, next_one: str
) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("фонарь не горит, баки переполнены")
    await anna.presses("Даю согласие")
    await anna.says(said)
    assert asked in anna.sees
    assert "Добавил" not in anna.sees
    if next_one:
        await anna.presses("Пропустить")
        await anna.says("Ленина 5, Благовещенск")
        await anna.presses("Пропустить", "Пропустить")
        assert said not in anna.sees
        await anna.presses("✅ Отправить")
        assert f"➕ Мусор {next_one}" in anna.buttons


@pytest.mark.parametrize("said", ["не фонарь", "в подъезде грязно", "и фонарь, и баки", "да"])
async def test_what_names_none_of_them_chooses_none(stage: Stage, said: str) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("фонарь не горит, баки переполнены")
    await anna.presses("Даю согласие")
    await anna.says(said)
    assert "💡 Не горит" in anna.buttons


@pytest.mark.parametrize("said", ["а про фонарь кто будет?", "и насчёт фонаря не забудьте"])
async def test_the_other_one_is_asked_for_in_words(stage: Stage, said: str) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await filed(anna, BOTH, "не вывезен")
    await anna.says(said)
    await anna.presses("Пропустить", "Пропустить")
    for known in ("фонарь не горит", "Ленина 5", "89141112233"):
        assert known in anna.sees


async def test_so_is_the_third(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await filed(anna, "Двор не чистят от снега, фонари не горят, мусор не вывозят", "Снег")
    await anna.says("а что с мусором?")
    await anna.presses("Пропустить", "Пропустить", "Отправить", "➕ Не горит")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert await stage.tickets_of(anna) == ["26-000003", "26-000002", "26-000001"]
