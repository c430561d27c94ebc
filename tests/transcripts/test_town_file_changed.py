"""The town file is changed while tickets are open: an agency and a topic are in it no more."""

from dataclasses import replace as another

from core.tickets import State
from core.topics import Suggestions
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .stage import Stage
from .twice import on_both

pytestmark = on_both

GROUPS = tuple(
    another(group, topics=tuple(one for one in group.topics if one.code != "roads.pothole"))
    for group in TOWN.groups
)
LESS = another(
    TOWN,
    agencies=tuple(one for one in TOWN.agencies if one.code != "roads"),
    calendars={code: one for code, one in TOWN.calendars.items() if code != "roads"},
    routes={what: code for what, code in TOWN.routes.items() if code != "roads"},
    groups=GROUPS,
    topics={code: one for code, one in TOWN.topics.items() if code != "roads.pothole"},
)
"""Without the road service, and without its potholes."""


async def test_a_resident_reads_names_and_no_codes_and_the_rest_goes_on(stage: Stage) -> None:
    zur = await stage.agency("zur", "telegram", -9)
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    yards = await stage.agency("yards", "telegram", -5)
    raisa, boris = stage.operator("Раиса", zur, 701), stage.operator("Борис", yards, 601)
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    await raisa.commands("substitute")
    await raisa.presses("Дорожная служба", "Благоустройство", "На неделю", "Да, назначить")

    stage.turns = Turns(LESS, Catalogue(), Suggestions(LESS))
    heard = len(anna.chat.posts)
    await boris.presses("Взять в работу", on=yards.post(f"{number} ·"))
    await boris.says("Здравствуйте! Яму засыпали сегодня утром.", to=yards.post(f"{number} ·"))
    await boris.presses("Отправить жителю")
    await anna.commands("my")
    await anna.presses(number)
    told = "\n".join(post.text for post in anna.chat.posts[heard:])
    assert "Занимается: Центр управления регионом." in told
    assert "(Центр управления регионом)" in told
    assert "Отвечает: Центр управления регионом" in told
    assert f"{number} · Дороги" in told
    assert "roads" not in told

    await raisa.commands("substitute")
    await raisa.presses("Вернулся: roads")
    assert roads.says("Замещение закончено")
    await raisa.commands("substitute")
    assert "Кто не отвечает?" in raisa.sees


async def test_what_is_parted_when_its_agency_is_gone_comes_to_the_coordinators(
    stage: Stage,
) -> None:
    zur = await stage.agency("zur", "telegram", -9)
    await stage.agency("roads", "vk", 2_000_000_001)
    await stage.resident("Анна", "telegram", 101).files()
    boris = stage.resident("Борис", "telegram", 202)
    number = await boris.files()
    await boris.presses("Это та же проблема")
    stage.turns = Turns(LESS, Catalogue(), Suggestions(LESS))
    await boris.presses("Нет, это другая проблема")
    assert f"{number} снова рассматривают отдельно" in boris.sees
    ticket = await stage.ticket(number)
    assert (ticket.state, ticket.agency) == (State.NEW, "zur")
    assert "🆕 У координаторов" in zur.post(f"{number} ·").text
    assert f"Житель {number}: это отдельная проблема" in zur.last
    heard = len(boris.chat.posts)
    stage.later(minutes=2)
    await stage.watch()
    assert len(boris.chat.posts) == heard, "who said it is not told of it"
    raisa = stage.operator("Раиса", zur, 701)
    await raisa.presses("История")
    assert "отозвал" not in zur.last
    assert "разъединено" in zur.last


async def test_what_an_agency_left_behind_is_in_the_coordinators_queue(stage: Stage) -> None:
    zur = await stage.agency("zur", "telegram", -9)
    raisa = stage.operator("Раиса", zur, 701)
    number = await stage.resident("Анна", "telegram", 101).files()
    await raisa.commands("queue")
    assert number not in raisa.sees, "it is the road service's"

    stage.turns = Turns(LESS, Catalogue(), Suggestions(LESS))
    await raisa.commands("queue")
    assert number in raisa.sees
    assert "В очереди: 1." in raisa.sees
    assert "Вместо исполнителя: roads" in raisa.sees
    stage.later(days=2)
    await stage.watch()
    (digest,) = [post.text for post in zur.posts if post.text.startswith("☀️")]
    assert "Просрочено: 1" in digest
    assert number in digest
    await raisa.commands("queue", "просроченные")
    assert number in raisa.sees
