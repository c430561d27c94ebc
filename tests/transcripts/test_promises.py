"""A day is promised, by buttons and by words; it is moved twice, and no more; it comes, and is kept
or not."""

from dataclasses import replace as another
from pathlib import Path

import pytest

from core.topics import Suggestions
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .chats import Chat, Post
from .stage import Player, Stage, open_stage
from .twice import on_both_ways


def card(chat: Chat, number: str) -> Post:
    return next(post for post in reversed(chat.posts) if post.text.startswith(f"{number} · ★"))


async def promise(operator: Player, number: str, day: str, text: str) -> None:
    await operator.commands("promise", number)
    await operator.says(day)
    await operator.says(text)
    await operator.presses("Назначить и сообщить")


@on_both_ways
async def test_a_day_is_promised_by_buttons_and_moved_by_words_twice(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()

    await olga.presses("Назначить срок")
    assert f"К какому дню по {number} будет сделано?" in roads.last
    await olga.presses("Завтра")
    assert "Что будет сделано" in roads.last
    await olga.says("Засыплем яму щебнем")
    assert "срок — до среды, 25 ноября" in roads.last
    assert not anna.chat.says("Засыплем яму"), "nothing goes before it is confirmed"
    await olga.presses("Назначить и сообщить")
    promised = "до среды, 25 ноября, 17:00"
    assert roads.last == f"📅 Срок по {number} назначен: {promised}. Житель знает."
    assert f"📅 Обещано {promised}. Занимается: Ольга" in card(roads, number).text
    assert anna.sees == (
        f"📅 По обращению {number} назначен срок: {promised} (Дорожная служба города)."
        "\n\nЗасыплем яму щебнем"
    )

    for day, count, until, text in (
        ("до пятницы", 0, "до пятницы, 27 ноября, 17:00", "Не привезли щебень"),
        ("через 10 дней", 1, "до пятницы, 4 декабря, 17:00", "Сломался каток"),
    ):
        await olga.commands("promise", number)
        assert f"Срок по {number} переносили: {count}. Можно всего: 2." in roads.last
        await olga.says(day)
        await olga.says(text)
        assert f"срок — {until}" in roads.last
        await olga.presses("Назначить и сообщить")
        assert f"срок перенесён: теперь {until}" in anna.sees
        assert anna.sees.endswith(text)


@on_both_ways
async def test_a_promise_moved_too_often_is_refused_with_what_is_possible(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, petr = stage.operator("Ольга", roads, 501), stage.operator("Пётр", roads, 502)
    anna = stage.resident("Анна", home, 101)
    number = await anna.files()
    for day, text in (
        ("через 3 дня", "Засыплем яму щебнем"),
        ("через 5 дней", "Не привезли щебень"),
    ):
        await promise(olga, number, day, text)
    # two begin the last move at once: who is second has written for nothing, and has it back
    await petr.commands("promise", number)
    await petr.says("через 8 дней")
    await petr.says("Ждём асфальт с завода")
    late = roads.posts[-1]
    await promise(olga, number, "через 7 дней", "Сломался каток")
    kept, heard = await stage.ticket(number), len(anna.chat.posts)
    await petr.presses("Назначить и сообщить", on=late)
    refused = (
        f"Срок по {number} уже переносили 2 раза — больше нельзя. Дольше может дать руководитель."
        "\nМожно:\n"
    )
    assert late.text.startswith(refused)
    assert f"Черновик по {number} отложен, жителю он не ушёл" in late.text
    assert "Ждём асфальт с завода" in late.text

    await olga.presses("Назначить срок", on=card(roads, number))
    (why,) = [one for one in roads.toasts[-1:] if one] or [roads.last]
    assert why.startswith(refused)
    for way in ("ответить на карточку", "уточнить у жителя", "вернуть: «Не наше»"):
        assert f"• {way}" in why
    assert "назначить срок" not in why.partition("Можно:")[2]
    assert await stage.ticket(number) == kept
    assert len(anna.chat.posts) == heard, anna.sees


@on_both_ways
async def test_a_promised_day_comes_and_the_word_is_kept(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await promise(olga, number, "до четверга", "Засыплем яму щебнем")
    heard = len(anna.chat.posts)
    assert "🔧 Взять в работу" not in card(roads, number).labels
    stage.later(days=1)
    await stage.watch()
    assert not roads.says("прошло 50 %"), "a promise is not hurried"

    stage.later(hours=23)  # Thursday, nine in the morning
    await stage.watch()
    assert "📅 Обещано на сегодня: 1" in roads.post("☀️ Что сегодня").text
    due = roads.post("сегодня обещанный срок")
    assert due.text == f"📅 {number}: сегодня обещанный срок."
    assert due.message.reply_to == card(roads, number).id
    assert "🔧 В работе: Ольга. Обещано до четверга, 26 ноября, 17:00" in card(roads, number).text
    assert "осталось 7 ч рабочего времени" in card(roads, number).text
    await stage.watch()
    assert sum("сегодня обещанный срок" in post.text for post in roads.posts) == 1
    assert len(anna.chat.posts) == heard, "the resident was told the day, and waits for it"
    await anna.commands("my")
    await anna.presses(number)
    assert "Состояние: в работе" in anna.sees
    assert "Срок ответа: до четверга, 26 ноября, 17:00" in anna.sees
    assert "26.11.2026, 09:00 — обещанный срок наступил" in anna.sees

    await olga.says("Засыпали и утрамбовали, как обещали", to=due)
    await olga.presses("Отправить жителю")
    assert "Засыпали и утрамбовали, как обещали" in anna.chat.post("Помогло?").text
    stage.later(hours=9)
    await stage.watch()
    assert not roads.says("срок ответа вышел")


@on_both_ways
async def test_a_promised_day_passes_and_the_coordinators_hear(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur = await stage.agency("zur", home, -900 if home == "telegram" else 2_000_000_009)
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await promise(olga, number, "завтра", "Засыплем яму щебнем")
    stage.later(hours=23)
    await stage.watch()
    assert not zur.says(number), "today the agency keeps its word itself"
    stage.later(hours=8, minutes=5)
    await stage.watch()
    assert f"⏰ {number}: срок ответа вышел." in roads.last
    assert f"🔥 {number}: срок ответа вышел, жителю не ответили." in zur.last
    assert "🔧 В работе: Дорожная служба, Ольга" in zur.last
    assert zur.posts[-1].message.reply_to == card(zur, number).id
    assert "➡️ Передать" in card(zur, number).labels

    # what next: another day may be promised, once more with a reason
    await olga.presses("Назначить срок", on=card(roads, number))
    assert f"Срок по {number} переносили: 0. Можно всего: 2." in roads.last
    await olga.says("до пятницы")
    await olga.says("Не привезли щебень")
    await olga.presses("Назначить и сообщить")
    assert "срок перенесён: теперь до пятницы, 27 ноября, 17:00" in anna.sees
    assert "📅 Обещано до пятницы, 27 ноября, 17:00" in card(zur, number).text


@on_both_ways
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


@on_both_ways
@pytest.mark.parametrize("words", ["25 декабря заменим покрытие", "500 тонн щебня до 25.12"])
async def test_a_sentence_that_names_the_day_is_what_is_promised(
    stage: Stage, home: str, office: str, chat: int, words: str
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    await anna.files()
    await olga.presses("Назначить срок")
    await olga.says(words)
    assert "срок — до пятницы, 25 декабря" in roads.last
    await olga.presses("Назначить и сообщить")
    assert anna.chat.says(words)


@on_both_ways
async def test_a_draft_that_names_the_day_is_not_asked_for_it(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.says("Яму заделаем к 5 декабря", to=card(roads, number))
    await olga.presses("📅 Назначить срок: напомню")
    assert "5 декабря" in roads.last
    assert "К какому дню" not in roads.last
    await olga.presses("Назначить и сообщить")
    assert anna.chat.says("Яму заделаем к 5 декабря")


@on_both_ways
async def test_of_a_day_of_another_year_the_year_is_told(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.presses("Назначить срок")
    await olga.says("25.11.2027")
    assert "дальше, чем через год" in "\n".join([*roads.toasts, roads.last])
    await olga.says("23.11.2027")
    await olga.says("Положим асфальт заново")
    whole = "до вторника, 23 ноября 2027, 17:00"
    assert whole in roads.last
    await olga.presses("Назначить и сообщить")
    assert whole in anna.sees
    assert whole in card(roads, number).text
    await anna.commands("my")
    await anna.presses(number)
    assert whole in anna.sees
    await olga.presses("История", on=card(roads, number))
    assert whole in roads.last


@on_both_ways
async def test_a_day_off_becomes_the_next_working_day_and_the_draft_says_why(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.commands("promise", number)
    await olga.says("20.12")
    await olga.says("Засыплем яму щебнем")
    assert "срок — до понедельника, 21 декабря, 17:00" in roads.last
    assert "📅 20 декабря — нерабочий день, поэтому срок — в следующий рабочий." in roads.last
    await olga.presses("День")
    await olga.says("21.12")
    assert "срок — до понедельника, 21 декабря, 17:00" in roads.last
    assert "нерабочий" not in roads.last
    await olga.presses("Назначить и сообщить")
    assert "нерабочий" not in anna.sees


@on_both_ways
async def test_the_words_of_a_command_outlast_a_day_that_cannot_be(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    for typed in ("31.02 заменим опору", "01.11 заменим опору", "заменим опору", "заменим опору 5"):
        await olga.commands("promise", f"{number} {typed}")
        assert "К какому дню" in roads.last
        assert any("Слова сохранил: «заменим опору" in one.text for one in roads.posts[-2:])
        await olga.says("до пятницы", to=roads.posts[-1])
        assert "срок — до пятницы, 27 ноября, 17:00.\n\nзаменим опору" in roads.last
        await olga.presses("Отмена")
    await olga.commands("promise", f"{number} 31.02")
    assert "Слова сохранил" not in roads.last


@on_both_ways
@pytest.mark.parametrize(
    "words",
    ["3.5 тонны щебня привезём", "К-700 застрял", "№5 опору"],
)
async def test_a_number_among_the_words_of_a_promise_is_no_day(
    stage: Stage, home: str, office: str, chat: int, words: str
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.commands("promise", f"{number} {words}")
    await olga.says("Через неделю", to=roads.posts[-1])
    assert f"\n\n{words}" in roads.last


async def test_how_often_it_may_be_moved_yet_is_told(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    number = await stage.resident("Анна", "telegram", 101).files()
    olga = stage.operator("Ольга", roads, 501)
    for day, told in (
        ("30.11", f"📅 Срок по {number} назначен: до"),
        ("01.12", "Перенести можно ещё 1 раз."),
        ("02.12", "Больше переносить нельзя: дальше — только руководитель."),
    ):
        await olga.commands("promise", f"{number} {day} Заменим опору моста целиком")
        await olga.presses("Назначить и сообщить")
        assert told in roads.last
    assert f"📅 Срок по {number} перенесён: теперь до" in roads.last


async def test_where_no_day_may_be_put_off_it_is_not_counted_how_often_it_was(
    tmp_path: Path,
) -> None:
    own = another(TOWN, desk=TOWN.desk.model_copy(update={"extensions": 0}))
    async with open_stage(tmp_path, Turns(own, Catalogue(), Suggestions(own))) as stage:
        roads = await stage.agency("roads", "telegram", -100)
        number = await stage.resident("Анна", "telegram", 101).files()
        olga = stage.operator("Ольга", roads, 501)
        await olga.commands("promise", f"{number} 30.11 Заменим опору моста целиком")
        await olga.presses("Назначить и сообщить")
        await olga.commands("promise", f"{number} 01.12 Заменим опору моста целиком")
        told = "\n".join([*roads.toasts, roads.last])
        assert f"По {number} срок уже назначен. Перенести его может только руководитель." in told
        assert "0 раз" not in told


@on_both_ways
async def test_a_form_that_was_left_overnight_knows_what_day_it_is(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга", roads, 501)
    number = await stage.resident("Анна", home, 101).files()
    await olga.commands("promise", number)
    stage.later(days=1)
    await olga.presses("Завтра")
    await olga.says("Засыплем яму щебнем")
    assert "срок — до четверга, 26 ноября, 17:00" in roads.last
    stage.later(days=1)
    await olga.presses("День")
    await olga.says("завтра")
    assert "срок — до пятницы, 27 ноября, 17:00" in roads.last
