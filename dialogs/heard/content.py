"""What is said by who is content with an answer, or will wait, in other words than «помогло».

* Yes to «Помогло?» are its own sign («👍», «+»), «да, спасибо» and «всё хорошо». Thanks and praise
  alone («спасибо», «класс») are polite, and do not tell: the mark is asked for.
* A grade («5», «пять с плюсом») is a mark of another scale: it is told how this one is set.
* Who waits («подождём», «будем ждать») wants nothing.
"""

from core.words.classes import FILLERS, OKAY, PLEASE, THANKS, VOCATIVES, YES, is_sign
from core.words.wordsets import words_of
from dialogs.texts import fold

_POLITE = THANKS | VOCATIVES | PLEASE | words_of("большое огромное очень you very much")
_WELL = OKAY | words_of("отлично нормально супер класс порядке замечательно прекрасно fine well")
_ALL = words_of("все all everything")
_ALL_WELL = (_POLITE | _WELL | _ALL | YES) | words_of("в у нас теперь уже is now")
_PRAISE = words_of(
    "отлично супер класс ура замечательно прекрасно великолепно здорово круто молодцы умнички",
    "наконец дождались дождался дождалась благодарен благодарна great perfect awesome excellent",
)
_ACCEPTING = words_of("ладно понял поняла поняли понятно ясно understood")

_GRADES = words_of(
    "пять пятерка пятерку пятерочка четыре четверка четверку три тройка тройку два двойка двойку",
    "единица единицу кол",
)
_GRADED = words_of("балл балла баллов из оценка оценку ставлю твердая твердую звезд звезды звезда")
"""Beside a figure or a word for it: it is a grade, and no house."""
_GRADING = (_GRADES | _GRADED | THANKS | FILLERS) | words_of("с на плюсом минусом плюс минус")
_FIGURES = frozenset("12345")
_SCALE = frozenset(map(str, range(11)))

_WAITING = words_of("подождем подожду потерпим потерплю дождемся дождусь")
_WILL = words_of("буду будем will")
_WAIT = words_of("ждать ожидать wait")
_AROUND_WAITING = (_WAITING | _WILL | _WAIT | FILLERS | OKAY | _POLITE | YES) | words_of(
    "понятно понял поняла тогда еще i we",
)
_WAITS = words_of("жду ждем")


GRADE_AT_MOST = 40
"""Characters."""


def says_well(text: str) -> bool:
    """Is it yes to «Помогло?», and said so that it may be taken for that?"""
    if is_sign(text):
        return True
    words = frozenset(fold(text).split())
    if "?" in text:
        return False
    if words & YES and words & THANKS:
        return words <= YES | _POLITE
    return bool(words & _ALL and words & _WELL) and words <= _ALL_WELL


def is_glad(text: str) -> bool:
    """Are there thanks or praise in it? «Ок», «понятно» say that it was read."""
    return not (_PRAISE | THANKS).isdisjoint(fold(text).split()) or is_sign(text)


def accepts(text: str) -> bool:
    """Is it put up with: «ладно», «понял, спасибо»?"""
    return not _ACCEPTING.isdisjoint(fold(text).split())


def is_grade(text: str) -> bool:
    """Is an answer graded, as at school: «5», «5+», «твёрдая пятёрка», «два балла»?"""
    if len(text) > GRADE_AT_MOST or "?" in text:
        return False
    words = frozenset(fold(text).split())
    if _is_of_a_scale(text):
        return True
    if not words <= _GRADING | _FIGURES:
        return False
    if words <= _FIGURES:
        return len(words) == 1
    named = words & _GRADES
    return bool(named) or (bool(words & _FIGURES) and bool(words & _GRADED))


def _is_of_a_scale(text: str) -> bool:
    """«10/10», «8 из 10», «5/5»."""
    mark, _, best = text.strip(" !.").replace(" из ", "/").partition("/")
    return best.strip() in ("5", "10") and mark.strip() in _SCALE


def is_waiting(text: str) -> bool:
    """Is it said that one will wait: «хорошо, подождём», «буду ждать»?"""
    words = frozenset(fold(text).split())
    waits = words & _WAITING or (words & _WILL and words & _WAIT)
    return bool(waits) and "?" not in text and words <= _AROUND_WAITING


def waits_on(text: str) -> bool:
    """«Жду», «ждём» and no more: after an answer it agrees to wait, before one it asks for it."""
    words = frozenset(fold(text).split())
    return bool(words & _WAITS) and "?" not in text and words <= _WAITS | _AROUND_WAITING
