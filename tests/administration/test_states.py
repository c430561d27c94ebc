"""The page of states is what the table of moves says."""

import re

from bots.administration.states import PAGE, page
from core.dangers import KINDS
from core.tickets import Move, State


def test_the_page_is_drawn_from_the_table_as_it_is() -> None:
    assert PAGE.read_text("utf-8") == page(), "make states writes it anew"


def test_every_state_and_every_move_is_on_it() -> None:
    drawn = page()
    assert all(f"    {state} : " in drawn for state in State)
    assert all(f"| `{move}` |" in drawn for move in Move)


def test_the_kinds_of_danger_that_a_town_file_may_name_are_all_told() -> None:
    told = (PAGE.parent / "administrators.md").read_text("utf-8")
    line = next(line for line in told.splitlines() if line.startswith("`danger` — один из"))
    assert set(re.findall(r"`([a-z]+)`", line.partition(":")[0])) - {"danger"} == set(KINDS)
    example = (PAGE.parents[1] / "town.toml").read_text("utf-8")
    listed = example.partition("говорится её текст. ")[2].partition(";")[0]
    assert set(re.findall(r"[a-z]+", listed)) == set(KINDS)
