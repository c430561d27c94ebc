"""Where the administrator's commands are called, and the houses they are tried on."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from .houses import ROOT, House, make_town


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the example town, and no setting from outside."""
    for name in list(os.environ):
        if name.startswith("PARADNAYA_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "town.toml", tmp_path)
    return tmp_path


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "old").mkdir(mode=0o700)
    return House(tmp_path / "old")


@pytest.fixture
def other(tmp_path: Path) -> House:
    """Another machine."""
    (tmp_path / "new").mkdir(mode=0o700)
    return House(tmp_path / "new")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup, made once: it is the same for every test."""
    folder = tmp_path_factory.mktemp("made")
    asyncio.run(make_town(House(folder)))
    asyncio.run(House(folder).back_up(folder / "copy.tar"))
    return (folder / "copy.tar").read_bytes()


@pytest.fixture
def backup(made: bytes, tmp_path: Path) -> Path:
    (tmp_path / "copy.tar").write_bytes(made)
    return tmp_path / "copy.tar"
