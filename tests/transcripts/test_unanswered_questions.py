"""The agency asks, and the resident says nothing: it closes politely, and «Не помогло» opens it."""

import pytest

from .beginnings import beginning
from .chats import Chat, Post
from .stage import Player, Stage
from .twice import on_both

WAYS = pytest.mark.parametrize(
    ("home", "office", "chat"),
    [("telegram", "vk", 2_000_000_001), ("vk", "telegram", -100_500)],
)


def card(chat: Chat, number: str) -> Post:
    return next(post for post in reversed(chat.posts) if post.text.startswith(f"{number} · ★"))


@beginning
async def asked(stage: Stage, home: str, office: str, chat: int) -> tuple[Player, Player, str]:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.presses("Уточнить", on=card(roads, number))
    await olga.says("У какого подъезда яма?")
    await olga.presses("Отправить жителю")
    return anna, olga, number


@on_both
@WAYS
async def test_nobody_answers_and_it_closes_politely_in_working_hours(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, olga, number = await asked(stage, home, office, chat)
    heard = len(anna.chat.posts)
    stage.later(days=5, hours=1)  # a Sunday
    await stage.watch()
    assert len(anna.chat.posts) == heard, "nobody is disturbed on a day off"
    stage.later(days=1)
    await stage.watch()
    assert anna.chat.posts[heard:] == [anna.chat.posts[-1]]
    told = anna.chat.posts[-1]
    assert told.text == (
        f"⌛ Мы спрашивали вас по обращению {number}, но ответа не было, и оно закрыто. "
        "Если проблема осталась, нажмите «Не помогло»: обращение вернётся в работу."
    )
    assert "🏁 Закрыто" in card(olga.chat, number).text
    assert "✍️ Ответить" not in card(olga.chat, number).labels
    assert not olga.chat.says("срок ответа вышел"), "the clock stood while the resident was asked"

    await anna.presses("Не помогло", on=told)
    await anna.says("Был в отъезде. У третьего подъезда")
    assert f"Вернул обращение {number} в работу" in anna.sees
    assert "│ Был в отъезде. У третьего подъезда" in olga.chat.post("🔁 Житель вернул").text
    assert "🔧 В работе: Ольга" in card(olga.chat, number).text


@WAYS
async def test_who_answers_at_the_last_hour_keeps_it_open(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, olga, number = await asked(stage, home, office, chat)
    stage.later(days=4, hours=23)
    await stage.watch()
    await anna.says("У третьего")
    assert f"Передал ваш ответ исполнителю (обращение {number})" in anna.sees
    stage.later(days=2)
    await stage.watch()
    assert "🔧 В работе: Ольга" in card(olga.chat, number).text
    assert not anna.chat.says("ответа не было")


@on_both
@WAYS
async def test_an_answer_that_comes_too_late_opens_it_again(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    """They never left the question: «Отмена» still stands under their chat."""
    anna, olga, number = await asked(stage, home, office, chat)
    stage.later(days=6)
    await stage.watch()
    assert "ответа не было" in anna.sees
    await anna.says("У третьего подъезда, простите, болела")
    assert f"Вернул обращение {number} в работу и передал ваши слова" in anna.sees
    assert "│ У третьего подъезда" in olga.chat.post("🔁 Житель вернул").text
    assert "🔧 В работе: Ольга" in card(olga.chat, number).text


@WAYS
async def test_words_for_a_ticket_that_was_closed_meanwhile_are_told_what_to_do(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, olga, number = await asked(stage, home, office, chat)
    await olga.says("Яму засыпали сегодня, 24 ноября", to=card(olga.chat, number))
    await olga.presses("решено")
    stage.later(days=8)
    await stage.watch()
    assert f"Обращение {number} закрыто: после ответа" in anna.chat.post("🏁").text
    await anna.says("У третьего подъезда")
    assert f"Обращение {number} уже завершено, дополнить его нельзя" in anna.sees
    assert "нажмите «Не решено»" in anna.sees


@WAYS
async def test_who_was_merged_with_it_is_told_in_other_words_and_goes_on_alone(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur = await stage.agency("zur", home, -900 if home == "telegram" else 2_000_000_009)
    ivan, boris = stage.operator("Иван", zur, 601), stage.resident("Борис", office, 202)
    anna, olga, number = await asked(stage, home, office, chat)
    other = await boris.files("Яма у дома, та же")
    await ivan.commands("merge", other)
    await ivan.presses(number)
    stage.later(minutes=2)
    await stage.watch()
    assert not boris.chat.says("У какого подъезда"), "it was Анна who was asked"
    stage.later(days=6)
    await stage.watch()
    assert "ответа не было" in anna.sees
    assert f"⌛ Обращение {other} закрыто: житель, который сообщил первым, не ответил" in boris.sees

    await boris.presses("Не помогло")
    await boris.says("Яма на месте, у третьего подъезда")
    assert f"Вернул обращение {other} в работу" in boris.sees
    assert "🔧 В работе: Ольга" in card(olga.chat, other).text
    assert (await stage.ticket(number)).state == "closed"


@WAYS
async def test_who_looks_at_the_ticket_that_asks_answers_it_there(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    """The question left their screen when they opened the list: no new complaint begins."""
    anna, olga, number = await asked(stage, home, office, chat)
    await anna.commands("my")
    await anna.presses(number)
    assert "Срок ответа" not in anna.sees, "the clock stands"
    await anna.says("У третьего подъезда")
    assert f"Передал ваш ответ исполнителю (обращение {number})" in anna.sees
    assert olga.chat.says("У третьего подъезда")
    await anna.commands("my")
    await anna.presses(number)
    assert "Срок ответа" in anna.sees
    await anna.says("Во дворе ещё одна яма")
    assert await stage.tickets_of(anna) == [number]
    assert "Похоже" in anna.sees or "К чему" in anna.sees, "nobody asks any more"
