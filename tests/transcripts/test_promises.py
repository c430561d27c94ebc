"""A day is promised, by buttons and by words; it is moved twice, and no more."""

import pytest

from .stage import Stage, on_both

pytestmark = on_both

WAYS = pytest.mark.parametrize(
    ("home", "office", "chat"),
    [("telegram", "vk", 2_000_000_001), ("vk", "telegram", -100_500)],
)


@WAYS
async def test_a_day_is_promised_by_buttons_and_moved_by_words_twice(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()

    await olga.presses("Назначить срок")
    assert f"К какому дню по {number}" in roads.last
    await olga.presses("Завтра")
    assert "Что будет сделано" in roads.last
    await olga.says("Засыплем яму щебнем")
    assert "срок — до среды, 25 ноября" in roads.last
    assert not anna.chat.says("Засыплем яму"), "nothing goes before it is confirmed"
    await olga.presses("Назначить и сообщить")
    assert f"Срок по {number} назначен" in roads.last
    assert anna.chat.says("Засыплем яму щебнем")

    for day, until, text in (
        ("до пятницы", "пятницы, 27 ноября", "Не привезли щебень"),
        ("через 10 дней", "4 декабря", "Сломался каток"),
    ):
        await olga.commands("promise", number)
        await olga.says(day)
        await olga.says(text)
        assert until in roads.last
        await olga.presses("Назначить и сообщить")
        assert anna.chat.says(text)

    kept = (await stage.ticket(number)).promised
    await olga.commands("promise", number)
    told = "\n".join([*roads.toasts, *(post.text for post in roads.posts[-2:])])
    assert "Можно" in told
    assert (await stage.ticket(number)).promised == kept


@WAYS
async def test_a_day_that_is_none_is_asked_for_again(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга", roads, 501)
    await stage.resident("Анна", home, 101).files()
    await olga.presses("Назначить срок")
    await olga.says("когда рак на горе свистнет")
    assert roads.says("Не понял день")
    await olga.says("до пятницы")
    assert "Что будет сделано" in roads.last
