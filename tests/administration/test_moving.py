"""A town moves to another machine: what was begun goes on."""

from pathlib import Path

import pytest

from storage.safekeeping.restore import SKIPPED
from storage.safekeeping.seats import Aside
from tests.transcripts.stage import open_stage

from .houses import House, keep_file

PHOTO = bytes(range(256)) * 40


@pytest.mark.parametrize("new", ["SQLite", "PostgreSQL"])
@pytest.mark.parametrize("old", ["SQLite", "PostgreSQL"])
async def test_what_was_begun_before_goes_on_after_on_another_machine(
    tmp_path: Path, postgresql_url: str, empty_postgresql_url: str, old: str, new: str
) -> None:
    house = House(tmp_path / "old", postgresql_url if old == "PostgreSQL" else "")
    other = House(tmp_path / "new", empty_postgresql_url if new == "PostgreSQL" else "")
    for one in (house, other):
        one.folder.mkdir(mode=0o700)
    async with open_stage(house.folder, url=house.url) as stage:
        anna = stage.resident("Анна", "telegram", 101)
        boris = stage.resident("Борис", "vk", 202)
        number = await anna.files()
        await boris.says("Яма на дороге")
        await boris.agrees()
        await boris.presses("Ямы")
        digest = await keep_file(house, number, PHOTO)
        made = await house.back_up(tmp_path / "copy.tar")  # the bot is running
        chats = stage.chats  # what people have on their screens
    restored = await other.restore(tmp_path / "copy.tar")
    assert restored.manifest == made
    assert restored.aside == Aside()
    assert (other.files / digest[:2] / digest).read_bytes() == PHOTO
    async with open_stage(other.folder, url=other.url) as stage:
        stage.chats = chats
        boris = stage.resident("Борис", "vk", 202)
        await boris.presses("Пропустить")
        await boris.says("Благовещенск, Ленина, 5")
        await boris.presses("Пропустить", "Пропустить", "Отправить")
        assert "Принято" in boris.chat.post("Номер обращения").text
        (filed,) = await stage.tickets_of(boris)
        assert await stage.tickets_of(stage.resident("Анна", "telegram", 101)) == [number]
    # Whatever was given out after the backup is not given out again.
    assert filed == f"26-{1 + SKIPPED + 1:06}"
