"""``paradnaya check``: what is right and what is not, in a line each. Nothing is changed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from core.town import Town, TownError, load_town
from dialogs.texts import Catalogue
from storage.database import Database, DatabaseError
from storage.migrate import revisions

from .app import make_doors
from .doors.door import DoorError
from .settings import Settings, SettingsError, load_settings


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    right: bool
    said: str


async def check_all() -> list[Finding]:
    """Check everything that can be checked; a later check runs though an earlier one failed."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Finding("Настройки", False, problem) for problem in error.problems]
    findings = [Finding("Настройки", True, "прочитаны")]
    town, of_town = _check_town(settings.town)
    findings += of_town
    findings.append(await _check_database(settings))
    findings.append(_check_files(settings.files))
    if town is not None:
        findings += await _check_doors(settings, town)
    return findings


def _check_town(path: Path) -> tuple[Town | None, list[Finding]]:
    try:
        town = load_town(path)
    except TownError as error:
        return None, [Finding("Файл города", False, problem) for problem in error.problems]
    said = (
        f"{town.name}: тем — {len(town.topics)}, муниципалитетов — {len(town.municipalities)}, "
        f"исполнителей — {len(town.agencies)}"
    )
    return town, [Finding("Файл города", True, said)]


async def _check_database(settings: Settings) -> Finding:
    try:
        database = Database(settings.database)
    except DatabaseError as error:
        return Finding("База", False, str(error))
    try:
        current, newest = await revisions(database)
    except SQLAlchemyError as error:
        return Finding("База", False, f"не отвечает: {type(error).__name__}")
    finally:
        await database.close()
    if current == newest:
        return Finding("База", True, f"таблицы свежие ({current})")
    return Finding("База", True, f"таблицы {current or 'не созданы'}, при запуске станут {newest}")


def _check_files(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        return Finding("Файлы", False, f"PARADNAYA_FILES: {folder} — {error.strerror}")
    return Finding("Файлы", True, str(folder))


async def _check_doors(settings: Settings, town: Town) -> list[Finding]:
    if not settings.has_token:
        return [Finding("Мессенджеры", True, "токенов нет — запустится песочница")]
    findings: list[Finding] = []
    for door in make_doors(settings, Catalogue(), town).values():
        findings.append(await _try(door.name, door.open))
        await door.close()
    return findings


async def _try(what: str, act: Callable[[], Awaitable[None]]) -> Finding:
    try:
        await act()
    except DoorError as error:
        return Finding(what, False, str(error))
    return Finding(what, True, "отвечает, токен верный")
