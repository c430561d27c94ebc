"""Greetings: people begin with one, and it is not yet what they have to say; and in what language
they begin."""

import re

from core.words.classes import PLEASE, VOCATIVES
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.events import Event, Said

WORDS = frozenset(
    {
        *("здравствуйте", "здравствуй", "здрасте", "приветствую", "привет", "салют", "алло"),
        *("добрый", "доброе", "доброго", "доброй", "день", "дня", "вечер", "вечера", "утро"),
        *("утра", "ночь", "ночи", "времени", "суток", "начать", "старт", "извините"),
        *("простите", "подскажите", "здрасьте", "здрасти", "дратути", "хай", "хеллоу", "салам"),
        *("приветик", "приветики", "приветствуем", "здравия", "утречко", "утречка", "вечерочек"),
        *("шалом", "ку", "ало"),
        *("hello", "hi", "hey", "good", "morning", "evening", "afternoon", "start"),
        *PLEASE,
    }
)
WORD = re.compile(r"[^\W\d_]+")


_AROUND = VOCATIVES | words_of(
    "желаю я первый первая раз впервые тут здесь новенький новенькая не спите есть кто живой живая",
    "вас люди здоровья здоровьица сладких снов спокойной хорошего хорошей",
    "нибудь на связи дома слышно и снова еще ещё опять это добрым людям настроения хорошего",
    "пишу вам обращаюсь вернулся вернулась",
)
"""What people say with a greeting, and nothing else yet: «первый раз тут», «не спите?»."""
NAMED = re.compile(
    r"(?:меня зовут|мо[её] имя|my name is)"
    r" (?!(?:на|в|во|к|ко|из|по|туда|сюда|никак|не|все|люди|соседи|дети)\b)[^\W\d_]+(?: [^\W\d_]+)?"
)
"""«Меня зовут Люба»; «меня зовут на помощь» is none."""


def is_greeting(text: str) -> bool:
    """Is there nothing in it but a greeting, whom it is for, and a name?"""
    words = WORD.findall(text.casefold())
    rest = [word for word in words if word not in WORDS]
    if len(rest) < len(words) and _AROUND.issuperset(rest):
        return True
    return bool(words) and _is_name(text, rest)


def _is_name(text: str, rest: list[str]) -> bool:
    told = has_digits(text)
    return not told and NAMED.fullmatch(" ".join(rest)) is not None


PLAINLY_ENGLISH = words_of("the is are there please hello hi street")
ENGLISH = PLAINLY_ENGLISH | words_of(
    "in at not near it was has have and our with for of water light"
)
"""Words that Russian in Latin letters («my zhdem na dvore») does not have; of the others two are
wanted."""


def is_english(event: Event) -> bool:
    """Is it written in English?"""
    if not isinstance(event, Said) or event.forwarded:
        return False
    words = set(WORD.findall(event.text.casefold()))
    return event.text.isascii() and (bool(PLAINLY_ENGLISH & words) or len(ENGLISH & words) > 1)
