"""What is corrected by words, at the summary and where the place is asked."""

import pytest

from core.tickets import Place

from .telling_it import Told, at_the_place, at_the_summary


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("дом не 5 а 7", "Благовещенск, Ленина, 7"),
        ("ой, дом не 5, а 7/2", "Благовещенск, Ленина, 7/2"),
        ("не 5, а 12а", "Благовещенск, Ленина, 12а"),
        ("дом 7, а не 5", "Благовещенск, Ленина, 7"),
        ("ошиблась, дом 9", "Благовещенск, Ленина, 9"),
        ("не Ленина, а Зелёная 15", "Благовещенск, Зелёная 15"),
        ("не Ленина, а Зелёная", "Благовещенск, Зелёная, 5"),
    ],
)
def test_the_place_is_corrected_at_the_summary(said: str, address: str) -> None:
    told = at_the_summary().says(said)
    place = told.state.answers["place"]
    assert isinstance(place, Place)
    assert place.address == address
    assert told.state.answers["what"] == "Яма на дороге"
    assert "Проверьте" in told.sees


@pytest.mark.parametrize("said", ["не 3, а 4 собаки", "не 10, а 12", "не яма, а траншея"])
def test_what_is_of_no_place_is_told(said: str) -> None:
    told = at_the_summary().says(said)
    assert told.state.answers["what"] == f"Яма на дороге\n{said}"


def test_what_it_is_not_is_no_part_of_the_place() -> None:
    place = at_the_place().says("не Зейская, а Зелёная 5").state.answers["place"]
    assert isinstance(place, Place)
    assert place.address == "Зелёная 5"


@pytest.mark.parametrize("said", ["передумала", "а нет, не надо, передумал", "не надо"])
def test_who_thought_better_of_it_is_told_how_to_cancel(said: str) -> None:
    told = at_the_place().says(said)
    assert told.asked == "place"
    assert "Отмена" in told.hints[0]
    assert "place" not in told.state.answers


def test_no_picture_needed_is_no_cancelling() -> None:
    told = Told().says("Яма на дороге").presses("Ямы", "Пропустить")
    told.says("Благовещенск, Ленина, 5").says("не надо")
    assert told.asked == "contact"
