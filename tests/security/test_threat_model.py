"""docs/security.md keeps its word: every threat names a test, and every test it names exists."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def threats() -> list[tuple[str, str]]:
    """(threat, its last cell) of each row of the tables under «Угрозы»."""
    chapter = PAGE.partition("\n## Угрозы\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in chapter.splitlines() if line.startswith("|")]
    return [
        (cells[0].strip(), cells[-1])
        for cells in rows
        if not set(cells[0]) <= set(" -|") and cells[0].strip() != "Угроза"
    ]


@lru_cache
def names_in(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.exists():
        return frozenset()
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in nodes if isinstance(node, kinds))


def test_the_page_lists_threats() -> None:
    assert len(threats()) >= 30


@pytest.mark.parametrize(("threat", "named"), threats(), ids=lambda cell: cell[:24])
def test_a_threat_names_its_tests_and_they_exist(threat: str, named: str) -> None:
    found = NAMED.findall(named)
    assert found, f"«{threat}» names no test"
    missing = [f"{path}::{name}" for path, name in found if name not in names_in(path)]
    assert not missing


def test_no_test_of_this_folder_guards_a_threat_that_is_not_told() -> None:
    told = {path for path, _ in NAMED.findall(PAGE)}
    ours = {str(path.relative_to(ROOT)) for path in Path(__file__).parent.glob("test_*.py")}
    assert ours - told == {"tests/security/test_threat_model.py"}
