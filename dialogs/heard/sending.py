"""«Всё верно, отправьте», «да отправляйте уже»: what is said in words instead of «Отправить».

Only a text whose every word agrees, sends or is said along with it is such: «да, и подъезд 3» tells
more, «не отправляйте» is none, and «отправили?» and «куда отправить» ask.
"""

import re

from core.words.classes import (
    AGREED,
    ASSENT,
    CONFIRMING,
    FILLERS,
    FINE,
    GOING,
    PLEASE,
    RIGHT,
    SENDING,
    THANKS,
    URGING,
    VOCATIVES,
    is_mocking,
    is_sign,
)
from core.words.slips import Slips
from core.words.wordsets import words_of
from dialogs.texts import fold

_AGREEING = ASSENT | FINE | GOING | RIGHT | URGING | words_of("так готово")
"""«Так» by itself is none, see below; of what is ready there is nothing more to ask."""
_ALONG = (
    VOCATIVES
    | FILLERS
    | PLEASE
    | THANKS
    | words_of(
        "все это же теперь я мы вам меня можно можете прошу хочу надо нужно пусть отлично",
        "замечательно большое огромное скорее быстрее побыстрее вроде абсолютно совершенно",
        "написано указано отправку нажимаю жму им",
        "полностью его ее их заявку заявление обращение жалобу сообщение заявка туда",
        "it that is now the i we you request go ahead",
    )
)
_NO_ERRORS = frozenset({"ошибок", "нет"})
_KNOWN = SENDING | _AGREEING | _ALONG
_MEANING = SENDING | _AGREEING
_IN_EARNEST = SENDING | AGREED | CONFIRMING | RIGHT
_UNLESS_MORE = FILLERS | words_of("да я мы i we")
"""By these alone nobody agrees but by «да» and «ну да»: «так…», «ах да», «да ну», «ну так»."""
_YES = frozenset({"да", "ну да", "вот да", "да да", "и да"})
_NOT_YET = words_of(
    "отправляю отправлять отправить отправим отправляем отослать послать подать передать",
)
"""Before the summary they may be said of what is being sent now, a picture."""
WORDS_AT_MOST = 9
_AS_DUE = re.compile(r"\b(?:куда|кому) (?:следует|надо|нужно)\b")


def agrees_to_send(text: str) -> bool:
    """Is nothing said but that all is right, or that it is to be sent? To what is shown to be sent
    it is «Отправить»."""
    if is_sign(text):
        return True
    words = _words(text)
    if words <= _UNLESS_MORE:
        return bool(words) and fold(text) in _YES
    if words.isdisjoint(_MEANING) or not words <= _KNOWN:
        return False
    return not words.isdisjoint(_IN_EARNEST) or not is_mocking(fold(text).split())


def is_sending(text: str) -> bool:
    """Is nothing said but that it is to be sent, whatever is asked?"""
    words = _words(text)
    return not words.isdisjoint(SENDING - _NOT_YET) and words <= _KNOWN


_SLIPS = Slips((one for one in SENDING if one.startswith("отправ")), free=6)
_NO_SLIP = ("л", "ла", "ли", "ло", "н", "на", "но", "ны", "лю", "ит", "ят", "ет", "ют", "ка", "ки")
"""Endings of what was sent, or is by somebody else."""


def _as_meant(word: str) -> str:
    """«Отправте», «атправить»: the verb that is meant."""
    if not word.startswith(("отп", "атп")) or word in SENDING or word.endswith(_NO_SLIP):
        return word
    near = _SLIPS.near(f"о{word[1:]}")
    return min(near) if near else word


def _words(text: str) -> frozenset[str]:
    """None, where they are too many, or ask."""
    words = _AS_DUE.sub("", fold(text)).split()
    if len(words) > WORDS_AT_MOST or "?" in text:
        return frozenset()
    said = frozenset(map(_as_meant, words))
    return said - _NO_ERRORS if said >= _NO_ERRORS else said
