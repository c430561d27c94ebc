"""Who goes out of an agency's chat, and who comes back: old cards may still be seen there."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.people import Speaker
from core.work import UnitOfWork
from dialogs.conversation import Conversation, dump, load
from dialogs.state import State


async def part(unit: UnitOfWork, talk: Conversation) -> Conversation:
    """Out of an agency's chat: nothing on the old cards acts any more."""
    if await unit.agency_of(talk.speaker.peer) is None:
        return talk
    return replace(talk, state=State(turn=talk.state.turn + 1), parted=True)


async def let_in(unit: UnitOfWork, talk: Conversation, people: Sequence[int]) -> Conversation:
    """They are in it again; ``talk`` is of the one who tells."""
    for person in people:
        speaker: Speaker = replace(talk.speaker, person=person)
        known = load(speaker, await unit.recall(speaker))
        if known.parted and speaker == talk.speaker:
            talk = replace(talk, parted=False)
        elif known.parted:
            unit.remember(speaker, dump(replace(known, parted=False)))
    return talk
