"""The file of a backup: a plain tar, sealed.

* Plain, not compressed: nearly all of it are photographs, which do not get smaller, and any
  ``tar`` reads it.
* The last member, ``seal.sha256``, holds the digest of every byte before it. Header, contents
  and padding are all under it, and the end of the file is compared byte by byte with what it
  must be: whatever was flipped, cut off or added is found.
* The seal finds damage, not malice: whoever can write the file can seal it. So what is read is
  held to a list of names and kinds all the same, and nothing is ever extracted by tar itself.
"""

import hashlib
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from .refused import Unfit

MANIFEST = "manifest.json"
DATABASE = "paradnaya.db"
TOWN = "town.toml"
KEPT = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
"""A kept file: the folder's name is the beginning of the file's, and that its own digest."""
TABLE = re.compile(r"town/[^/\\\x00-\x1f]{1,80}\.csv")
"""What the town file names."""

SEAL = "seal.sha256"
TAIL = 2048
"""Bytes after the sealed ones: the seal's header and block, and two empty blocks that end it."""

CHUNK = 1 << 20
MANIFEST_AT_MOST = 256 << 20

Tell = Callable[[str, int, int], None]
"""Progress: what is being done, how much of it is done, how much there is."""


def _block(size: int) -> int:
    return -size % tarfile.BLOCKSIZE


def _header(name: str, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member.tobuf(tarfile.GNU_FORMAT)


def tail_of(digest: str) -> bytes:
    """How a backup must end whose bytes before have this digest."""
    seal = digest.encode()
    whole = _header(SEAL, len(seal)) + seal + bytes(_block(len(seal)))
    return whole + bytes(2 * tarfile.BLOCKSIZE)


class Archive:
    """A backup being written: parts one after another, then the seal."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def add(self, name: str, source: BinaryIO, size: int) -> str:
        """Write a part of ``size`` bytes; return its digest."""
        self._write(_header(name, size))
        digest, left = hashlib.sha256(), size
        while left:
            chunk = source.read(min(CHUNK, left))
            if not chunk:
                raise Unfit(f"{name}: файл стал короче, пока его читали — повторите")
            digest.update(chunk)
            self._write(chunk)
            left -= len(chunk)
        self._write(bytes(_block(size)))
        return digest.hexdigest()

    def seal(self) -> None:
        self._file.write(tail_of(self._digest.hexdigest()))

    def _write(self, content: bytes) -> None:
        self._digest.update(content)
        self._file.write(content)


def looks_like_one(file: BinaryIO) -> bool:
    """Does it begin and end as every backup does? Whether it is whole, tells its seal."""
    size = file.seek(0, os.SEEK_END)
    if size <= TAIL or size % tarfile.BLOCKSIZE:
        return False
    file.seek(0)
    first = file.read(len(DATABASE) + 1)
    file.seek(size - TAIL)
    end, pattern = file.read(), tail_of("0" * 64)
    seal = slice(tarfile.BLOCKSIZE, tarfile.BLOCKSIZE + 64)
    same = end[: seal.start] == pattern[: seal.start] and end[seal.stop :] == pattern[seal.stop :]
    return first == f"{DATABASE}\0".encode() and same


def check_seal(file: BinaryIO, tell: Tell) -> None:
    """Read a backup from end to end. Raises :class:`Unfit` if a byte of it is not as written."""
    size = file.seek(0, os.SEEK_END)
    sealed = size - TAIL
    if sealed <= 0 or size % tarfile.BLOCKSIZE:
        raise Unfit("это не бэкап Парадной или он обрезан")
    file.seek(0)
    digest, left = hashlib.sha256(), sealed
    while left:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise Unfit("бэкап обрезан")
        digest.update(chunk)
        left -= len(chunk)
        tell("Проверка бэкапа", sealed - left, sealed)
    if file.read() != tail_of(digest.hexdigest()):
        raise Unfit("бэкап повреждён или это не бэкап Парадной: контрольная сумма не сходится")


class Parts:
    """The parts of a backup that was opened."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._members: dict[str, tarfile.TarInfo] = {}
        for member in tar:
            if not _is_ours(member):
                raise Unfit(f"в бэкапе лишнее: {member.name!a} — ничего не тронуто")
            if member.name in self._members:
                raise Unfit(f"в бэкапе дважды {member.name!a} — ничего не тронуто")
            self._members[member.name] = member

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes by name, without the manifest and the seal."""
        return {
            name: member.size
            for name, member in self._members.items()
            if name not in (MANIFEST, SEAL)
        }

    def manifest(self) -> bytes:
        member = self._members.get(MANIFEST)
        if member is None or member.size > MANIFEST_AT_MOST:
            raise Unfit(f"в бэкапе нет описи ({MANIFEST})")
        return b"".join(self.read(MANIFEST))

    def read(self, name: str) -> Iterator[bytes]:
        content = self._tar.extractfile(self._members[name])
        if content is None:  # only of what is no regular file, and such are not let in
            raise Unfit(f"{name}: не читается")
        while chunk := content.read(CHUNK):
            yield chunk


def _is_ours(member: tarfile.TarInfo) -> bool:
    """A regular file by a name we give: no path leads out, no link, no device, no folder."""
    known = member.name in (MANIFEST, DATABASE, TOWN, SEAL)
    named = known or KEPT.fullmatch(member.name) or TABLE.fullmatch(member.name)
    plain = member.type == tarfile.REGTYPE and not member.issparse() and member.size >= 0
    return bool(named) and plain


@contextmanager
def opened(file: BinaryIO) -> Iterator[Parts]:
    """Open a backup for reading. Raises :class:`Unfit` on one that holds what is not ours."""
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r:") as tar:
            yield Parts(tar)
    except (tarfile.TarError, EOFError, UnicodeError, ValueError) as error:
        raise Unfit("бэкап не читается: это не архив Парадной") from error
