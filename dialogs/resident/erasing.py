"""A resident's data are deleted: by their own press, or by the administrator who has it on paper.

* What happens is the desk's (:mod:`core.desk.erasing`); here their conversation goes too.
* Who is an operator as well keeps «Мои в работе»: what they do for an agency is the agency's. Only
  that they have such a desk is remembered of their private chat.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from core.desk import Desk
from core.messages import Lane, Message, Outgoing
from core.people import Speaker
from core.tickets import Moved
from core.work import UnitOfWork
from dialogs.conversation import Conversation, dump, load
from dialogs.done import Done
from dialogs.effects import Show, phrase
from dialogs.office import Office
from dialogs.telling import Teller

from .own_data import without


async def erase(desk: Desk, talk: Conversation) -> Done:
    """Delete what is kept of who speaks; the last that they hear is said in their language. It is a
    screen without buttons: where those of the one before stand under the chat, they go."""
    moved = await desk.erase(talk.speaker, talk.name)
    left = _bare(talk)
    last = Show(phrase("erased"), (), left.state.turn, lasting=True)
    return Done(left, (last,), tuple(moved))


class Eraser:
    """The same without a turn of theirs, on one unit of work."""

    def __init__(self, office: Office, unit: UnitOfWork) -> None:
        self._office = office
        self._unit = unit

    async def erase(self, resident: Speaker, *, tell: bool = True) -> Sequence[Moved]:
        """Delete what is kept of a resident. ``tell`` them, and the agencies."""
        talk = load(resident, await self._unit.recall(resident))
        desk = Desk(self._office.town, self._unit)
        moved = await desk.erase(resident, talk.name, on_paper=True)
        left = _bare(talk)
        if left.erased:
            await self._unit.forget_talk(resident)
        else:
            self._unit.remember(resident, dump(left))
        if tell:
            await Teller(self._office, self._unit).tell(moved)
            self._say_goodbye(talk)
        return moved

    def _say_goodbye(self, talk: Conversation) -> None:
        say, zone = self._office.catalogue.say, self._office.town.zone
        text = say(talk.language, phrase("erased"), zone)
        self._unit.send(
            Outgoing(
                talk.speaker.peer,
                Message(text, screen=True),
                Lane.NOTICE,
                client=talk.client,
                language=talk.language,
            )
        )


def _bare(talk: Conversation) -> Conversation:
    """Nothing of them; how their application is spoken to is known to the end of the turn."""
    bare = Conversation(
        talk.speaker, language=talk.language, client=talk.client, keyboard=talk.keyboard
    )
    if talk.state.desk:
        return replace(bare, state=without(talk.state))
    return replace(bare, erased=True)
