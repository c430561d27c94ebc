"""The administrator's commands on the town's own database: opened as the settings say."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bots.app import open_store
from bots.delivery.fitting import fitting
from bots.hearing import listening
from bots.logs import Redaction
from bots.settings import Settings
from core.numbers import find_number
from core.town import Town, load_town
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.finding.audit import read_audit
from storage.quarantine import Aside, Quarantine
from storage.safekeeping.archive import Tell
from storage.safekeeping.refused import Refused
from storage.safekeeping.writing import whole_file

from .export import TABLE, export
from .history import Historian
from .precious import precious
from .quarantine import READERS, line_of, retry, whole

ENDINGS = (".xlsx", ".csv", "")
"""What a table's name may end in; without an ending it is CSV."""


async def export_to(settings: Settings, file: Path, tell: Tell, *, force: bool) -> int:
    """Write the tickets to a file; return how many there are."""
    load_town(settings.town)  # what is not to be written over is named there too
    with whole_file(file, TABLE, precious(settings), force=force) as out:
        ending = file.suffix.lower()
        if ending not in ENDINGS:
            raise Refused(
                f"{file}: таблица бывает .xlsx или .csv, «{ending}» команда export не пишет"
            )
        async with _opened(settings) as (database, town):
            workbook = ending == ".xlsx"
            return await export(database, town, Catalogue(), out, tell, workbook=workbook)


async def read_history(settings: Settings, asked: str) -> tuple[RenderableType, dict[str, Any]]:
    """A ticket's history: for a terminal, and as data. Raises Refused."""
    number = find_number(asked)
    if number is None:
        raise Refused(f"«{asked}» — ожидается номер обращения, например 26-000042")
    async with _opened(settings) as (database, town):
        found = await read_audit(database, number)
    if found is None:
        raise Refused(f"{number}: такого обращения нет")
    historian = Historian(town, Catalogue())
    return historian.told(*found), historian.as_data(*found)


async def list_quarantine(settings: Settings, *, everything: bool) -> Table | str:
    async with _opened(settings) as (database, town):
        quarantine = Quarantine(database, fitting(Catalogue()))
        found, count = await quarantine.latest(done=everything)
    if not found:
        return "В карантине пусто."
    hide = Redaction(settings.secrets)
    table = Table("№", "Когда", "Мессенджер", "Что", "Ошибка", *(["Принято"] * everything))
    for aside in found:
        row = line_of(aside, town, hide)
        table.add_row(*(Text(cell) for cell in row[: len(table.columns)]))
    if count > len(found):
        table.caption = f"Последние {len(found)} из {count}; остальные — после этих"
    return table


async def show_quarantine(settings: Settings, number: int) -> str:
    async with _opened(settings) as (database, _):
        return whole(await _found(database, number), Redaction(settings.secrets))


async def show_line(settings: Settings, number: int) -> str:
    """One update in a line, to be sure which it is."""
    async with _opened(settings) as (database, town):
        found = await _found(database, number)
    return " · ".join(filter(None, line_of(found, town, Redaction(settings.secrets))))


async def drop_quarantine(settings: Settings, number: int) -> None:
    async with _opened(settings) as (database, _):
        await Quarantine(database, fitting(Catalogue())).drop(number)


async def retry_quarantine(
    settings: Settings, numbers: Sequence[int], *, everything: bool
) -> AsyncIterator[tuple[bool, str]]:
    """Take updates again; for each, whether it went well and what to say of it."""
    async with _opened(settings) as (database, town):
        quarantine = Quarantine(database, fitting(Catalogue()))
        if everything:  # the oldest first: a conversation keeps its order
            numbers = [number async for number in quarantine.waiting()]
            if not numbers:
                yield True, "В карантине пусто."
        turns = Turns(town, Catalogue(), await listening(settings, town))
        hide = Redaction(settings.secrets)
        async for outcome in retry(quarantine, turns, READERS, numbers):
            if outcome.error:
                yield False, f"{outcome.number}: снова ошибка — {hide.text(outcome.error)}"
            elif outcome.found:
                yield True, f"{outcome.number}: принято."
            else:
                yield False, f"{outcome.number}: такого в карантине нет или уже принято."


async def _found(database: Database, number: int) -> Aside:
    found = await Quarantine(database, fitting(Catalogue())).find(number)
    if found is None:
        raise Refused(f"{number}: такого в карантине нет — см. «paradnaya quarantine list --all»")
    return found


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[Database, Town]]:
    """The database, brought to today's tables, and the town."""
    town = load_town(settings.town)
    async with open_store(settings) as (database, _):
        yield database, town
