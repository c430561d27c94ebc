"""Greetings: people begin with one, and it is not yet what they have to say; and in what language
they begin."""

import re

from core.wordsets import words_of

from .events import Event, Said

WORDS = frozenset(
    {
        *("здравствуйте", "здравствуй", "здрасте", "приветствую", "привет", "салют", "алло"),
        *("добрый", "доброе", "доброго", "доброй", "день", "дня", "вечер", "вечера", "утро"),
        *("утра", "ночь", "ночи", "времени", "суток", "начать", "старт", "извините"),
        *("простите", "пожалуйста", "подскажите"),
        *("hello", "hi", "hey", "good", "morning", "evening", "afternoon", "start", "please"),
    }
)
WORD = re.compile(r"[^\W\d_]+")


def is_greeting(text: str) -> bool:
    """Is there nothing in it but a greeting?"""
    words = WORD.findall(text.casefold())
    return bool(words) and all(word in WORDS for word in words)


ENGLISH = words_of(
    "the is are an my our in on at no not there near please hello hi street it was has have and",
)
"""Words that Russian in Latin letters («yama na dvore») does not have."""


def is_english(event: Event) -> bool:
    """Is it written in English?"""
    if not isinstance(event, Said) or event.forwarded:
        return False
    words = WORD.findall(event.text.casefold())
    return event.text.isascii() and bool(ENGLISH & set(words))
