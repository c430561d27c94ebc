"""The whole story, both ways: a complaint, its card, the answer, the resident's verdict."""

import pytest

from dialogs.events import Returned

from .stage import Stage
from .twice import on_both

pytestmark = on_both

WAYS = pytest.mark.parametrize(
    ("home", "office", "chat"),
    [
        ("telegram", "vk", 2_000_000_001),
        ("vk", "telegram", -100_500),
        ("telegram", "telegram", -100_500),
        ("vk", "vk", 2_000_000_001),
    ],
)


@WAYS
async def test_from_the_first_word_to_the_verdict(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга Петровна", roads, 501)
    anna = stage.resident("Анна", home, 101)

    await anna.commands("start")
    assert "Здравствуйте" in anna.sees
    await anna.says("Огромная яма, асфальт провалился")
    assert "соглас" in anna.sees.lower()
    await anna.presses("Даю согласие")
    assert "Похоже, тема такая. Верно?" in anna.sees
    await anna.presses("Ямы")
    assert "Где именно яма?" in anna.sees
    await anna.presses("Во дворе")
    assert "Где это?" in anna.sees
    await anna.places(50.2907, 127.5272)
    assert "Пришлите фото" in anna.sees
    await anna.sends("one", "two")
    await anna.presses("Готово")
    assert "Как с вами связаться" in anna.sees
    await anna.says("+7 914 123-45-67")
    summary = anna.chat.post("Проверьте, всё ли верно").text
    for line in ("асфальт провалился", "Ямы", "Во дворе", "Благовещенск", "2 фото", "914"):
        assert line in summary
    await anna.presses("Отправить")
    accepted = anna.chat.post("Принято. Номер обращения: 26-000001")
    assert "Дорожная служба города" in accepted.text
    assert "до вторника, 24 ноября, 15:00" in accepted.text, "four working hours, lunch between"

    pictures = next(post for post in roads.posts if post.files)
    card = roads.post("26-000001 · ★ 🛣 Дороги: Ямы")
    assert [file.ref for file in pictures.files] == ["one", "two"]
    assert "Ответить до вторника, 24 ноября, 15:00" in card.text
    assert "914" not in card.text, "the contact is shown only when asked for"
    assert "Анна" not in card.text
    assert any("yandex.ru/maps" in button.url for button in card.buttons)

    await olga.presses("Взять в работу")
    assert "В работе: Ольга Петровна" in card.text
    assert "взято в работу" in anna.sees
    assert "Ольга" not in anna.sees

    await olga.sends("repaired", text="Яму заделали сегодня утром", to=card)
    assert "Так увидит житель" in roads.last
    assert "1 фото" in roads.last
    assert not anna.chat.says("Яму заделали"), "nothing goes before it is confirmed"
    await olga.presses("Отправить жителю")
    assert "Отправлено жителю" in roads.last
    assert "Отвечено: Ольга Петровна" in card.text
    assert anna.chat.says("Яму заделали сегодня утром")
    assert "repaired" in [file.ref for post in anna.chat.posts for file in post.files]

    await anna.presses("Не помогло")
    await anna.sends("still", text="Через день снова провал")
    await anna.presses("Готово")
    assert "Вернул обращение 26-000001 в работу" in anna.sees
    assert roads.says("Житель вернул 26-000001")
    assert "still" in [file.ref for post in roads.posts for file in post.files]
    assert "Житель вернул 1 раз" in card.text

    await olga.says("Положили новый асфальт", to=card)
    await olga.presses("Отправить жителю")
    await anna.presses("Помогло")
    assert "Рады, что помогло" in anna.sees
    assert "Закрыто: житель доволен" in card.text
    assert not card.labels or "Взять" not in " ".join(card.labels)


@WAYS
async def test_a_question_and_its_answer(stage: Stage, home: str, office: str, chat: int) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()

    await olga.presses("Уточнить")
    await olga.says("У какого подъезда яма?")
    assert "Вопрос жителю" in roads.last
    await olga.presses("Отправить жителю")
    assert "У какого подъезда яма?" in anna.sees
    assert "Ждём ответа жителя" in roads.post(f"{number} ·").text

    await anna.says("У третьего")
    assert f"Передал ваш ответ исполнителю (обращение {number})" in anna.sees
    assert roads.says("У третьего")
    assert roads.post("У третьего").message.reply_to == roads.post(f"{number} ·").id
    assert "В работе: Ольга" in roads.post(f"{number} ·").text


async def test_an_agency_without_a_chat_is_served_by_the_coordinators(stage: Stage) -> None:
    zur = await stage.agency("zur", "telegram", -1)
    number = await stage.resident("Анна", "vk", 101).files()
    assert "Передано: Дорожная служба" in zur.post(number).text


async def test_not_ours_goes_to_the_coordinators_and_on_by_buttons(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    zur = await stage.agency("zur", "telegram", -1)
    yards = await stage.agency("yards", "telegram", -2)
    olga, ivan = stage.operator("Ольга", roads, 501), stage.operator("Иван", zur, 601)
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files()

    await olga.presses("Не наше")
    await olga.says("Это двор, он у благоустройства")
    assert "возвращено координаторам" in roads.last
    assert "Передано: Координаторы ЦУР" in roads.post(f"{number} ·").text
    assert not roads.post(f"{number} ·").labels
    assert zur.post(f"{number} ·").labels
    for words in ("Не наше", "Дорожная служба", "Ольга", "Это двор, он у благоустройства"):
        assert words in zur.last

    await ivan.presses("Передать")
    assert "Кому передать" in zur.last
    await ivan.presses("Благоустройство и горсвет")
    assert "передано: Управление благоустройства" in zur.last
    assert number in yards.post(f"{number} ·").text
    assert "Взять в работу" in " ".join(yards.post(f"{number} ·").labels)
    assert "передано: Управление благоустройства" not in anna.sees
    stage.later(minutes=1)
    await stage.watch()
    assert "передано: Управление благоустройства" in anna.sees
    assert "Передано: Благоустройство и горсвет" in zur.post(f"{number} ·").text

    await olga.says("А мы всё-таки ответим", to=roads.post(f"{number} ·"))
    assert "сейчас у другого исполнителя: Благоустройство и горсвет" in roads.last


async def test_a_reply_to_any_notice_goes_to_its_ticket(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "telegram", 101)
    first = await anna.files()
    second = await anna.files("Ещё одна яма на дороге")
    await olga.presses("Взять в работу", on=roads.post(f"{first} ·"))
    taken = anna.chat.post(f"{first} взято в работу")
    await anna.says("Яма стала больше", to=taken)
    assert roads.says(f"Житель дополнил {first}")
    assert not roads.says(f"Житель дополнил {second}")


async def test_a_resident_who_blocked_the_bot_hears_the_answer_when_they_return(
    stage: Stage,
) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    anna.chat.blocked = True
    await olga.presses("Взять в работу")
    await olga.says("Здравствуйте! Яму засыпали.", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    told = [post.text for post in roads.posts if "Житель недоступен" in post.text]
    assert len(told) == 1

    anna.chat.blocked = False
    await anna.does(Returned())
    assert anna.chat.says("Яму засыпали")
    assert anna.chat.says("взято в работу")
