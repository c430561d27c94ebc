"""Words that may go on about a ticket instead of beginning a complaint: «когда сделают?», «нет»,
«ничего не засыпали».

They are short, and mean a ticket only if there is one to mean: who has none begins a complaint
with them. Which it is the facts tell, see :class:`dialogs.effects.FindMeant`.
"""

import re
from enum import StrEnum

from .texts import fold
from .typed import YES

WORDS_AT_MOST = 9
"""Longer than a question or a verdict: a story."""


class Following(StrEnum):
    """The verdicts are named as the buttons under a notice are."""

    ASKS = "asks"
    HELPED = "helped"
    NOT_HELPED = "nothelped"


_NO = frozenset({"нет", "неа", "нет не сделали", "нет не помогло", "no", "nope"})
_YES = (YES | {"да спасибо", "да сделали", "сделали", "yes thanks", "done"}) - {"согласен", "даю"}
_ASKS = re.compile(
    r"(?:(?:а|ну|и|так|ну и|здравствуйте|добрый день|скажите|подскажите)\s+)*"
    r"(?:когда|скоро|долго|сколько (?:еще )?ждать|почему (?:так )?долго|что там|как там|как дела"
    r"|есть (?:ли )?(?:новости|ответ|результат|изменения|движение)|новости|какие новости"
    r"|кто (?:этим )?(?:занимается|работает)|никто не|ответа (?:все )?нет|где ответ"
    r"|(?:до сих пор|все еще) (?:нет|не)|уже (?:с|по|у|з|в)\w+ли|жду|ждем|алло|ау"
    r"|when|how long|any news|who is)(?!\w)"
)
_NOT_HELPED = re.compile(
    r"(?:нет\s+)?(?:ничего (?:никто )?не|(?:так и |пока )?не (?:сдела|почин|засыпа|убра|приеха"
    r"|помог|реш|вывез|включ|исправ|отремонт|устран|горит|работает)|никто (?:ничего )?не"
    r"|все (?:так же|по старому|еще)|по прежнему|вранье|обман|неправда|врете|опять (?:не|то же)"
    r"|(?:яма|мусор|снег|лужа|свалка) на месте|вы не т|not fixed|nothing (?:was )?(?:done|changed))"
)


def following(text: str) -> Following | None:
    """What these words would mean of a ticket; None: they are no such words."""
    said = fold(text)
    if not said or len(said.split()) > WORDS_AT_MOST:
        return None
    if said in _YES:
        return Following.HELPED
    if said in _NO or _NOT_HELPED.match(said):
        return Following.NOT_HELPED
    return Following.ASKS if _ASKS.match(said) else None


def is_bare(text: str) -> bool:
    """Is it a verdict and nothing besides: «да», «нет»?"""
    said = fold(text)
    return said in _YES or said in _NO
