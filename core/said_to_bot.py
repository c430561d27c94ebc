"""What is said to the bot itself, and is no part of what happened: «фото нет, темно», «шли уже».

Lists know what somebody thought of before; here what people say is written out as examples of
each kind (``core/examples/said.txt``), and a text is as likely of one as its words. First it is
weighed whether it is to the bot at all, against what tells more of a trouble
(:mod:`core.leaning`); then what it is said for (:mod:`core.likeness`). It is asked last, of what
nothing else has understood: what it is wrong about would have stood in a description.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from .dangers import danger
from .dangers.likely import likely
from .examples import FEW, of_said, troubles_in_few_words
from .leaning import Leaning, Side
from .likeness import Likeness, counted, in_signs
from .words.classes import NO, REFUSING
from .words.digits import has_digits
from .words.stems import words_in
from .words.wordsets import words_of

TELLS = "tells"
"""The part of the examples that tells of the trouble, in as few words."""
UNCLEAR = "unclear"
"""It is said to the bot, and nobody can tell what for."""
TO_THE_BOT = 0.3
"""How far it leans, of 1.0. Held out by fifths of the examples, half of what is said to the bot
does so, and 1 in 100 of what tells of a trouble in as few words."""
CLEAR = 1.5
"""How much likelier one kind is than the next, as a logarithm: 3 of 4 times it is the right one."""
PRIOR = 50.0
"""For :class:`core.likeness.Likeness`; of 20 to 1,000 all hear as well."""
OWN = 2.0
"""How much each example counts that is written for this; of dangers and topics there are more."""


_YES = frozenset({"agrees", "sends"})
_DENYING = (NO | REFUSING) | words_of(
    "не ни никому никуда куда кому зачем почему чего что как когда кто какой какое не not why who"
)
_KEPT = re.compile(r"\bне (?:надо |нужно )?(?:отмен|отзыв|отзов|удал|снима|убира|стира)")


class _Learned(NamedTuple):
    to_the_bot: Leaning
    kinds: Likeness


@lru_cache(maxsize=2048)
def said_for(text: str) -> str:
    """The kind of what is said to the bot, one of the parts of the examples or :data:`UNCLEAR`;
    "": it may be of what happened."""
    if len(words_in(text)) > FEW or has_digits(text):
        return ""
    if danger(text) is not None or likely(text) is not None:
        return ""  # who takes leave speaks to the bot, and somebody must read it
    learned = _learned()
    if learned.to_the_bot.of(text) < TO_THE_BOT:
        return ""
    kinds = learned.kinds.by_kind(text)
    if len(kinds) < 2:
        return UNCLEAR
    first, second = sorted(kinds, key=lambda kind: (-kinds[kind], kind))[:2]
    clear = kinds[first] - kinds[second] >= CLEAR and not _is_denied(first, text)
    return first if clear else UNCLEAR


def _is_denied(kind: str, text: str) -> bool:
    """«Не отправляйте», «отправлено?», «не отменяйте»: by its words it is what it denies. Nothing
    is agreed to, sent or called off so."""
    words = words_in(text)
    if kind in _YES:
        return text.rstrip().endswith("?") or not _DENYING.isdisjoint(words)
    return kind == "cancels" and _KEPT.search(" ".join(words)) is not None


@cache
def _learned() -> _Learned:
    """Learned when it is first asked for, in a fifth of a second: see :mod:`bots.hearing`."""
    said = {kind: in_signs(texts) for kind, texts in of_said().items()}
    told = said.pop(TELLS)
    sides = (
        *(Side(texts, 1.0, OWN) for texts in said.values()),
        Side(told, -1.0, OWN),
        Side(troubles_in_few_words(), -1.0),
    )
    counts = {kind: [(counted(texts), 1.0)] for kind, texts in said.items()}
    return _Learned(Leaning(sides), Likeness(counts, PRIOR))
