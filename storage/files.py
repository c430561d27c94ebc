"""Files people sent, kept as bytes under the settings' folder.

A file is named by the digest of where it came from, never by what a person called it, and is
never executed. Writing is atomic: a half-written file is never found.
"""

import asyncio
import hashlib
import os
import tempfile
from pathlib import Path

from core.messages import File


class FileStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def get(self, file: File) -> bytes | None:
        """Return a kept file's bytes, None if it is not kept."""
        path = self._path(file)
        return await asyncio.to_thread(path.read_bytes) if path.exists() else None

    async def keep(self, file: File, content: bytes) -> None:
        await asyncio.to_thread(self._write, self._path(file), content)

    def _path(self, file: File) -> Path:
        name = hashlib.sha256(f"{file.door}\n{file.ref}".encode()).hexdigest()
        return self._folder / name[:2] / name

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as partial:
            partial.write(content)
        Path(name).replace(path)
