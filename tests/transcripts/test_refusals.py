"""«Не наше», said by one agency and then by another: the coordinators have it each time, with who
and why, and the resident is not sent from door to door."""

import pytest

from .chats import Chat, Post
from .stage import Player, Stage
from .twice import on_both

pytestmark = on_both

WAYS = pytest.mark.parametrize(
    ("home", "office", "ours", "theirs", "others"),
    [
        ("telegram", "vk", 2_000_000_009, 2_000_000_001, -2),
        ("vk", "telegram", -9, -1, 2_000_000_002),
    ],
)


def card(chat: Chat, number: str) -> Post:
    """The latest card of a ticket."""
    return next(post for post in reversed(chat.posts) if post.text.startswith(f"{number} · ★"))


async def refuse(operator: Player, number: str, why: str) -> None:
    await operator.presses("Не наше", on=card(operator.chat, number))
    assert f"Почему {number} не ваше и чьё оно?" in operator.sees
    await operator.says(why)
    assert f"↩️ {number} возвращено координаторам вместе с вашим объяснением" in operator.sees


@WAYS
async def test_a_refusal_goes_twice_round(
    stage: Stage, home: str, office: str, ours: int, theirs: int, others: int
) -> None:
    other = "telegram" if office == "vk" else "vk"
    zur, roads = (
        await stage.agency("zur", office, ours),
        await stage.agency("roads", office, theirs),
    )
    yards = await stage.agency("yards", other, others)
    ivan, olga = stage.operator("Иван", zur, 601), stage.operator("Ольга", roads, 501)
    petr, anna = stage.operator("Пётр", yards, 701), stage.resident("Анна", home, 101)
    number = await anna.files()
    heard = len(anna.chat.posts)

    await refuse(olga, number, "Это двор, он у благоустройства")
    assert zur.last == (
        f"↩️ «Не наше» по {number} — Дорожная служба, Ольга:\n│ Это двор, он у благоустройства"
    )
    assert "🆕 У координаторов" in card(zur, number).text
    assert card(roads, number).text.endswith("➡️ Передано: Координаторы ЦУР")
    assert not card(roads, number).labels
    await ivan.presses("Передать", "Благоустройство и горсвет")
    stage.later(minutes=2)
    await stage.watch()
    told = anna.chat.posts[heard:]
    assert [post.text.partition(".")[0] for post in told] == [
        f"➡️ Обращение {number} передано: Управление благоустройства"
    ]

    await refuse(petr, number, "Это проезжая часть, её чинят дорожники")
    assert zur.last.startswith(f"↩️ «Не наше» по {number} — Благоустройство и горсвет, Пётр:")
    assert "Это проезжая часть, её чинят дорожники" in zur.last
    again = card(zur, number)
    assert "🆕 У координаторов" in again.text
    assert "➡️ Передать" in again.labels
    assert zur.post("Это проезжая часть").message.reply_to == again.id
    assert not card(yards, number).labels
    await ivan.commands("queue")
    assert "Не распределено: 1." in zur.last
    await ivan.presses("История", on=again)
    past = zur.post(f"🕘 История {number}").text
    for words in (
        "Ольга, Дорожная служба — «не наше»",
        "Это двор, он у благоустройства",
        "Пётр, Благоустройство и горсвет — «не наше»",
        "Это проезжая часть, её чинят дорожники",
    ):
        assert words in past
    stage.later(minutes=2)
    await stage.watch()
    assert len(anna.chat.posts) == heard + 1, "who quarrels over it is not the resident's matter"
    await anna.commands("my")
    await anna.presses(number)
    assert "Состояние: у координаторов" in anna.sees
    assert "Это двор" not in anna.sees

    # the coordinators end it: they decide, or answer themselves
    await ivan.presses("Передать", "Дорожная служба")
    stage.later(minutes=2)
    await stage.watch()
    assert anna.chat.says(f"➡️ Обращение {number} передано: Дорожная служба города")
    await olga.presses("Взять в работу", on=card(roads, number))
    assert "🔧 В работе: Ольга" in card(roads, number).text
    assert "🔧 В работе: Дорожная служба, Ольга" in card(zur, number).text
