"""What «backup» and «export» never write over: what the town lives by, as the settings say."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from bots.settings import ENV_FILE, Settings
from core.town.beside import names_of
from storage.database import path_of
from storage.engines.address import BESIDE_DATABASE, is_file, read_address
from storage.safekeeping.archive import TABLE
from storage.safekeeping.writing import Precious

NAMED = re.compile(r"""^\s*(?:exceptions|streets|settlements)\s*=\s*["']([^"'\n]+)""", re.MULTILINE)


def precious(settings: Settings) -> Precious:
    """The town file must be there: it names tables. Raises DatabaseError."""
    files: dict[Path, str] = {}
    if is_file(read_address(settings.database)):
        database = path_of(settings.database)
        files[database] = "это база, с которой работает бот"
        for ending in BESIDE_DATABASE:
            part = database.with_name(database.name + ending)
            files[part] = "это часть базы, с которой работает бот"
    files[settings.town] = "это файл города"
    for name in _names(settings.town):
        files[settings.town.parent / name] = "эту таблицу называет файл города"
    files[Path(ENV_FILE)] = "это файл настроек"
    return Precious(files, {settings.files: "в этой папке бот хранит файлы жителей"})


def tables_of(town: Path) -> Sequence[Path]:
    """The CSV files that a town file names and that stand beside it."""
    named = [town.parent / name for name in _names(town) if TABLE.fullmatch(f"town/{name}")]
    return [table for table in named if table.is_file()]


def _names(town: Path) -> list[str]:
    """Of a file that is being written, and is not right yet, what its lines name."""
    text = town.read_text(encoding="utf-8-sig", errors="replace")
    try:
        return names_of(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, LookupError, TypeError, AttributeError):
        return sorted(set(NAMED.findall(text)))
