"""The place that a reply holds beside other words, and what the other words are.

* «На Ленина 30 же», «я же сказала, остановка Педучилище»: what is said to the bot is no part of the
  place.
* «Яма на Ленина 30» is «Ленина, 30»: what happened belongs to the description.
* What is typed as a place stays as it is typed, unless it is all small letters, or was part of a
  sentence: whoever goes there may know what an unknown word means.
"""

from collections.abc import Callable, Sequence

from core.addresses.counting import numbers_in_signs
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

_VERBS = words_of(
    "сказал сказала говорил говорила говорю писал писала пишу написал написала указал указала",
    "повторяю said wrote",
)
_AROUND = words_of("я же вам уже ведь вот ну да это пожалуйста спасибо блин ж i already")
_SURELY = words_of("да ага угу нет верно точно именно конечно так")
"""Said to the address that is offered, and no part of any."""
_BEFORE = _VERBS | _AROUND | _SURELY | words_of("адрес запишите записывайте пишите")
_AFTER = _VERBS | (_AROUND - words_of("ну")) | _SURELY | words_of("оно она он самое самый ли что")
_ABOVE = words_of("выше раньше сразу до этого в начале тексте описании сообщении above")
"""Said after a verb of saying only."""
_JOINTS = words_of(
    "на по в во у с к и д дом дома доме г гор город городе городу с село селе п пос поселок",
    "поселке ул улица улице улицы улицу пр проспект проспекте просп пер переулок переулке мкр",
    "микрорайон микрорайоне деревня деревне номер и house street st in at on and",
)
_CORRECTING = _SURELY | words_of(
    "хотя а не то есть ой точнее вернее ошибся ошиблась кажется вроде это что ли ну оно она он там",
    "же",
)
_ALL = words_of("все всех всем оба обе обоих обеих обоим везде повсюду all both")
_OF_ALL = words_of(
    "два две двух три трех четыре четырех пять адреса адресов адресам адресах места местах местам",
    "на по у там и тут здесь их эти этих сразу да ну these addresses places the of",
)


FEW = 2
"""Words that «да» is said to as to a place, though none has a capital: «да, шимановск»."""


def without_talk(text: str) -> str:
    """The words of a place without those that are said to the bot around it; all of them, where
    there is nothing else, or nothing tells that some are."""
    words = text.split()
    begin, end = 0, len(words)
    while begin < end and _plain(words[begin]) in _BEFORE:
        begin += 1
    after = _AFTER | _ABOVE if not _VERBS.isdisjoint(map(_plain, words[begin:])) else _AFTER
    while end > begin and _plain(words[end - 1]) in after:
        end -= 1
    said = any(_plain(word) in _VERBS for word in (*words[:begin], *words[end:]))
    agreed = any(_plain(word) in _SURELY for word in words[:begin])
    named = 0 < begin < end and words[begin][:1].isupper()  # «ну Благовещенск, площадь Победы»
    said = said or named or (agreed and end - begin <= FEW)
    kept = " ".join(words[begin:end]).strip(" ,;:-–—")
    return kept if kept and (said or has_digits(kept)) else " ".join(words)


def all_of(text: str, offered: Sequence[str]) -> str:
    """All the addresses that are offered, for «все», «оба», «и там и там»; "" for other words."""
    words = fold(text).split()
    both = len(offered) > 1 and words.count("там") > 1
    said = not _ALL.isdisjoint(words) or both
    if not offered or not said or not frozenset(words) <= _ALL | _OF_ALL:
        return ""
    first, *others = offered
    town = f"{first.split(', ')[0]}, "
    return "; ".join((first, *(one.removeprefix(town) for one in others)))


def uncovered(text: str, address: str) -> list[str]:
    """The words of a text that are no part of the address that was found in it."""
    known = fold(address).split()
    return [
        word
        for word in fold(text).split()
        if word not in _JOINTS and not any(_is_same(word, one) for one in known)
    ]


def shares(text: str, address: str) -> bool:
    """Does a text name a part of that address?"""
    words = [word for word in fold(text).split() if word not in _JOINTS]
    return len(uncovered(text, address)) < len(words)


def is_corrected(words: Sequence[str]) -> bool:
    """Are they what is said of a number that was wrong: «49, хотя нет»?"""
    said = [word for word in words if not word[:1].isdecimal()]
    return bool(said) and _CORRECTING.issuperset(said)


def read_out(
    place: str, named: Sequence[str], heard: Callable[[str], bool], *, in_sentence: bool
) -> tuple[str, bool] | None:
    """The address as envelopes have it, and whether more is told beside it; None: the reply stays
    as it was typed. ``named``: the addresses in it. ``heard``: whether words name a trouble.
    ``in_sentence``: something was said to the bot around it."""
    if len(named) != 1 or not has_digits(named[0]):
        return None
    others = uncovered(numbers_in_signs(place), named[0])
    if not others:
        in_sentence = in_sentence or place.lower().startswith(("на ", "по "))
        return (named[0], False) if place.islower() or in_sentence else None
    if is_corrected(others):
        return named[0], False
    told = not any(word[:1].isdecimal() for word in others) and heard(" ".join(others))
    return (named[0], True) if told else None


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е").strip('.,!?;:()«»"–—-')


def _is_same(word: str, known: str) -> bool:
    if word[:1].isdecimal() or len(word) < 4:
        return word == known
    return word[:4] == known[:4]
