"""A message that is changed where it was sent, while the complaint is not sent yet."""

import pytest

from core.places import Place
from dialogs.events import Edited

from .telling_it import Told, at_the_place, at_the_summary

TAKEN = "записал новые слова"
LATE = "прежний ответ уже записан"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("яма на дорге", "яма на дороге"),
        ("яма", "яма на дороге, глубокая"),
        ("не горит фонарь, козлы", "не горит фонарь"),
        ("Не горит фонарь", "не горят фонари, третий день"),
    ],
)
def test_the_story_has_the_new_words(before: str, after: str) -> None:
    anna = Told().says(before)
    anna.does(Edited(after))
    assert anna.state.answers["what"] == after
    assert any(TAKEN in hint for hint in anna.hints)
    assert anna.asked == "guess"


def test_before_the_consent_it_waits_with_the_new_words() -> None:
    anna = Told(consented="").says("яма на дорге")
    assert anna.asked == "consent"
    anna.does(Edited("яма на дороге"))
    assert anna.asked == "consent"
    assert any(TAKEN in hint for hint in anna.hints)
    anna.presses("согласие")
    assert anna.state.answers["what"] == "яма на дороге"


def test_only_the_message_that_was_changed_has_them() -> None:
    anna = Told().says("яма на дороге").says("там ещё и люк открыт")
    told = str(anna.state.answers["what"])
    assert told == "яма на дороге\nтам ещё и люк открыт"
    anna.does(Edited("там ещё и люк открыт, без крышки"))
    assert anna.state.answers["what"] == "яма на дороге\nтам ещё и люк открыт, без крышки"


def test_a_slip_in_a_long_story_is_found_by_its_words() -> None:
    long = " ".join(f"на доме {number} сорвало лист железа, и он гремит" for number in range(60))
    anna = Told().says(f"{long} по ночам")
    anna.does(Edited(f"{long} по вечерам"))
    assert str(anna.state.answers["what"]).endswith("по вечерам")


def test_what_the_story_is_about_is_asked_anew() -> None:
    anna = Told().says("мусор не вывозят").presses("мусор")
    assert anna.asked != "guess"
    anna.does(Edited("снег не вывозят"))
    assert anna.asked == "guess"
    assert any("снег" in label.lower() for label in anna.labels)


def test_a_place_that_is_in_the_story_no_more_is_asked_again() -> None:
    anna = at_the_place(text="яма на дороге, Благовещенск, Ленина 5").presses("Ленина, 5")
    assert anna.state.answers["place"] == Place("Благовещенск, Ленина, 5")
    anna.does(Edited("яма на дороге, Благовещенск, Ленина 7"))
    assert anna.asked == "place"
    assert any("Ленина, 7" in label for label in anna.labels)


@pytest.mark.parametrize("after", ["Благовещенск, Ленина, 7", "Ленина, 7", "Ленина 7"])
def test_the_place_is_corrected_with_the_town_that_is_known(after: str) -> None:
    anna = at_the_summary()
    anna.does(Edited(after))
    assert anna.state.answers["place"] == Place("Благовещенск, Ленина, 7")
    assert anna.asked is None


@pytest.mark.parametrize("after", ["иначе", "а", "сосульки на крыше", "Что вы умеете?"])
def test_other_words_change_nothing(after: str) -> None:
    anna = at_the_summary()
    before = anna.state
    anna.does(Edited(after))
    assert any(LATE in hint for hint in anna.hints)
    assert anna.state == before


def test_a_danger_that_is_added_is_told_of() -> None:
    anna = Told().says("пахнет в подъезде")
    assert not anna.spoken
    anna.does(Edited("пахнет газом в подъезде"))
    assert any("112" in said for said in anna.spoken)
