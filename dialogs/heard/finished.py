"""«Это всё», «да», «готово»: who is waited for after a picture has said all there is.

Only a text whose every word is known is such: «всё ещё течёт» goes on, and «нет» may be an answer.
"""

from core.words.classes import FINISHED, PLEASE, SENDING, THANKS, VOCATIVES, YES, is_sign
from core.words.wordsets import words_of
from dialogs.texts import fold

from .agreeing import is_yes
from .typed import SKIPPING

_ENDS = FINISHED | SENDING | THANKS | words_of("все all")
_KNOWN = (_ENDS | YES | PLEASE | VOCATIVES) | words_of(
    "ну вот и это на этом пока у меня вроде бы так ок больше большое ничего нет уже",
    "можно можете теперь мне его её их я сказал сказала написал написала хотел хотела",
    "ok that s is it now you can",
)


def is_finished(text: str) -> bool:
    """Is nothing said but that all is told?"""
    said = fold(text)
    if said in SKIPPING or is_sign(text) or is_yes(text):
        return True
    words = frozenset(said.split())
    return not words.isdisjoint(_ENDS) and words <= _KNOWN and "?" not in text
