"""What operators type after a command, or do, the way people do it: a surname, a day."""

import pytest

from .stage import Stage
from .twice import on_both_ways


@on_both_ways
async def test_a_ticket_is_given_by_a_surname(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга", roads, 501)
    peter, igor = (
        stage.operator("Пётр Волков", roads, 502),
        stage.operator("Игорь Волк", roads, 503),
    )
    number = await stage.resident("Анна", home, 101).files()
    await peter.commands("queue")
    await igor.commands("queue")
    await olga.commands("assign", f"{number} Зайцев")
    assert roads.says("«Зайцев»: такого имени")
    await olga.commands("assign", f"{number} Волк")
    assert roads.says("«Волк»: такого имени"), "there are two of them"
    await olga.commands("assign", f"{number} Волкову")
    assert roads.says(f"{number} теперь ведёт Пётр Волков")


async def test_a_day_that_is_over_is_none_to_promise(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    olga = stage.operator("Ольга", roads, 501)
    number = await stage.resident("Анна", "telegram", 101).files()
    await olga.commands("promise", f"{number} вчера")
    assert roads.says("день уже прошёл")
    assert not roads.says("Слова сохранил")


async def test_figures_of_a_year_are_said_to_be_a_table(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("stats", "год")
    assert roads.says("/export год")
    assert roads.says("Показатели за 30 дней")


async def test_an_agency_is_named_to_many_by_its_beginning(stage: Stage) -> None:
    zur = await stage.agency("zur", "telegram", -900)
    await stage.agency("roads", "telegram", -100)
    raisa = stage.operator("Раиса", zur, 701)
    await stage.resident("Анна", "telegram", 101).files()
    await raisa.commands("bulk", "дорожная")
    assert "Открытых обращений: 1" in zur.last


@on_both_ways
async def test_of_two_answers_the_last_is_corrected_and_that_is_said(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.says("Яму на Ленина, 5 заделали утром", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    first = roads.with_button("Исправить")
    await olga.presses("Исправить", on=first)
    assert not roads.says("исправляется последний")
    await olga.commands("cancel")
    await olga.commands("answer", f"{number} Соседнюю яму заделаем завтра, 10 декабря")
    await olga.presses("Отправить жителю")
    await olga.presses("Исправить", on=first)
    assert roads.says("исправляется последний")


@on_both_ways
@pytest.mark.parametrize("text", ["и ещё там люк открыт, торчит", "теперь там провод искрит"])
async def test_a_danger_told_later_is_seen_by_who_reads_on(
    stage: Stage, home: str, office: str, chat: int, text: str
) -> None:
    roads = await stage.agency("roads", office, chat)
    anna = stage.resident("Анна", home, 101)
    number = await anna.files()
    await anna.commands("my")
    await anna.presses(number, "Дополнить")
    await anna.says("фото пришлю завтра, у колонки")
    await anna.commands("my")
    await anna.presses(number, "Дополнить")
    await anna.says(text)
    assert roads.says(f"🚨 ➕ Житель дополнил {number}")
    assert sum("🚨 ➕" in post.text for post in roads.posts) == 1
