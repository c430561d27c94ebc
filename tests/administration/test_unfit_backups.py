"""A backup that is damaged, or made by who means harm, is refused, and nothing is changed by it."""

import io
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.safekeeping.archive import MANIFEST, TAIL, Archive, check_seal, opened
from storage.safekeeping.refused import Refused, Unfit

from .houses import House, content_of, put, quiet, sealed


def test_a_byte_flipped_anywhere_is_found(made: bytes) -> None:
    whole = bytearray(made)
    chance = random.Random(7)  # noqa: S311  because it must be the same each time
    places = {0, 100, 155, 257, 500, *range(len(whole) - TAIL, len(whole), 37), len(whole) - 1}
    places |= {chance.randrange(len(whole)) for _ in range(150)}
    check_seal(io.BytesIO(whole), quiet)
    for place in places:
        whole[place] ^= 1 << chance.randrange(8)
        with pytest.raises(Unfit):
            check_seal(io.BytesIO(whole), quiet)
        whole[place] = made[place]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[:-512],
        lambda whole: whole[:-TAIL],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole + b"\0",
        lambda whole: whole + bytes(512),
        lambda whole: whole + whole,
        lambda whole: b"",
        lambda whole: b"SQLite format 3\0" + bytes(9000),
        lambda whole: whole[:5000] + b"X" + whole[5001:],
    ],
    ids=["byte", "block", "tail", "half", "more", "zeros", "twice", "empty", "letter", "flipped"],
)
async def test_what_is_not_whole_changes_nothing(
    backup: Path, other: House, spoil: Callable[[bytes], bytes]
) -> None:
    other.database.write_bytes(b"own")
    before = other.tree()
    put(backup, spoil(content_of(backup)))
    with pytest.raises(Refused):
        await other.restore(backup, replace=True)
    assert other.tree() == before


# malice: whoever can write the file can seal it


def _member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    return member.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    "evil",
    [
        _member("../evil"),
        _member("/tmp/evil"),  # noqa: S108  because it is what must not be written
        _member("files/../../evil"),
        _member("files/ab/../../../evil"),
        _member("files/ab/" + "cd" * 32),
        _member("town/../evil.csv"),
        _member("town.toml/"),
        _member("town.toml", tarfile.SYMTYPE, "/etc/passwd"),
        _member("town.toml", tarfile.LNKTYPE, "/etc/passwd"),
        _member("town.toml", tarfile.CHRTYPE),
        _member("town.toml", tarfile.BLKTYPE),
        _member("town.toml", tarfile.FIFOTYPE),
        _member("town.toml", tarfile.DIRTYPE),
        _member("files/" + "x" * 300),
        _member("paradnaya.db"),
    ],
)
async def test_what_is_not_ours_is_refused_and_nothing_is_written(
    backup: Path, other: House, evil: bytes
) -> None:
    put(backup, sealed(content_of(backup)[:-TAIL] + evil))
    with pytest.raises(Unfit):
        await other.restore(backup)
    assert other.tree() == {}
    assert not (other.folder.parent / "evil").exists()


def _rewritten(backup: Path, change: Callable[[bytes], bytes]) -> bytes:
    """The backup with another manifest, sealed anew."""
    out = io.BytesIO()
    archive = Archive(out)
    with backup.open("rb") as file, opened(file) as parts:
        for name, size in parts.sizes.items():
            archive.add(name, io.BytesIO(b"".join(parts.read(name))), size)
        manifest = change(parts.manifest())
        archive.add(MANIFEST, io.BytesIO(manifest), len(manifest))
    archive.seal()
    return out.getvalue()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (b'"revision": "00', b'"revision": "99', "более новой версией"),
        (b'"format": 1', b'"format": 2', "более новой версией"),
        (b'"tickets": 1', b'"tickets": 2', "строк"),
        (b'"town.toml": {', b'"town.csv": {', "описью"),
        (b'"sha256": "', b'"sha256": "0', "описи"),
        (b'{\n "program"', b'[\n "program"', "не читается"),
        (b'"made_at": "', b'"made_at": "x', "не читается"),
    ],
)
async def test_a_manifest_that_does_not_fit_is_refused(
    backup: Path, other: House, before: bytes, after: bytes, told: str
) -> None:
    put(backup, _rewritten(backup, lambda manifest: manifest.replace(before, after, 1)))
    with pytest.raises(Unfit, match=told):
        await other.restore(backup)
    assert other.tree() == {}
