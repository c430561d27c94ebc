"""«Где это?», with the one address of the story on the button: what is no other place."""

import pytest

from core.places import Place

from .telling_it import Told, at_the_place

AGREEING = "да норм|поехали|туда и приезжайте|оно самое|выше написано|вам виднее|я же сказал Мухина"
ASKED_AGAIN = "хватит спрашивать|спасибо дочка а когда придут|не 56|не туда|ну да конечно"
TOLD = "темно вообще дети боятся|никто не чистит|вчера упала бабушка"
OTHERS = {
    "65 а не 56": "Мухина, 65",
    "а нет стойте не Мухина 56 а Мухина 65": "Мухина, 65",
    "ой, ошиблась, дом 65": "Мухина, 65",
    "извините, не Мухина, а Зейская 5": "Зейская, 5",
    "у школы": "Мухина, 56, у школы",
    "там где рынок": "там где рынок",
    "кафе Ромашка": "кафе Ромашка",
}


def _beside() -> Told:
    return at_the_place(text="Яма на дороге, Мухина 56")


def _place(told: Told) -> str:
    place = told.state.answers.get("place")
    return place.address if isinstance(place, Place) else ""


@pytest.mark.parametrize("said", AGREEING.split("|"))
def test_who_agrees_or_refers_to_it_means_that_address(said: str) -> None:
    assert _place(_beside().says(said)) == "Мухина, 56"


def test_what_is_said_to_the_bot_is_no_place() -> None:
    for said in ASKED_AGAIN.split("|"):
        told = _beside().says(said)
        assert (told.asked, told.state.answers["what"]) == ("place", "Яма на дороге, Мухина 56")


@pytest.mark.parametrize("said", TOLD.split("|"))
def test_what_tells_of_the_trouble_is_told_and_the_place_asked_again(said: str) -> None:
    told = _beside().says(said)
    assert told.asked == "place"
    assert told.state.answers["what"] == f"Яма на дороге, Мухина 56\n{said}"
    assert _place(told.says("ну быстрее")) == "Мухина, 56"


def test_another_place_is_that_one() -> None:
    assert {said: _place(_beside().says(said)) for said in OTHERS} == OTHERS


def test_yes_takes_no_address_of_another_region() -> None:
    told = at_the_place(text="В Чите на улице Ленина 5 яма на дороге").says("да").says("да")
    assert told.asked == "place"
    assert "в другом регионе" in told.hints[0]
    assert told.says("не знаю").says("да").asked == "place"
    assert _place(told.presses("Чита")) == "Чита, ул. Ленина, 5"
