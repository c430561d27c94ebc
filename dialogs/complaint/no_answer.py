"""What is said to a question of a topic and answers it in no way: «да» to «Номер на опоре?», an
address to «Сколько градусов?», «я же написала».

The agency would read it as an answer. Numbers, numerals, «не видно» and whatever else may be one
are one: only words that cannot be are not.
"""

import re
from collections.abc import Callable

from core.words.classes import FILLERS, OF_COURSE, OKAY, RIGHT, VOCATIVES, YES
from core.words.wordsets import words_of
from dialogs.texts import fold

from .no_place import STANDS

_ASKS_WHAT = re.compile(
    r"\W*(?:(?:в|во|на|с|со|за|из|о|об|по|до|к|у) )?(?:номер|госномер|сколько|как(?:\w{2,3})?"
    r"|котор\w+|где|когда|кто|что|чей|чья|куда|откуда|which|what|when|where|how|who)\b",
    re.IGNORECASE,
)
"""So begins a question that yes is no answer to."""
_ASKS_NUMBER = re.compile(
    r"\b(?:номер\w*|госномер\w*|сколько|этаж\w*|квартир\w*|подъезд\w*|градус\w*|маршрут\w*"
    r"|number|how many|floor|flat|route)\b",
    re.IGNORECASE,
)
"""And one that is answered by a number."""
_YES = YES | OF_COURSE | OKAY | RIGHT | FILLERS | VOCATIVES
_WHOLLY = words_of(
    "все всех всем у нас везде всюду повсюду весь вся дом дома доме подъезд подъезде улице улица",
    "районе район городе во в на по всей всему целиком полностью соседей и тоже everywhere all",
)
_SAID = words_of(
    "написал написала писал писала сказал сказала говорил говорила указал указала сообщил сообщила",
    "выше читайте прочитайте прочтите смотрите already above",
)
_AROUND_SAID = FILLERS | words_of(
    "я же уже вам мы ведь все там это раньше в тексте сообщении описании сначала внимательно сто",
    "раз повторяю i it said wrote told",
)
_ASKS_WHERE = re.compile(r"\W*(?:где|where)\b", re.IGNORECASE)
_SOMEWHERE = words_of(
    "везде всюду повсюду кругом посередине посредине посреди сбоку справа слева рядом повороте",
    "everywhere",
)
_ASKS_PLACE = re.compile(
    r"\b(?:где|куда|откуда|адрес\w*|улиц\w*|мест[оае]\w*|дом\w*|остановк\w*|where|address|street)\b",
    re.IGNORECASE,
)
_OF_ADDRESSES = words_of(
    "ул улица улице дом доме д кв квартира под подъезд эт этаж корпус корп г город"
)
_WHERE_AT_MOST = 4
_DIGITS = re.compile(r"\d+")


def answers_nothing(question: str, said: str, addresses: Callable[[str], tuple[str, ...]]) -> bool:
    """``addresses``: those that words name."""
    words = frozenset(fold(said).split())
    if not words:
        return False
    if _claims(words):
        return True
    if words <= _YES:
        return _ASKS_WHAT.match(question) is not None
    named = addresses(said) if _DIGITS.search(said) else ()
    if _ASKS_NUMBER.search(question) is None:
        where = _ASKS_PLACE.search(question) is not None
        return not where and any(_is_only(words, one) for one in named)
    if words <= _WHOLLY:
        return True
    # «столб 14, Калинина 82» has a number besides
    return any(len(_DIGITS.findall(said)) <= len(_DIGITS.findall(one)) for one in named)


def _is_only(words: frozenset[str], address: str) -> bool:
    """«Мухина 12 кв 5» is an address and nothing more; «Мухина 12 с 23 часов» answers «Когда?»."""
    left = words - frozenset(fold(address).split()) - _OF_ADDRESSES
    return all(map(str.isdecimal, left)) and (not left or not words.isdisjoint(_OF_ADDRESSES))


def says_where(question: str, said: str) -> bool:
    """Is it a place in a few words, where the buttons name others: «у школы», «посередине»? With a
    number it is an address, and belongs to the story."""
    words = fold(said).split()
    if _ASKS_WHERE.match(question) is None or not 0 < len(words) <= _WHERE_AT_MOST:
        return False
    stands = words[0] in STANDS and len(words) > 1
    return (stands or not _SOMEWHERE.isdisjoint(words)) and _DIGITS.search(said) is None


def says_nothing(said: str) -> bool:
    """Is there nothing in it for the story, either?"""
    words = frozenset(fold(said).split())
    return words <= _YES or _claims(words)


def _claims(words: frozenset[str]) -> bool:
    """Is it said that it was told before, and nothing more?"""
    return not _SAID.isdisjoint(words) and words <= _SAID | _AROUND_SAID
