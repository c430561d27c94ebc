"""Other people's numbers: whether a ticket exists is told to nobody but its own resident."""

import pytest

from core.people import Speaker
from core.tickets import Move
from dialogs.events import Opened
from tests.transcripts.stage import Player, Stage

from .wire import pressed, read_vk, says, take, vk_message

FOREIGN, NOBODYS = "26-000001", "26-777777"
DOORS = ("telegram", "vk")


async def heard(eve: Player, number: str, way: str) -> list[str]:
    """What Eve is told when she asks for a number; the number itself aside."""
    before, toasts = len(eve.chat.posts), len(eve.chat.toasts)
    if way.startswith("t/"):
        await take(eve.stage, pressed(eve.speaker, way.format(number)))
    elif way == "ref":
        raw = vk_message(eve.speaker, "Привет", ref=number)
        await take(eve.stage, read_vk(raw))
    elif way == "link":
        await eve.does(Opened(number))
    else:
        await take(eve.stage, says(eve.speaker, way.format(number)))
    told = [post.text for post in eve.chat.posts[before:]] + eve.chat.toasts[toasts:]
    return [words.replace(number, "N") for words in told]


WAYS = (
    "/start {}", "/my {}", "{}", "/ticket {}", "/{}", " {} ", "Что с {}?", "ticket-{}", "link",
    "t/view/{}", "t/helped/{}", "t/nothelped/{}", "t/reply/{}", "t/contact/{}", "t/take/{}",
)  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
async def test_anothers_number_is_answered_as_one_that_never_was(stage: Stage, door: str) -> None:
    assert await stage.resident("Анна", "telegram", 101).files() == FOREIGN
    for at, way in enumerate((*WAYS, "ref") if door == "vk" else WAYS):
        # Two people who never spoke: what they are told differs by the number alone.
        ivan = stage.resident("Иван", door, 7000 + at)
        eve = stage.resident("Ева", door, 8000 + at)
        assert await heard(eve, FOREIGN, way) == await heard(ivan, NOBODYS, way), way
        seen = "\n".join((*(post.text for post in eve.chat.posts), *eve.chat.toasts))
        assert "Ленина" not in seen
        assert "Дорожная" not in seen
    assert [one.move for one in await stage.history(FOREIGN)] == [Move.FILE]


async def test_ones_own_number_opens_ones_own_ticket_by_every_way(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    for way in ("/start {}", "{}", "link"):
        await heard(anna, number, way)
        assert f"{number} · " in anna.sees
    await anna.does(Opened(f"ticket-{number}"))
    assert f"{number} · " in anna.sees, "a link may say more than the number"


async def test_the_same_person_number_of_another_messenger_is_another_person(stage: Stage) -> None:
    await stage.resident("Анна", "telegram", 101).files()
    other = stage.resident("Не Анна", "vk", 101)
    assert "не нашёл" in " ".join(await heard(other, FOREIGN, "{}"))
    group = Speaker("telegram", -5, 101)
    await take(stage, says(group, FOREIGN), pressed(group, f"t/view/{FOREIGN}"))
    assert not stage.chat(group.peer).says("Ленина")
