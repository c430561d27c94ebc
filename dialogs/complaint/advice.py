"""What to do first, before a lift, a pipe, gas: said once, and not to be pressed away.

Whoever writes on has read it; «уже позвонила 104, едут» above all. What they write is more of the
story, and may answer what is asked next.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from core.town import Topic
from dialogs.effects import Answers, Phrase, phrase
from dialogs.events import Event, Said
from dialogs.heard.declining import is_no
from dialogs.heard.to_the_bot import is_to_the_bot
from dialogs.steps import NOTHING, Choice
from dialogs.taking import Refused, Took

from .alarms import WARNED, Alarms
from .storytelling import STORY

_CALLED = re.compile(
    r"\b(?:(?:по|до)?звонил\w*|вызвал\w*|вызван\w*|сообщил\w*|called)\b(?:\W+\w+){0,4}?\W+"
    r"(?:10[1-4]|112|0[1-4]|газов\w+|аварий\w+|мчс|пожарн\w+|скор\w+|диспетчер\w*|лифт[её]р\w*|едут)\b",
    re.IGNORECASE,
)


def has_called(story: str) -> bool:
    """«Уже позвонила 104, едут»; «не дозвонились до 112» is none."""
    found = _CALLED.search(story)
    return found is not None and re.search(r"\bне\s+$", story[: found.start()].lower()) is None


class Advising:
    """``topic``: the one that answers come to. Built once for a town."""

    def __init__(self, topic: Callable[[Answers], Topic | None], alarms: Alarms) -> None:
        self._topic = topic
        self._alarms = alarms

    def applies(self, answers: Answers) -> bool:
        """Whoever was warned of just this, and says that they called, is kept by nothing."""
        text = self._words(answers)
        if not text:
            return False
        return not (self._is_told(text, answers) and has_called(str(answers.get(STORY) or "")))

    def ask(self, answers: Answers) -> Phrase:
        """Whoever was warned of just this in this complaint does not read it twice."""
        text = self._words(answers)
        if self._is_told(text, answers):
            return phrase("complaint-emergency-again")
        return phrase("complaint-emergency", text=text)

    def _words(self, answers: Answers) -> str:
        topic = self._topic(answers)
        return topic.warning if topic else ""

    def _is_told(self, text: str, answers: Answers) -> bool:
        return text in self._alarms.told(answers.get(WARNED))


@dataclass(frozen=True, kw_only=True)
class Advice(Choice):
    """``brings``: the answers to other steps that are known, by all answers with what is told."""

    brings: Callable[[Answers], Answers]

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        took = super().read(event, before, held)
        if not isinstance(event, Said) or event.forwarded:
            return took
        read = self.of(before)[0].code
        if isinstance(took, Took):
            also = {**self.brings({**held, **took.also}), **took.also}
            return replace(took, answer=read, also=also, more=False)
        passes = is_no(event.text, NOTHING) or is_to_the_bot(event.text)
        return Took(read) if passes else took
