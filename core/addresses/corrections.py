"""Who corrects what they have just written: «Ленина 10, ой, то есть Ленина 110», «не 82, а 28».

What was corrected is no address of the complaint; of several corrections the last one counts.
"""

from msgspec.structs import replace

from core.words.wordsets import words_of

from .houses import HOUSE, House, house_at, past_wrong
from .streets import Street
from .words import Words

_SAID = words_of("ой ай точнее вернее упс перепутал перепутала ошибся ошиблась описался описалась")
_TWO = frozenset(
    {
        *(("то", "есть"), ("не", "там"), ("не", "туда"), ("не", "тот"), ("не", "та")),
        *(("хотя", "нет"), ("а", "нет"), ("или", "нет")),
    }
)
_FILLING = words_of(
    "ой ай то есть не там туда тот та дом адрес номер это простите извините конечно хотя нет",
    "кажется вроде адресом адресе домом номером улицей правильно надо нужно",
)
_FILLING |= {",", ".", "!", ":", "-", "–", "—", "(", "…"}
FAR = 40
"""Words after a house in which it is corrected, at most."""


def corrected(words: Words, found: tuple[Street, ...]) -> tuple[Street, ...]:
    """The streets without those that were corrected, the last with its right house."""
    if not found:
        return found
    kept = list(found)
    for at in range(len(words)):
        end = _said(words, at)
        before = [one for one in kept if _end(one) <= at]
        if end is None or not before or before[-1].house is None:
            continue
        wrong = before[-1]
        after = [one for one in kept if one.begin >= at]
        if after and after[0].house is not None and _follows(words, end, after[0].begin):
            kept.remove(wrong)
        elif not after and (house := _house(words, end)) is not None:
            kept[kept.index(wrong)] = replace(wrong, house=house)
    return tuple(_contrasted(words, one) for one in kept)


def _said(words: Words, at: int) -> int | None:
    """The place after the words that say that it was wrong."""
    if words[at].text in _SAID:
        return at + 1
    return at + 2 if (words[at].text, words[at + 1].text) in _TWO else None


def _follows(words: Words, at: int, begin: int) -> bool:
    """«ой, на Ленина 110», but not «ой, всё плохо, и на Ленина 110»: there are two."""
    return all(words[one].text in _FILLING | {"на", "по", "в"} for one in range(at, begin))


def _house(words: Words, at: int) -> House | None:
    """The right one, with nothing but what is always said before it."""
    while words[at].text in _FILLING and words[at].text not in HOUSE and at < len(words):
        at += 1
    house = house_at(words, at)
    whole = house is not None and (house.named or words[house.end].is_sign)
    return house if whole else None


def _contrasted(words: Words, street: Street) -> Street:
    """«Калинина 82. Не 82, а 28»."""
    if street.house is None:
        return street
    for at in range(street.house.end, min(len(words), street.house.end + FAR)):
        if (before := _said_before(words, at, street.house.number)) is not None:
            return replace(street, house=before)
        right = past_wrong(words, at)
        if right > at and words[at + 1].text == street.house.number:
            house = house_at(words, right)
            return replace(street, house=house) if house else street
    return street


def _said_before(words: Words, at: int, wrong: str) -> House | None:
    """«42» of «дом 42, а не 40»."""
    house = house_at(words, at) if words[at].is_number else None
    if house is None:
        return None
    end = house.end + 1 if words[house.end].text == "," else house.end
    denied = words[end].text == "а" and words[end + 1].text == "не"
    return house if denied and words[end + 2].text == wrong else None


def _end(street: Street) -> int:
    return max(street.end, street.house.end if street.house else 0)
