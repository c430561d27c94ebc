"""What is an answer to a question with buttons, in words that fit none of them: «много», «3-4», «не
знаю», «с понедельника», «у всех соседей».

It goes to the agency as it was said; asked again, its writer would have nothing else to say. Only
words that say how many, since when, for whom, or that nobody knows: all else is more of the story,
when it is said first. «Всё» alone ends what was told, and is no answer.
"""

import re
from collections.abc import Iterable

from core.words.wordsets import words_of
from dialogs.texts import fold

WORDS_AT_MOST = 6
_COUNTS = words_of(
    "много мало немного несколько пара стая куча штук штуки шт один одна одно два две три четыре",
    "пять шесть семь восемь девять десять двадцать полтора полторы пол половина больше меньше",
    "более менее чем около примерно где то почти от до или очень разное разные каждый раз раза",
    "десяток some several many few more less about dozens",
)
_SINCE = words_of(
    "вчера сегодня позавчера утра утром вечера вечером ночи ночью дня днем обеда выходных",
    "праздников понедельника вторника среды четверга пятницы субботы воскресенья января февраля",
    "марта апреля мая июня июля августа сентября октября ноября декабря весны лета осени зимы",
    "нового год года лет полгода день дней недели неделю неделя недель месяц месяца месяцев сутки",
    "суток час часа часов давно недавно долго никогда всегда постоянно вообще прошлой прошлого",
    "той этой с со уже еще давным since yesterday today week weeks month months day days year",
    "years long ago never always",
)
_WHOM = words_of(
    "только лишь моей моем моя нашей нашем нашем наш у меня нас всех соседа соседей соседи",
    "соседям квартире квартира квартирах доме дом дома домах домов подъезде подъезд подъездах",
    "этаже этажах улице улица улицы районе район квартале квартал микрорайоне поселке селе",
    "деревне весь вся все всем всей всему всего по на в во и половине части стороне стояку стояке",
    "стояк стояка стояки стоякам",
    "крайние верхние нижние only my our whole house flat street neighbours all",
)
_UNKNOWN = words_of(
    "не знаю знаем помню помнит помним считала считал считали считать уверен уверена видела видел",
    "видно понимаю понял поняла разбираюсь могу сказать точно трудно сложно понятно без понятия хз",
    "затрудняюсь ответить скажу i",
    "don t know not sure",
)
_SMALL = words_of("а да ну это там тут то же вот что вывозили вывозят было нет них их он она")
_SAYING = (
    _COUNTS
    | _SINCE
    | _WHOM
    | (_UNKNOWN - words_of("не без сказать точно понятно понял поняла sure"))
)
_KNOWN = _COUNTS | _SINCE | _WHOM | _UNKNOWN | _SMALL
_ENDING = frozenset(
    map(fold, ("всё", "это всё", "ну всё", "вот и всё", "на этом всё", "у меня всё"))
)
"""That all is told."""
_PASSING = words_of(
    "пропустить пропусти пропускаю пропуск пропускаем пропустим дальше далее skip next pass",
    "неважно пофиг ладно продолжить без разницы все равно",
)
_GOING_ON = words_of("еще также тоже и а опять плюс also")
"""What begins with them is more of the story."""
SHORT = 6
"""Words of what is an answer of one's own where the buttons have «Другое», at most."""
OTHER = frozenset({"другое", "другая", "другой", "иное", "прочее", "other"})
_NUMBER = re.compile(r"\d{1,4}")


def is_answer(text: str) -> bool:
    """Is it one, and nothing more? A number alone is none: it is a button that is not there."""
    words = fold(text).split()
    if not 0 < len(words) <= WORDS_AT_MOST or text.strip().isdecimal() or is_ending(text):
        return False
    told = [word for word in words if _NUMBER.fullmatch(word) is None]
    several = len(words) - len(told) > 1  # «3-4»
    return (several or not _SAYING.isdisjoint(told)) and _KNOWN.issuperset(told)


def is_ending(text: str) -> bool:
    """Is nothing said but that all is told?"""
    return fold(text) in _ENDING


def is_passing(text: str) -> bool:
    """Is nothing said but that the question is passed over?"""
    words = fold(text).split()
    return bool(words) and _PASSING.issuperset(words)


def is_of_other(text: str, labels: Iterable[str]) -> bool:
    """Is it what «Другое» among the labels would be pressed for, in a few words?"""
    words = fold(text).split()
    few = 0 < len(words) <= SHORT and words[0] not in _GOING_ON and "?" not in text
    return few and not OTHER.isdisjoint(map(fold, labels))
