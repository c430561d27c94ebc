"""What people say who are asked for their consent and neither agree nor refuse: they do not find
the button, want to think it over.

None of it tells of the trouble, and an agency would read it. Only a text whose every word is known
is such.
"""

from core.words.classes import FILLERS, OKAY, PLEASE, VOCATIVES
from core.words.wordsets import words_of
from dialogs.effects import Phrase, phrase
from dialogs.heard.declining import is_later
from dialogs.heard.holding_on import is_holding_on
from dialogs.texts import fold

_ROUND = (FILLERS | OKAY | PLEASE | VOCATIVES) | words_of(
    "я мы вы вас вам ты мне меня мой моя это эта у не нет и а же ли с со на никакой никаких тут",
    "здесь что как так то где почему i you it the do not no my is",
)
_BUTTON = words_of("кнопка кнопки кнопок кнопку кнопочка кнопочки галочка галочку button buttons")
_PRESSED = words_of(
    "нажимается нажимаются жмется жмутся нажать нажимать вижу видно работает работают",
    "появляется появилась нахожу могу получается открывается исчезла пропала find see press work",
)
_THINKING = words_of("подумаю подумать думаю подумаем решу посоветуюсь другой раз think")
_OF_THINKING = words_of("надо нужно сначала сперва должна должен дайте в ещё еще пока потом хочу")


def hesitation(text: str) -> Phrase | None:
    """What is said to who hesitates; None: they do not, or tell something. Who does not trust the
    bot is given its reasons, as who asks what the consent is for."""
    if is_holding_on(text) or is_later(text):
        return phrase("consent-waits")
    said = frozenset(fold(text).split())
    if said & _BUTTON and said <= _ROUND | _BUTTON | _PRESSED:
        return phrase("consent-in-words")
    if said & _THINKING and said <= _ROUND | _THINKING | _OF_THINKING:
        return phrase("consent-waits")
    return None
