"""A complaint that its teller stops, puts off or begins anew, in other words than the buttons'."""

from collections.abc import Callable

import pytest

from tests.dialogs.telling_it import Told, at_the_place, at_the_summary


def at_the_photos() -> Told:
    return at_the_place().says("Благовещенск, Ленина, 5")


WHERE = (at_the_place, at_the_photos, at_the_summary)


@pytest.mark.parametrize("there", WHERE)
@pytest.mark.parametrize(
    "text", ["прекратите", "бред какой-то, забудь", "не пересылайте", "я пошутила", "выйти"]
)
def test_who_stops_is_asked_whether_to_cancel(there: Callable[[], Told], text: str) -> None:
    told = there().says(text)
    assert told.sees.startswith("Отменить сообщение?")

    told.presses("Нет, продолжить")
    assert told.state.answers["what"] == "Яма на дороге", "what stopped it is no part of it"


@pytest.mark.parametrize("there", WHERE)
@pytest.mark.parametrize("text", ["погоди, я подумаю", "отложи", "стой", "давай я ещё подумаю"])
def test_who_puts_it_off_is_told_that_it_waits(there: Callable[[], Told], text: str) -> None:
    told = there()
    asked = told.asked
    told.says(text)
    assert "рассказанное сохранится" in told.hints[0]
    assert "Отмена" in told.hints[0]
    assert told.asked == asked
    assert told.state.answers["what"] == "Яма на дороге"


def test_no_and_tomorrow_at_the_summary_send_nothing() -> None:
    told = at_the_summary()
    for text in ("нет", "завтра отправлю", "не сейчас"):
        assert told.says(text).hints[0].startswith("Хорошо, пока не отправляю"), text
    told.presses("Отправить")
    assert told.submitted
    assert told.submitted.answers["what"] == "Яма на дороге"


def test_who_begins_anew_keeps_the_old_one_aside() -> None:
    told = at_the_summary().says("давай всё сначала")
    assert told.asked == "what"
    assert told.state.aside


def test_a_trouble_that_begins_like_an_order_is_told() -> None:
    told = at_the_photos().says("остановку снесли, стойте где хотите")
    assert told.state.answers["what"] == "Яма на дороге\nостановку снесли, стойте где хотите"
