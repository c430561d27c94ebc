"""An agency is silent: another answers for it, until it is back."""

import pytest

from .chats import Chat
from .stage import TURNS, Player
from .stage import Stage as Play
from .twice import on_both

pytestmark = on_both

PLACES = {"telegram": (-1, -2, -3), "vk": (2_000_000_001, 2_000_000_002, 2_000_000_003)}
DOORS = pytest.mark.parametrize(("ours", "theirs"), [("telegram", "vk"), ("vk", "telegram")])


async def ready(stage: Play, ours: str, theirs: str) -> tuple[Chat, Chat, Chat, Player]:
    zur = await stage.agency("zur", ours, PLACES[ours][0])
    roads = await stage.agency("roads", theirs, PLACES[theirs][1])
    yards = await stage.agency("yards", ours, PLACES[ours][2])
    return zur, roads, yards, stage.operator("Раиса", zur, 601)


async def stand_in(raisa: Player, by: str = "Благоустройство", span: str = "До конца дня") -> None:
    await raisa.commands("substitute")
    await raisa.presses("Дорожная служба", by, span, "Да, назначить")


@DOORS
async def test_a_stand_in_answers_and_the_agency_comes_back(
    stage: Play, ours: str, theirs: str
) -> None:
    zur, roads, yards, raisa = await ready(stage, ours, theirs)
    anna = stage.resident("Анна", "telegram", 101)
    first = await anna.files()
    await stand_in(raisa)
    assert zur.says("Вместо «")
    assert roads.says("вместо вас отвечает")
    assert yards.says("Координаторы просят вас отвечать")
    card = yards.post(f"{first} ·")
    assert "Вместо исполнителя: Дорожная служба" in card.text
    assert "Взять в работу" in " ".join(card.labels)

    second = await anna.files("Ещё одна яма на дороге")
    assert yards.says(f"{second} · ★")
    assert not roads.says(f"{second} · ★")

    boris = stage.operator("Борис", yards, 701)
    await boris.presses("Взять в работу", on=card)
    assert "Борис" in roads.post(f"{first} ·").text
    await boris.says("Здравствуйте! Яму засыпали сегодня утром.", to=card)
    await boris.presses("Отправить жителю")
    stage.later(minutes=2)
    await stage.watch()
    assert "Яму засыпали" in anna.sees
    answers = [one for one in await stage.history(first) if "засыпали" in one.text]
    assert {(one.agency, one.by.agency) for one in answers} == {("roads", "yards")}

    olga = stage.operator("Ольга", roads, 501)
    await raisa.commands("substitute")
    assert "Дорожная служба → Благоустройство" in zur.last
    await raisa.presses("Вернулся: Дорожная служба")
    assert roads.says("Замещение закончено: отвечаете снова вы.")
    assert yards.says("Замещение закончено: отвечает снова Дорожная служба города.")
    assert roads.post(f"{second} · ★").labels
    assert "Взять в работу" not in " ".join(yards.post(f"{second} · ★").labels)
    await boris.says("И эту засыпали", to=yards.post(f"{second} · ★"))
    assert "сейчас у другого исполнителя: Дорожная служба" in yards.last
    await olga.presses("Взять в работу", on=roads.post(f"{second} · ★"))
    assert "Ольга" in roads.post(f"{second} · ★").text


async def test_it_ends_by_itself(stage: Play) -> None:
    _, roads, yards, raisa = await ready(stage, "telegram", "vk")
    anna = stage.resident("Анна", "vk", 101)
    await stand_in(raisa)
    stage.later(days=1)
    number = await anna.files()
    assert roads.says(f"{number} ·")
    assert not yards.says(f"{number} ·")
    await raisa.commands("substitute")
    assert "Кто не отвечает?" in raisa.chat.last


@DOORS
async def test_that_it_ended_by_itself_is_told_once_and_by_day(
    stage: Play, ours: str, theirs: str
) -> None:
    zur, roads, yards, raisa = await ready(stage, ours, theirs)
    number = await stage.resident("Анна", "vk", 101).files()
    await stand_in(raisa)
    stage.later(hours=15)
    await stage.watch()
    over = "Срок замещения вышел"
    assert not any(chat.says(over) for chat in (zur, roads, yards)), "it is one in the morning"
    stage.later(hours=9)
    async with stage.unit() as killed:
        await TURNS.look(killed)
    for _ in range(2):
        await stage.watch()
        for chat in (zur, roads, yards):
            assert sum(over in post.text for post in chat.posts) == 1
    assert roads.says("отвечаете снова вы, вместо вас отвечал исполнитель «")
    assert zur.says("отвечает снова Дорожная служба города, замещал исполнитель «")
    assert number in roads.with_button("Взять в работу").text
    assert "Взять в работу" not in " ".join(yards.post(f"{number} ·").labels)


async def test_a_new_one_begun_before_the_day_tells_that_the_old_is_over(stage: Play) -> None:
    _, roads, yards, raisa = await ready(stage, "vk", "telegram")
    await stand_in(raisa)
    stage.later(hours=15)
    await stand_in(raisa, by="ЦУР")
    assert yards.says("Срок замещения вышел")
    await stage.watch()
    assert sum("Срок замещения вышел" in post.text for post in roads.posts) == 1
    await raisa.commands("substitute")
    assert "Дорожная служба → Координаторы ЦУР" in raisa.chat.last


@DOORS
async def test_a_stand_ins_lists_have_the_others_tickets_by_name(
    stage: Play, ours: str, theirs: str
) -> None:
    _, roads, yards, raisa = await ready(stage, ours, theirs)
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files("Яма у моста")
    boris, olga = stage.operator("Борис", yards, 701), stage.operator("Ольга", roads, 501)
    await boris.commands("find", "моста")
    assert number not in yards.last
    await stand_in(raisa)
    card = yards.post(f"{number} ·")

    marked = "Вместо исполнителя: Дорожная служба"
    await boris.commands("queue")
    assert number in yards.last
    assert marked in yards.last
    await boris.presses("Отобрать", "Свободные (1)")
    assert marked in yards.last
    await boris.commands("find", "моста")
    assert number in yards.last
    assert marked in yards.last
    await olga.commands("queue")
    assert number in roads.last
    assert "Вместо" not in roads.last

    await boris.presses("Взять в работу", on=card)
    at_home = stage.resident("Борис", ours, 701)
    await at_home.commands("desk")
    assert number in at_home.sees
    assert marked in at_home.sees
    await at_home.presses(number)
    assert marked in at_home.sees

    stage.later(days=1)
    await at_home.commands("desk")
    assert number not in at_home.sees
    await boris.commands("queue")
    assert number not in yards.last


async def test_the_coordinators_queue_has_what_they_stand_in_for(stage: Play) -> None:
    zur, _, _, raisa = await ready(stage, "vk", "telegram")
    await stand_in(raisa, by="ЦУР")
    anna = stage.resident("Анна", "telegram", 101)
    numbers = [await anna.files(f"Яма номер {place}") for place in range(7)]
    await raisa.commands("queue")
    assert numbers[0] in zur.last
    assert "Вместо исполнителя: Дорожная служба" in zur.last
    await raisa.presses("Дальше")
    assert numbers[6] in zur.last


async def test_the_agencys_own_chat_keeps_working(stage: Play) -> None:
    _, roads, yards, raisa = await ready(stage, "vk", "telegram")
    anna, olga = stage.resident("Анна", "vk", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await stand_in(raisa)
    await olga.presses("Взять в работу", on=roads.post(f"{number} ·"))
    assert "Ольга" in roads.post(f"{number} ·").text
    assert "Ольга" in yards.post(f"{number} ·").text


async def test_the_coordinators_stand_in_themselves(stage: Play) -> None:
    zur, _, _, raisa = await ready(stage, "vk", "telegram")
    anna = stage.resident("Анна", "telegram", 101)
    await stand_in(raisa, by="ЦУР", span="На неделю")
    number = await anna.files()
    assert "Передать" in " ".join(zur.post(f"{number} ·").labels)


async def test_only_the_coordinators_choose_and_nobody_chooses_twice(stage: Play) -> None:
    zur, roads, _, raisa = await ready(stage, "telegram", "vk")
    olga, igor = stage.operator("Ольга", roads, 501), stage.operator("Игорь", zur, 602)
    await olga.commands("substitute")
    assert not roads.says("Кто не отвечает?")
    for one in (raisa, igor):
        await one.commands("substitute")
        await one.presses("Дорожная служба", "Благоустройство", "На 3 дня")
    await igor.presses("Да, назначить", on=zur.with_button("Да, назначить"))
    yes = zur.posts[:]
    asked = [post for post in yes if any("Да, назначить" in label for label in post.labels)]
    await raisa.presses("Да, назначить", on=asked[0])
    assert sum("Закончить раньше" in post.text for post in zur.posts) == 1


async def test_what_is_not_routed_stands_first_in_the_coordinators_queue(stage: Play) -> None:
    zur, roads, _, raisa = await ready(stage, "telegram", "vk")
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    first, second = await anna.files(), await anna.files("Ещё одна яма на дороге")
    for number in (first, second):
        await olga.presses("Не наше", on=roads.post(f"{number} ·"))
        await olga.says("Это двор")
    await raisa.presses("Взять в работу", on=zur.post(f"{first} ·"))
    await raisa.commands("queue")
    assert "Не распределено: 1." in zur.last
    assert zur.last.index(second) < zur.last.index(first)


@DOORS
async def test_who_stands_in_for_a_stand_in_has_all_its_cards_until_it_is_back(
    stage: Play, ours: str, theirs: str
) -> None:
    _, roads, yards, raisa = await ready(stage, ours, theirs)
    gas = await stage.agency("gas", theirs, PLACES[theirs][0] - 10)
    number = await stage.resident("Анна", "telegram", 101).files()
    await stand_in(raisa)
    await raisa.commands("substitute")
    await raisa.presses("Назначить замену", "Благоустройство", "Горгаз", "До конца дня")
    await raisa.presses("Да, назначить")
    card = gas.post(f"{number} ·")
    assert "Вместо исполнителя: Дорожная служба" in card.text
    petr = stage.operator("Пётр", gas, 801)
    await petr.presses("Взять в работу", on=card)
    assert "Пётр" in roads.post(f"{number} ·").text
    await raisa.commands("substitute")
    await raisa.presses("Вернулся: Благоустройство")
    assert "🚫 Не наше" in yards.post(f"{number} ·").labels
    assert not gas.post(f"{number} ·").labels


@DOORS
@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("завтра", "25.11.2026, 23:59"),
        ("до пятницы", "27.11.2026, 23:59"),
        ("через 3 рабочих дня", "27.11.2026, 23:59"),
        ("15.12", "15.12.2026, 23:59"),
    ],
)
async def test_its_last_day_may_be_typed(
    stage: Play, ours: str, theirs: str, typed: str, until: str
) -> None:
    zur, roads, _, raisa = await ready(stage, ours, theirs)
    await raisa.commands("substitute")
    await raisa.presses("Дорожная служба", "Благоустройство")
    question = zur.post("До конца какого дня?")
    assert "ответом на это сообщение" in question.text
    await raisa.says(typed, to=question)
    assert f"до {until}.\n\nКарточки открытых обращений" in zur.last
    await raisa.presses("Да, назначить")
    assert f"До {until} вместо вас отвечает" in roads.last


@pytest.mark.parametrize("typed", ["как вернутся", "вчера", "24.11.2025", "15.06.2027", "31.02"])
async def test_what_is_no_day_for_it_is_told_what_is(stage: Play, typed: str) -> None:
    zur, _, _, raisa = await ready(stage, "telegram", "vk")
    await raisa.commands("substitute")
    await raisa.presses("Дорожная служба", "Благоустройство")
    await raisa.says(typed, to=zur.post("До конца какого дня?"))
    assert "Не понял день. Напишите ответом на вопрос" in zur.last
    assert "до 23 января" in zur.last
    await raisa.says("завтра", to=zur.post("До конца какого дня?"))
    assert "до 25.11.2026, 23:59" in zur.last


async def test_words_where_buttons_are_waited_for_are_told_so(stage: Play) -> None:
    zur, _, _, raisa = await ready(stage, "telegram", "vk")
    await raisa.commands("substitute")
    await raisa.says("дорожники", to=zur.posts[-1])
    assert "Выберите, пожалуйста, один из вариантов" in zur.last
    await raisa.presses("Дорожная служба")


async def test_a_stand_in_that_refuses_says_for_whom(stage: Play) -> None:
    zur, _, yards, raisa = await ready(stage, "telegram", "vk")
    number = await stage.resident("Анна", "telegram", 101).files()
    await stand_in(raisa)
    boris = stage.operator("Борис", yards, 701)
    await boris.presses("Не наше", on=yards.post(f"{number} ·"))
    await boris.says("Это не дорога")
    why = zur.post("↩️ «Не наше»").text
    assert "Благоустройство и горсвет (замещает: Дорожная служба), Борис:" in why
