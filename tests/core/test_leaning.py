"""Words weighed together against each other. All texts are our own."""

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.leaning import HELD, TWICE, Leaning, Side
from core.likeness import in_signs, signs

GLAD = in_signs(["дождь прошёл и солнце", "солнце над рекой", "над рекой тепло", "тепло и солнце"])
SAD = in_signs(["дождь и ветер", "ветер над рекой", "дождь над рекой холодно", "холодно и ветер"])
BOTH = (Side(GLAD, 1.0), Side(SAD, -1.0))


def test_a_text_leans_to_what_says_its_words() -> None:
    leaning = Leaning(BOTH)
    assert leaning.of("с утра солнце, тепло") > 0.5
    assert leaning.of("ВЕТЕР, холодно") < -0.5
    assert abs(leaning.of("над рекой")) < 0.3


def test_words_that_nobody_said_lean_as_much_as_no_words_do() -> None:
    leaning = Leaning(BOTH)
    assert leaning.of("экскаватор") == leaning.of("")


def test_what_counts_more_pulls_words_of_both_to_its_side() -> None:
    light, heavy = Leaning(BOTH), Leaning((Side(GLAD, 1.0, 5.0), Side(SAD, -1.0)))
    assert heavy.of("над рекой") > light.of("над рекой")


def test_without_examples_nothing_leans() -> None:
    assert Leaning(()).of("солнце") == 0.0
    assert Leaning((Side((), 1.0),)).of("солнце") == 0.0


@given(st.text(max_size=200))
def test_the_same_examples_say_the_same_again(text: str) -> None:
    assert Leaning(BOTH).of(text) == Leaning(BOTH).of(text)


@pytest.mark.parametrize("seed", range(5))
def test_the_weights_are_those_of_least_squares(seed: int) -> None:
    """Against the same equations solved at once."""
    chosen = random.Random(seed)  # noqa: S311  because a test is to be the same again
    words = ["кот", "пёс", "дом", "сад", "лес", "мост"]

    def texts() -> list[str]:
        return [" ".join(chosen.choices(words, k=chosen.randint(1, 4))) for _ in range(12)]

    sides = (Side(in_signs(texts()), 1.0, 2.0), Side(in_signs(texts()), -1.0, 0.5))
    told = [(one, side) for side in sides for one in side.told]
    often = [sign for one, _ in told for sign in one]
    known = sorted({sign for sign in often if often.count(sign) >= TWICE})
    rows = np.array([[*_shares(one, known), 1.0] for one, _ in told])
    weights = np.diag([side.weight for _, side in told])
    held = np.diag([*[HELD] * len(known), 0.0])
    wanted = np.array([side.to for _, side in told])
    solved = np.linalg.solve(rows.T @ weights @ rows + held, rows.T @ weights @ wanted)
    leaning = Leaning(sides)
    for text in texts():
        direct = float(np.array([*_shares(signs(text), known), 1.0]) @ solved)
        assert leaning.of(text) == pytest.approx(direct, abs=0.01)


def _shares(told: object, known: list[str]) -> list[float]:
    assert isinstance(told, tuple)
    return [(sign in told) / math.sqrt(len(told)) for sign in known]
