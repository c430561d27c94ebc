"""«Не отправляйте», «удалите», «снимаю вопрос», «не туда написал»: a complaint that is being told
is taken back; and what is said to «Отменить сообщение?».

It is asked before anything is cancelled, so an order not to send may have more words beside it; the
others are only such whose every word is known: «удалите дерево» is a complaint.
"""

from collections.abc import Sequence

from core.words.classes import (
    ASSENT,
    FILLERS,
    NO,
    PLEASE,
    RIGHT,
    SENDING,
    THANKS,
    URGING,
    VOCATIVES,
    is_sign,
)
from core.words.wordsets import words_of
from dialogs.texts import fold

from .agreeing import declines, is_refusal, is_right
from .declining import is_not_needed, is_over
from .greetings import WORDS as GREETINGS
from .stopping import puts_off, stops
from .typed import SKIPPING

_CANCELLING = words_of(
    "отменить отмените отмени отменять отменяй отменяйте отменяю отменяем отмена отбой отзовите",
    "отзови",
    "отозвать отзываю аннулировать аннулируй аннулируйте удалить удали удалите удаляй удаляйте",
    "удаляю стереть сотри сотрите стирай стирайте cancel delete withdraw",
)
_TAKING_OFF = words_of(
    "снять сними снимите снимай снимайте снимаю снимаем закрыть закрой закройте закрывай",
    "закрывайте закрываю забрать забираю уберите убери убрать remove close drop",
)
"""Said of lamps and manholes too, so what is taken back must be named."""
_REQUEST = words_of(
    "сообщение сообщения заявку заявка заявки заявление обращение обращения жалобу жалоба жалобы",
    "вопрос запрос вызов написанное request report message complaint",
)
_CHANGED = words_of("передумал передумала передумали раздумал раздумала раздумали")
_MISTAKEN = words_of(
    "ошибся ошиблась ошиблись ошибка ошибочка ошибке ошибочно случайно нечаянно перепутал",
    "перепутала mistake",
)
_NOT_HERE = words_of("туда сюда here")
_WRITTEN = words_of(
    "написал написала написали пишу попал попала отправил отправила послал послала обратился",
    "обратилась wrote sent",
)
_OUT = words_of(
    "слать отсылать отсылайте послать посылай посылайте посылаем пошлите отошлите шлите send"
)
_SENDS = frozenset(one for one in SENDING if one.startswith("отправ")) | _OUT | {"submit"}
"""What is sent off; «не передавайте» and «не подавайте» may be said of anything."""
_BETWEEN = words_of("надо нужно стоит пока ничего его ее это никуда никому мое мою спешите")
"""Between «не» and the verb."""
_WAITING = words_of("подожди подождите погоди погодите стой стойте рано wait")
_PUTTING_OFF = _WAITING | words_of("пока позже попозже потом yet later")
_AROUND = (
    ASSENT | FILLERS | GREETINGS | NO | PLEASE | RIGHT | SENDING | THANKS | URGING | VOCATIVES
) | words_of(
    "я мы меня мне это эту этот его ее их все мою мое мой мои свою свое свой хочу хотим надо нужно",
    "прошу можно можете больше теперь лучше пока тогда не ненадо никуда никому по жаловаться",
    "писать i we it this my want to the please",
)
_KNOWN = _AROUND | _CANCELLING | _TAKING_OFF | _REQUEST | _CHANGED | _MISTAKEN | _NOT_HERE
_KNOWN |= _WRITTEN | _WAITING
WORDS_AT_MOST = 9

_GOING_ON = words_of(
    "продолжим продолжаем продолжай продолжайте продолжить продолжаю дальше далее оставь оставьте",
    "оставить оставляем нужно надо актуально continue keep",
)
_GOING_ON_KNOWN = (
    _AROUND | _GOING_ON | _REQUEST | _CANCELLING | _CHANGED | words_of("в силе еще как есть")
)


def takes_back(text: str) -> bool:
    """Is it not to be sent, or to be forgotten?"""
    words = fold(text).split()
    if "?" in text or len(words) > WORDS_AT_MOST:
        return False
    return is_not_to_send(words) or (_KNOWN.issuperset(words) and _cancels(words))


def is_taken_back(text: str) -> bool:
    """The same, and nothing besides: said of what was sent already, it is to be withdrawn."""
    return takes_back(text) and tells_nothing(text)


def is_mistaken(text: str) -> bool:
    """«Ошибся», «ой, случайно», and no more: nothing is told by it."""
    words = frozenset(fold(text).split())
    mistaken = words & _MISTAKEN or any(one <= words for one in _NOT_MEANT)
    return bool(mistaken) and "?" not in text and words <= _MISTAKEN | _SORRY


_NOT_MEANT = tuple(map(words_of, ("упс", "не туда", "не то", "ложная тревога")))
_SORRY = FILLERS | words_of(
    "упс не то туда сюда ложная тревога нажалось отправилось",
    "извините простите сорри пардон я это по вышло вышла",
)


def is_not_to_send(words: Sequence[str]) -> bool:
    """«Не отправляйте пока», «не надо никому отправлять», «отправлять не надо», «подожди
    отправлять»."""
    for at, word in enumerate(words):
        if word not in _SENDS:
            continue
        before = at - 1
        while before >= 0 and words[before] in _BETWEEN:
            before -= 1
        if before >= 0 and words[before] in ("не", "ненадо", "not", "don", "t"):
            return True
        if words[at + 1 : at + 3] in (["не", "надо"], ["не", "нужно"], ["не", "стоит"]):
            return True
        if not _WAITING.isdisjoint(words[:at]) and _KNOWN.issuperset(words):
            return True
    return False


def _cancels(words: Sequence[str]) -> bool:
    said = frozenset(words)
    if _is_denied(words):
        return False
    if said & _CANCELLING or (said & _TAKING_OFF and said & _REQUEST):
        return True
    if said & _CHANGED:
        return bool(said - _CHANGED - _AROUND) or not said & SENDING or "не" in said
    elsewhere = "не" in said and said & _NOT_HERE
    return bool(said & _WRITTEN and (elsewhere or said & _MISTAKEN))


def _is_denied(words: Sequence[str]) -> bool:
    """«Не отменяйте», «не надо отменять»."""
    for at, word in enumerate(words):
        if word in _CANCELLING | _TAKING_OFF and (
            "не" in words[max(0, at - 2) : at] or words[at + 1 : at + 2] == ["не"]
        ):
            return True
    return False


def is_put_off(text: str) -> bool:
    """«Не отправляйте пока»: neither taken back nor gone on with."""
    words = fold(text).split()
    return (is_not_to_send(words) and not _PUTTING_OFF.isdisjoint(words)) or puts_off(text)


def wants_it_kept(text: str) -> bool:
    """Is it no to «Отменить?»: «нет», «не отменяйте», «продолжим», «отправляйте»?"""
    words = fold(text).split()
    if "?" in text or is_not_to_send(words):
        return False
    if is_refusal(text) or " ".join(words) in SKIPPING:
        return True
    if not words or not _GOING_ON_KNOWN.issuperset(words):
        return False
    if _is_denied(words):
        return True
    if not _CANCELLING.isdisjoint(words):
        return False
    if not {"не", "ненадо"}.isdisjoint(words):
        return words[0] in NO  # «нет, не надо»
    return words[0] in NO or not (_GOING_ON | SENDING).isdisjoint(words)


def lets_be(text: str) -> bool:
    """Is it no to «Отозвать?»: «нет», «нет, оставьте»?"""
    begins = fold(text).partition(" ")[0] in NO | {"не"}
    return declines(text) or (begins and wants_it_kept(text))


def wants_it_cancelled(text: str) -> bool:
    """Is it yes to «Отменить?», or said once more that it is not needed?"""
    if is_right(text) or is_sign(text) or is_over(text) or is_not_needed(text):
        return True
    return takes_back(text) or stops(text)


def tells_nothing(text: str) -> bool:
    """Does it take back and say nothing besides?"""
    if is_over(text) or is_not_needed(text) or stops(text):
        return True
    return _KNOWN.issuperset(fold(text).split())


_WRONG = words_of("неправильно неверно неправильный неверный ошибка ошибки ошибочно wrong mistake")
_RIGHT_DENIED = words_of("правильно верно так то right")
_WRONG_KNOWN = (_WRONG | _RIGHT_DENIED | FILLERS | NO | PLEASE | VOCATIVES) | words_of(
    "не все это тут здесь там совсем совершенно у вас есть с not all it is a here",
    "я мы написал написала написали указал указала указали сказал сказала",
)


def is_all_wrong(text: str) -> bool:
    """Is what is shown said to be wrong, and not what of it: «неправильно всё», «не так»?"""
    words = frozenset(fold(text).split())
    if not words or "?" in text or not words <= _WRONG_KNOWN:
        return False
    return bool(words & _WRONG) or bool(words & {"не", "not"} and words & _RIGHT_DENIED)
