"""Restoring a backup.

* Everything is checked, unpacked beside and brought to today's tables before the present
  database is touched; a backup that is not right changes nothing.
* What was there is moved aside under a name with the moment, never deleted: a restore of the
  wrong backup can be undone.
* Nobody else may have the database open meanwhile, see :mod:`storage.safekeeping.seats`.
* Whichever database the backup was made of, it holds an SQLite file, and goes into either.
* Between the backup and now the bot may have given out ticket numbers that the backup does not
  know of: an old card's button would act on a stranger's ticket. So they go on after the last that
  the database knows which is replaced; where there is none, or it cannot be read, further up by
  :data:`SKIPPED`, which is good for as many tickets.
* Who had their data deleted since is in the backup as they were. Which tickets those are is known
  to the database that is replaced; whoever asks for the restore deletes them once more.
* Rows of the outbox go on further up too, but nothing depends on it: VK's key of a message is made
  of its words as well (:func:`bots.doors.vk.calls.random_id`).
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, closing, contextmanager
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from core.reasons import reason
from storage.database import Database
from storage.engines.address import file_at
from storage.migrate import is_known, migrate

from .archive import DATABASE, KEPT, TOWN, Parts, Tell, check_seal, opened
from .backup import Manifest, check_whole, connect, count_rows, read_manifest
from .refused import Refused, Unfit
from .seats import Aside, free_name, seat_at
from .writing import settle

SKIPPED = 1000
"""Numbers that are passed over where nobody knows how many were given out since the backup."""


@dataclass(frozen=True, slots=True)
class Restored:
    """``aside`` is where what was there is kept; ``pending`` messages wait. ``numbers_known``: the
    database that was replaced told which numbers were given out since."""

    manifest: Manifest
    aside: Aside
    pending: int
    town: bytes
    tables: dict[str, bytes]
    numbers_known: bool
    erased: frozenset[str] = frozenset()
    """Tickets whose residents had their data deleted, as the replaced database knows."""


async def restore(
    backup: Path, url: str, files: Path, now: datetime, tell: Tell, *, replace: bool
) -> Restored:
    """Put a backup in the place of the database and the files.

    ``replace`` allows it where tickets or conversations are. Raises :class:`Refused`, and
    :class:`Unfit` where it is the backup's fault; DatabaseError and Unavailable of the database.
    """
    files.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = f"{now:%Y%m%d-%H%M%S}"
    async with AsyncExitStack() as held:
        file = held.enter_context(_read(backup))
        check_seal(file, tell)
        parts = held.enter_context(opened(file))
        manifest = _checked(parts)
        seat = await held.enter_async_context(seat_at(url, files))
        if not replace and (filled := await seat.filled()):
            raise Refused(
                f"{seat.name}: {filled} — чтобы заменить, "
                "добавьте --replace (нынешние база и файлы будут отложены, не удалены)"
            )
        rooms = [
            Path(held.enter_context(tempfile.TemporaryDirectory(prefix=".restoring-", dir=where)))
            for where in (seat.folder, files.parent)
        ]
        fresh, kept = rooms[0] / DATABASE, rooms[1] / "files"
        _unpack(parts, manifest, fresh, kept, tell)
        erased = await seat.erased()
        known = await _bring_up(fresh, manifest, now, await seat.numbers())
        with closing(connect(fresh, "ro")) as opening:
            query = "SELECT count(*) FROM outbox WHERE state = 'pending'"
            (pending,) = opening.execute(query).fetchone()
        town = b"".join(parts.read(TOWN))
        tables = {
            name.removeprefix("town/"): b"".join(parts.read(name))
            for name in manifest.parts
            if name.startswith("town/")
        }
        take = await held.enter_async_context(seat.prepared(fresh, moment, tell))
        with _switched(kept, files, moment) as before:
            taken = await take()
        for folder in {files.parent, seat.folder}:
            settle(folder)
        aside = replaced(taken, paths=(*taken.paths, *before))
    return Restored(manifest, aside, pending, town, tables, known, erased)


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


async def _bring_up(
    fresh: Path, manifest: Manifest, now: datetime, given: Mapping[int, int]
) -> bool:
    """Today's tables; numbers that were given out meanwhile, or perhaps were, are passed over.
    Return whether ``given`` goes on from the backup: then it tells all that were."""
    check_whole(fresh)
    with closing(connect(fresh, "ro")) as copy:
        if dict(manifest.counts) != count_rows(copy):
            raise Unfit("в базе из бэкапа не столько строк, сколько в описи — ничего не тронуто")
    database = Database(file_at(fresh))
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
        backed_up = dict(copy.execute("SELECT year, last FROM numbers").fetchall())
        copy.execute("UPDATE numbers SET last = last + ?", (SKIPPED,))
        copy.executemany(
            "INSERT INTO numbers (year, last) VALUES (?, ?)"
            " ON CONFLICT (year) DO UPDATE SET last = max(last, excluded.last)",
            given.items(),
        )
        copy.execute("UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'outbox'", (SKIPPED,))
        copy.execute("COMMIT")
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(given) and all(given.get(year, 0) >= last for year, last in backed_up.items())


@contextmanager
def _switched(kept: Path, files: Path, moment: str) -> Iterator[tuple[Path, ...]]:
    """Have the new files in the place of the present, which are moved aside; as it was before, if
    what is done within fails: the present database names the present files."""
    os.sync()  # all that was unpacked: names are changed only when the contents are on the disk
    before = free_name(files, moment)
    had_files = files.exists()
    if had_files:
        files.rename(before)
    try:
        kept.rename(files)
        yield (before,) if had_files else ()
    except BaseException:
        if files.exists():
            files.rename(kept)
        if had_files:
            before.rename(files)
        raise
