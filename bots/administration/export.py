"""``paradnaya export``: the tickets as a table, CSV or a workbook by the file's name.

Contacts and residents' ids are not in it, see :mod:`core.reports.registers`. Times are the town's.
"""

import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from bots.registers.as_csv import BEGINS, write_csv
from bots.registers.as_xlsx import SHEETS, write_xlsx
from bots.registers.columns import columns
from bots.registers.totals import Totals
from core.town import Town
from dialogs.texts import Catalogue
from storage.database import Database
from storage.finding.register import read_register
from storage.safekeeping.archive import Tell
from storage.safekeeping.writing import Kind

WORKBOOK_AT_MOST = 1 << 16
"""Bytes of the list of sheets: with two of them it has less than a thousand."""


def _is_table(file: BinaryIO) -> bool:
    return file.read(len(BEGINS)).startswith(BEGINS) or _is_workbook(file)


def _is_workbook(file: BinaryIO) -> bool:
    """Ours has its two sheets: every workbook and every letter begins as a zip does."""
    try:
        with zipfile.ZipFile(file) as parts, parts.open("xl/workbook.xml") as listed:
            sheets = listed.read(WORKBOOK_AT_MOST)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, zlib.error):
        return False
    return all(f'name="{sheet}"'.encode() in sheets for sheet in SHEETS)


TABLE = Kind("таблица, записанная командой export", _is_table)
"""What may be written over by a table: another."""


async def export(
    database: Database,
    town: Town,
    catalogue: Catalogue,
    out: BinaryIO,
    tell: Tell,
    *,
    workbook: bool = False,
) -> int:
    """Write the table; return how many tickets are in it."""
    table = columns(town, catalogue, town.zone)
    lines = read_register(database)

    def told(done: int, count: int) -> None:
        tell("Обращения", done, count)

    if not workbook:
        return await write_csv(table, lines, out, told)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        written = await write_xlsx(town.name, table, lines, Totals(town), path, told)
        with path.open("rb") as made:
            shutil.copyfileobj(made, out)
    return written
