"""«Сейчас посмотрю», «минуту», «схожу узнаю»: who is asked something asks to wait, and has not
answered yet.

Only a text whose every word is known is such: «сейчас посмотрел, номер 45» is an answer, and so is
«завтра», for it may have been asked when.
"""

from core.words.wordsets import words_of
from dialogs.texts import fold

_WAITING = words_of(
    "сейчас щас счас ща минуту минутку минуточку минут секунду секундочку секунд сек",
    "момент моментик подождите подожди погодите",
    "посмотрю гляну погляжу проверю узнаю уточню спрошу схожу выйду найду поищу отвечу",
    "напишу пришлю скину вспомню подумаю позвоню",
    "wait moment minute second sec check look ask find",
)
_AROUND = words_of(
    "я вам вас у мне одну один пару пять 1 2 5 чуть немного попозже пожалуйста хорошо ладно",
    "ок окей да ага так ну а и только вот пойду надо нужно дайте дай подойду дома приду буду",
    "когда как тут там на улицу улице во двор дворе номер его ее это все точно если",
    "соседей соседа соседки мужа жену жены мужу жене потом спасибо обязательно",
    "a one just please ok okay i will ll let me go and see it out up get back to you the now",
)
WORDS_AT_MOST = 8


def is_holding_on(text: str) -> bool:
    """Is nothing said but that the answer will come?"""
    words = fold(text).split()
    known = _WAITING | _AROUND
    return len(words) <= WORDS_AT_MOST and bool(_WAITING & {*words}) and known >= {*words}
