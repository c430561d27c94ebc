"""«Сейчас посмотрю», «минуту», «схожу узнаю»: who is asked something asks to wait, and has not
answered yet.

Only a text whose every word is known is such: «сейчас посмотрел, номер 45» is an answer, and so is
«завтра», for it may have been asked when.
"""

from core.words.classes import FILLERS, OKAY, PLEASE, THANKS, VOCATIVES, YES
from core.words.wordsets import words_of
from dialogs.texts import fold

_WAITING = words_of(
    "сейчас щас счас ща минуту минутку минуточку минут секунду секундочку секунд сек",
    "момент моментик подождите подожди погодите",
    "посмотрю гляну погляжу проверю узнаю уточню спрошу схожу выйду найду поищу отвечу",
    "напишу пришлю скину вспомню подумаю позвоню",
    "wait moment minute second sec check look ask find",
)
_AROUND = (YES | OKAY | PLEASE | THANKS | VOCATIVES | FILLERS) | words_of(
    "я вас у мне одну один пару пять 1 2 5 чуть немного попозже только вот",
    "пойду надо нужно дайте дай подойду дома приду буду",
    "когда как тут там на улицу улице во двор дворе номер его ее это все точно если",
    "соседей соседа соседки мужа жену жены мужу жене потом обязательно",
    "a one just i will ll let me go and see it out up get back to you the now",
)
WORDS_AT_MOST = 8


def is_holding_on(text: str) -> bool:
    """Is nothing said but that the answer will come?"""
    words = fold(text).split()
    known = _WAITING | _AROUND
    return len(words) <= WORDS_AT_MOST and bool(_WAITING & {*words}) and known >= {*words}
