"""``paradnaya check``: what is right and what is not, in a line each.

Nothing of the town's is changed: not its database, its files or its settings. At the messengers
the way in is set up as ``paradnaya run`` would do it, because that is the only proof: a webhook is
registered, and VK is answered when it asks for its code. Where the bot is running it answers; else
a small server does until the check is over, and takes no updates: the messengers keep them for the
bot.
"""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bots.app import make_doors
from bots.doors.door import Batch, Door, DoorError, Reception
from bots.settings import Settings, SettingsError, WebSettings, load_settings
from bots.webhooks import hook_routes
from bots.workers.roles import Role
from core.town import Town, TownError, load_town
from core.work import Unavailable
from dialogs.texts import Catalogue
from storage.database import Database, DatabaseError
from storage.engines.address import is_file
from storage.engines.examination import Examination, examine
from storage.finding.figures import look
from storage.migrate import revisions, wrong_with_tables

from . import server
from .diagnosis import diagnosis
from .grounds import TakenError, wrong_with_address, wrong_with_folder, wrong_with_town
from .neighbour import OTHERS, UNHOOKED, look_at


@dataclass(frozen=True, slots=True)
class Finding:
    """``doubtful``: it is right as it stands, and an administrator should know of it."""

    what: str
    right: bool
    said: str
    doubtful: bool = False


async def check_all() -> list[Finding]:
    """Check everything that can be checked; a later check runs though an earlier one failed."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Finding("Настройки", False, problem) for problem in error.problems]
    findings = [_of_settings(settings)]
    town, of_town = _check_town(settings.town)
    findings += of_town
    findings += await _check_database(settings, town)
    findings.append(_check_files(settings.files))
    of_web, hooked = await _check_web(settings)
    findings += of_web
    if town is not None:
        findings += await _check_doors(settings, town, hooked=hooked)
    return findings


def _of_settings(settings: Settings) -> Finding:
    if wrong := settings.wrong_roles:
        return Finding("Настройки", False, f"PARADNAYA_ROLES: {wrong}")
    return Finding("Настройки", True, "прочитаны")


def _check_town(path: Path) -> tuple[Town | None, list[Finding]]:
    try:
        town = load_town(path)
    except TownError as error:
        return None, [Finding("Файл города", False, problem) for problem in wrong_with_town(error)]
    said = (
        f"{town.name}: тем — {len(town.topics)}, муниципалитетов — {len(town.municipalities)}, "
        f"исполнителей — {len(town.agencies)}"
    )
    if town.streets or town.settlements:
        said += f", улиц — {len(town.streets)}, посёлков — {len(town.settlements)}"
    return town, [Finding("Файл города", True, said)]


async def _check_database(settings: Settings, town: Town | None) -> list[Finding]:
    try:
        database = Database(settings.database)
    except DatabaseError as error:
        return [Finding("База", False, str(error))]
    try:
        if wrong := await wrong_with_tables(database):
            return [Finding("База", False, f"PARADNAYA_DATABASE: {database} — {wrong}")]
        current, newest = await revisions(database)
        found = [Finding("База", True, _of_tables(current, newest))]
        if town is not None and current == newest:
            found += await _left_behind(database, town)
        if not is_file(database.url):
            found += _of_server(await examine(database), tables_to_make=current != newest)
    except Unavailable as error:
        why = error.why
        said = f"PARADNAYA_DATABASE: {database} — недоступна ({why})"
        return [Finding("База", False, said)]
    except SQLAlchemyError as error:
        return [Finding("База", False, str(database.unusable(error)))]
    finally:
        await database.close()
    return found


async def _left_behind(database: Database, town: Town) -> list[Finding]:
    async with database.read() as connection:
        figures = await look(connection, datetime.now(UTC))
    return [
        Finding(
            "База",
            True,
            f"исполнителя {one.code} в файле города нет, а его открытых обращений — {one.open}: "
            "они в очереди координаторов; верните его в файл или передайте обращения другому",
            doubtful=True,
        )
        for one in figures.left_behind(town)
    ]


def _of_tables(current: str | None, newest: str) -> str:
    if current == newest:
        return f"таблицы свежие ({current})"
    return f"таблицы {current or 'не созданы'}, при запуске станут {newest}"


def _of_server(seen: Examination, *, tables_to_make: bool) -> list[Finding]:
    troubles = [
        Finding("Сервер базы", False, f"PARADNAYA_DATABASE: {said}")
        for said in server.wrong(seen, tables_to_make=tables_to_make)
    ]
    return [Finding("Сервер базы", True, server.good(seen)), *troubles]


def _check_files(folder: Path) -> Finding:
    wrong = wrong_with_folder(folder)
    return Finding("Файлы", not wrong, wrong or str(folder))


async def _check_web(settings: Settings) -> tuple[list[Finding], bool]:
    """Said only where it is wrong: what is right, the bot prints when it starts.

    Returns too whether webhooks may be set up: not while a bot runs that does not know of them.
    """
    if Role.WEB not in settings.roles:
        return [], True
    host, port = settings.web.host, settings.web.port
    try:
        wrong = await wrong_with_address(host, port)
    except TakenError:
        there = await look_at(settings)
        if not there.ours:
            wrong = OTHERS.format(port=port)
        elif settings.has_token and settings.web.public and there.hooked is False:
            return [Finding("Веб", False, UNHOOKED)], False
        else:
            wrong = ""
    return [Finding("Веб", False, wrong)] if wrong else [], True


async def _check_doors(settings: Settings, town: Town, *, hooked: bool) -> list[Finding]:
    if not settings.has_token:
        return [Finding("Мессенджеры", True, "токенов нет — запустится песочница")]
    doors = make_doors(settings, Catalogue(), town)
    try:
        async with _answering(settings.web, doors):
            checked = [await _check_door(door, settings, hooked) for door in doors.values()]
            return [finding for findings in checked for finding in findings]
    finally:
        for door in doors.values():
            await door.close()


async def _check_door(door: Door, settings: Settings, hooked: bool) -> list[Finding]:
    answers = Finding(door.name, True, "отвечает, токен верный")
    try:
        if not hooked:
            await door.greet()
            return [answers]
        await door.open()
        reception = await door.reception()
    except DoorError as error:
        return [Finding(door.name, False, diagnosis(door.name, error, settings))]
    return [answers, _of_reception(door.name, reception)]


def _of_reception(name: str, reception: Reception) -> Finding:
    if not reception.address:
        return Finding(name, True, "сообщения бот забирает сам")
    said = f"сообщения приходят на {reception.address}"
    if reception.waiting:
        said += f", ждут доставки: {reception.waiting}"
    if reception.trouble:
        said += f"; не получается: {reception.trouble}"
    return Finding(name, not reception.trouble, said)


class _Closed:
    """Takes nothing: the messenger will bring it again, to the bot."""

    async def bring(self, door: Door, batch: Batch) -> None:
        raise _NotNowError


class _NotNowError(Exception):
    """Updates are not taken during a check."""


@contextlib.asynccontextmanager
async def _answering(settings: WebSettings, doors: Mapping[str, Door]) -> AsyncIterator[None]:
    """With webhooks: answer what VK asks, unless the bot runs and does it."""
    if not settings.public:
        yield
        return
    application = web.Application()
    application.router.add_routes(hook_routes(doors, _Closed()))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    with contextlib.suppress(OSError):  # the bot is there, or it has been told by now
        await web.TCPSite(runner, settings.host, settings.port).start()
    try:
        yield
    finally:
        await runner.cleanup()
