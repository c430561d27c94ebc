"""«Да, сынок», «ок», «верно», «нет, спасибо»: yes and no, and nothing told beside it.

The words are those of :mod:`core.words.classes`. Who asks («да?»), mocks («ну да, конечно») or
swears («да ну нафиг») agrees to nothing.
"""

from collections.abc import Sequence

from core.words.classes import (
    AGREED,
    ASSENT,
    CONFIRMING,
    FILLERS,
    FINE,
    GIVING,
    GOING,
    NO,
    OF_COURSE,
    OKAY,
    PLEASE,
    REFUSING,
    RIGHT,
    SENDING,
    THANKS,
    URGING,
    VOCATIVES,
    YES,
    is_mocking,
)
from core.words.wordsets import words_of
from dialogs.texts import fold

ROUND = VOCATIVES | FILLERS | PLEASE
"""What is said along with anything."""
_SELF = words_of("я мы i")
"""Beside a bare «да» something follows: «да я…»."""
_ASSENT = ASSENT | GIVING
_IN_EARNEST = AGREED | CONFIRMING
_OWN = _IN_EARNEST | GIVING
_MORE_THAN_THANKS = _ASSENT - OKAY
"""«Хорошо, спасибо» is said to what one was told, «да, спасибо» to what was asked."""
_ALL = words_of("все это там мне вам же значит просто it")
_YES_ROUND = _ASSENT | ROUND
_YES_AND_THANKS = _YES_ROUND | THANKS
_SO = words_of("все так")
_RIGHT = ASSENT | FINE | GOING | RIGHT | URGING
_RIGHT_ROUND = _YES_AND_THANKS | _RIGHT | _ALL
_NO_ROUND = NO | ROUND | THANKS | OF_COURSE
_NONE_OF_IT = frozenset(
    {
        *("неверно", "не верно", "не то", "не та", "не та тема", "другая", "другое", "мимо"),
        *("wrong", "another", "none of them"),
    }
)
_NONE = tuple(
    map(
        words_of,
        (
            *(
                "ни одна",
                "ни один",
                "ни одно",
                "ни одной",
                "ни одну",
                "никакая",
                "никакой",
                "никакую",
            ),
            *("ничего из этого", "ни то", "ни та", "ни другое", "ни другая", "не подходит"),
            *("не подходят", "нет такой", "нет подходящей", "нет моей", "обе не", "все не то"),
            *("neither", "none"),
        ),
    )
)
_NONE_ROUND = (frozenset[str]().union(*_NONE) | ROUND | NO) | words_of(
    "из них этих это эта тема темы тут здесь мне меня те та то ту другая другое другую of",
    "them these",
)
_MOCKED_YES = YES | OF_COURSE
_MOCKED = _MOCKED_YES | OKAY | REFUSING | ROUND | SENDING | {"щас"}
WORDS_AT_MOST = 8

SAID_YES = YES | OF_COURSE | OKAY | AGREED | {"да согласен", "да согласна", "я согласен"}
SAID_YES |= {"я согласна", "i agree", "yes i agree"}
"""Yes, and hardly a word more: what is closed by it was meant so. «Да конечно» may be mockery."""


def is_yes(text: str) -> bool:
    """Is nothing said but yes, to what is offered?"""
    words = fold(text).split()
    said = frozenset(words)
    if _ASSENT.isdisjoint(said) or len(words) > WORDS_AT_MOST or "?" in text:
        return False
    known = _YES_ROUND if _MORE_THAN_THANKS.isdisjoint(said) else _YES_AND_THANKS
    if not _OWN.isdisjoint(said):
        return said <= known | _SELF
    return said <= known and not is_mocking(words)


def is_right(text: str) -> bool:
    """Is nothing said but that it is so: «верно», «всё так», «давайте», or yes?"""
    words = fold(text).split()
    said = frozenset(words)
    if said == _SO or words == ["так"]:  # yes in Ukrainian, and so it is in Russian
        return True
    if _RIGHT.isdisjoint(said) or len(words) > WORDS_AT_MOST or "?" in text:
        return False
    if not _IN_EARNEST.isdisjoint(said):
        return said <= _RIGHT_ROUND | _SELF
    return said <= _RIGHT_ROUND and not (RIGHT.isdisjoint(said) and is_mocking(words))


def is_refusal(text: str) -> bool:
    """Is nothing said but no: «нет, спасибо», «конечно нет»? What is told with it is more."""
    said = frozenset(fold(text).split())
    return not NO.isdisjoint(said) and said <= _NO_ROUND and "?" not in text


def declines(text: str) -> bool:
    """Is it no, or said to be none of what is offered?"""
    return fold(text) in _NONE_OF_IT or is_refusal(text)


def is_none_of_them(text: str) -> bool:
    """«Ни одна», «не подходит», «ни то ни другое», of several that are offered."""
    words = frozenset(fold(text).split())
    if "?" in text or not words <= _NONE_ROUND:
        return False
    return any(one <= words for one in _NONE)


def is_mockery(words: Sequence[str]) -> bool:
    """Is yes said so that it means no, with nothing besides: «да ну нафиг», «ага, щас»?"""
    if _MOCKED_YES.isdisjoint(words) or not _MOCKED.issuperset(words):
        return False
    return not REFUSING.isdisjoint(words) or is_mocking(words)
