"""The line of every key is found, however the TOML is written."""

import tomllib
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.town.lines import Path, line_of, lines_of

SHIPPED = FilePath(__file__).parents[2] / "town.toml"

HARD = '''\
# a = "not this one"
first = 1

[plain]
"quoted key" = "a # no comment, [no] {table}"
dotted.key.deep = true   # [a comment]
text = """
not = "a key"
\\""" still inside
"""
literal = \'\'\'
[nor.this]
\'\'\'
list = [
  "one", # ]
  { name = "two", tags = ["x",
     "y"] },
  [3, [4]],
]
when = 2026-11-20T15:00:00+09:00

[[tables]]
code = "a"
[tables.inner]
key = 'C:\\path'
[[tables.items]]
n = 1
[[tables.items]]
n = 2
[[tables]]
code = "b"
[[tables.items]]
n = 3
[tables."two words".'x']
y = -1.5e3
'''


def paths(value: Any, at: Path = ()) -> list[Path]:
    found = [at] if at else []
    if isinstance(value, dict):
        return found + [path for key, item in value.items() for path in paths(item, (*at, key))]
    if isinstance(value, list):
        return found + [path for i, item in enumerate(value) for path in paths(item, (*at, i))]
    return found


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("first",), 2),
        (("plain",), 4),
        (("plain", "quoted key"), 5),
        (("plain", "dotted", "key", "deep"), 6),
        (("plain", "text"), 7),
        (("plain", "literal"), 11),
        (("plain", "list", 0), 15),
        (("plain", "list", 1, "tags"), 16),
        (("plain", "list", 1, "tags", 1), 17),
        (("plain", "list", 2, 1, 0), 18),
        (("plain", "when"), 20),
        (("tables",), 22),
        (("tables", 0), 22),
        (("tables", 0, "inner", "key"), 25),
        (("tables", 0, "items", 1), 28),
        (("tables", 0, "items", 1, "n"), 29),
        (("tables", 1), 30),
        (("tables", 1, "items", 0, "n"), 33),
        (("tables", 1, "two words", "x", "y"), 35),
    ],
)
def test_hard_places_are_found(path: Path, line: int) -> None:
    assert lines_of(HARD)[path] == line


@pytest.mark.parametrize("text", [HARD, SHIPPED.read_text(encoding="utf-8")])
def test_every_path_has_a_line(text: str) -> None:
    found = lines_of(text)
    assert set(paths(tomllib.loads(text))) == set(found)


def test_windows_line_ends_do_not_count_twice() -> None:
    assert lines_of(HARD.replace("\n", "\r\n")) == lines_of(HARD)


def test_what_is_missing_is_at_the_table_around_it() -> None:
    lines = lines_of(HARD)
    assert line_of(("tables", 1, "name"), lines) == 30
    assert line_of(("nowhere", "at all"), lines) == 1


names = st.text("abcXYZ019_- .[]#'\"\\ё\n", min_size=1, max_size=6)
scalars = st.one_of(
    st.integers(-9, 9).map(str),
    st.sampled_from(["true", "1.5", "2026-11-20", "'[x] # y'", '"""\n[a]\nb = 1\n"""', '"\\"#"']),
)


def quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def written(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(names, values), max_size=3, unique_by=lambda pair: pair[0])
    inline = pairs.map(lambda p: "{" + ", ".join(f"{quoted(k)} = {v}" for k, v in p) + "}")
    arrays = st.lists(values, max_size=3).map(lambda v: "[ # ]\n" + ",\n".join(v) + "\n]")
    return inline | arrays


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(names, st.recursive(scalars, written, max_leaves=6)),
        max_size=5,
        unique_by=lambda pair: pair[0],
    )
)
def test_random_files_are_walked_whole(pairs: list[tuple[str, str]]) -> None:
    rows = [f"{quoted(key)} = {value}" for key, value in pairs]
    text = "\n".join(rows)
    found = lines_of(text)
    assert set(paths(tomllib.loads(text))) == set(found)
    line = 1
    for (key, _), row in zip(pairs, rows, strict=True):
        assert found[(key,)] == line
        line += row.count("\n") + 1
