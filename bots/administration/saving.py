"""``paradnaya backup`` and ``paradnaya restore``: what they say, and where things stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bots.settings import Settings
from core.reasons import reason
from core.town import NoTownFileError, TownError, load_town
from storage.engines.address import read_address
from storage.safekeeping.archive import Tell
from storage.safekeeping.backup import BACKUP, Manifest, Place, back_up
from storage.safekeeping.refused import Refused, Unfit
from storage.safekeeping.restore import SKIPPED, Restored, restore
from storage.safekeeping.writing import whole_file

from .forgetting import erase_again
from .precious import precious, tables_of


async def save(
    settings: Settings, to: Path, tell: Tell, *, force: bool
) -> tuple[Manifest, tuple[str, ...]]:
    """Write a backup; return too what is wrong with the town file in it.

    One that is being written must not cost the night's backup: the bot works with what it has read,
    and the tickets are worth keeping without it. Raises Refused; NoTownFileError.
    """
    wrong = _wrong_with(settings.town)
    place = Place(settings.database, settings.files, settings.town, tables_of(settings.town))
    with _naming(to), whole_file(to, BACKUP, precious(settings), force=force) as out:
        program, now = version("paradnaya"), datetime.now(UTC)
        return await back_up(place, out, to.parent, program, now, tell), wrong


def _wrong_with(town: Path) -> tuple[str, ...]:
    try:
        load_town(town)
    except TownError as error:
        if isinstance(error, NoTownFileError) and not town.is_file():
            raise
        return error.problems
    return ()


async def bring_back(settings: Settings, backup: Path, tell: Tell, *, replace: bool) -> list[str]:
    """Restore a backup; return what there is to say of it. Raises Refused."""
    read_address(settings.database)  # a wrong one is told before a wrong backup
    now = datetime.now(UTC)
    with _naming(backup):
        found = await restore(backup, settings.database, settings.files, now, tell, replace=replace)
    beside = settings.files.parent
    lines = [*_told(found), *_town(settings.town, beside, found, f"{now:%Y%m%d-%H%M%S}")]
    return [*lines, *await _erased_again(settings, found)]


async def _erased_again(settings: Settings, found: Restored) -> list[str]:
    """Who had their data deleted since the backup is in it: they are deleted once more."""
    if not found.erased:
        return []
    try:
        count = await erase_again(settings, found.erased)
    except TownError as error:
        return [
            "Данные, которые жители удалили после бэкапа, вернулись, и удалить их снова не "
            f"получилось: {error}. Исправьте файл города и удалите их: paradnaya forget НОМЕР — "
            + ", ".join(sorted(found.erased))
        ]
    if not count:
        return []
    return [f"Данные, которые жители удалили после бэкапа, удалены снова: обращений — {count}."]


@contextmanager
def _naming(backup: Path) -> Iterator[None]:
    try:
        yield
    except Unfit as error:
        raise Refused(f"{backup}: {error}") from error


def _told(found: Restored) -> list[str]:
    manifest = found.manifest
    made = datetime.fromisoformat(manifest.made_at).astimezone()
    lines = [f"Восстановлено на {made:%d.%m.%Y %H:%M %Z}: {contents(manifest)}."]
    if found.pending:
        lines.append(
            f"В очереди сообщений: {found.pending}. Они уйдут при запуске; те, что бот успел "
            "отправить после бэкапа, люди могут получить второй раз."
        )
    if manifest.missing:
        lines.append(f"Файлов, которых не было уже в бэкапе: {len(manifest.missing)}.")
    if not found.numbers_known:
        lines.append(
            f"Номера новых обращений начнутся дальше на {SKIPPED}. Если после бэкапа бот успел "
            "принять больше обращений, номера могут повториться: восстанавливайте тогда на место "
            "прежней базы, с --replace."
        )
    lines += [f"Прежнее отложено, не удалено: {path}" for path in found.aside.paths]
    if found.aside.schema:
        lines.append(
            f"Прежние таблицы отложены, не удалены: схема {found.aside.schema} в той же базе"
        )
    return lines


def contents(manifest: Manifest) -> str:
    """What a backup holds, in figures."""
    counts = manifest.counts
    return (
        f"обращений — {counts.get('tickets', 0)}, разговоров — {counts.get('conversations', 0)}, "
        f"файлов — {manifest.files}"
    )


def _town(town: Path, beside: Path, found: Restored, moment: str) -> list[str]:
    """Put the town file where there is none; where there is another, a copy beside the files."""
    pieces = {town: found.town, **{town.parent / n: text for n, text in found.tables.items()}}
    lines = []
    for path, content in pieces.items():
        if path.exists() and path.read_bytes() == content:
            continue
        if path.exists():
            stays = "оставлен как есть; тот, что был в бэкапе, —"
        elif why := _not_written(path, content):
            stays = f"не записался ({why}); он здесь —"
        else:
            lines.append(f"Файл города: {path}")
            continue
        copy = beside / f"{path.name}.backup-{moment}"
        copy.write_bytes(content)
        lines.append(f"{path} {stays} {copy}")
    return lines


def _not_written(path: Path, content: bytes) -> str:
    """Why a file is not there now: a container's configuration is not to be written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        return reason(error)
    return ""
