"""What operators say to each other in reply to a card: each has a way of its own, offered first."""

import pytest

from core.tickets import State
from tests.shipped import TOWN

from .drafts import drafted
from .stage import Stage
from .twice import on_both

pytestmark = on_both


async def test_whoever_takes_it_in_words_takes_it_by_one_press(stage: Stage) -> None:
    roads, olga, _, number = await drafted(stage, "беру, занимаюсь")
    assert "Похоже, вы берёте обращение" in roads.last
    assert "Взять в работу" in roads.posts[-1].labels[0]
    await olga.presses("Взять в работу")
    ticket = await stage.ticket(number)
    assert (ticket.state, ticket.taken_by) == (State.IN_WORK, "Ольга")


@pytest.mark.parametrize(
    "words",
    ["передайте в электросети, там провод оборван", "опора на балансе ДРСК", "нет полномочий"],
)
async def test_what_others_are_to_do_goes_back(stage: Stage, words: str) -> None:
    roads, olga, _, number = await drafted(stage, words)
    assert "Похоже, это не ваше" in roads.last
    assert "Не наше: вернуть" in roads.posts[-1].labels[0]
    await olga.presses("Не наше: вернуть")
    assert (await stage.ticket(number)).agency == TOWN.coordinators.code
    assert (await stage.history(number))[-1].text == words


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("передайте жилинспекции, это подъезд", "housing"),
        ("в ГЖИ", "housing"),
        ("это к энергетикам", "power"),
        ("передайте в Россети", "power"),
        ("перенаправьте, тут контейнеры", "waste"),
    ],
)
async def test_the_coordinators_pass_on_to_whom_they_name(
    stage: Stage, words: str, agency: str
) -> None:
    centre = await stage.agency(TOWN.coordinators.code, "telegram", -100)
    olga, anna = stage.operator("Ольга", centre, 501), stage.resident("Анна", "vk", 101)
    number = await anna.files()
    await olga.says(words, to=centre.post(f"{number} ·"))
    assert "➡️ Передать: " in centre.posts[-1].labels[0]
    await olga.presses("Передать: ")
    assert (await stage.ticket(number)).agency == agency
    assert not anna.chat.says(words)


async def test_talk_to_a_colleague_stays_a_note(stage: Stage) -> None:
    roads, olga, anna, number = await drafted(stage, "Серёга, глянь по пути")
    assert "Похоже, это коллегам" in roads.last
    await olga.presses("Оставить заметкой")
    assert (await stage.history(number))[-1].text == "Серёга, глянь по пути"
    assert not anna.chat.says("глянь по пути")


async def test_rudeness_is_pointed_at_and_goes_only_by_a_press(stage: Stage) -> None:
    roads, olga, anna, number = await drafted(stage, "опять эта дура пишет")
    assert "Похоже на грубость: «дура»" in roads.last
    assert "Оставить заметкой" in roads.posts[-1].labels[0]
    assert any("решено" in one for one in roads.posts[-1].labels), "whoever means it may send it"
    await olga.presses("Оставить заметкой")
    assert (await stage.ticket(number)).state is State.ROUTED
    assert not anna.chat.says("дура")


async def test_a_refusal_is_offered_as_one(stage: Stage) -> None:
    roads, olga, anna, _ = await drafted(stage, "Светофор нецелесообразен, ставить не будем")
    assert "Похоже, это отказ" in roads.last
    assert "Отказано" in roads.posts[-1].labels[0]
    await olga.presses("Отказано")
    assert anna.chat.says("в просьбе отказано")


async def test_what_is_still_to_come_may_become_a_promise(stage: Stage) -> None:
    roads, olga, anna, number = await drafted(stage, "Бригада выехала")
    assert "Похоже, это ещё впереди" in roads.last
    await olga.presses("Назначить срок")
    await olga.presses("Завтра", "Назначить и сообщить")
    assert (await stage.ticket(number)).state is State.PLANNED
    assert anna.chat.says("Бригада выехала")


async def test_what_is_planned_is_told_to_close_by_itself(stage: Stage) -> None:
    roads, olga, *_ = await drafted(stage, "Яму заделаем весной")
    await olga.presses("Запланировано")
    assert "Закроется само через 7 дней" in roads.last


async def test_a_duplicate_is_the_coordinators(stage: Stage) -> None:
    roads, olga, _, number = await drafted(stage, "дубль, отклоняю")
    assert "Похоже, это дубль" in roads.last
    await olga.presses("Не наше: вернуть")
    assert (await stage.ticket(number)).agency == TOWN.coordinators.code


async def test_a_command_cut_short_is_answered_and_a_bare_number_is_told_how(stage: Stage) -> None:
    _, olga, *_ = await drafted(stage, "беру")
    await olga.says("/стат")
    assert "Может быть, /stats?" in olga.sees
    await olga.commands("find", "731")
    assert "Карточка по номеру: /t 731" in olga.sees


async def test_the_coordinators_merge_what_they_call_a_duplicate(stage: Stage) -> None:
    centre = await stage.agency(TOWN.coordinators.code, "telegram", -100)
    olga, anna = stage.operator("Ольга", centre, 501), stage.resident("Анна", "vk", 101)
    first = await anna.files()
    second = await stage.resident("Пётр", "vk", 102).files()
    await olga.says(f"дубль {first}", to=centre.post(f"{second} ·"))
    assert "Объединить" in centre.posts[-1].labels[0]
    await olga.presses("Объединить")
    assert (await stage.ticket(second)).into == first
