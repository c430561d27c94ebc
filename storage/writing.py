"""Writing a file for an administrator: whole or not at all, and for their eyes only.

It is written beside as ``FILE.partial`` (mode 0600) and takes its name when it is on the disk,
so a file that has its name is whole.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .refused import Refused


@contextmanager
def whole_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Open ``path`` for writing and reading back.

    Raises :class:`Refused` if it is there already and ``force`` is not given, or if it cannot
    be made.
    """
    if path.is_dir():
        raise Refused(f"{path}: это папка — ожидается имя файла")
    if path.exists() and not force:
        raise Refused(f"{path}: такой файл уже есть — назовите другой или добавьте --force")
    partial = path.with_name(f"{path.name}.partial")
    flags = os.O_CREAT | os.O_TRUNC | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        handle = os.open(partial, flags, 0o600)
    except OSError as error:
        raise Refused(f"{partial}: не создаётся ({error.strerror})") from error
    try:
        with os.fdopen(handle, "w+b") as file:
            os.fchmod(handle, 0o600)
            yield file
            file.flush()
            os.fsync(handle)
        partial.replace(path)
        settle(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def settle(folder: Path) -> None:
    """Put a folder's own changes on the disk: a rename is durable only then."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
