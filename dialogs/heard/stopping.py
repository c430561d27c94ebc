"""«Прекратите», «забудь», «я пошутил», «погоди, я подумаю», «давай сначала»: a complaint that is
being told is to go no further, not now, or from its beginning.

Nobody wants it in the description, whatever they say next. Only a text whose every word is known is
such. Where a question may be passed over («хватит» after pictures), or may ask when («потом»), only
the plain ones are.
"""

from core.words.classes import (
    FILLERS,
    NO,
    OKAY,
    PLEASE,
    SENDING,
    THANKS,
    URGING,
    VOCATIVES,
)
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS
from .holding_on import is_holding_on

WORDS_AT_MOST = 8

_STOPPING = words_of(
    "прекрати прекратите прекращай прекращайте прекращаем прекратить забудь забудьте забей забейте",
    "выйти выход выхожу выйду уйти ухожу уйду закончить закончим закончи закончите закончили",
    "заканчивай заканчивайте заканчиваем завершить завершим заверши завершай завершите кончай",
    "кончайте остановись остановитесь останови остановите сбрось сбросьте сбросить сброс брось",
    "бросьте перестань перестаньте отстань отстаньте отвяжись отвяжитесь отвали отвалите quit",
    "exit abort forget",
)
_JOKING = words_of(
    "пошутил пошутила пошутили шутил шутила шутили шучу шутка шутки шуточка прикол приколу",
    "прикалываюсь прикалывался прикалывалась розыгрыш дурачусь дурачился joke joking kidding",
)
_FORWARDING = (SENDING - {"подаем"}) | words_of(
    "пересылать пересылай пересылайте перешли перешлите пересылаем передаем передавать сообщать",
    "сообщайте регистрировать оформлять публиковать публикуйте share forward",
)
"""With «не» beside it, and nothing said of what."""
_MISTAKEN = words_of("ошибся ошиблась ошиблись перепутал перепутала перепутали mistaken")
_ADDRESSEE = words_of("номером чатом ботом адресатом окном группой диалогом")
_NOT_TO_YOU = words_of("вам тебе вас")
_ENOUGH = words_of("хватит хорош довольно достаточно enough")
_UNWILLING = words_of("хочу хотим буду будем стану хочется want")
_SELF = words_of("сам сама сами")
_FUTURE = ("ю", "у", "им", "ем")
"""Ends of what one does oneself: «сам заделаю»."""

_ROUND = (FILLERS | GREETINGS | NO | PLEASE | THANKS | URGING | VOCATIVES) | words_of(
    "бред ерунда фигня чушь глупость глупости какой какая какое то это этот эту этого все всего",
    "я меня мне мы вы ты ничего никому никуда никого не ни надо нужно больше уже лучше просто",
    "тогда пока была был было сообщение сообщения заявку заявка заявки обращение жалобу жалоба",
    "диалог разговор чат опрос форму писать писал писала пишу жаловаться про о об с по",
    "дальше никак можно хочу буду it this that i was just a the not do don t my me please",
)
_STOPS = _ROUND | _STOPPING | _JOKING | _FORWARDING | _MISTAKEN | _ADDRESSEE | _NOT_TO_YOU
_STOPS |= _ENOUGH | _UNWILLING

_HOLDING = words_of(
    "подожди подождите погоди погодите обожди постой постойте стой стойте стоп подумаю подумать",
    "думаю",
    "подумаем отложи отложите отложим отложить отложу сохрани сохраните притормози wait hold",
)
_LATER = words_of("потом позже позднее попозже завтра вечером утром later tomorrow")
_PUTS_OFF = (_ROUND | _HOLDING | _LATER | OKAY) | words_of(
    "сейчас щас отправлю отправим отправить отправлять напишу допишу доделаю закончу закончим",
    "продолжу продолжим вернусь зайду дай дайте еще немного чуть минуту минутку секунду время",
    "черновик черновике на и над над до этим но сначала ll i think let about send now",
)
_ANEW = words_of("заново сначала")
_BEGINNING = words_of("начала новой нуля over")
_BEGINS = words_of(
    "начать начни начните начнем начинай начинаем давай давайте хочу можно start begin"
)
_ANEW_KNOWN = (_ANEW | _BEGINNING | _BEGINS | FILLERS | PLEASE) | words_of(
    "все с по опять снова еще раз мне я надо нужно лучше это самого let s from the"
)


def stops(text: str, *, may_pass: bool = False) -> bool:
    """Is it to go no further? ``may_pass``: the question may be passed over, which «хватит», «не
    буду» and «сам сделаю» do."""
    words = fold(text).split()
    said = frozenset(words)
    if not words or len(words) > WORDS_AT_MOST or "?" in text:
        return False
    if not said <= _STOPS:
        return not may_pass and _does_it_oneself(words)
    if said & (_STOPPING | _JOKING):
        return "не" not in said
    if said & _MISTAKEN:
        return bool(said & _ADDRESSEE)
    if "не" in said and (said & _FORWARDING or _to_nobody_here(words)):
        return True
    return not may_pass and bool(said & _ENOUGH or ("не" in said and said & _UNWILLING))


def is_misdialled(text: str) -> bool:
    """«Я ошибся номером»: whose it is, is not said."""
    words = frozenset(fold(text).split())
    return bool(words & _MISTAKEN and words & _ADDRESSEE) and words <= _STOPS


def puts_off(text: str, *, may_pass: bool = False) -> bool:
    """Is it to go on, but not now? ``may_pass``: the question may be passed over, or be about a
    time: «потом», «не сейчас» are its answers."""
    words = fold(text).split()
    said = frozenset(words)
    if not words or len(words) > WORDS_AT_MOST or "?" in text:
        return False
    if said <= _PUTS_OFF and said & _HOLDING:
        return True
    if may_pass:
        return False
    later = bool(said & _LATER) or {"не", "сейчас"} <= said
    return (later and said <= _PUTS_OFF) or is_holding_on(text)


def begins_anew(text: str) -> bool:
    """«Давай сначала», «начать с нуля»: all of it, from the beginning."""
    said = frozenset(fold(text).split())
    if said.isdisjoint(_ANEW | _BEGINNING) or not said <= _ANEW_KNOWN or "?" in text:
        return False
    return not said.isdisjoint(_ANEW) or not said.isdisjoint(_BEGINS)


def _to_nobody_here(words: list[str]) -> bool:
    """«Это не вам»."""
    return any(
        word == "не" and not _NOT_TO_YOU.isdisjoint(words[at + 1 : at + 2])
        for at, word in enumerate(words)
    )


def _does_it_oneself(words: list[str]) -> bool:
    """«Сам заделаю», «ладно, мы сами уберём»."""
    if _SELF.isdisjoint(words):
        return False
    others = [word for word in words if word not in _SELF and word not in _ROUND]
    return len(others) == 1 and len(others[0]) > 3 and others[0].endswith(_FUTURE)
