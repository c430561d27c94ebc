"""«Кто отвечает за лифты?», «какая организация чистит дороги?»: whose work a thing is.

Who asks so tells of no trouble, and the town file knows. «Кто отвечает за яму на Ленина 5?» has a
place, and is told to have it mended.
"""

import re

from core.words.classes import FILLERS, PLEASE, VOCATIVES
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS

_BEFORE = (GREETINGS | FILLERS | PLEASE | VOCATIVES) | words_of(
    "а и у нас вас в городе вообще хочу хотел хотела бы узнать уточнить спросить знать интересно",
    "можно вопрос подскажите скажите подскажи скажи не знаете знаете please tell me",
)
_ASKS = re.compile(
    r"(?:кто|какая (?:\w+ )?(?:организация|служба|компания|контора|фирма)|чья это) "
    r"(?:(?:у нас|же|тут|здесь|вообще|сейчас|в городе|теперь|собственно|должен|должна|обязана?) )*"
    r"(?:отвеча(?:ет|ют)|ответственн\w+|ответственность|занима(?:ется|ются)|обслужива\w+|след(?:ит|ят)"
    r"|ремонтиру\w+|чин(?:ит|ить)|чист(?:ит|ить)|убира(?:ет|ть)|вывоз(?:ит|ить)|содерж(?:ит|ать)"
    r"|включает|крас(?:ит|ить)|меня(?:ет|ть)) (?:(?:за|в|во|по|у|на|с|над) )?(?P<what>.+)"
    r"|who (?:is|are) (?:responsible|in charge) (?:for|of) (?P<thing>.+)"
)
_AT_MOST = 4
"""Words of what it is about: with more it is told what is wrong with it."""
_TELLS = re.compile(
    r"\b(?:если|когда|почему|на|у|возле|около|напротив|не|нет|ни|уже|опять|третий|второй|недел\w+|день|месяц)\b"
)


def asked_of(text: str) -> str:
    """What it is asked about, folded; "": it is no such question."""
    if has_digits(text):
        return ""
    words = fold(text).split()
    while words and words[0] in _BEFORE:
        words.pop(0)
    found = _ASKS.fullmatch(" ".join(words))
    thing = (found["what"] or found["thing"]) if found else ""
    return "" if len(thing.split()) > _AT_MOST or _TELLS.search(thing) else thing
