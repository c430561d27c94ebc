"""What a resident types instead of pressing: the way people write, not the way buttons are."""

import pytest

from .stage import Stage

DOORS = pytest.mark.parametrize("door", ["telegram", "vk"])


@DOORS
async def test_a_label_with_yo_may_be_typed_without_it(stage: Stage, door: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Нет горячей воды")
    await anna.agrees()
    await anna.presses("Нет горячей воды")
    assert "🏢 Во всём доме" in anna.buttons or "Во всём доме" in anna.buttons
    await anna.says("во всем доме")
    assert "Где это?" in anna.sees
