"""Writing a file for an administrator: whole or not at all, and for their eyes only.

* It is written beside under a name that nobody else has (mode 0600) and takes its own when it is
  on the disk: a file that has its name is whole, and two who write the same do not meet. What a
  crash leaves beside is in nobody's way.
* What the town lives by is never written over: a name typed in the wrong place must not cost the
  database. And of what is there only a file of the same kind is replaced, by its own beginning:
  neither a device nor somebody's letters.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from core.reasons import reason

from .refused import Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """What is written: its name, and whether a file that is there is another of it."""

    name: str
    is_one: Callable[[BinaryIO], bool]


@dataclass(frozen=True, slots=True)
class Precious:
    """What is never written over: files, there or not yet, and all that lies in folders.

    The value says in Russian what it is.
    """

    files: Mapping[Path, str] = field(default_factory=dict)
    folders: Mapping[Path, str] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        """What the path is to the town, by whatever name it goes; "" if nothing."""
        place = _place(path)
        for file, said in self.files.items():
            if place == _place(file) or place == file.resolve() or _is_same(path, file):
                return said
        for folder, said in self.folders.items():
            if place.is_relative_to(folder.resolve()):
                return said
        return ""


@contextmanager
def whole_file(path: Path, kind: Kind, precious: Precious, *, force: bool) -> Iterator[BinaryIO]:
    """Open ``path`` for writing and reading back.

    Raises :class:`Refused` if it must not be written there, if it is there already and ``force``
    is not given, or if the system refuses.
    """
    try:
        _admit(path, kind, precious, force=force)
    except OSError as error:
        raise Refused(f"{path}: не создаётся ({reason(error)})") from error
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        handle = os.open(partial, flags, 0o600)
    except OSError as error:
        raise Refused(f"{path}: не создаётся ({reason(error)})") from error
    try:
        with os.fdopen(handle, "w+b") as file:
            os.fchmod(handle, 0o600)
            yield file
            file.flush()
            os.fsync(handle)
        _admit(path, kind, precious, force=force)  # somebody may have been faster
        partial.replace(path)
        settle(path.parent)
    except OSError as error:
        if error.filename is None or Path(error.filename) == partial:
            raise Refused(f"{path}: не записывается ({reason(error)})") from error
        raise
    finally:
        partial.unlink(missing_ok=True)


def _admit(path: Path, kind: Kind, precious: Precious, *, force: bool) -> None:
    """Raises :class:`Refused` where the file must not be written."""
    if str(path) == "-":
        raise Refused(
            "«-»: на экран не пишется — записанное проверяется чтением; ожидается имя файла"
        )
    if path.is_dir():
        raise Refused(f"{path}: это папка — ожидается имя файла")
    if named := precious.name(path):
        raise Refused(f"{path}: {named} — назовите другой файл")
    if path.is_symlink():
        raise Refused(f"{path}: это ссылка — назовите сам файл")
    if not path.exists():
        return
    if not path.is_file():
        raise Refused(f"{path}: это не обычный файл — назовите другой")
    if not force:
        raise Refused(f"{path}: такой файл уже есть — назовите другой или добавьте --force")
    with path.open("rb") as file:
        if not kind.is_one(file):
            raise Refused(
                f"{path}: там не {kind.name}, и --force его не заменит — назовите другой файл"
            )


def _place(path: Path) -> Path:
    """Where the name itself stands, though it be a link."""
    return path.parent.resolve() / path.name


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False


def settle(folder: Path) -> None:
    """Put a folder's own changes on the disk: a rename is durable only then."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
