"""What tells a house by standing near it: «через дорогу от 4а», «не доезжая 110 дома»."""

from core.words.wordsets import words_of

from .words import Words

BESIDE = words_of("у возле около напротив против коло")
"""«Мира, напротив 319-го»"""
_ALONE = words_of("за перед позади сзади мимо недоезжая недоходя наискосок вблизи рядом")
_PHRASES = frozenset(
    {
        *(("через", "дорогу"), ("через", "улицу"), ("не", "доезжая"), ("не", "доходя")),
        *(("в", "районе"), ("с", "торца"), ("сразу", "за"), ("чуть", "дальше")),
        *(("чуть", "выше"), ("чуть", "ниже"), ("ближе", "к"), ("во", "дворе"), ("по", "диагонали")),
    }
)
_SIDES = words_of("справа слева недалеко наискосок неподалеку вправо влево сбоку")
_SINGLE = BESIDE | _ALONE | _SIDES
_BEGUN = frozenset(first for first, _ in _PHRASES)
_JOINTS = words_of("от до с со немного чуть метров")


def past_beside(words: Words, at: int) -> int:
    """The place after what says so; the same place where nothing does."""
    first = words[at].text
    if first in _SINGLE:
        end = at + 1
    elif first in _BEGUN and (first, words[at + 1].text) in _PHRASES:
        end = at + 2
    else:
        return at
    while words[end].text in _JOINTS:
        end += 1
    return end
