"""Files are kept by their content, whole or not at all, and nobody else may read them."""

import contextlib
import os
import stat
import time
from hashlib import sha256
from pathlib import Path

from storage.files import SETTLED, FileStore

PICTURE = b"picture" * 20_000
DIGEST = sha256(PICTURE).hexdigest()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def keep(store: FileStore, content: bytes = PICTURE) -> str:
    async with store.arriving() as arriving:
        for at in range(0, len(content), 1000):
            await arriving.write(content[at : at + 1000])
        assert content.startswith(arriving.head)
        assert arriving.size == len(content)
        return await arriving.keep()


async def test_a_file_is_kept_under_the_digest_of_its_content(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "var" / "files")
    assert await keep(store) == await keep(store) == DIGEST
    assert store.path(DIGEST).read_bytes() == PICTURE
    assert [path.name for path in files_in(tmp_path)] == [DIGEST]


async def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    path = store.path(await keep(store))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in {path.parent, tmp_path / "files", tmp_path / "files" / "partial"}:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    with contextlib.suppress(ConnectionError):
        async with store.arriving() as arriving:
            await arriving.write(PICTURE)
            raise ConnectionError
    assert files_in(tmp_path) == []


async def test_what_a_crash_left_is_swept_and_what_is_kept_stays(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    await keep(store)
    (tmp_path / "partial" / "half").write_bytes(b"half")
    assert store.sweep() == 1
    assert [path.name for path in files_in(tmp_path)] == [DIGEST]


async def test_what_nothing_needs_is_removed_but_not_what_has_just_come_again(
    tmp_path: Path,
) -> None:
    store = FileStore(tmp_path)
    place = store.path(await keep(store))
    long_ago = time.time() - 2 * SETTLED
    os.utime(place, (long_ago, long_ago))
    await keep(store)
    assert not await store.remove(DIGEST)
    os.utime(place, (long_ago, long_ago))
    assert await store.remove(DIGEST)
    assert not place.exists()
    assert not await store.remove(DIGEST)
