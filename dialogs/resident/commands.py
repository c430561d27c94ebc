"""What a resident's forms and buttons ask for, carried out on the desk, and what is said of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from msgspec.structs import replace

from core.desk import Desk
from core.tickets import Move, Moved, State, Ticket, Verdict
from core.work import UnitOfWork
from dialogs.complaint.dangers_told import on_card
from dialogs.complaint.questions import draft
from dialogs.conversation import Conversation
from dialogs.done import Done
from dialogs.effects import Answer, Answers, Confirm, Hint, Join, Phrase, Say, Submit, phrase
from dialogs.events import Arrival
from dialogs.office import Office
from dialogs.state import MENU
from dialogs.ticket.verdicts import told_outcome

from .another import and_another, others_in, told_of_others
from .forms import ADD, ASKED, with_question
from .joined import and_alike, joined, parted
from .rooms import WAY
from .spoken import ANSWERED_AT
from .two_aside import laid_over
from .written_later import reason_of, with_contacts, written

DAY = timedelta(days=1)
LATEST = 5
"""Tickets of a resident among which another question is looked for."""

ADDED: Mapping[Move, str] = {
    Move.INFORM: "informed",
    Move.RETURN: "returned",
    Move.APPEAL: "appealed",
}
"""What a resident hears when what they wrote was passed on."""


class ResidentCommands:
    """Of one turn. The desk's refusals are left to :mod:`dialogs.commands`."""

    def __init__(self, office: Office, unit: UnitOfWork, arrival: Arrival, desk: Desk) -> None:
        self._town = office.town
        self._cards = office.cards
        self._resident = office.resident
        self._suggestions = office.suggestions
        self._most_a_day = office.complaints_a_day
        self._unit = unit
        self._arrival = arrival
        self._desk = desk

    async def submitted(self, form: Submit, talk: Conversation) -> Done:
        return await self._submit[form.dialog](self, form, talk)

    async def confirm(self, effect: Confirm, talk: Conversation) -> Done:
        speaker, verdict = self._arrival.speaker, effect.verdict
        moved = await self._desk.confirm(speaker, effect.number, verdict)
        outcome = told_outcome(str(moved.ticket.outcome or ""))
        thanks = phrase(
            "thanks" if verdict is Verdict.SATISFIED else "thanks-in-part",
            ticket=effect.number,
            outcome=outcome,
        )
        return self._ended(talk, thanks, moved)

    async def _file(self, form: Submit, talk: Conversation) -> Done:
        if await self._has_filed_enough():
            return self._put_aside(form, talk)
        complaint = draft(self._town, self._suggestions, form.answers, talk.language)
        if told := on_card(self._town, self._suggestions, form.answers):
            kinds = ", ".join(one if isinstance(one, str) else self._cards.say(one) for one in told)
            danger = (self._cards.say(phrase("danger-told")), kinds)
            complaint = replace(complaint, extras=(danger, *complaint.extras))
        moved = await self._desk.file(self._arrival.speaker, complaint)
        accepted, kept = self._cards.accepted(moved.ticket), dict[str, Answer]()
        if talk.state.dialog == MENU and (alike := await self._desk.alike(moved.ticket)):
            accepted, kept = and_alike(accepted, moved.ticket, alike), {WAY: "join"}
        if others := others_in(self._town, self._suggestions, form.answers):
            accepted, kept = and_another(self._town, accepted, others), {**kept, **others}
        return self._filed(talk, accepted, moved, kept)

    async def join(self, effect: Join, talk: Conversation) -> Done:
        """The resident leaves it at what was reported before, or does not after all."""
        number, speaker = effect.number, self._arrival.speaker
        others = told_of_others(talk.state)
        if effect.part:
            moved = await self._desk.part(speaker, number)
            return self._filed(talk, parted(self._town, moved.ticket), moved, others)
        moved = await self._desk.join(speaker, number)
        kept = {**others, WAY: "part"}
        return self._filed(talk, await joined(self._desk, moved.ticket), moved, kept)

    def _filed(self, talk: Conversation, text: Phrase, moved: Moved, kept: Answers) -> Done:
        """Say it over the menu. Until they go elsewhere a picture alone belongs to the ticket, and
        the ways stand open that are ``kept``."""
        if talk.state.dialog in self._resident.forms:
            return self._ended(talk, text, moved)
        number = moved.ticket.number
        state = replace(talk.state, dialog=MENU, about=number, answers=kept)
        menu = replace(self._resident.menu(state, text), about=number)
        return Done(replace(talk, state=state), (menu,), (moved,))

    async def _has_filed_enough(self) -> bool:
        """An agency's day is short: one person may not fill it."""
        if self._most_a_day is None:
            return False
        yesterday = self._unit.now - DAY
        filed = await self._unit.filed_since(self._arrival.speaker, yesterday)
        return filed >= self._most_a_day

    def _put_aside(self, form: Submit, talk: Conversation) -> Done:
        """Not today; nothing of it has to be told again."""
        told = {key: answer for key, answer in form.answers.items() if key != "consent"}
        aside = laid_over(told, talk.state.aside)
        talk = replace(talk, state=replace(talk.state, dialog=MENU, aside=aside))
        text = phrase("too-many-complaints", limit=self._most_a_day or 0)
        return Done(talk, (self._resident.menu(talk.state, text),))

    async def _add(self, form: Submit, talk: Conversation) -> Done:
        said, speaker = written(form, "words"), self._arrival.speaker
        moved = await self._desk.add(speaker, form.about, *said)
        key = ADDED.get(moved.event.move, "added")
        if moved.ticket.state is State.ANSWERED and not form.aside:
            key = "added-answered"
        done = self._ended(talk, phrase(key, ticket=form.about), moved, aside=form.aside)
        done = with_contacts(done, said)
        if done.talk.state.dialog != MENU or form.aside:
            return done
        if moved.event.move is Move.INFORM and (other := await self._still_asked()) is not None:
            return self._asked_next(done, form.about, *other)
        # People answer in several messages: what follows at once goes on about it.
        informed = [moved.event]
        if moved.event.move is Move.ADD:
            informed = [*await self._desk.history(form.about)]
        since = max((one.at for one in informed if one.move is Move.INFORM), default=None)
        return _spoken_of(done, moved.ticket, since)

    async def _still_asked(self) -> tuple[str, str] | None:
        """Another of their tickets whose agency waits for an answer, and its question."""
        latest, _ = await self._unit.tickets_of(self._arrival.speaker, 0, LATEST)
        number = next((one.number for one in latest if one.state is State.NEED_INFO), None)
        if number is None:
            return None
        history = await self._desk.history(number)
        return number, next((one.text for one in reversed(history) if one.move is Move.ASK), "")

    def _asked_next(self, done: Done, about: str, number: str, question: str) -> Done:
        """Who answered one of two questions is asked the other: what follows is of that one."""
        said = Hint(phrase("informed", ticket=about))
        asked = Hint(phrase("asked-still", ticket=number, text=question))
        kept = with_question({ASKED: "yes"}, number, question)
        state, effects = ADD.begin(done.talk.state, kept, about=number)
        hints = [one for one in done.effects if isinstance(one, Hint)]
        talk = replace(done.talk, state=state)
        return replace(done, talk=talk, effects=(*hints, said, asked, *effects))

    async def _return(self, form: Submit, talk: Conversation) -> Done:
        said, speaker = reason_of(form, self._cards), self._arrival.speaker
        moved = await self._desk.give_back(speaker, form.about, *said)
        key = ADDED.get(moved.event.move, "returned-already")
        done = self._ended(talk, phrase(key, ticket=form.about), moved, aside=form.aside)
        done = with_contacts(done, said)
        if done.talk.state.dialog != MENU or form.aside or not moved.ticket.state.is_open:
            return done
        return _spoken_of(done, moved.ticket, moved.event.at)  # the reason may go on, too

    async def _withdraw(self, form: Submit, talk: Conversation) -> Done:
        moved = await self._desk.withdraw(self._arrival.speaker, form.about)
        heir = await self._desk.inherit(form.about)
        done = self._ended(talk, phrase("withdrawn", ticket=form.about), moved)
        return done if heir is None else replace(done, moved=(moved, heir))

    def _ended(
        self, talk: Conversation, text: Phrase, moved: Moved, *, aside: bool = False
    ) -> Done:
        """Say it over the menu; in the middle of something else, only say it."""
        if aside or talk.state.dialog in self._resident.forms:
            return Done(talk, (Say(text, about=moved.ticket.number),), (moved,))
        talk = replace(talk, state=replace(talk.state, dialog=MENU, about="", answers={}))
        menu = replace(self._resident.menu(talk.state, text), about=moved.ticket.number)
        return Done(talk, (menu,), (moved,))

    _submit: Mapping[str, Callable[["ResidentCommands", Submit, Conversation], Awaitable[Done]]] = {
        "complaint": _file,
        "add": _add,
        "return": _return,
        "withdraw": _withdraw,
    }


def _spoken_of(done: Done, ticket: Ticket, since: datetime | None) -> Done:
    """What follows at once goes on about this ticket. ``since``: when a question of its agency was
    answered, or a reason given."""
    kept: Answers = {"topic": ticket.topic}
    if since is not None:
        kept = {**kept, ANSWERED_AT: since.isoformat()}
    state = replace(done.talk.state, about=ticket.number, answers=kept)
    return replace(done, talk=replace(done.talk, state=state))
