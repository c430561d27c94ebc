"""An answer that is longer than what is asked for: what is asked is taken out of it, and nobody is
told to count signs. «Ну градусов 15, может 16» to a question of twenty signs is «градусов 15 может
16». Where more is told, the whole stands in the story too: nothing is lost.
"""

from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.heard.to_the_bot import FILLING
from dialogs.texts import fold

_SAYS_NOTHING = FILLING | words_of(
    "я мы же ж уже бы ли это он она они там тут вам вас нас у нам мне меня где то вроде кажется",
    "наверное наверно примерно приблизительно написал написала писал писала сказал сказала говорил",
    "говорила указал указала называл называла раньше выше сообщении по моему думаю",
    "а и да i we it is was about think already said wrote told maybe",
)
_NUMERALS = words_of(
    "ноль один одна одно два две три четыре пять шесть семь восемь девять десять одиннадцать",
    "двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать",
    "девятнадцать",
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто",
    "двести триста",
)
_AROUND_NUMBER = 1
"""Words on each side of a number that belong to it."""


def shortened(text: str, at_most: int) -> tuple[str, bool]:
    """What of it answers, within so many signs, "" if nothing can be told apart; and whether that
    is all that it tells."""
    words = text.split()
    telling = [word for word in words if not _SAYS_NOTHING.issuperset(fold(word).split())]
    if (said := _joined(telling)) and len(said) <= at_most:
        return said, True
    numbers = [at for at, word in enumerate(telling) if _is_number(word)]
    near = {
        at + aside
        for at in numbers
        for aside in range(-_AROUND_NUMBER, _AROUND_NUMBER + 1)
        if 0 <= at + aside < len(telling)
    }
    first = [at for place, at in enumerate(numbers) if at == numbers[0] + place]
    for kept in (sorted(near), first):
        said = _joined([telling[at] for at in kept])
        if said and len(said) <= at_most:
            return said, False
    return _begun(telling or words, at_most), False


def _is_number(word: str) -> bool:
    return has_digits(word) or fold(word) in _NUMERALS


def _begun(words: list[str], at_most: int) -> str:
    """As many of the words as fit."""
    begun = ""
    for word in words:
        longer = f"{begun} {word}".strip()
        if len(longer) > at_most - 1:
            break
        begun = longer
    return f"{begun.rstrip(' ,;:—–-')}…" if begun else ""


def _joined(words: list[str]) -> str:
    return " ".join(words).strip(" ,;:.!—–-")
