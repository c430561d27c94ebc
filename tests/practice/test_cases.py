"""The shipped cases can be played in the example town, and their good answers are good."""

from pathlib import Path

import pytest

from bots.practice.cases import FILE, CasesError, read_cases
from bots.practice.routes import with_cases
from bots.sandbox.pictures import SAMPLES
from core.practice import Case, Wants, cases_of
from core.quality import flaws
from core.tickets import Outcome
from tests.shipped import TOWN

CASES = read_cases(TOWN)


def test_all_of_them_are_of_topics_that_the_town_has() -> None:
    assert len(CASES) == FILE.read_text("utf-8").count("\n[[cases]]\n") >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:30])
def test_a_case_can_be_played(case: Case) -> None:
    assert set(case.photos) <= set(SAMPLES)
    assert case.good.strip()
    assert case.why.strip()
    assert bool(case.told) == (case.wants is Wants.ASK)


@pytest.mark.parametrize(
    "case", [one for one in CASES if one.wants in (Wants.ANSWER, Wants.PROMISE)],
    ids=lambda case: case.text[:30],
)  # fmt: skip
def test_what_is_called_a_good_answer_is_one(case: Case) -> None:
    outcome = Outcome.PLANNED if case.wants is Wants.PROMISE else Outcome.SOLVED
    assert [flaw.code for flaw in flaws(case.good, outcome=outcome)] == []


def test_those_who_may_practise_have_something_to_practise_on() -> None:
    able = with_cases(TOWN)
    assert able[0]["code"] == "roads"
    assert all(cases_of(TOWN, CASES, one["code"]) for one in able)


def test_a_file_that_cannot_be_read_is_told_with_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "cases.toml"
    broken.write_text("[[cases]]\ntopic = 5\n", encoding="utf-8")
    with pytest.raises(CasesError, match=r"cases\.toml"):
        read_cases(TOWN, broken)
