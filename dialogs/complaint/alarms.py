"""Danger to life is answered at once, before anything is asked, wherever it is told of.

* What a complaint says is heard as a whole: people tell of a danger in several messages.
* What a rule hears is none where all the rest is told as of something past, or meant otherwise.
* What no rule hears may be told like a danger all the same: it is warned of as one, and where
  nobody can tell of which, in words that fit all.
* What is written anywhere else (where it is, more about an old ticket) is heard by itself.
* Nobody is told the same twice: an alarm comes when a danger is first heard of, and again when
  another kind is: a wire is down, and now somebody was hit by it.
* A complaint keeps what it was warned of (``WARNED``), so that a step of its own that would say
  the same, word for word, says it shorter; what it was not warned of it says whole.
"""

from functools import lru_cache

from msgspec.structs import replace

from core.dangers import KINDS, dangers
from core.dangers.likely import UNCLEAR, is_calm, is_over, likely
from core.topics import Suggestions
from core.town import Town
from dialogs.effects import Answer, Answers, Phrase, Say, phrase
from dialogs.events import Edited, Event, FoundMeant, Replied, Said, Sent
from dialogs.heard.greetings import is_greeting
from dialogs.heard.taking_back import takes_back
from dialogs.heard.wishes import wish_of
from dialogs.state import State, Turn

WARNED = "warned"
"""The answer that keeps the kinds of danger that were told, in the order in which they were."""
REMEMBERED = 2048
"""Texts whose dangers are remembered: a story is asked for as long as it is told."""


class Alarms:
    def __init__(self, town: Town, suggestions: Suggestions) -> None:
        self._town = town
        self._suggestions = suggestions
        self._signs = lru_cache(maxsize=REMEMBERED)(self._heard)

    def before(self, was: State, event: Event, turn: Turn) -> Turn:
        """The turn, with the alarm before all that it says: of the most urgent that is new."""
        state, effects = turn
        heard = self._signs(_written(event))
        if (story := _story(state.answers)) != _story(was.answers):
            heard = (*heard, *self._signs(story))
        if not heard:
            return turn
        known = {*self._signs(_story(was.answers)), *self._signs(_story(was.aside or {}))}
        new = next((sign for sign in heard if sign not in known and _tells_more(sign, known)), None)
        told = self._words(new) if new is not None else None
        if new is None or told is None:
            return turn
        state = _marked(state, new)
        if isinstance(event, FoundMeant) and new in self._signs(event.words):
            return state, effects  # it was told before anything was looked for
        return state, (Say(phrase("alarm", text=told)), *effects)

    def endangers(self, text: str) -> bool:
        """Is it for the eyes of who reads on that somebody is in danger by these words? Who does
        not want to live was told who helps, and is pointed out to no chat."""
        return any(kind != "suicide" for kind in self._signs(text))

    def told(self, warned: Answer) -> tuple[Phrase | str | None, ...]:
        """What was said already, by what a complaint keeps of it."""
        return tuple(map(self._words, warned.split())) if isinstance(warned, str) else ()

    def _heard(self, text: str) -> tuple[str, ...]:
        """The kinds of danger in a text, or else the town's topic that is an emergency, or else the
        kind of danger that it is told like."""
        if not text:
            return ()
        if kinds := dangers(text):
            return () if is_calm(text) else kinds
        sign = self._suggestions.emergency(text)
        if sign is None or is_over(text):
            sign = None if _tells_nothing(text) else likely(text)
        return (sign,) if sign else ()

    def _words(self, kind: str) -> Phrase | str | None:
        """What is to be said; the town's own words come first."""
        topic = self._town.topic(self._suggestions.of_danger(kind) or kind)
        if topic is not None and topic.warning:
            return topic.warning
        return phrase(f"danger-{kind}") if kind in (*KINDS, UNCLEAR) else None


def _tells_nothing(text: str) -> bool:
    """A greeting, thanks, or what is wished of the bot, though each may sound like a danger."""
    return is_greeting(text) or wish_of(text) is not None or takes_back(text)


def _tells_more(sign: str, known: set[str]) -> bool:
    """That there is some danger says nothing to who was warned of one."""
    return sign != UNCLEAR or not known


def _marked(state: State, kind: str) -> State:
    """What a complaint is warned of is kept; but not where a warning is what is being shown."""
    if state.dialog != "complaint" or state.at == "emergency":
        return state
    warned = f"{state.answers.get(WARNED) or ''} {kind}".strip()
    return replace(state, answers={**state.answers, WARNED: warned})


def _story(answers: Answers) -> str:
    return str(answers.get("what") or "")


def _written(event: Event) -> str:
    match event:
        case Replied(event=written):
            return _written(written)
        case Said(text) | Sent(text=text) | Edited(text):
            return text
    return ""
