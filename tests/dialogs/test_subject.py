"""«Прежнее убрать?» stands, and more is told meanwhile: it is of what the talk is of now."""

import pytest

from .telling_it import Told, at_the_place


def turned() -> Told:
    told = at_the_place().says("Благовещенск, Ленина, 5")
    told.says("А нет, давайте про другое, снег не чистят во дворе")
    assert told.asked == "subject"
    return told


@pytest.mark.parametrize(
    ("way", "story"),
    [
        ("Да, только это", "снег не чистят во дворе\nсугробы по пояс"),
        ("Нет, и то и другое", "Яма на дороге\nснег не чистят во дворе\nсугробы по пояс"),
    ],
)
@pytest.mark.parametrize("album", [None, "one"])
def test_what_stands_under_a_picture_is_of_it_too(way: str, story: str, album: str | None) -> None:
    told = turned()
    if album:
        told.sends("двор", album=album)
    told.sends("снег", text="сугробы по пояс", album=album).presses(way)
    assert told.state.answers["what"] == story
    assert "снег" in told.photos()


def test_when_it_is_settled_the_words_go_to_the_story_again() -> None:
    told = turned().presses("Да, только это").sends("снег", text="и гололёд")
    assert told.state.answers["what"] == "снег не чистят во дворе\nи гололёд"
