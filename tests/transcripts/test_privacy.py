"""What is somebody else's does not exist; what is private is written down when shown."""

from dataclasses import replace as another
from pathlib import Path

import pytest

from core.tickets import Move
from core.topics import Suggestions
from dialogs import events
from dialogs.payloads import read_payload
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .beginnings import beginning
from .stage import Player, Stage, open_stage


@beginning
async def filed(stage: Stage) -> tuple[Player, Player, str]:
    anna, eve = stage.resident("Анна", "telegram", 101), stage.resident("Ева", "telegram", 666)
    number = await anna.files("Яма у дома Анны Каренинной")
    return anna, eve, number


def reveals_nothing(eve: Player) -> None:
    seen = "\n".join((*(post.text for post in eve.chat.posts), *eve.chat.toasts))
    assert "Каренин" not in seen
    assert "Ленина" not in seen
    assert "Дорожная" not in seen


@pytest.mark.parametrize("payload", ["26-000001", "ticket-26-000001", "t/view/26-000001"])
async def test_a_link_to_somebody_elses_ticket_shows_nothing(stage: Stage, payload: str) -> None:
    _, eve, _ = await filed(stage)
    await eve.does(events.Opened(payload))
    reveals_nothing(eve)
    await eve.does(events.Commanded("start", payload))
    reveals_nothing(eve)


async def test_a_number_that_was_guessed_is_like_one_that_never_was(stage: Stage) -> None:
    _, eve, _ = await filed(stage)
    await eve.says("26-000001")
    foreign = eve.sees
    await eve.says("26-999999")
    assert eve.sees == foreign
    assert "не нашёл" in foreign


@pytest.mark.parametrize("payload", [
    "t/view/26-000001", "t/helped/26-000001", "t/nothelped/26-000001", "t/reply/26-000001",
    "t/take/26-000001", "t/contact/26-000001", "t/route/26-000001", "t//", "t/x/y/z",
    "s/0/2t/:send", "s/1/iq/26-000001", "s/999999999/iq/:send", "s/-1/iq/:send", "s/²/iq/new",
    "s/1/!/new", "{}", "", "☃" * 30, "s/1/iq/" + ":edit.what" * 5,
])  # fmt: skip
async def test_a_made_up_button_reveals_and_changes_nothing(stage: Stage, payload: str) -> None:
    anna, eve, number = await filed(stage)
    before, heard = await stage.history(number), len(anna.chat.posts)
    await eve.does(read_payload(payload), message="1", press="token")
    assert len(eve.chat.toasts) == 1, "a press is always answered"
    await eve.says("Это добавлено чужим человеком")
    await eve.does(read_payload(payload), message="1", press="token")
    reveals_nothing(eve)
    assert await stage.history(number) == before
    assert len(anna.chat.posts) == heard


async def test_a_reply_to_somebody_elses_message_goes_to_no_ticket(stage: Stage) -> None:
    anna, eve, number = await filed(stage)
    accepted = anna.chat.post(f"Номер обращения: {number}")
    await eve.says("Добавлю и я", to=accepted)
    assert [event.move for event in await stage.history(number)] == [Move.FILE]


async def test_a_button_forwarded_to_another_person_is_not_theirs(stage: Stage) -> None:
    """The screen's turn may be the same by chance; its owner is not."""
    anna, eve = stage.resident("Анна", "telegram", 101), stage.resident("Ева", "telegram", 666)
    for person in (anna, eve):
        await person.says("Яма на дороге")
        await person.presses("Даю согласие", "Ямы", "Пропустить")
        await person.says("Благовещенск, Ленина, 5")
        await person.presses("Пропустить", "Пропустить")
    await eve.does(anna.press("Отправить").event, message="1", press="token")
    assert await stage.tickets_of(anna) == []
    assert await stage.tickets_of(eve) == []


async def test_showing_the_contact_is_recorded(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге")
    await anna.presses("Даю согласие", "Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить")
    await anna.says("anna@example.org")
    await anna.presses("Отправить")
    assert not roads.says("anna@example.org")
    await olga.presses("Показать контакт")
    assert "anna@example.org" in roads.last
    assert "Показ записан" in roads.last
    shown = [one for one in await stage.history("26-000001") if one.move is Move.REVEAL]
    assert [(one.by.agency, one.by.name) for one in shown] == [("roads", "Ольга")]
    await anna.commands("my")
    await anna.presses("26-000001")
    assert "исполнитель посмотрел ваш контакт" in anna.sees


async def test_another_agency_cannot_have_the_contact(stage: Stage) -> None:
    await stage.agency("roads", "vk", 2_000_000_001)
    gas = await stage.agency("gas", "telegram", -1)
    await filed(stage)
    eve = stage.operator("Ева", gas, 666)
    for action in ("contact", "take", "ask", "refuse", "route"):
        await eve.does(events.Acted(action, "26-000001"), message="1", press="token")
        assert "у другого исполнителя: Дорожная служба" in gas.toasts[-1]
    assert [one.move for one in await stage.history("26-000001")] == [Move.FILE]


async def test_no_agency_sees_the_residents_name(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    await stage.resident("Аделаида Приметная", "telegram", 101).files()
    assert not roads.says("Приметная")


async def test_a_refusal_is_said_once(stage: Stage) -> None:
    await stage.agency("roads", "vk", 2_000_000_001)
    water = await stage.agency("water", "telegram", -7)
    ivan = stage.operator("Иван", water, 601)
    number = await stage.resident("Анна", "telegram", 101).files()
    await ivan.commands("t", number)
    assert water.last == f"Обращение {number} сейчас у другого исполнителя: Дорожная служба."


@pytest.mark.parametrize("named", [False, True])
async def test_whom_a_resident_gives_their_consent_to_is_named_once(
    tmp_path: Path, named: bool
) -> None:
    """152-FZ, article 9: a consent names the operator."""
    text = f"{TOWN.consent.text}\nОператор — {TOWN.operator}." if named else TOWN.consent.text
    town = another(TOWN, consent=TOWN.consent.model_copy(update={"text": text}))
    async with open_stage(tmp_path, Turns(town, Catalogue(), Suggestions(town))) as stage:
        anna = stage.resident("Анна", "telegram", 101)
        await anna.says("Яма на дороге")
        assert anna.sees.count(town.operator) == 1
        assert ("Оператор персональных данных: " in anna.sees) != named
