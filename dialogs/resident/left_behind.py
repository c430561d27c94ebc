"""What a resident sent about a ticket and left before «Готово», when that ticket would close.

Where two agencies asked, and it was never said which of them is answered, each of them reads the
words: they were written to these two questions.

They answered, or pressed «Не помогло»: to close it for their silence would be untrue. So the watch
passes on what waits in their form first, as who goes on to something else passes it on, see
:mod:`dialogs.resident.leaving`.
"""

from msgspec.structs import replace

from core.desk import Desk
from core.messages import Lane, Message, Outgoing
from core.tickets import Moved, State, Ticket
from core.work import Watched
from dialogs.conversation import Conversation, dump, load
from dialogs.effects import Submit, phrase
from dialogs.office import Office
from dialogs.state import State as Talk

from .commands import ADDED
from .leaving import PASSED_ON
from .which import answer_left, without_answer
from .written_later import reason_of, written

ASKING = State.NEED_INFO
CLOSING = frozenset({State.NEED_INFO, State.ANSWERED})
"""In these a ticket waits for its resident, and closes by itself."""


class LeftBehind:
    def __init__(self, office: Office, unit: Watched, desk: Desk) -> None:
        self._office = office
        self._unit = unit
        self._desk = desk

    async def pass_on(self, number: str) -> Moved | None:
        """Do what its resident began to do to this ticket; None: they began nothing."""
        ticket = await self._unit.ticket(number)
        if ticket is None or ticket.state not in CLOSING or not ticket.has_resident:
            return None
        talk = load(ticket.resident, await self._unit.recall(ticket.resident))
        if (said := answer_left(talk.state, number)) is not None and ticket.state is ASKING:
            moved = await self._passed_on(ticket, Submit("add", said, number))
            self._remember(talk, without_answer(talk.state, number))
            self._tell(talk, moved)
            return moved
        form = self._office.resident.forms.get(talk.state.dialog)
        if form is None or form.name not in PASSED_ON or talk.state.about != number:
            return None
        answers = form.whole(form.restore(talk.state))
        if answers is None or await self._desk.is_too_late(ticket):
            return None
        moved = await self._passed_on(ticket, Submit(form.name, answers, number))
        state = Talk(turn=talk.state.turn + 1, aside=talk.state.aside, desk=talk.state.desk)
        self._remember(talk, state)
        self._tell(talk, moved)
        return moved

    def _remember(self, talk: Conversation, state: Talk) -> None:
        self._unit.remember(talk.speaker, dump(replace(talk, state=state)))

    async def _passed_on(self, ticket: Ticket, form: Submit) -> Moved:
        if form.dialog == "add":
            return await self._desk.add(ticket.resident, ticket.number, *written(form, "words"))
        reason = reason_of(form, self._office.cards)
        return await self._desk.give_back(ticket.resident, ticket.number, *reason)

    def _tell(self, talk: Conversation, moved: Moved) -> None:
        """Their agency has it now, days after they sent it."""
        key, number = ADDED.get(moved.event.move, "added"), moved.ticket.number
        say, zone = self._office.catalogue.say, self._office.town.zone
        text = say(talk.language, phrase(key, ticket=number), zone)
        self._unit.send(
            Outgoing(
                talk.speaker.peer,
                Message(text),
                Lane.NOTICE,
                ticket=number,
                client=talk.client,
                language=talk.language,
            )
        )
