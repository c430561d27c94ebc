"""Numbers of things: «4 подростка», «5 раз», «12 фонарей» are no houses.

After two, three and four Russian has another case than after five, and the case tells where it is
no other word's: «4 подростка» is counted, «4 крыша» is a house and its roof.
"""

import re

from core.words.wordsets import words_of

COUNTED = re.compile(
    r"(?:дн(?:я|ей)|день|суток|сутки|час(?:|а|ов)|ч|минут[ыу]?|мин|утра|вечера|ночи|секунд[ыу]?|раза?|лет|года?|месяц(?:|а|ев)|"
    r"мес|недел[юьи]|метр(?:|а|ов)|м|км|километр(?:|а|ов)|см|сантиметр(?:|а|ов)|градус(?:|а|ов)|"
    r"руб(?:|л[ьяей]+)|тыс|тысяч[аиу]?|млн|процент(?:|а|ов)|человека?|чел|ребенка|детей|штук[иу]?|шт|"
    r"семей|собак|машин|ям|бака|баков|контейнер(?:а|ов)|фонар(?:я|ей)|люка|люков|столба|столбов|"
    r"домов|полос|светофоров|автобусов|выбоин|елок|лавок|лавочек|деревьев|"
    r"литр(?:|а|ов)|кг|класс(?:|а|е|ов)|этажн\w+|этажей|"
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|%|°)$"
)
"""What such a word follows is no house: it was counted, or was a date."""
_FEW = words_of(
    "дома ямы собаки машины полосы светофора автобуса дерева елки выбоины подъезда этажа окна",
    "подростка парня мальчика мужика пса кота щенка люка бака столба фонаря мужчины женщины пожара",
    "алкаша бомжа соседа контейнера знака провода квартала круга велосипеда самоката кабана лося",
    "медведя волка грузовика камаза трактора экскаватора кузова колеса дня часа куста пня забора",
    "бабушки дедушки девочки девушки тетки старушки аварии трубы",
)
"""What there are two, three or four of."""
_FEW_ENDS = ("ника", "теля", "тора", "ростка", "еныша", "лыша", "вика")
"""«4 светильника», «2 водителя»: no noun in its first case ends so, but for a few."""
_NO_FEW = ("техника", "электроника", "клиника", "хроника", "механика", "паника", "керамика")
_MANY = re.compile(r"[а-я]{2,}(?:ов|ев)$|[а-я]{3,}(?<![аеоуыэюя])ей$")
"""«5 фонарей», «12 подростков»"""
_NO_MANY = re.compile(
    r".*(?:здоров|готов|остров|покров|нов|сев|грев|гнев|хлев|клев|рев|змей|лей|клей|хоккей|"
    r"чей|скорей|быстрей|сильней|поскорей|хуже|своей|моей|твоей|нашей|вашей|нашей|всей|этой|"
    r"(?:[^л]ющ|ящ|ащ|ущ|вш|[жшчщ]|ск|цк|[нрлдтвм]н)ей)$"
)
"""Others that end so: «обогрев», «хоккей», «нашей», «стоящей»."""


_AFTER_SEVERAL = words_of("и в во не нет у на там все одна один общая общий")
"""After a house that is one of several; after «5, 12» another word says what is counted."""
_ENDS_OF_VERBS = ("или", "али", "яли", "ели", "ыли", "ют", "ут", "ают", "яют", "ятся", "ются")
"""«14 и 16 спилили», «2 и 4 не греют»"""


def is_of_several(word: str) -> bool:
    """Was the number before it a house like the one before that? Else it counts the word."""
    return word in _AFTER_SEVERAL or word.endswith(_ENDS_OF_VERBS)


def is_counted(number: str, word: str) -> bool:
    """Is a word, in small letters, what there are so many of?"""
    if COUNTED.match(word):
        return True
    if number in {"2", "3", "4"}:
        return word in _FEW or (word.endswith(_FEW_ENDS) and not word.endswith(_NO_FEW))
    return _MANY.match(word) is not None and _NO_MANY.match(word) is None
