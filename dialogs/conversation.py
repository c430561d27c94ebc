"""What is remembered of a conversation between turns, as plain JSON.

What is stored outlives the code that stored it: whatever cannot be read any more is as if it
had not been said, and the rest stays.
"""

from collections import OrderedDict
from typing import Any, Final

from msgspec import Struct

from core.messages import Client
from core.people import Speaker
from core.work import Memory

from .answers import as_json, from_json
from .effects import Answers
from .state import MENU, State

RECENT: Final = 2048
"""Conversations that are kept as they were."""


class Conversation(Struct, frozen=True):
    """A person in a chat.

    ``consent`` is the version of the consent given, "" if none. ``keyboard``: a keyboard that
    asks for a place or a contact may still stand under the chat. ``away``: could not be reached;
    what was to be told waits. ``parted``: went out of this group, or was taken out of it.
    ``tapped``: the label that was typed in place of the button which ended the turn before.
    ``erased``: in this very turn they had their data deleted, and nothing of it is remembered.
    """

    speaker: Speaker
    state: State = State()
    language: str = "ru"
    consent: str = ""
    name: str = ""
    client: Client = Client()
    keyboard: bool = False
    away: bool = False
    parted: bool = False
    tapped: str = ""
    erased: bool = False

    @property
    def met(self) -> bool:
        """Did they ever write here? «Мои в работе» is put into a private chat before they do."""
        return bool(self.state.turn or self.name)


def dump(conversation: Conversation) -> Memory:
    """Write it down; :func:`load` gives the same back."""
    state = conversation.state
    memory: Memory = {"turn": state.turn, "language": conversation.language}
    if state.dialog != MENU:
        memory["dialog"] = state.dialog
    if state.answers:
        memory["answers"] = _answers(state.answers)
    if state.aside:
        memory["aside"] = _answers(state.aside)
    if state.beside:
        memory["beside"] = _answers(state.beside)
    if state.written:
        memory["written"] = [list(pair) for pair in state.written]
    if state.album:
        memory["album"] = list(state.album)
    for name in _OF_STATE:
        if value := getattr(state, name):
            memory[name] = value
    for name in _OF_TALK:
        if value := getattr(conversation, name):
            memory[name] = value
    client = conversation.client
    if not (client.buttons and client.inline):
        memory["client"] = [client.buttons, client.inline]
    return memory


_OF_STATE = ("at", "about", "seen", "pressed", "desk", "shown", "day")
_OF_TALK = ("consent", "name", "keyboard", "away", "parted", "tapped")
"""What is written as it is, unless it is empty."""


def load(speaker: Speaker, memory: Memory | None) -> Conversation:
    """Read a memory back; None: nobody spoke yet."""
    if not memory:
        return Conversation(speaker)
    album = memory.get("album")
    client = memory.get("client")
    state = State(
        dialog=str(memory.get("dialog") or MENU),
        answers=_read(memory.get("answers")),
        at=str(memory["at"]) if memory.get("at") else None,
        turn=_count(memory.get("turn")),
        about=str(memory.get("about") or ""),
        seen=_count(memory.get("seen")),
        pressed=str(memory.get("pressed") or ""),
        album=(str(album[0]), str(album[1]))
        if isinstance(album, list | tuple) and len(album) == 2
        else None,
        aside=_read(memory.get("aside")) or None,
        beside=_read(memory.get("beside")) or None,
        desk=bool(memory.get("desk")),
        shown=str(memory.get("shown") or ""),
        day=str(memory.get("day") or ""),
        written=_pairs(memory.get("written")),
    )
    return Conversation(
        speaker,
        state,
        language=str(memory.get("language") or "ru"),
        consent=str(memory.get("consent") or ""),
        name=str(memory.get("name") or ""),
        client=Client(bool(client[0]), bool(client[1]))
        if isinstance(client, list) and len(client) == 2
        else Client(),
        keyboard=bool(memory.get("keyboard")),
        away=bool(memory.get("away")),
        parted=bool(memory.get("parted")),
        tapped=str(memory.get("tapped") or ""),
    )


class Recent:
    """Conversations as they were written down last: who spoke a moment ago speaks again.

    To read a memory costs more than to see that it is the same; another process may have written
    another since.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Speaker, tuple[Memory, Conversation]] = OrderedDict()

    def load(self, speaker: Speaker, memory: Memory | None) -> Conversation:
        known = self._known.get(speaker)
        return known[1] if known is not None and known[0] == memory else load(speaker, memory)

    def dump(self, talk: Conversation) -> Memory:
        memory = dump(talk)
        self._known.pop(talk.speaker, None)
        self._known[talk.speaker] = memory, talk
        if len(self._known) > RECENT:
            self._known.popitem(last=False)
        return memory

    def forget(self, speaker: Speaker) -> None:
        self._known.pop(speaker, None)


def _answers(answers: Answers) -> dict[str, Any]:
    return {key: as_json(answer) for key, answer in answers.items()}


def _read(stored: Any) -> Answers:
    answers: dict[str, Any] = {}
    for key, value in stored.items() if isinstance(stored, dict) else ():
        try:
            answers[str(key)] = from_json(value)
        except (ValueError, TypeError):
            continue
    return answers


def _pairs(stored: Any) -> tuple[tuple[str, str], ...]:
    pairs = stored if isinstance(stored, list) else ()
    return tuple(
        (str(one[0]), str(one[1])) for one in pairs if isinstance(one, list) and len(one) == 2
    )


def _count(stored: Any) -> int:
    return stored if isinstance(stored, int) and stored >= 0 else 0
