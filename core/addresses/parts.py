"""«Нагорная, 2 подъезд 3 этаж», «Калинина 5 подъезд, дом 82»: a number of a part of a house."""

from collections.abc import Iterable

from core.words.wordsets import words_of

from .house_numbers import past_stop
from .houses import House
from .words import Words

_PARTS = words_of("подъезд под этаж эт квартира кв")


def is_of_part(words: Words, house: House, named: Iterable[House]) -> bool:
    """Is what looks like a house's number the number of a part of one? «Мира 5 подъезд 2» has its
    house first and each number after its word; where all stand before their words, or a house is
    ``named`` besides, the first has its word too."""
    if house.named or words[house.end].text not in _PARTS:
        return False
    at, parts = house.end, 0
    while words[at].text in _PARTS:
        parts += 1
        at = past_stop(words, at + 1)
        at = at + 1 if words[at].text == "," else at
        if not words[at].is_number:
            return parts > 1 or any(one.begin >= house.end for one in named)
        at += 1
    return False
