"""It was answered and did not help: the resident returns it, as long and as often as the town's
file says, and at last the coordinators decide."""

from collections.abc import AsyncIterator
from dataclasses import replace as another
from pathlib import Path

import pytest
import pytest_asyncio

from core.topics import Suggestions
from core.town import Town
from dialogs import events
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .beginnings import beginning
from .chats import Chat, Post
from .stage import Player, Stage, open_stage
from .twice import on_both

WAYS = pytest.mark.parametrize(
    ("home", "office", "chat"),
    [("telegram", "vk", 2_000_000_001), ("vk", "telegram", -100_500)],
)

SHORT: Town = another(TOWN, desk=TOWN.desk.model_copy(update={"return_days": 3}))
"""A town where three days are enough to see whether it helped."""


@pytest_asyncio.fixture(loop_scope="session")
async def short(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, Turns(SHORT, Catalogue(), Suggestions(SHORT))) as stage:
        yield stage


def card(chat: Chat, number: str) -> Post:
    return next(
        post
        for post in reversed(chat.posts)
        if post.text.startswith(f"{number} ·") and "🕘 История" in post.labels
    )


@beginning
async def answered(stage: Stage, home: str, office: str, chat: int) -> tuple[Player, Player, str]:
    """Анна's pothole, and the answer of Ольга, who serves the road service."""
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await answers(olga, number, "Засыпали щебнем и утрамбовали")
    return anna, olga, number


async def answers(operator: Player, number: str, text: str) -> None:
    await operator.says(text, to=card(operator.chat, number))
    await operator.presses("Отправить жителю")


@on_both
@WAYS
async def test_closed_by_time_and_returned_by_the_button_of_the_notice(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, olga, number = await answered(stage, home, office, chat)
    stage.later(days=7, hours=1)
    await stage.watch()
    closed = anna.chat.post(f"🏁 Обращение {number} закрыто: после ответа прошло время")
    assert "Если не решено — нажмите «Не помогло», и оно вернётся в работу" in closed.text
    assert "🏁 Закрыто" in card(olga.chat, number).text

    stage.later(days=13)
    await anna.presses("Не помогло", on=closed)
    assert f"я верну обращение {number} в работу" in anna.sees
    await anna.says("Щебень вымыло дождём")
    assert f"Вернул обращение {number} в работу и передал ваши слова исполнителю" in anna.sees
    told = olga.chat.post("🔁 Житель вернул")
    assert told.text == f"🔁 Житель вернул {number} — не решено:\n│ Щебень вымыло дождём"
    assert told.message.reply_to == card(olga.chat, number).id
    assert "🔧 В работе: Ольга" in card(olga.chat, number).text
    assert "🔁 Житель вернул 1 раз" in card(olga.chat, number).text
    assert "осталось 4 ч рабочего времени" in card(olga.chat, number).text, "a time of its own"


@WAYS
async def test_when_the_towns_days_are_over_it_is_said_how_many_they_were(
    short: Stage, home: str, office: str, chat: int
) -> None:
    anna, olga, number = await answered(short, home, office, chat)
    await anna.presses("👍 Помогло")
    short.later(days=2)
    await anna.does(events.Opened(number))
    await anna.presses("Не решено")  # in time, but the words come when it is over
    short.later(days=2)
    heard = len(olga.chat.posts)
    await anna.says("Щебень вымыло дождём")
    assert "После закрытия прошло больше 3 дней, вернуть это обращение уже нельзя" in anna.sees
    assert "Сообщите о проблеме заново" in anna.sees
    assert "✍️ Сообщить о проблеме" in anna.buttons
    assert (await short.ticket(number)).state == "closed"
    assert len(olga.chat.posts) == heard, "the agency is not disturbed"


@WAYS
async def test_when_the_towns_days_are_over_no_words_are_asked_for(
    short: Stage, home: str, office: str, chat: int
) -> None:
    anna, _, number = await answered(short, home, office, chat)
    answer = anna.chat.post("Помогло?")
    await anna.presses("👍 Помогло")
    short.later(days=2)
    await anna.does(events.Opened(number))
    short.later(days=2)
    over = "После закрытия прошло больше 3 дней, вернуть это обращение уже нельзя"
    await anna.presses("Не решено")
    assert over in "\n".join([*anna.chat.toasts, *(post.text for post in anna.chat.posts)])
    assert "🔁 Не решено" not in anna.buttons, "the screen that stands offers it no more"
    await anna.presses("Не помогло", on=answer)
    assert over in "\n".join([*anna.chat.toasts[-1:], anna.sees, anna.chat.posts[-2].text])
    assert not anna.chat.says("я верну обращение")
    await anna.commands("my")
    await anna.presses(number)
    assert not any("Не решено" in label for label in anna.buttons)


@on_both
@WAYS
async def test_the_second_return_goes_to_the_coordinators(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur = await stage.agency("zur", home, -900 if home == "telegram" else 2_000_000_009)
    ivan = stage.operator("Иван", zur, 601)
    anna, olga, number = await answered(stage, home, office, chat)
    await anna.presses("Не помогло")
    await anna.says("Щебень вымыло дождём")
    await answers(olga, number, "Засыпали щебнем ещё раз")
    assert not zur.says(number), "once is the agency's own matter"

    await anna.presses("Не помогло")
    await anna.says("Опять вымыло, нужен асфальт")
    assert f"Вернул обращение {number} и передал его координаторам" in anna.sees
    ours = card(zur, number)
    assert "🆕 У координаторов" in ours.text
    assert "🔁 Житель вернул 2 раза" in ours.text
    assert "➡️ Передать" in ours.labels
    told = zur.post("🔁 Житель вернул")
    assert "Теперь оно у координаторов (возвратов: 2):" in told.text
    assert "Опять вымыло, нужен асфальт" in told.text
    assert told.message.reply_to == ours.id
    theirs = olga.chat.post(f"{number} · ★")
    assert "➡️ Передано: Координаторы ЦУР" in theirs.text
    assert not theirs.labels
    await olga.says("Засыпали щебнем в третий раз", to=theirs)
    assert f"Обращение {number} сейчас у другого исполнителя: Координаторы ЦУР" in olga.sees

    await ivan.presses("Передать", "Дорожная служба")
    stage.later(minutes=1)
    await stage.watch()
    assert f"➡️ Обращение {number} передано: Дорожная служба города" in anna.sees
    await answers(olga, number, "Положили асфальт сегодня утром")
    await anna.presses("👍 Помогло")
    assert "🏁 Закрыто: житель доволен" in card(olga.chat, number).text
    assert "🏁 Закрыто: житель доволен" in card(zur, number).text
    moves = [one.move.value for one in await stage.history(number)]
    assert [one for one in moves if one in ("return", "appeal")] == ["return", "appeal"]


@WAYS
async def test_pressed_twice_on_the_tickets_screen_it_is_asked_once(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, _, number = await answered(stage, home, office, chat)
    await anna.commands("my")
    await anna.presses(number)
    press = anna.press("Не решено")
    await stage.take(press)
    await stage.take(press)
    asked = [post for post in anna.chat.posts if "Напишите, что осталось не так" in post.text]
    assert len(asked) == 1
    assert not anna.chat.says("Эта кнопка уже не действует")
    await anna.says("Щебень вымыло дождём")
    assert f"Вернул обращение {number} в работу" in anna.sees


@WAYS
@pytest.mark.parametrize("said", ["да", "ну да", "давайте", "возвращай", "надо", "1"])
async def test_yes_to_whether_it_goes_back_returns_it(
    stage: Stage, home: str, office: str, chat: int, said: str
) -> None:
    anna, olga, number = await answered(stage, home, office, chat)
    await anna.says("ничего не засыпали, яма как была")
    assert f"Вернуть обращение {number} в работу?" in anna.sees
    await anna.says(said)
    assert f"Вернул обращение {number} в работу" in anna.sees
    told = olga.chat.post("🔁 Житель вернул")
    assert told.text.endswith("\n│ ничего не засыпали, яма как была")


@WAYS
@pytest.mark.parametrize("said", ["нет", "отмена", "не возвращайте", "cancel"])
async def test_no_to_it_gets_out_and_stands_in_no_story(
    stage: Stage, home: str, office: str, chat: int, said: str
) -> None:
    anna, *_ = await answered(stage, home, office, chat)
    await anna.says("ничего не засыпали, яма как была")
    await anna.says(said)
    assert "Хорошо, никому не передал" in anna.sees
    await anna.presses("Продолжить начатое")
    assert "«ничего не засыпали, яма как была»" in anna.sees
