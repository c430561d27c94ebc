"""What is said where an address stands on the button, and names no other place.

* «Да норм», «туда», «оно самое» agree to it; «выше написано», «читайте внимательно», «как в прошлый
  раз» refer to it.
* «Быстрее», «хватит спрашивать» are said to the bot: asked again.
* «Темно вообще, дети боятся» tells of the trouble, for a place has no person, no time and nothing
  that is denied: it goes to the description, and where it is is asked again.

A place is left one: what stands by something («у школы»), what is found on the ground («там где
рынок»), what has a number or a name.
"""

from core.words.classes import (
    ASSENT,
    FILLERS,
    FINE,
    GIVING,
    GOING,
    PLEASE,
    RIGHT,
    SENDING,
    THANKS,
    URGING,
    VOCATIVES,
    YIELDING,
    is_mocking,
)
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

from .no_place import LANDMARKS, stands

WORDS_AT_MOST = 8

_ROUND = FILLERS | PLEASE | THANKS | VOCATIVES
_POINTING = words_of(
    "туда там оно он она тот та то самый самая самое самом этот эта это этому этом адрес адресу",
    "адреса адресе место месту месте же и по на в во есть все так да именно здесь тут который the",
    "that this one it there is address place",
)
_AGREEING = (ASSENT | FINE | GIVING | GOING | RIGHT | URGING | (YIELDING - FILLERS)) | words_of(
    "нормуль подходит",
    "туда сюда оно он тот самый самое верный правильный правильная указан указано указанный",
    "указанному дальше продолжайте продолжай продолжим go fine",
)
_SO = words_of("все так")
_AGREED = _AGREEING | _POINTING | _ROUND | SENDING | words_of("приезжайте едьте езжайте и ahead")

_EARNEST = _AGREEING - ASSENT - URGING

_REFERRING = words_of(
    "выше раньше ранее сверху прошлый прошлом прошлого написано написал написала написали писал",
    "писала писали указано указал указала указывал указывала сказано сказал сказала говорил",
    "говорила читай читайте читали прочитай прочитайте прочти прочтите перечитай перечитайте",
    "почитайте смотри смотрите посмотри посмотрите глянь гляньте видите видишь видно знаете",
    "знаешь виднее живу живем прежний прежнему тот above read said wrote written see know",
)
_REFERRED = (_REFERRING | _POINTING | _ROUND | _AGREEING) | words_of(
    "я мы ты вы вам меня у с из раз разу где как что сами сам мое моем моей первое первом",
    "сообщение сообщении тексте текст описании описание начале заявке обращении внимательно",
    "внимательнее еще уже ведь прочитать читать лучше надо нужно себя my you i as in already",
    "message text",
)

_PRESSING = words_of(
    "прекратите перестаньте",
    "срочно быстрее скорее побыстрее поскорее отвечайте отвечай ответьте хватит устал устала",
    "устали надоело надоели достали достал приезжайте приедут приедете придут придете когда",
    "спрашивать спрашивайте сколько долго помогайте faster hurry when",
)
_PRESSED = (
    _PRESSING
    | _ROUND
    | (ASSENT | URGING)
    | words_of(
        "я мы вы вам меня нас мне же еще ли это все так почему можно уже вопросов вопросы столько",
        "к нам слушайте приехать ехать ждать жду ждем it you will",
    )
)

_OF_PEOPLE = words_of(
    "я мы он она они мне меня нам нас вам вас ты вы ему ей им их себя i we they you дети детей",
    "ребенок ребенка ребятишки бабушка бабушки дедушка старики пенсионеры люди людям народ муж",
    "жена мама папа сын дочь соседи соседка сосед все никто кто нибудь children people",
)
_OF_TIME = words_of(
    "вчера сегодня завтра месяц месяца месяцев неделю недели недель год года дней дня день ночью",
    "утром вечером днем часов часа всегда постоянно давно долго опять снова уже еще каждый today",
)
_OF_STATE = words_of(
    "не нет нету ни ничего невозможно нельзя вообще очень совсем просто темно страшно холодно",
    "жарко грязно опасно скользко мокро плохо ужасно кошмар ужас больно воняет боится боятся",
    "ходить ходят пройти проехать ездить упал упала упали пробил пробила сломал сломала very not",
    "dark no",
)
_TELLING = _OF_PEOPLE | _OF_TIME | _OF_STATE


def means_the_address(text: str) -> bool:
    """Is nothing said but that it is that one, or was said before?"""
    said = fold(text).split()
    words = frozenset(said)
    if "?" in text or not _is_short(text) or _has_number(text):
        return False
    if is_mocking(said) and words.isdisjoint(_EARNEST):
        return False
    if (not words.isdisjoint(_AGREEING) or words >= _SO) and words <= _AGREED:
        return True
    return not words.isdisjoint(_REFERRING) and words <= _REFERRED


def presses_on(text: str) -> bool:
    """Is nothing said but that it goes too slowly?"""
    words = frozenset(fold(text).split())
    return not words.isdisjoint(_PRESSING) and words <= _PRESSED and not _has_number(text)


def tells_besides(text: str) -> bool:
    """Is it told what is the matter, in words that no place has?"""
    words = fold(text).split()
    if _has_number(text) or stands(text) or _TELLING.isdisjoint(words):
        return False
    named = any(word[:1].isupper() for word in text.split()[1:])
    return not named and not any(word.startswith(LANDMARKS) for word in words)


def _is_short(text: str) -> bool:
    return len(text.split()) <= WORDS_AT_MOST


def _has_number(text: str) -> bool:
    return has_digits(text)
