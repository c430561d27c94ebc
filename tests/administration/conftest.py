"""Where the administrator's commands are called."""

import os
import shutil
from pathlib import Path

import pytest

from .houses import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the example town, and no setting from outside."""
    for name in list(os.environ):
        if name.startswith("PARADNAYA_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "town.toml", tmp_path)
    return tmp_path
