"""The administrator's commands: what they say, and how they refuse."""

import asyncio
import re
import shutil
import stat
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bots.__main__ import app
from storage.database import Database
from storage.store import Store
from tests.storage.told import a_ticket, filed
from tests.tables import lay_tables

from .test_quarantine import TRACE, VK

ROOT = Path(__file__).parents[2]


pytestmark = pytest.mark.usefixtures("folder")


def call(*arguments: str, typed: str = "") -> Result:
    result = CliRunner().invoke(app, arguments, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result


def refused(*arguments: str) -> str:
    result = call(*arguments)
    assert result.exit_code == 2, result.output
    assert re.search("[а-я]{4}", result.stderr), result.stderr
    return result.stderr


async def _furnish() -> None:
    database = Database("sqlite+aiosqlite:///var/paradnaya.db")
    await lay_tables(database)
    async with Store(database, lambda one: (one,)).unit() as unit:
        unit.record(filed(a_ticket("26-000001")))
        await unit.set_aside("vk", "e1", VK, TRACE)
        await unit.set_aside("vk", "e2", {"type": "message_new", "object": 5}, TRACE)
        await unit.commit()
    await database.close()


@pytest.fixture
def town(folder: Path) -> None:
    """A ticket, an update that can be taken now, and one that cannot."""
    asyncio.run(_furnish())


@pytest.mark.parametrize(
    "command",
    [
        ["backup"], ["restore"], ["export"], ["log"], ["quarantine", "list"],
        ["quarantine", "show"], ["quarantine", "retry"], ["quarantine", "drop"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_command_has_help_in_russian(command: list[str]) -> None:
    result = call(*command, "--help")
    assert result.exit_code == 0
    assert len(re.findall("[а-яё]{3,}", result.output)) > 5


@pytest.mark.usefixtures("town")
def test_backup_and_restore(folder: Path) -> None:
    said = call("backup", "copy.tar").output
    assert "обращений — 1" in said
    assert stat.S_IMODE((folder / "copy.tar").stat().st_mode) == 0o600
    assert "--force" in refused("backup", "copy.tar")
    assert "--replace" in refused("restore", "copy.tar")
    said = call("restore", "copy.tar", "--replace").output
    assert "обращений — 1" in said
    assert "Прежнее отложено" in said
    shutil.rmtree(folder / "var")
    (folder / "town.toml").rename(folder / "town.before")
    assert "Файл города: town.toml" in call("restore", "copy.tar").output
    assert (folder / "town.toml").read_bytes() == (folder / "town.before").read_bytes()
    (folder / "town.toml").write_text("# моё")
    said = call("restore", "copy.tar", "--replace").output
    assert "оставлен как есть" in said
    assert (folder / "town.toml").read_text() == "# моё"
    assert len(list((folder / "var").glob("town.toml.backup-*"))) == 1


@pytest.mark.usefixtures("town")
def test_a_town_file_that_is_being_written_costs_no_backup(folder: Path) -> None:
    half = "[town]\nstreets = 'streets.csv'\n[[agencies]]\nexceptions = \"days.csv\"\nx"
    (folder / "town.toml").write_text(half, encoding="utf-8")
    (folder / "days.csv").write_text("2026-12-30,off\n", encoding="utf-8")
    told = refused("backup", "copy.tar")
    assert "Файл города сохранён как есть, с ошибкой: town.toml:5: «x» — после ключа" in told
    with tarfile.open("copy.tar") as copy:
        names = copy.getnames()
        town = copy.extractfile("town.toml")
        assert town is not None
        assert town.read().decode() == half
    assert "town/days.csv" in names
    assert "town/streets.csv" not in names
    (folder / "town.toml").write_bytes("[town]\nname = 'Город'".encode("cp1251"))
    assert "файл не в UTF-8" in refused("backup", "other.tar")
    assert (folder / "other.tar").exists()
    (folder / "town.toml").unlink()
    assert refused("backup", "none.tar").startswith("PARADNAYA_TOWN: ")
    assert not (folder / "none.tar").exists()


@pytest.mark.usefixtures("town")
def test_a_town_file_is_restored_into_a_folder_that_is_not_there_yet(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("backup", "copy.tar")
    monkeypatch.setenv("PARADNAYA_TOWN", "etc/town.toml")
    assert "Файл города: etc/town.toml" in call("restore", "copy.tar", "--replace").output
    assert (folder / "etc" / "town.toml").read_bytes() == (folder / "town.toml").read_bytes()
    monkeypatch.setenv("PARADNAYA_TOWN", "town.toml/town.toml")
    said = call("restore", "copy.tar", "--replace").output
    assert "town.toml/town.toml не записался (" in said
    assert "оставлен" not in said


@pytest.mark.usefixtures("town")
def test_what_is_no_database_is_not_said_to_have_tickets(folder: Path) -> None:
    call("backup", "copy.tar")
    (folder / "var" / "paradnaya.db").write_text("Это письмо. " * 100)
    told = refused("restore", "copy.tar")
    assert "не читается (это не база SQLite) — чтобы заменить, добавьте --replace" in told
    assert "обращения" not in told


def test_backup_of_nothing_is_refused(folder: Path) -> None:
    assert "базы ещё нет" in refused("backup", "copy.tar")
    assert not list(folder.glob("copy*"))


@pytest.mark.usefixtures("town")
def test_restore_tells_which_file_is_wrong(folder: Path) -> None:
    assert "такого файла нет" in refused("restore", "none.tar")
    (folder / "letter.tar").write_text("Это письмо. " * 1000)
    assert refused("restore", "letter.tar").startswith("letter.tar: ")
    assert "папка" in refused("backup", "var")
    assert "не создаётся" in refused("backup", "nowhere/copy.tar")


@pytest.mark.usefixtures("town")
def test_export_writes_a_table(folder: Path) -> None:
    assert "обращений — 1" in call("export", "t.csv").output
    assert "26-000001" in (folder / "t.csv").read_text(encoding="utf-8-sig")
    assert stat.S_IMODE((folder / "t.csv").stat().st_mode) == 0o600
    assert "--force" in refused("export", "t.csv")


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("name", ["t.pdf", "t.xls", "t.csv.zip", "t.XLSM"])
def test_export_does_not_write_what_its_name_does_not_say(folder: Path, name: str) -> None:
    said = refused("export", name)
    assert said.startswith(f"{name}: таблица бывает .xlsx или .csv")
    assert not list(folder.glob("t.*"))
    assert "обращений — 1" in call("export", "T.XLSX").output


@pytest.mark.usefixtures("town")
def test_quarantine_is_listed_shown_and_worked_off() -> None:
    listed = call("quarantine", "list").output
    assert "ValueError" in listed
    assert listed.index(" 2 ") < listed.index(" 1 ")
    shown = call("quarantine", "show", "1").output
    assert shown.startswith("Внимание")
    assert "персональные данные" in shown
    assert '"text": "[club77|@town] Яма"' in shown
    result = call("quarantine", "retry", "--all")
    assert result.exit_code == 2
    assert "1: принято" in result.output
    assert "2: снова ошибка" in result.stderr
    assert " 1 " not in call("quarantine", "list").output
    assert " 1 " in call("quarantine", "list", "--all").output
    assert "Оставлено" in call("quarantine", "drop", "2", typed="нет\n").stderr
    assert "Оставлено" in call("quarantine", "drop", "2").stderr
    assert "удалено" in call("quarantine", "drop", "2", typed="да\n").output
    assert "пусто" in call("quarantine", "list").output
    assert "удалено" in call("quarantine", "drop", "1", "--yes").output


@pytest.mark.parametrize(
    "arguments",
    [
        ["quarantine", "show", "99"],
        ["quarantine", "show", "первый"],
        ["quarantine", "retry"],
        ["quarantine", "retry", "1", "--all"],
        ["quarantine", "retry", "99"],
        ["quarantine", "retry", "9" * 30],
        ["quarantine", "drop", "99", "--yes"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("town")
def test_a_number_that_is_not_there_is_a_sentence(arguments: list[str]) -> None:
    refused(*arguments)
