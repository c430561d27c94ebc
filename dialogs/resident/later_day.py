"""A complaint that was left in the middle, and what comes to it on a later day.

Who comes back may have forgotten it, and write of something else: which of the two it is, they say
by one press. On the same day they know what they are telling, and all of it belongs to that.
"""

from datetime import datetime, tzinfo

from msgspec.structs import replace

from core.words.wordsets import words_of
from dialogs.complaint.storytelling import STORY
from dialogs.effects import Hint, phrase
from dialogs.events import Event, Said, Sent
from dialogs.heard.greetings import WORDS as GREETINGS
from dialogs.heard.greetings import is_greeting
from dialogs.heard.openings import is_opening
from dialogs.state import State
from dialogs.texts import fold

SHOWN = 80
"""Characters of a story by which it is known again."""
_WISHES = words_of("сообщить пожаловаться подать оставить complain report")
"""Words of who says what they came for, and nothing more: «проблема» alone may be an answer."""


def on_day(state: State, now: datetime, zone: tzinfo) -> State:
    """With the town's day, on which the complaint was last spoken of."""
    today = _day(now, zone)
    return state if state.day == today else replace(state, day=today)


def told_later(state: State, event: Event, now: datetime, zone: tzinfo) -> Event:
    """What was written, marked where the complaint was last spoken of on another day."""
    if not isinstance(event, Said | Sent) or state.day in ("", _day(now, zone)):
        return event
    return replace(event, later=True)


def _day(now: datetime, zone: tzinfo) -> str:
    return now.astimezone(zone).date().isoformat()


def greets(state: State, said: Said) -> bool:
    """Does somebody who comes back greet, or say that there is something to tell? It is no part of
    the story."""
    if not said.later or said.forwarded or STORY not in state.answers or state.at == "consent":
        return False
    words = set(fold(said.text).split())
    if is_greeting(said.text):
        return not words.isdisjoint(GREETINGS)  # a name alone may be an answer
    return not words.isdisjoint(_WISHES) and is_opening(said.text)


def go_on(state: State) -> Hint:
    """Which complaint it is that is gone on with."""
    return Hint(phrase("go-on", story=beginning(state.answer(STORY))))


def beginning(story: str) -> str:
    """What a story is known again by."""
    line = " ".join(story.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rstrip()}…"
