"""A backup: the database as it was at one moment, and the files it names.

* The database is copied in one read transaction, so the copy is of one moment while the bot goes
  on writing; and what was deleted is not in the copy, not even as a trace. A file is copied by
  ``VACUUM INTO``; of a server's database an SQLite file is made, and compared with it row by row.
  So every backup is the same thing, and can be restored into either.
* Files are copied after it. They are named by their own digest, never change, and are on the
  disk before a row names them: so those that the copy names are there. One that is not, or is
  damaged, is named in the manifest and told; the rest is still worth keeping.
* No secret is in it: neither tokens nor ``.env``. People's data are.
"""

import hashlib
import io
import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from core.reasons import reason
from storage import lock
from storage import reasons as of_sqlite
from storage.database import Database, path_of
from storage.engines.address import file_at, is_file, read_address

from .archive import DATABASE, MANIFEST, TOWN, Archive, Tell, check_seal, looks_like_one, opened
from .moving import carry
from .refused import Refused, Unfit
from .writing import Kind

FORMAT = 1

BACKUP = Kind("бэкап", looks_like_one)
"""What may be written over by a backup: another."""


@dataclass(frozen=True, slots=True)
class Part:
    """``size`` is in bytes, ``sha256`` in hexadecimal digits."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup. ``counts`` are rows by table, ``missing`` files that are gone."""

    program: str
    revision: str
    made_at: str
    counts: Mapping[str, int]
    missing: Sequence[str]
    parts: Mapping[str, Part]
    format: int = FORMAT

    @property
    def files(self) -> int:
        return sum(name.startswith("files/") for name in self.parts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where what is to be kept stands. ``database`` is an address, ``tables`` are the CSV files
    that the town file names."""

    database: str
    files: Path
    town: Path
    tables: Sequence[Path] = field(default=())


async def back_up(
    place: Place, out: BinaryIO, beside: Path, program: str, now: datetime, tell: Tell
) -> Manifest:
    """Write a backup to ``out`` and read it back; ``beside`` is a folder with room for a copy of
    the database, ``program`` the version. Raises :class:`Refused`; of a server's database
    DatabaseError and Unavailable."""
    with tempfile.TemporaryDirectory(prefix=".paradnaya-", dir=beside) as folder:
        copy = Path(folder) / DATABASE
        await _copy(place.database, copy, tell)
        manifest = _write(place, copy, Archive(out), program, now, tell)
    out.flush()
    _read_back(out, manifest, tell)
    return manifest


def read_manifest(content: bytes) -> Manifest:
    """Raises :class:`Unfit` on what is no manifest of a format we know."""
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise Unfit("бэкап сделан более новой версией программы — обновите программу")
        parts = {
            name: Part(int(one["size"]), str(one["sha256"])) for name, one in told["parts"].items()
        }
        return Manifest(
            program=str(told["program"]),
            revision=str(told["revision"]),
            made_at=datetime.fromisoformat(told["made_at"]).isoformat(),
            counts={str(name): int(count) for name, count in told["counts"].items()},
            missing=[str(name) for name in told["missing"]],
            parts=parts,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unfit(f"опись бэкапа ({MANIFEST}) не читается") from error


async def _copy(url: str, copy: Path, tell: Tell) -> None:
    if not is_file(read_address(url)):
        await _copy_server(url, copy, tell)
        return
    path = path_of(url)
    if not path.exists():
        raise Refused(f"{path}: базы ещё нет — сохранять нечего")
    with _held(path):
        tell("Копия базы", 0, 1)
        _snapshot(path, copy)
        tell("Копия базы", 1, 1)


async def _copy_server(url: str, copy: Path, tell: Tell) -> None:
    source, target = Database(url), Database(file_at(copy))
    try:
        await carry(source, target, tell)
    finally:
        await target.close()
        await source.close()
    check_whole(copy)


@contextmanager
def _held(database: Path) -> Iterator[None]:
    try:
        with lock.holding(database):
            yield
    except BlockingIOError:
        raise Refused(f"{database}: базу сейчас восстанавливают из бэкапа; подождите") from None


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an SQLite file that is there; ``mode`` is «ro» or «rw»."""
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=30,
        isolation_level=None,
    )
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def _snapshot(database: Path, copy: Path) -> None:
    try:
        with closing(connect(database, "rw")) as source:
            source.execute("VACUUM INTO ?", (str(copy),))
        copy.chmod(0o600)
        check_whole(copy)
    except sqlite3.Error as error:
        raise Refused(_not_copied(error, database, copy)) from error
    except Unfit as error:
        raise Refused(f"{database}: {error}") from error


def _not_copied(error: sqlite3.Error, database: Path, copy: Path) -> str:
    """Why there is no copy. It is the copy alone that grows: a full disk is where it was to be."""
    if of_sqlite.name_of(error, copy) == "SQLITE_FULL":
        full = of_sqlite.reason(error, copy)
        return f"{copy.parent.parent}: копия базы сюда не помещается: {full}"
    return f"{database}: база не копируется: {of_sqlite.reason(error, database)}"


def check_whole(path: Path) -> None:
    """Have SQLite look through the whole file. Raises :class:`Unfit` if something is wrong."""
    try:
        with closing(connect(path, "ro")) as copy:
            (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        found = of_sqlite.reason(error, path)
    if found != "ok":
        raise Unfit(f"база повреждена: {found}")


def _write(
    place: Place, copy: Path, archive: Archive, program: str, now: datetime, tell: Tell
) -> Manifest:
    with closing(connect(copy, "ro")) as database:
        revision, counts = _revision(database), count_rows(database)
        wanted = _files(database)
    parts: dict[str, Part] = {}

    def add(name: str, source: BinaryIO, size: int) -> None:
        parts[name] = Part(size, archive.add(name, source, size))

    with copy.open("rb") as file:
        add(DATABASE, file, copy.stat().st_size)
    missing: list[str] = []
    for number, digest in enumerate(wanted, 1):
        content = _content(place.files, digest)
        if content is None:
            missing.append(digest)
        else:
            add(f"files/{digest[:2]}/{digest}", io.BytesIO(content), len(content))
        tell("Файлы", number, len(wanted))
    for name, path in {
        TOWN: place.town,
        **{f"town/{one.name}": one for one in place.tables},
    }.items():
        try:
            text = path.read_bytes()
        except OSError as error:
            raise Refused(f"{path}: не читается ({reason(error)})") from error
        add(name, io.BytesIO(text), len(text))
    manifest = Manifest(program, revision, now.isoformat(), counts, missing, parts)
    told = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    archive.add(MANIFEST, io.BytesIO(told), len(told))
    archive.seal()
    return manifest


def _revision(database: sqlite3.Connection) -> str:
    try:
        (revision,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, TypeError):
        raise Refused("PARADNAYA_DATABASE: это не база Парадной — в ней нет её таблиц") from None
    return str(revision)


def count_rows(database: sqlite3.Connection) -> dict[str, int]:
    """Rows by table."""
    names = [
        str(name)
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' ORDER BY name"
        )
    ]
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  because the name is the database's own
        for name in names
    }


def _files(database: sqlite3.Connection) -> list[str]:
    """Digests of the files that are kept."""
    tables = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'files'").fetchall()
    if not tables:  # a database from before files were kept
        return []
    found = database.execute(
        "SELECT DISTINCT digest FROM files WHERE digest IS NOT NULL AND state <> 'erased'"
        " ORDER BY digest"
    )
    return [str(digest) for (digest,) in found]


def _content(folder: Path, digest: str) -> bytes | None:
    """A kept file's bytes; None if it is not there or not what its name says."""
    try:
        content = (folder / digest[:2] / digest).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def _read_back(out: BinaryIO, manifest: Manifest, tell: Tell) -> None:
    """What stands in the file now is what was meant to."""
    check_seal(out, tell)
    with opened(out) as parts:
        kept = read_manifest(parts.manifest())
        sizes = {name: part.size for name, part in manifest.parts.items()}
        if kept.parts != manifest.parts or parts.sizes != sizes:
            raise Unfit("бэкап записан не так, как задумано: повторите на другом диске")
