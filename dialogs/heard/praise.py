"""Praise as the first words: «хочу поблагодарить дворника», «вы лучшие», «спасибо за уборку».

It tells of no trouble. Whoever thanks for a trouble mocks («спасибо за яму»), and what denies or
goes on with «но» tells: both are for whoever listens for topics to find out.
"""

from core.words.classes import RIGHT, THANKS, VOCATIVES
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS

WORDS_AT_MOST = 20
_PRAISES = THANKS | words_of(
    "поблагодарить благодарность благодарности благодарен благодарна признателен признательна",
    "похвалить хвалю похвала похвалы респект молодчина молодчины молодца красавчик красавчики чудо",
    "приятно восторге восхищен восхищена восхищены умница",
    "поклон молодцы молодец умнички умницы thankful grateful",
)
_BEST = words_of(
    "отличный отличная удобно удобный удобная красота красиво прекрасный прекрасная крутой крутая",
    "круто шикарно шикарный полезный полезная понравилось классный классная",
    "лучшие лучший лучшая супер класс огонь топ отличные классные замечательные best",
)
_PHRASES = tuple(
    map(
        words_of,
        (
            *(
                "золотые руки",
                "приятно удивлен",
                "приятно удивлена",
                "душа радуется",
                "петь хочется",
            ),
            *("любо дорого", "5 баллов", "пять баллов", "глаз радует", "сердце радуется"),
        ),
    )
)
_PRAISED = _PRAISES | _BEST
_YOU = words_of("вы ты бот просто самые самый очень ребята вас you are the") | VOCATIVES
_TAKEN_BACK = words_of(
    "не нет но а однако только зато опять снова когда почему где not but no",
    "говну говно дерьму грязи ямам лужам темноте помойке",
)

_GOOD = (
    *("дворник", "водител", "мастер", "бригад", "рабоч", "работ", "сотрудник", "коммунальщик"),
    *("слесар", "сантехник", "электрик", "врач", "учител", "тракторист", "диспетчер", "чист"),
    *("убра", "уборк", "быстр", "оперативн", "помощ", "отзывчив", "благодар", "поблагодар"),
    *("красив", "удобн", "прекрасн", "шикарн", "приятн", "классн", "отличн"),
    *("почини", "сделали", "вывезли", "включили", "cleaning", "clean", "work"),
)
"""Beginnings of words for who is thanked, and for what."""


def praises(text: str) -> bool:
    """Does it thank or praise, and denies nothing?"""
    words = fold(text).split()
    phrased = any(one.issubset(words) for one in _PHRASES)
    if _PRAISED.isdisjoint(words) and not phrased:
        return False
    said = frozenset(words) - GREETINGS
    if not said - THANKS - RIGHT or "?" in text or len(words) > WORDS_AT_MOST or said & _TAKEN_BACK:
        return False
    return phrased or bool(said & _PRAISES) or (bool(said & _BEST) and said <= _BEST | _YOU)


def names_good(text: str) -> bool:
    """Is somebody named who works, or something that is good?"""
    return any(word.startswith(_GOOD) for word in fold(text).split())
