"""Who works on a ticket sees what was merged into it: how many, which, and what they wrote."""

import pytest

from storage.unit import Unit

from .beginnings import beginning
from .chats import Chat
from .stage import Player, Stage
from .test_merging import card, centre, merged
from .twice import on_both_doors

ONE = "🔗 С этим объединено 1 обращение: 26-000002"


async def merge(raisa: Player, number: str, into: str) -> None:
    await raisa.commands("merge", number)
    if any(into in label for label in raisa.buttons):
        await raisa.presses(into)
    else:
        await raisa.says(into, to=raisa.chat.posts[-1])


async def with_photo(stage: Stage, door: str, person: int) -> str:
    """Вера reports the pothole with a photo and a detail."""
    vera = stage.resident("Вера", door, person)
    await vera.says("Та же яма, только глубже")
    await vera.agrees()
    await vera.presses("Ямы", "На проезжей части")
    await vera.says("Благовещенск, Ленина, 5")
    await vera.sends("deep")
    await vera.presses("Готово", "Пропустить", "Отправить")
    return (await stage.tickets_of(vera))[0]


@on_both_doors
async def test_the_main_ones_card_and_history_tell_of_it_and_their_words_stand_below(
    stage: Stage, door: str
) -> None:
    ours, raisa = await centre(stage, door)
    roads = await stage.agency("roads", "telegram", -100)
    first = await stage.resident("Анна", "vk", 101).files()
    second = await with_photo(stage, "telegram", 303)
    assert "Объединено" not in card(roads, first).text
    await merge(raisa, second, first)
    assert ONE in card(roads, first).text
    below = roads.post(f"🔗 С {first} объединили {second}. Ответ придёт и его жителю.").text
    assert "│ Та же яма, только глубже" in below
    assert "│ • Где именно яма? — На проезжей части" in below
    assert [file.ref for file in roads.posts[-2].files + roads.posts[-1].files] == ["deep"]
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("t", first)
    assert f"Раиса, Координаторы ЦУР — с ним объединено {second}" in roads.post("🕘 История").text
    await raisa.commands("t", second)
    assert f"объединено с {first}" in ours.post("🕘 История").text


@on_both_doors
async def test_what_is_undone_is_seen_to_be(stage: Stage, door: str) -> None:
    ours, raisa = await centre(stage, door)
    roads = await stage.agency("roads", "telegram", -100)
    first = await stage.resident("Анна", "vk", 101).files()
    second = await stage.resident("Борис", "vk", 202).files("Яма у дома, та же")
    await merge(raisa, second, first)
    assert ONE in card(roads, first).text
    await raisa.presses("Отменить", on=ours.post("объединено с"))
    assert "Объединено" not in card(roads, first).text
    assert roads.last == f"✂️ {second} больше не объединено с {first}: его жителю ответят отдельно."
    await merge(raisa, second, first)
    await raisa.commands("t", second)
    await raisa.presses("Разъединить", on=card(ours, second))
    assert "Объединено" not in card(roads, first).text
    assert sum("больше не объединено" in post.text for post in roads.posts) == 2


@beginning
async def three(stage: Stage) -> tuple[Player, Player, Player, Chat, Player, Chat]:
    anna, boris, ours, raisa, olga = await merged(stage, "telegram")
    clara = stage.resident("Клара", "telegram", 303)
    third = await clara.files("И у меня эта яма")
    await merge(raisa, third, "26-000001")
    await raisa.commands("t", third)
    stage.later(minutes=2)
    await stage.watch()
    return anna, boris, clara, ours, raisa, olga.chat


@on_both_doors
async def test_an_heir_says_why_it_surfaces_and_the_others_name_it(stage: Stage, door: str) -> None:
    anna, boris, clara, ours, raisa, roads = await three(stage)
    assert "🔗 С этим объединены 2 обращения: 26-000002, 26-000003" in card(roads, "26-000001").text
    await anna.commands("my")
    await anna.presses("26-000001", "Отозвать", "Да, отозвать")
    stage.later(minutes=2)
    await stage.watch()
    heir = card(ours, "26-000002").text
    assert "26-000001" not in heir, "what was withdrawn is near no more"
    assert "🔗 С этим объединено 1 обращение: 26-000003" in heir
    assert ours.says(
        "🔗 Житель 26-000001 отозвал своё обращение, а 26-000002 было с ним объединено"
    )
    assert "🔗 Объединено с 26-000002" in card(ours, "26-000003").text
    assert "🔗 Объединено с 26-000002" in card(roads, "26-000003").text
    assert "Ответ придёт вам по 26-000002 — оно о том же" in clara.sees
    assert "снова рассматривают отдельно" in boris.sees
    await raisa.commands("t", "26-000002")
    assert "само — стало отдельным: житель отозвал 26-000001" in ours.post("🕘 История").text
    assert "разъединено" not in ours.post("🕘 История").text


@pytest.mark.parametrize("door", ["telegram", "vk"])
async def test_whoever_gets_the_main_one_later_reads_what_its_duplicates_wrote(
    stage: Stage, door: str
) -> None:
    ours, raisa = await centre(stage, door)
    await stage.agency("roads", "telegram", -100)
    yards = await stage.agency("yards", "telegram", -200)
    first = await stage.resident("Анна", "telegram", 101).files()
    second = await with_photo(stage, "telegram", 303)
    await merge(raisa, second, first)
    await raisa.commands("t", first)
    await raisa.presses("Передать", on=card(ours, first))
    await raisa.presses("Благоустройство")
    told = yards.post("💬 Переписка по").text
    assert f"житель {second} — о том же\n\n│ Та же яма, только глубже\n📷 1 фото" in told
    assert ONE in card(yards, first).text


async def test_of_hundreds_the_card_tells_the_number(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogs.telling.TOLD", 2)
    _, raisa = await centre(stage)
    roads = await stage.agency("roads", "telegram", -100)
    numbers = [
        await stage.resident("Житель", "vk", 100 + one).files(f"Яма {one}") for one in range(4)
    ]
    for number in numbers[1:]:
        await merge(raisa, number, numbers[0])
    assert "С этим объединены 3 обращения" in card(roads, numbers[0]).text
    assert sum("объединили" in post.text for post in roads.posts) == 2


async def test_nothing_is_looked_up_for_what_is_just_filed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    roads = await stage.agency("roads", "telegram", -100)

    async def refuse(*_: object) -> None:
        raise AssertionError("a complaint under way waits for this")

    monkeypatch.setattr(Unit, "merged_into", refuse)
    monkeypatch.setattr(Unit, "history", refuse)
    number = await stage.resident("Анна", "telegram", 101).files()
    assert roads.says(f"{number} ·")
