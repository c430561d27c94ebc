"""``paradnaya export``: the tickets as a table.

* For a spreadsheet in Russian: UTF-8 with a mark, «;» between cells, every cell in quotes.
* Contacts and residents' ids are not in it: showing a contact is written into its ticket's
  history (152-FZ), and a table that leaves the program cannot do that.
* Times are the town's.
"""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from core.town import Town
from dialogs.complaint import topic_name
from dialogs.texts import Catalogue
from storage.database import Database
from storage.register import Line, read_register
from storage.safekeeping.archive import Tell
from storage.safekeeping.writing import Kind

from .cells import safe_cell

BEGINS = '\ufeff"Номер";"Подано";"Тема";'.encode()
"""A table of ours: the mark and the first headings, each in quotes as no spreadsheet saves them."""

TABLE = Kind("таблица, записанная командой export,", lambda file: file.read(len(BEGINS)) == BEGINS)
"""What may be written over by a table: another."""

VERDICTS = {"satisfied": "помогло", "unsatisfied": "не помогло"}

Column = tuple[str, Callable[[Line], str]]


def columns(town: Town, catalogue: Catalogue) -> tuple[Column, ...]:
    """The table's columns: heading, and how a ticket's cell is told."""

    def moment(at: datetime | None) -> str:
        return f"{at.astimezone(town.zone):%d.%m.%Y %H:%M}" if at else ""

    def municipality(line: Line) -> str:
        found = town.municipality(line.municipality)
        return found.name if found else line.municipality

    def agency(line: Line) -> str:
        found = town.agency(line.agency)
        return found.name if found else line.agency

    def place(line: Line) -> str:
        if line.address or line.latitude is None or line.longitude is None:
            return line.address
        return f"{line.latitude:.5f}, {line.longitude:.5f}"

    return (
        ("Номер", lambda line: line.number),
        ("Подано", lambda line: moment(line.filed_at)),
        ("Тема", lambda line: topic_name(town, line.topic)),
        ("Муниципалитет", municipality),
        ("Исполнитель", agency),
        ("Состояние", lambda line: catalogue.plain("ru", f"state-{line.state}")),
        ("Срок ответа", lambda line: moment(line.deadline)),
        ("Первый ответ", lambda line: moment(line.answered_at)),
        ("Закрыто", lambda line: moment(line.ended_at)),
        ("Оценка", lambda line: VERDICTS.get(line.verdict or "", "")),
        ("Адрес", place),
        ("Текст", lambda line: line.text),
    )


async def export(
    database: Database, town: Town, catalogue: Catalogue, out: BinaryIO, tell: Tell
) -> int:
    """Write the table; return how many tickets are in it."""
    table = columns(town, catalogue)
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([heading for heading, _ in table])
    written = 0
    async for line, count in read_register(database):
        writer.writerow([safe_cell(cell(line)) for _, cell in table])
        written += 1
        tell("Обращения", written, count)
    text.flush()
    text.detach()
    return written
