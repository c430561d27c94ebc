"""Danger to life is answered at once, before anything is asked, wherever it is told of.

* What a complaint says is heard as a whole: people tell of a danger in several messages.
* What is written anywhere else (where it is, more about an old ticket) is heard by itself.
* Nobody is told the same twice in a row: the alarm comes when a danger is first heard of.
"""

from core.dangers import danger
from core.topics import Suggestions
from core.town import Town

from .effects import Phrase, Say, phrase
from .engine import State, Turn
from .events import Event, Replied, Said, Sent


class Alarms:
    def __init__(self, town: Town, suggestions: Suggestions) -> None:
        self._town = town
        self._suggestions = suggestions

    def before(self, was: State, event: Event, turn: Turn) -> Turn:
        """The turn, with the alarm before all that it says."""
        state, effects = turn
        told = self._heard(_written(event))
        story = _story(state)
        if story != _story(was):
            told = self._heard(story) or told
        known = _story(was)
        if told is None or (known and told == self._heard(known)):
            return turn
        return state, (Say(phrase("alarm", text=told)), *effects)

    def _heard(self, text: str) -> Phrase | str | None:
        """What is to be said of the danger in a text; the town's own words come first."""
        if not text:
            return None
        topic = self._town.topic(self._suggestions.emergency(text) or "")
        if topic is not None and topic.warning:
            return topic.warning
        kind = danger(text)
        return None if kind is None else phrase(f"danger-{kind}")


def _story(state: State) -> str:
    return str(state.answers.get("what") or "")


def _written(event: Event) -> str:
    match event:
        case Replied(event=written):
            return _written(written)
        case Said(text) | Sent(text=text):
            return text
    return ""
