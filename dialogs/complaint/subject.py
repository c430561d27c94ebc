"""«А нет, давайте про другое: снег не чистят»: the talk is of something else now.

What it says takes the place of what was told, once that is confirmed; it may as well be a second
problem. Nothing is asked unless another topic is named than the one under way.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.topics import Suggestions
from dialogs.effects import Answer, Answers, Option, Phrase, phrase
from dialogs.events import Event, Said
from dialogs.heard.agreeing import is_refusal, is_right
from dialogs.heard.declining import is_no
from dialogs.steps import NOTHING, Choice, Given, Step
from dialogs.taking import STORY_AT_MOST, Refused, Took
from dialogs.texts import fold

from .own_questions import MISSED, topic_code
from .storytelling import REST, STORY
from .topic_choice import ALSO

CHANGED = "changed"
"""Keeps what is told instead, until it is confirmed."""
PICTURES = "changed.pictures"
"""The answer that keeps how many pictures there were before: they are of the other problem."""
SUBJECT = "subject"
INSTEAD, BOTH = "instead", "both"

_MARKS = ("друг", "передумал", "another")
_TURNS = re.compile(
    r"\W*(?:(?:а|и|ой|ну|нет|да|не|стоп|подожди(?:те)?|погоди(?:те)?|извини(?:те)?|прости(?:те)?|лучше"
    r"|хотя|вообще|знаете|я|actually|no|sorry)\W+)*"
    r"(?:давай(?:те)?\W+(?:лучше\W+)?(?:про|о|об)\W+друг(?:ое|ом)"
    r"|(?:лучше\W+)?(?:хочу|хотела?|надо|буду|напишу)?\W*(?:про|о|об)\W+друг(?:ое|ом)"
    r"|(?:я\W+)?передумала?|(?:это\W+)?друг(?:ая|ую)\W+(?:проблем[ау]|тем[ау])"
    r"|(?:let\W?s|i\W+want\W+to)\W+(?:talk|write)\W+about\W+another\W+\w+)"
    r"(?:\W+(?:давай(?:те)?|лучше|хочу|пишу|напишу|про|about))*\W+",
    re.IGNORECASE,
)
"""How it begins."""
BEGINNING = 300
"""Signs in which it begins, at most: nobody turns for longer."""
_BOTH = re.compile(r"(?:нет )?(?:и то и (?:то|другое)|об[аеои]\w*|both)")


def told_instead(text: str) -> str:
    """What is told by who turns to something else; "": nobody does."""
    lowered = text.lower()
    if all(mark not in lowered for mark in _MARKS):
        return ""  # nearly always, so nothing is looked for
    begun = _TURNS.match(text, 0, BEGINNING)
    return text[begun.end() :].strip() if begun else ""


@dataclass(frozen=True, kw_only=True)
class Subject(Choice):
    """``instead``: all that is known when what is told takes the place of the story."""

    instead: Callable[[str, Answers], Answers]

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        took = super().read(event, before, held)
        chosen: Answer = took.answer if isinstance(took, Took) else None
        if isinstance(event, Said) and not event.forwarded:
            if is_right(event.text):
                chosen = INSTEAD
            elif _declines(event.text) or _BOTH.fullmatch(fold(event.text)):
                chosen = BOTH
        told = str(held.get(CHANGED) or "")
        if chosen == INSTEAD:
            return Took(chosen, also={**self.instead(told, held), CHANGED: ""})
        if chosen == BOTH:
            both = f"{held.get(STORY)}\n{told}"
            whole: Answers = {STORY: both} if len(both) <= STORY_AT_MOST else {REST: told}
            return Took(chosen, also={**whole, CHANGED: ""})
        return took


def _declines(text: str) -> bool:
    return is_refusal(text) or is_no(text, NOTHING)


class Turning:
    """``own``: the keys of the topics' own questions; ``brings``: the answers that are known by all
    answers. Built once for a town; keeps nothing between turns."""

    def __init__(
        self,
        suggestions: Suggestions,
        label: Callable[[str], str],
        brings: Callable[[Answers], Answers],
        own: tuple[str, ...],
    ) -> None:
        self._topics = suggestions.topics
        self._label = label
        self._brings = brings
        topics = ("linked", REST, ALSO, MISSED, "guess", "group", "topic", "emergency", *own)
        self._gone = (*topics, "place", "place.doubted", "municipality", "settlement", "photos")

    def steps(self) -> tuple[Step, ...]:
        ways = (Option(INSTEAD, phrase("subject-instead")), Option(BOTH, phrase("subject-both")))
        return (
            Given(key=CHANGED),
            Given(key=PICTURES),
            Subject(
                key=SUBJECT,
                silent=True,
                spill=CHANGED,
                instead=self._instead,
                when=lambda before: bool(before.get(CHANGED)),
                of=lambda before: ways,
                asks=self._ask,
            ),
        )

    def turned(self, text: str, answers: Answers) -> Answers | None:
        """What is kept of words that turn to another topic; None: they do not."""
        if not answers.get(STORY):
            return None  # whatever it turns from, it is the story
        told = told_instead(text)
        found = self._topics(told) if told and answers.get("consent") else ()
        under_way = topic_code(answers)
        known = (under_way,) if under_way else self._topics(str(answers.get(STORY)))
        if not found or found[0] in known:
            return None
        before = answers.get(CHANGED)
        pictures = answers.get("photos")
        seen = len(pictures) if isinstance(pictures, tuple) else 0
        told = f"{before}\n{told}" if before else told
        return {CHANGED: told, SUBJECT: "", PICTURES: str(seen)}

    def _ask(self, answers: Answers) -> Phrase:
        found = self._topics(str(answers.get(CHANGED) or ""))
        return phrase("complaint-subject", topic=self._label(found[0]) if found else "")

    def _instead(self, told: str, held: Answers) -> Answers:
        """What is not to stand any more is kept empty, which no step takes for an answer. The topic
        was named, and confirmed."""
        found = self._topics(told)
        pictures = held.get("photos")
        seen = int(str(held.get(PICTURES) or 0))
        new = pictures[seen:] if isinstance(pictures, tuple) else ()
        begun: Answers = {
            STORY: told,
            **({"guess": found[0]} if found else {}),
            **({"photos": new} if new else {}),
        }
        empty = dict.fromkeys((one for one in self._gone if one in held), "")
        return {**empty, **self._brings(begun), **begun}
