"""«Ускорьте», «прошло два дня», «кто исполнитель», «ну и где обещанное»: who waits for an answer
grows impatient, or asks who has the ticket.

By its words it may be of any ticket; what it tells of none is a trouble.
"""

from core.words.classes import FILLERS
from core.words.wordsets import words_of
from dialogs.texts import fold

WORDS_AT_MOST = 12
_STEMS = (
    *("срочн", "ускор", "быстре", "поскоре", "скоре", "поторо", "обещ", "исполнител", "жалова"),
    *(
        "пожалуюсь",
        "пожалуемся",
        "прокурат",
        "губернатор",
        "президент",
        "начальств",
        "мэр",
        "тишин",
        "реакци",
    ),
    *(
        "терпе",
        "долго",
        "чеш",
        "уснул",
        "спите",
        "срок",
        "жд",
        "дожду",
        "дождем",
        "меры",
        "ответственн",
    ),
    *("игнор", "молч", "недел", "сутк", "месяц", "urgent", "faster", "hurry", "waiting"),
)
_WORDS = words_of("почему когда сколько кто кому день дня дней время алло ау эй who when why")
_PASSED = words_of(
    "прошел прошла прошло прошли пошел пошла пошли идет уже истек",
    "истекла истекло вышло вышел сегодня",
    "день дня дней сутки суток неделя недели неделю недель месяц",
    "месяца месяцев час часа часов время",
    "срок сроки все целый целая целую почти больше с тех пор как так и я мы жду ждем",
    "один одна два две три четыре пять шесть семь восемь девять десять полтора пара пару",
    "второй вторая вторую третий третья третью третье четвертый четвертая четвертое пятый пятая",
    "пятое шестой шестое седьмой седьмое восьмой восьмое девятый девятое десятый десятое первое",
    "passed days day weeks week",
)
_TIME = words_of(
    "день дня дней сутки суток неделя недели неделю недель месяц",
    "месяца месяцев час часа часов время",
    "срок сроки сегодня days day weeks week",
)


def only_time_passed(text: str) -> bool:
    """Is nothing said but how long it is: «прошло два дня», «третий день пошёл»?"""
    words = fold(text).split()
    if not 1 < len(words) <= WORDS_AT_MOST or _TIME.isdisjoint(words):
        return False
    return all(word.isdecimal() or word in _PASSED or word in FILLERS for word in words)


def is_impatient(text: str) -> bool:
    """Is it said by who waits, as far as single words tell?"""
    words = fold(text).split()
    if len(words) > WORDS_AT_MOST:
        return False
    return any(word in _WORDS or word.startswith(_STEMS) for word in words)
