"""Where the writer lives, or sets out from, is not where the trouble is: «живу на Горького 15, а
яма на Калинина 42». Such an address stands after the others."""

from collections.abc import Sequence

from core.words.wordsets import words_of

from .streets import Street
from .words import Words

_HOME = words_of(
    "живу живем живет живут жил жила жили проживаю проживает проживаем проживающая проживающий",
    "прописан прописана прописка зарегистрирован зарегистрирована родом сама сам",
    "находится располагается располагаемся работаю работает учусь учится",
)
_WHO = words_of("я мы мама папа бабушка дедушка дочь сын жена муж звоню пишу вам пишем звоним")
_GOING = words_of(
    "шел шла шли иду идем ехал ехала ехали еду едем едет возвращался возвращалась возвращались",
    "вышел вышла вез везла бежал бежала иду переехал переехала переехали ходил ходила хожу",
)
_FROM = words_of("с со из от")
_FEW = 5
"""Words before an address that say whose it is."""


def told_first(words: Words, found: Sequence[Street]) -> tuple[Street, ...]:
    """What is told before where its writer lives; each in its order. Where one of two with the
    same house is told so, or all are, nothing is moved."""
    if len(found) < 2:
        return tuple(found)
    homes = [_is_home(words, one.begin) for one in found]
    if not any(homes):
        return tuple(found)
    told = [one for one, home in zip(found, homes, strict=True) if not home]
    return (*told, *(one for one, home in zip(found, homes, strict=True) if home))


def _is_home(words: Words, at: int) -> bool:
    before = words[at - 1].text
    begin = at - 2 if before in _FROM else at - 1
    if before in _FROM and words[begin].text in _WHO:  # «я с Лазо 7»
        return True
    for back in range(at - 1, max(-1, at - 1 - _FEW), -1):
        text = words[back].text
        if text in {",", ".", "!", "?", ";"}:
            return False
        if text in _HOME or (before in _FROM and text in _GOING):
            return True
    return False
