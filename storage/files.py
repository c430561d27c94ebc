"""Files people sent, kept as bytes under the settings' folder.

* A file is named by the digest of its content, never by what a person called it, so the same
  content is kept once. It is never executed and never unpacked.
* What arrives is written to a temporary file beside, hashed on the way, and takes its name only
  when it is whole and on the disk: a half-written file is never found.
* One process at a time writes to the folder, whichever of the workers collects files: whatever
  lies among the temporary files when it begins was left by a crash. All of them read it.
"""

import asyncio
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

PARTIAL = "partial"
"""The folder of what is arriving."""

SETTLED = 86_400.0
"""Seconds after which it stands in the database whose content it is: what came later is nobody's
only because it is not written down yet."""

HEAD = 1 << 16
"""Bytes kept in memory of what arrives: what it is shows at its beginning."""


class Arriving:
    """A file on its way in. ``head`` is its beginning, ``size`` the bytes so far."""

    def __init__(self, stream: BinaryIO, path: Path, folder: Path, placing: threading.Lock) -> None:
        self._stream = stream
        self._placing = placing
        self._folder = folder
        self._hash = hashlib.sha256()
        self.path = path
        self.head = b""
        self.size = 0

    async def write(self, part: bytes) -> None:
        await asyncio.to_thread(self._write, part)

    async def keep(self) -> str:
        """Give the file its place for good; return its digest."""
        return await asyncio.to_thread(self._keep)

    async def flush(self) -> None:
        """Make what was written readable at ``path``."""
        await asyncio.to_thread(self._stream.flush)

    def _write(self, part: bytes) -> None:
        self._stream.write(part)
        self._hash.update(part)
        self.size += len(part)
        if len(self.head) < HEAD:
            self.head += part[: HEAD - len(self.head)]

    def _keep(self) -> str:
        self._stream.flush()
        os.fsync(self._stream.fileno())
        digest = self._hash.hexdigest()
        place = place_of(self._folder, digest)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        with self._placing:
            self.path.replace(place)
        _sync(place.parent)
        return digest


class FileStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._placing = threading.Lock()
        self._partial = folder / PARTIAL
        self._partial.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)

    def path(self, digest: str) -> Path:
        """Where the content with this digest is kept."""
        return place_of(self._folder, digest)

    def sweep(self) -> int:
        """Remove what a crash left half-written; return how many there were."""
        left = list(self._partial.iterdir())
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    async def remove(self, digest: str, settled: float = SETTLED) -> bool:
        """Remove a content that nothing needs; False where there is none, or the same has come
        again within as many seconds as ``settled`` (a day)."""
        return await asyncio.to_thread(self._remove, digest, settled)

    def _remove(self, digest: str, settled: float) -> bool:
        place = self.path(digest)
        with self._placing:
            try:
                if time.time() - place.stat().st_mtime < settled:
                    return False
                place.unlink()
            except FileNotFoundError:
                return False
        return True

    @asynccontextmanager
    async def arriving(self) -> AsyncIterator[Arriving]:
        """Take a file in. It is gone unless it was kept."""
        handle, name = tempfile.mkstemp(dir=self._partial)  # readable to its owner only
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield Arriving(stream, path, self._folder, self._placing)
        finally:
            path.unlink(missing_ok=True)  # noqa: ASYNC240  because it takes no longer than the await would


def place_of(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


def _sync(folder: Path) -> None:
    """A file's name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
