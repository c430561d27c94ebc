"""Greetings: people begin with one, and it is not yet what they have to say."""

import re

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
