"""Words that may go on about a ticket instead of beginning a complaint: «когда сделают?», «нет»,
«ничего не засыпали».

They are few, name no house, and mean a ticket only if there is one to mean: who has none begins a
complaint with them. Which it is the facts tell, see :class:`dialogs.effects.FindMeant`.
"""

import re
from enum import StrEnum

from .texts import fold
from .typed import YES
from .wishes import not_helped

WORDS_AT_MOST = 6
"""Longer than a question or a verdict: a story."""


class Following(StrEnum):
    """The verdicts are named as the buttons under a notice are."""

    ASKS = "asks"
    HELPED = "helped"
    NOT_HELPED = "nothelped"


_DONE = (
    r"(?:сдела|почин|задела|засыпа|убра|приех|приед|включ|ответ|реш|вывез|отремонтир|исправ|устран"
    r"|дад|дали|буд|приш|пришл)\w*"
)
_HELPED = re.compile(
    r"(?:да )?устраивает|да согласн\w+|"
    rf"(?:да )?(?:уже )?(?:все )?{_DONE}(?: спасибо)?|(?:да )?все (?:хорошо|в порядке|нормально)"
    r"|(?:да )?(?:спасибо )?(?:заработало|горит)(?: спасибо)?|да спасибо|yes thanks|done|fixed"
)
_ASKS = re.compile(
    r"(?:(?:а|ну|и|так|здравствуйте|скажите|подскажите|пожалуйста) )*(?:"
    rf"когда(?: же| уже)*(?: {_DONE})?(?: \w+)?|скоро(?: ли| уже)?(?: {_DONE})?"
    r"|долго(?: еще)?(?: ждать)?|сколько(?: еще)? ждать|почему(?: так)? долго|(?:что|как) там"
    r"|есть(?: ли)?(?: какие нибудь| какие то)? (?:новости|ответ|результат|изменения)"
    r"|(?:какие )?новости|кто(?: этим| там)? занимается|где ответ|ответа(?: все)?(?: еще)? нет"
    r"(?: уже \w+)?|жд(?:у|ем)(?: ответа)?|алло|ау|when(?: will it be (?:done|fixed))?"
    r"|how long|any news|who is working on it)"
)
_NOT_HELPED = re.compile(
    rf"(?:нет )?(?:ничего (?:никто )?(?:так и )?не {_DONE}(?: \w+)?"
    rf"|(?:так и|пока|до сих пор) (?:ничего )?не {_DONE}(?: \w+)?"
    rf"|никто (?:так и |ничего )*не (?:{_DONE}|приходил|приезжал|делает|звонил)(?: \w+)?"
    rf"|не {_DONE}|все (?:так же|по старому|по прежнему)|по прежнему|вранье|обман(?:ули)?|неправда"
    r"|(?:это |все это )?(?:неправда|вранье|обман) .*|нет никакого результата|результата нет"
    r"|(?:нет )?не устраивает.*|(?:нет )?не соглас\w+(?: с .*)?"
    r"|спасибо но (?:яма|мусор|снег|лужа|свалка|лед|воды|света) .*"
    r"|(?:яма|мусор|снег|лужа|свалка|лед) (?:все )?(?:еще )?на месте|вы не т\w+ \w+ \w+"
    rf"|опять не {_DONE})|not fixed|nothing (?:was )?(?:done|changed)"
)
_NO = frozenset({"нет", "неа", "no", "nope"})


def following(text: str) -> Following | None:
    """What these words would mean of a ticket; None: they are no such words."""
    if not_helped(text) is not None:
        return Following.NOT_HELPED
    said = fold(text)
    few = 0 < len(said.split()) <= WORDS_AT_MOST
    if not few or any(sign.isdecimal() for sign in said):
        return None
    if said in _NO or _NOT_HELPED.fullmatch(said):
        return Following.NOT_HELPED
    if said in YES or _HELPED.fullmatch(said):
        return Following.HELPED
    return Following.ASKS if _ASKS.fullmatch(said) else None


def is_bare(text: str) -> bool:
    """Is it a verdict and nothing besides: «да», «нет»?"""
    return fold(text) in _NO or following(text) is Following.HELPED
