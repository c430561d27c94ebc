"""What is asked for is taken out of what is said."""

from dialogs.complaint.shortened import shortened

SAID = {
    "ну градусов 15 может 16": ("градусов 15 может 16", True),
    "а123вс28 я же написал": ("а123вс28", True),
    "маршрут номер тридцать восемь который ходит на вокзал": ("тридцать восемь", False),
    "не запомнил номер к сожалению": ("не запомнил номер к…", False),
}


def test_its_words_that_say_nothing_go_first() -> None:
    assert {text: shortened(text, 20) for text in SAID} == SAID
