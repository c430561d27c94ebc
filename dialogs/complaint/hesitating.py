"""What people say who are asked for their consent and neither agree nor refuse: they want to talk
it over first, or another time.

None of it tells of the trouble, and an agency would read it. Only a text whose every word is known
is such. Who puts the whole complaint off is heard before (:mod:`dialogs.heard.stopping`).
"""

from core.words.classes import FILLERS, OKAY, PLEASE, VOCATIVES
from core.words.wordsets import words_of
from dialogs.texts import fold

_ROUND = (FILLERS | OKAY | PLEASE | VOCATIVES) | words_of(
    "я мы вы вас вам ты мне меня мой моя это эта у не нет и а же ли с со на никакой никаких тут",
    "здесь что как так то где почему i you it the do not no my is",
)
_THINKING = words_of("подумаю подумать думаю подумаем решу посоветуюсь другой раз think")
_OF_THINKING = words_of("надо нужно сначала сперва должна должен дайте в ещё еще пока потом хочу")


def hesitates(text: str) -> bool:
    """«Сначала посоветуюсь», «в другой раз»."""
    said = frozenset(fold(text).split())
    return bool(said & _THINKING) and said <= _ROUND | _THINKING | _OF_THINKING
