"""The question of what it is about: with its answer come those that the story has given already.

To «и то и другое» it is the first of those offered; the others are offered when that is filed.

Where one topic alone is offered, whoever goes on telling of it has said yes; asked «Верно?» again
after each message, people left. The summary shows it, with its button.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from core.words.classes import is_sign
from core.words.wordsets import words_of
from dialogs.effects import Answer, Answers, phrase
from dialogs.events import Event, Pressed, Said
from dialogs.heard.agreeing import is_right
from dialogs.heard.both import is_both
from dialogs.heard.typed import NONE_OF_THEM
from dialogs.steps import Choice
from dialogs.taking import Refused, Took
from dialogs.texts import fold

ORDINALS = (
    words_of("первая первое первый первую перв 1 1я one first"),
    words_of("вторая второе второй вторую 2 2я two second"),
    words_of("третья третье третий третью 3 3я three third"),
)
_LAST = words_of("последняя последнее последний последнюю last")
_AROUND = words_of("тема тему вариант кнопка кнопку номер да ну это вот the topic is it")
_DENIES = re.compile(
    r"(?:(?:да|ну|а|ой|но|это|вообще|совсем) )*"
    r"(?:нет|не|неверно|неправильно|мимо|друг(?:ая|ое|ой|ую)|no|not|wrong|another|other)\b"
)
"""How it begins that the topic is another."""
_LACKS = re.compile(
    r"(?:нет|не(?= \w+ \w)) "
    r"(?!(?:это|не|там|тут|а|я|у|т[оаеу]т?|про|об?|верно|правильно|совсем|друг\w+)\b)\w"
)
"""So begins a trouble as well: «нет воды», «не горит фонарь»."""


GOING_ON_AT_MOST = 25
"""Words: longer is the story itself, which messengers cut in pieces."""


def nothing(text: str) -> str:
    return ""


ALSO = "also"
"""Among the answers: the other topics that were meant, one space between."""


@dataclass(frozen=True, kw_only=True)
class TopicChoice(Choice):
    """``brings``: the answers to other steps that are known, by all answers with this one.
    ``plainly``: the topic that a few words name plainly, "" if none."""

    brings: Callable[[Answers], Answers]
    plainly: Callable[[str], str] = nothing

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said) and not event.forwarded:
            return self._both(event.text, before, held) or self._in_words(event, before, held)
        took = super().read(event, before, held)
        pressed = isinstance(event, Pressed) and isinstance(took, Took)
        return self._known(took, held) if pressed else took

    def _both(self, text: str, before: Answers, held: Answers) -> Took | None:
        """The first of all that are offered, where all of them are meant; None: they are not."""
        offered = [one for one in self.of(before) if one.code != NONE_OF_THEM]
        if not is_both(text) or not 1 < len(offered) < len(self.of(before)):
            return None
        first, *others = offered
        said = phrase("both-noted", first=first.label, others=tuple(one.label for one in others))
        brought = self.brings({**held, self.key: first.code})
        return Took(first.code, {**brought, ALSO: " ".join(one.code for one in others)}, hint=said)

    def _in_words(self, event: Said, before: Answers, held: Answers) -> Took | Refused:
        took = super().read(event, before, held)
        named = self._named(event.text, before)
        if named is not None:
            return self._known(Took(named), held)
        meant = self._gone_on_with(event.text, before) if isinstance(took, Took) else None
        if meant is None:
            return took
        return self._known(replace(took, answer=meant, more=False), held)

    def _known(self, took: Took | Refused, held: Answers) -> Took | Refused:
        """With what is known by it; who means one topic now means that one alone."""
        if isinstance(took, Refused):
            return took
        alone: Answers = {ALSO: ""} if held.get(ALSO) else {}
        known = {**held, **took.also, self.key: took.answer}
        return replace(took, also={**self.brings(known), **alone, **took.also})

    def _offered(self, before: Answers) -> list[str]:
        """The topics from which one may be chosen in words."""
        codes = [one.code for one in self.of(before)]
        return codes[:-1] if NONE_OF_THEM in codes else []

    def _named(self, text: str, before: Answers) -> Answer:
        """The topic that is meant by nothing but yes, or its number; None: none is."""
        codes = self._offered(before)
        if (place := _which(text, len(codes))) is not None:
            return codes[place]
        agrees = is_sign(text) or is_right(text)
        return codes[0] if len(codes) == 1 and agrees else None

    def _gone_on_with(self, text: str, before: Answers) -> Answer:
        """The one topic that is offered, where what is told may be of it."""
        codes = self._offered(before)
        if len(codes) != 1 or "?" in text or len(text.split()) > GOING_ON_AT_MOST:
            return None
        named = self.plainly(text)  # «второй подъезд» names none
        lacks = named == codes[0] and _LACKS.match(text.lower()) is not None
        denied = _DENIES.match(fold(text)) is not None and not lacks
        return None if denied or named not in ("", codes[0]) else codes[0]


def _which(text: str, count: int) -> int | None:
    """The place of the topic that is named by its number: «вторая», «2»."""
    words = frozenset(fold(text).split())
    if words & _LAST and words <= _LAST | _AROUND:
        return count - 1
    for place, named in enumerate(ORDINALS[:count]):
        if words & named and words <= named | _AROUND:
            return place
    return None
