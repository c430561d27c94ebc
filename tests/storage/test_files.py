"""Files are kept by where they came from, and nobody else may read them."""

import asyncio
import stat
from pathlib import Path

from core.messages import File, FileKind
from storage.files import FileStore

PHOTO = File(FileKind.PHOTO, "telegram", "../../etc/passwd", name="../яма.exe")


async def test_a_file_is_kept_and_found(tmp_path: Path) -> None:
    kept = FileStore(tmp_path / "var" / "files")
    assert await kept.get(PHOTO) is None
    await kept.keep(PHOTO, b"picture")
    await kept.keep(PHOTO, b"picture")
    assert await FileStore(tmp_path / "var" / "files").get(PHOTO) == b"picture"
    assert await kept.get(File(FileKind.PHOTO, "vk", PHOTO.ref)) is None


def test_what_a_person_called_it_names_nothing(tmp_path: Path) -> None:
    asyncio.run(FileStore(tmp_path / "files").keep(PHOTO, b"picture"))
    (file,) = (each for each in tmp_path.rglob("*") if each.is_file())
    assert file.is_relative_to(tmp_path / "files")
    assert file.name.isalnum()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in {file.parent, tmp_path / "files"}:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
