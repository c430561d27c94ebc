"""What is an answer to a question with buttons, in words that fit none of them: «много», «3-4», «не
знаю», «с понедельника», «у всех соседей».

It goes to the agency as it was said; asked again, its writer would have nothing else to say. Only
words that say how many, since when, for whom, or that nobody knows: all else is more of the story.
"""

import re

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
    "крайние верхние нижние only my our whole house flat street neighbours all",
)
_UNKNOWN = words_of(
    "не знаю знаем помню помнит помним считала считал считали считать уверен уверена видела видел",
    "видно могу сказать точно трудно сложно понятно без понятия хз затрудняюсь ответить скажу i",
    "don t know not sure",
)
_SMALL = words_of("а да ну это там тут то же вот что вывозили вывозят было нет них их он она")
_SAYING = _COUNTS | _SINCE | _WHOM | (_UNKNOWN - words_of("не без сказать точно"))
_KNOWN = _COUNTS | _SINCE | _WHOM | _UNKNOWN | _SMALL
_NUMBER = re.compile(r"\d{1,4}")


def is_answer(text: str) -> bool:
    """Is it one, and nothing more? A number alone is none: it is a button that is not there."""
    words = fold(text).split()
    if not 0 < len(words) <= WORDS_AT_MOST or text.strip().isdecimal():
        return False
    told = [word for word in words if _NUMBER.fullmatch(word) is None]
    several = len(words) - len(told) > 1  # «3-4»
    return (several or not _SAYING.isdisjoint(told)) and _KNOWN.issuperset(told)
