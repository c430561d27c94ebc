"""Restoring a backup.

* Everything is checked, unpacked beside and brought to today's tables before the present
  database is touched; a backup that is not right changes nothing.
* What was there is moved aside under a name with the moment, never deleted: a restore of the
  wrong backup can be undone.
* Nobody else may have the database open meanwhile, see :mod:`storage.lock`.
* Between the backup and now the bot may have given out ticket numbers and message keys that
  this database does not know of. Both go on from further up, so none is ever given twice: an
  old card's button would otherwise act on a stranger's ticket.
"""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import make_url

from core.reasons import reason
from storage import lock
from storage.database import Database
from storage.migrate import is_known, migrate

from .archive import DATABASE, KEPT, TOWN, Parts, Tell, check_seal, opened
from .backup import Manifest, check_whole, connect, count_rows, read_manifest
from .refused import Refused, Unfit
from .writing import settle

SKIPPED = 1000
"""Numbers that are passed over: more than a town can have given out since the backup."""


@dataclass(frozen=True, slots=True)
class Restored:
    """``aside`` are the names under which what was there is kept; ``pending`` messages wait."""

    manifest: Manifest
    aside: tuple[Path, ...]
    pending: int
    town: bytes
    tables: dict[str, bytes]


async def restore(
    backup: Path, url: str, database: Path, files: Path, now: datetime, tell: Tell, *, replace: bool
) -> Restored:
    """Put a backup in the place of the database and the files.

    ``replace`` allows it where tickets or conversations are. Raises :class:`Refused`, and
    :class:`Unfit` where it is the backup's fault.
    """
    for folder in (database.parent, files.parent):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as held:
        file = held.enter_context(_read(backup))
        check_seal(file, tell)
        parts = held.enter_context(opened(file))
        manifest = _checked(parts)
        held.enter_context(_alone(database))
        if not replace and not _is_empty(database):
            raise Refused(
                f"{database}: в базе уже есть обращения или разговоры — чтобы заменить их, "
                "добавьте --replace (нынешние база и файлы будут отложены, не удалены)"
            )
        rooms = [
            Path(held.enter_context(tempfile.TemporaryDirectory(prefix=".restoring-", dir=where)))
            for where in (database.parent, files.parent)
        ]
        fresh, kept = rooms[0] / DATABASE, rooms[1] / "files"
        _unpack(parts, manifest, fresh, kept, tell)
        await _bring_up(fresh, manifest, url, now)
        with closing(connect(fresh, "ro")) as opening:
            query = "SELECT count(*) FROM outbox WHERE state = 'pending'"
            (pending,) = opening.execute(query).fetchone()
        town = b"".join(parts.read(TOWN))
        tables = {
            name.removeprefix("town/"): b"".join(parts.read(name))
            for name in manifest.parts
            if name.startswith("town/")
        }
        aside = _switch(fresh, database, kept, files, f"{now:%Y%m%d-%H%M%S}")
    return Restored(manifest, aside, pending, town, tables)


@contextmanager
def _read(backup: Path) -> Iterator[BinaryIO]:
    try:
        file = backup.open("rb")
    except FileNotFoundError as error:
        raise Refused(f"{backup}: такого файла нет") from error
    except OSError as error:
        raise Refused(f"{backup}: не открывается ({reason(error)})") from error
    with file:
        yield file


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    try:
        with lock.holding(database, alone=True):
            yield
    except BlockingIOError:
        raise Refused(
            f"{database}: с этой базой работает бот или другая команда — остановите их и повторите"
        ) from None


def _checked(parts: Parts) -> Manifest:
    """The manifest, if it names just what is there and this program understands it."""
    manifest = read_manifest(parts.manifest())
    if not is_known(manifest.revision):
        raise Unfit(
            f"бэкап сделан более новой версией программы ({manifest.program}, таблицы "
            f"{manifest.revision}) — обновите программу"
        )
    if parts.sizes != {name: part.size for name, part in manifest.parts.items()}:
        raise Unfit("состав бэкапа не сходится с его описью — ничего не тронуто")
    if DATABASE not in manifest.parts or TOWN not in manifest.parts:
        raise Unfit("в бэкапе нет базы или файла города — ничего не тронуто")
    return manifest


def _is_empty(database: Path) -> bool:
    """No tickets and no conversations. What cannot be read is not taken for empty."""
    if not database.exists() or not database.stat().st_size:
        return True
    try:
        with closing(connect(database, "rw")) as present:
            counts = count_rows(present)
    except sqlite3.Error:
        return False
    return not counts.get("tickets") and not counts.get("conversations")


def _unpack(parts: Parts, manifest: Manifest, fresh: Path, kept: Path, tell: Tell) -> None:
    """Write the database and the files beside; compare every one with the manifest."""
    kept.mkdir(mode=0o700)
    for number, (name, part) in enumerate(manifest.parts.items(), 1):
        digest = hashlib.sha256()
        with _target(name, fresh, kept) as target:
            for chunk in parts.read(name):
                digest.update(chunk)
                target.write(chunk)
        found = KEPT.fullmatch(name)
        if digest.hexdigest() != part.sha256 or (found and found[2] != part.sha256):
            raise Unfit(f"{name}: в бэкапе не то, что в описи — ничего не тронуто")
        tell("Распаковка", number, len(manifest.parts))


@contextmanager
def _target(name: str, fresh: Path, kept: Path) -> Iterator[BinaryIO]:
    """A new file of our own naming; what is not to be unpacked is only looked through."""
    found = KEPT.fullmatch(name)
    if name == DATABASE:
        path = fresh
    elif found:
        (kept / found[1]).mkdir(exist_ok=True, mode=0o700)
        path = kept / found[1] / found[2]
    else:
        path = Path(os.devnull)
    flags = os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW
    if path != Path(os.devnull):
        flags |= os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(path, flags, 0o600), "wb") as target:
        yield target


async def _bring_up(fresh: Path, manifest: Manifest, url: str, now: datetime) -> None:
    """Today's tables; numbers that were perhaps given out meanwhile are passed over."""
    check_whole(fresh)
    with closing(connect(fresh, "ro")) as copy:
        if dict(manifest.counts) != count_rows(copy):
            raise Unfit("в базе из бэкапа не столько строк, сколько в описи — ничего не тронуто")
    there = make_url(url).set(database=str(fresh))
    database = Database(there.render_as_string(hide_password=False))
    try:
        await migrate(database)
    finally:
        await database.close()
    years = range(datetime.fromisoformat(manifest.made_at).year, now.year + 1)
    with closing(connect(fresh, "rw")) as copy:
        copy.execute("BEGIN IMMEDIATE")
        copy.executemany(
            "INSERT OR IGNORE INTO numbers (year, last) VALUES (?, 0)", [(year,) for year in years]
        )
        copy.execute("UPDATE numbers SET last = last + ?", (SKIPPED,))
        copy.execute("UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'outbox'", (SKIPPED,))
        copy.execute("COMMIT")
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# the switch


def _switch(fresh: Path, database: Path, kept: Path, files: Path, moment: str) -> tuple[Path, ...]:
    """Move what is there aside, and the new in its place: files first, the database at once."""
    os.sync()  # all that was unpacked: names are changed only when the contents are on the disk
    before = _free(files, moment)
    had_files = files.exists()
    if had_files:
        files.rename(before)
    try:
        kept.rename(files)
        aside = _switch_database(fresh, database, moment)
    except OSError:  # as it was: the present database names the present files
        if files.exists():
            files.rename(kept)
        if had_files:
            before.rename(files)
        raise
    settle(files.parent)
    settle(database.parent)
    return (*aside, before) if had_files else tuple(aside)


def _switch_database(fresh: Path, database: Path, moment: str) -> list[Path]:
    before = _free(database, moment)
    present = database.exists() and database.stat().st_size > 0
    if present:
        with contextlib.suppress(sqlite3.Error), closing(connect(database, "rw")) as closed:
            closed.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if not _linked(database, before):
            shutil.copy2(database, before)
    for ending in ("-wal", "-shm"):  # of a database that was not closed in order
        rest = database.with_name(database.name + ending)
        if rest.exists():
            rest.rename(before.with_name(before.name + ending))
    fresh.replace(database)
    return [before] if present else []


def _linked(database: Path, before: Path) -> bool:
    """A second name, so that there is a database under the first at every instant."""
    try:
        before.hardlink_to(database)
    except OSError:
        return False
    return True


def _free(path: Path, moment: str) -> Path:
    """A name beside that nobody has."""
    name = f"{path.name}.before-{moment}"
    number = 1
    while path.with_name(name).exists():
        number += 1
        name = f"{path.name}.before-{moment}-{number}"
    return path.with_name(name)
