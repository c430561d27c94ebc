"""Where «backup» and «export» write, and above all where they do not."""

import asyncio
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bots.__main__ import app
from storage.safekeeping.backup import BACKUP
from storage.safekeeping.refused import Refused
from storage.safekeeping.writing import Kind, Precious, whole_file

from .houses import House, file_ticket, open_house

ROOT = Path(__file__).parents[2]
ANYTHING = Kind("файл", lambda _: True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A town at work: its database, its file with a table, its settings, a kept file."""
    for name in list(os.environ):
        if name.startswith("PARADNAYA_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "var" / "files" / "ab").mkdir(parents=True)
    (tmp_path / "var" / "files" / "ab" / "kept").write_bytes(b"photo")
    (tmp_path / ".env").write_text("PARADNAYA_FLOOD=true\n")
    text = (ROOT / "town.toml").read_text(encoding="utf-8")
    named = text.replace("[[agencies]]\n", '[[agencies]]\nexceptions = "days.csv"\n', 1)
    named = named.replace("[town]\n", '[town]\nstreets = "streets.csv"\n', 1)
    (tmp_path / "town.toml").write_text(named, encoding="utf-8")
    (tmp_path / "streets.csv").write_text("улица,Ленина\n", encoding="utf-8")
    (tmp_path / "days.csv").write_text("2027-01-04,off\n")
    asyncio.run(_furnish(House(tmp_path / "var")))
    return tmp_path


async def _furnish(house: House) -> None:
    async with open_house(house) as store:
        await file_ticket(store, "26-000001")


def call(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stderr


def refused(*arguments: str) -> str:
    code, said = call(*arguments)
    assert code == 2, said
    assert re.search("[а-я]{4}", said)
    return said


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


PRECIOUS = (
    "var/paradnaya.db", "var/paradnaya.db-wal", "var/paradnaya.db-shm", "var/paradnaya.db-journal",
    "var/paradnaya.db.lock", "var/paradnaya.db.bot", "town.toml", "days.csv", ".env", "streets.csv",
    "var/files/ab/kept", "var/files/ab/new", "var/files/../paradnaya.db", "hard.db",
    "linked/town.toml",
)  # fmt: skip


@pytest.mark.parametrize("command", ["backup", "export"])
def test_what_the_town_lives_by_is_never_written_over(folder: Path, command: str) -> None:
    (folder / "hard.db").hardlink_to(folder / "var" / "paradnaya.db")
    (folder / "linked").symlink_to(folder)
    asyncio.run(_furnish_locks(folder))
    before = everything(folder)
    for name in PRECIOUS:
        said = refused(command, name, "--force")
        assert said.startswith(f"{Path(name)}: "), said
        assert "назовите другой" in said
    refused(command, str(folder / PRECIOUS[0]))
    assert everything(folder) == before


async def _furnish_locks(folder: Path) -> None:
    (folder / "var" / "paradnaya.db.lock").touch()


@pytest.mark.parametrize("command", ["backup", "export"])
def test_only_a_file_of_the_same_kind_is_replaced(folder: Path, command: str) -> None:
    other = "export" if command == "backup" else "backup"
    assert call(command, "ours") == (0, "")
    assert call(other, "others") == (0, "")
    (folder / "letter").write_text("Дорогая Анна! " * 1000)
    (folder / "empty").touch()
    os.mkfifo(folder / "pipe")
    (folder / "device").symlink_to("/dev/null")
    before = {name: (folder / name).read_bytes() for name in ("others", "letter", "empty")}
    for name in (*before, "pipe", "device", "-"):
        assert "--force" not in refused(command, name, "--force").replace("и --force его не", "")
    assert before == {name: (folder / name).read_bytes() for name in before}
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)
    assert (folder / "device").is_symlink()
    assert "--force" in refused(command, "ours")
    assert call(command, "ours", "--force") == (0, "")
    assert not list(folder.glob("*.partial"))


def test_a_workbook_or_a_letter_of_somebody_elses_is_not_replaced(folder: Path) -> None:
    for inside in ("word/document.xml", "xl/workbook.xml"):
        with zipfile.ZipFile("svod.xlsx", "w") as others:
            others.writestr(inside, '<sheets><sheet name="Свод"/></sheets>')
        before = (folder / "svod.xlsx").read_bytes()
        told = refused("export", "svod.xlsx", "--force")
        assert "там не таблица, записанная командой export, и --force его не заменит" in told
        assert (folder / "svod.xlsx").read_bytes() == before
    assert call("export", "ours.xlsx") == (0, "")
    assert call("export", "ours.xlsx", "--force") == (0, "")


def test_a_tar_that_is_no_backup_is_not_replaced(folder: Path) -> None:
    shutil.make_archive("own", "tar", folder / "var", "paradnaya.db")
    assert "там не бэкап" in refused("backup", "own.tar", "--force")


def _write(path: Path, content: bytes, *, force: bool, meanwhile: Callable[[], None]) -> None:
    with whole_file(path, ANYTHING, Precious(), force=force) as out:
        out.write(content)
        meanwhile()


def test_two_at_once_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / "copy"

    def second() -> None:
        _write(path, b"second", force=True, meanwhile=lambda: None)
        assert path.read_bytes() == b"second"

    _write(path, b"the first", force=True, meanwhile=second)
    assert path.read_bytes() == b"the first"


def test_who_was_slower_does_not_write_over_who_was_faster(tmp_path: Path) -> None:
    path = tmp_path / "copy"

    def faster() -> None:
        path.write_bytes(b"fast")

    with pytest.raises(Refused, match="уже есть"):
        _write(path, b"slow", force=False, meanwhile=faster)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("copy", b"fast")]


def test_what_a_crash_left_beside_is_in_nobodys_way(tmp_path: Path) -> None:
    for name in ("copy.partial", "copy.00000000.partial"):
        (tmp_path / name).write_bytes(b"left")
    _write(tmp_path / "copy", b"whole", force=False, meanwhile=lambda: None)
    assert (tmp_path / "copy").read_bytes() == b"whole"
    assert (tmp_path / "copy.partial").read_bytes() == b"left"


def test_a_full_disk_is_said_in_russian_and_leaves_nothing(tmp_path: Path) -> None:
    def full() -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    with pytest.raises(Refused, match=r"copy: не записывается \(на диске кончилось место\)"):
        _write(tmp_path / "copy", b"half", force=False, meanwhile=full)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "why"),
    [("none/copy", "такого файла или папки нет"), ("file/copy", "файл"), ("x" * 300, "длинное")],
)
def test_a_name_that_cannot_be_made_is_said_in_russian(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match=rf"не создаётся \([а-яё —]*{why}"):
        _write(tmp_path / name, b"", force=False, meanwhile=lambda: None)


def test_a_backup_is_known_by_both_its_ends(tmp_path: Path) -> None:
    for number, content in enumerate(
        (b"", b"paradnaya.db\0", bytes(512 * 9), b"paradnaya.db" * 512)
    ):
        path = tmp_path / str(number)
        path.write_bytes(content)
        with path.open("rb") as file:
            assert not BACKUP.is_one(file)
