"""Danger to life is heard in what people write, and not in what only sounds like it."""

import pytest

from core.dangers import KINDS, danger, dangers

from .told_dangers import DANGERS, NONE


@pytest.mark.parametrize(("text", "kind"), DANGERS.items())
def test_a_danger_is_heard_however_it_is_told(text: str, kind: str) -> None:
    assert danger(text) == kind
    assert danger(f"Здравствуйте! {text.upper()} Помогите.") == kind
    assert danger(f"Яма на дороге уже год. {text}") == kind


@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_danger_alarms_nobody(text: str) -> None:
    assert danger(text) is None


def test_every_kind_of_danger_is_heard_somewhere() -> None:
    assert set(KINDS) == set(DANGERS.values())


def test_what_makes_it_none_counts_in_its_own_sentence_only() -> None:
    assert danger("Пахнет газом от автобуса") is None
    assert danger("Пахнет газом в подъезде. Автобус не ходит") == "gas"


def test_of_several_the_most_urgent_is_told() -> None:
    assert danger("Прорвало трубу, а в подъезде пахнет газом") == "gas"
    assert dangers("Прорвало трубу, а в подъезде пахнет газом") == ("gas", "water")
