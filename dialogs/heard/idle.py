"""What tells of nothing: «фывапролдж», «тест тест», «расскажи анекдот», «сколько тебе лет».

People try whether anybody answers, and talk to a bot. Outside any form it is answered in a line
and begins no complaint. Nonsense is a text of which no word is one; talk has one of its own words,
and whoever listens for topics tells that no trouble is heard beside it.
"""

import re

from core.words.classes import FILLERS, PLEASE, VOCATIVES
from core.words.digits import has_digits
from core.words.phrases import said
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS

_ROWS = (
    *("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    *("1234567890", "абвгдежзий", "abcdefghij"),
)
ROW_AT_LEAST = 3
"""Letters side by side on the keys."""
_NOISE = words_of(
    "лол кек чебурек ололо трололо хаха хахаха ахах ахаха хехе хихи бла блабла ляля тратата бум",
    "бах",
    "кукареку мяу гав муу бее хрю кря ква пшш шшш ммм эээ тест тестирую проверка test testing раз",
    "два три жопа попа пися какашка говно хуй хер блять бля блядь сука пизда нуб лалала йоу йо хз",
    "пук абракадабра абв asdf lol kek haha бебебе мда хм хмм эх ух ого упс",
)
_BESIDE = FILLERS | words_of("раз два три и а связи связь прием слышно как меня")
_ONE_SOUND = re.compile(r"(.{1,2})\1{2,}.?|.?(.)\2{2,}.{0,2}")
"""«Аааааа», «блаблабла», «пшшшш»."""
WORDS_AT_MOST = 5
TALK_AT_MOST = 10
"""Words: longer tells something."""

_TALKS = said(r"""
    анекдот\w* | гороскоп\w* | стих(?:и|ок|отворение) | сказк[уи] | шутк[уи]
    (?:спой|потанцуй|пошути)
    (?:мне|так|что то) (?:скучно|грустно|одиноко)
    (?:скучно|грустно|одиноко)(?: мне)?
    (?:люблю|обожаю) (?:тебя|вас)
    (?:ты|вы) (?:\w+ )?(?:женат\w*|замужем|девочка|мальчик|красив\w+|живой|живая|спишь|ешь)
    (?:ты|вы) (?:\w+ )?(?:пьешь|куришь|любишь|веришь|мечтаешь|чувствуешь|умный|умная|глупый)
    (?:ты|вы) (?:\w+ )?тупой
    сколько (?:тебе|вам) лет
    где ты живешь
    (?:у меня|у нас) (?:\w+ )?(?:день рождения|днюха|именины|свадьба|праздник)
    (?:что|чего) (?:\w+ )?(?:посоветуе\w+|порекомендуе\w+|посмотреть|почитать|приготовить)
    (?:что|чего) (?:\w+ )?(?:подарить|делаешь|нового)
    кто (?:вчера |сегодня )?(?:выиграл|победил)
    (?:какой|сыграл\w*) счет
    курс (?:доллара|валют\w*)
    давай (?:дружить|поболтаем|поговорим|играть)
    кто (?:тебя|вас) (?:создал|сделал|придумал|написал|запустил)
    чем занимаешься
    ^с (?:новым годом|рождеством|праздником|наступающим|днем (?:города|победы))
    поболтаем | поиграем
    ты (?:меня )?(?:слышишь|понимаешь|любишь)
    смысл жизни
    как (?:жизнь|сам|сама|делишки)
    что (?:нового|делаешь)
    (?:tell me a )?joke
    how old are you | i love you | i am bored
""")


def is_nonsense(text: str) -> bool:
    """Is no word of it one?"""
    words = fold(text).split()
    if not 0 < len(words) <= WORDS_AT_MOST or has_digits(text):
        return False
    made = [one for one in words if _is_made_up(one)]
    return bool(made) and all(one in made or one in _BESIDE for one in words)


def _is_made_up(word: str) -> bool:
    if word in _NOISE or _ONE_SOUND.fullmatch(word):
        return True
    return len(word) >= ROW_AT_LEAST and any(word in row or word in row[::-1] for row in _ROWS)


def talks(text: str) -> bool:
    """Is the bot talked to as a person is? A trouble may be told besides."""
    said = fold(text)
    words = [one for one in said.split() if one not in _SAYS_NOTHING]
    return len(words) <= TALK_AT_MOST and _TALKS.search(said) is not None


_SAYS_NOTHING = GREETINGS | VOCATIVES | FILLERS | PLEASE
