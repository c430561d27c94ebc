"""«Всё верно, отправьте», «да отправляйте уже»: what is said in words instead of «Отправить».

Only a text whose every word agrees, sends or is said along with it is such: «да, и подъезд 3» tells
more, «не отправляйте» is none, and «отправили?» and «куда отправить» ask.
"""

import re

from core.words.wordsets import words_of
from dialogs.texts import fold

_SENDING = words_of(
    "отправить отправь отправьте отправляй отправляйте отправляем отправляю отправим отправляйся",
    "отправлять отослать отошлите отсылай отсылайте послать пошлите посылай посылайте",
    "посылаем передай передайте передавай передавайте подавай подавайте подаем подать",
    "регистрируй регистрируйте оформляй оформляйте send submit надіслати надішліть відправити",
    "відправляйте",
)
_AGREEING = words_of(
    "да ага угу ок окей верно правильно точно именно согласен согласна согласны подтверждаю",
    "подтверждаем хорошо конечно готово давай давайте так yes yep yeah ok okay sure right correct",
    "agree confirm",
)
_ALONG = words_of(
    "все всё это ну уже вот и а же тогда теперь я мы вам меня можно можете прошу",
    "хочу надо нужно пусть ладно отлично замечательно спасибо спасибочки большое огромное",
    "пожалуйста пожалуста плиз скорее быстрее побыстрее вроде абсолютно совершенно полностью его",
    "ее их заявку заявление обращение жалобу сообщение заявка туда",
    "сынок сынки доченька дочка дочь милая милый милые родная родной родные дорогой дорогая",
    "внучок внучка голубчик голубушка ребята ребят бот ботик друг дружок робот",
    "please it that is all now just the i we you thanks thank request go ahead",
)
_NO_ERRORS = frozenset({"ошибок", "нет"})
_KNOWN = _SENDING | _AGREEING | _ALONG
_SIGNS = frozenset({"+", "++", "👍", "✅", "👌"})
_UNLESS_MORE = words_of("так да ну вот и а я")
"""By these alone nobody agrees but by «да» and «ну да»: «так…», «да ну», «ну так»."""
_YES = frozenset({"да", "ну да", "вот да", "да да", "и да"})
_NOT_YET = words_of("отправляю отправлять отправить отправим отправляем отослать послать подать")
"""Before the summary they may be said of what is being sent now, a picture."""
WORDS_AT_MOST = 9
_AS_DUE = re.compile(r"\b(?:куда|кому) (?:следует|надо|нужно)\b")


def agrees_to_send(text: str) -> bool:
    """Is nothing said but that all is right, or that it is to be sent? To what is shown to be sent
    it is «Отправить»."""
    if text.strip() in _SIGNS:
        return True
    words = _words(text)
    if words <= _UNLESS_MORE:
        return fold(text) in _YES
    return not words.isdisjoint(_SENDING | _AGREEING) and words <= _KNOWN


def is_sending(text: str) -> bool:
    """Is nothing said but that it is to be sent, whatever is asked?"""
    words = _words(text)
    return not words.isdisjoint(_SENDING - _NOT_YET) and words <= _KNOWN


def _words(text: str) -> frozenset[str]:
    """None, where they are too many, or ask."""
    words = _AS_DUE.sub("", fold(text)).split()
    if len(words) > WORDS_AT_MOST or "?" in text:
        return frozenset()
    said = frozenset(words)
    return said - _NO_ERRORS if said >= _NO_ERRORS else said
