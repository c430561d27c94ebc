"""Who says it in words that nobody thought of is offered the topic all the same."""

from pathlib import Path

from core.topics import Suggestions
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.meant import by_meaning
from tests.shipped import TOWN

from .stage import open_stage

STORY = "в квартире стужа, спим в пальто"


async def test_a_topic_that_is_meant_is_offered_and_never_assumed(tmp_path: Path) -> None:
    turns = Turns(TOWN, Catalogue(), by_meaning())
    async with open_stage(tmp_path, turns) as stage:
        anna = stage.resident("Анна", "telegram", 101)
        await anna.says(STORY)
        await anna.agrees()
        assert any("отоплен" in button.lower() for button in anna.buttons), anna.buttons
        assert "Другая тема" in anna.buttons


async def test_after_a_start_without_the_vectors_it_is_asked_again_and_no_word_is_lost(
    tmp_path: Path,
) -> None:
    turns = Turns(TOWN, Catalogue(), by_meaning())
    async with open_stage(tmp_path, turns) as stage:
        anna = stage.resident("Анна", "telegram", 101)
        await anna.says(STORY)
        await anna.agrees()
        await anna.presses("отоплен")
        stage.turns = Turns(TOWN, Catalogue(), Suggestions(TOWN))
        await anna.says("Благовещенск, Ленина, 5")
        assert "К чему это относится?" in anna.sees
        await anna.presses("Вода и тепло", "Нет отопления")
        await anna.presses("Пропустить")
        assert any("Ленина, 5" in button for button in anna.buttons), anna.buttons
