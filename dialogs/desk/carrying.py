"""What operators' forms and buttons ask for, carried out on the desk."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from core.desk import Crossed, Desk, Unknown
from core.messages import File
from core.people import Operator
from core.templates import TEMPLATES_AT_MOST, filled
from core.tickets import Move, Moved, Outcome, Ticket, TicketEvent
from core.tickets import State as TicketState
from core.work import UnitOfWork
from dialogs.conversation import Conversation
from dialogs.done import Done
from dialogs.effects import (
    Answer,
    Approve,
    Assign,
    DropTemplate,
    Effect,
    Hint,
    Say,
    Submit,
    Take,
    Undo,
    Until,
    UseTemplate,
    phrase,
)
from dialogs.enclosures import enclosed
from dialogs.events import Arrival
from dialogs.office import Office
from dialogs.state import State
from dialogs.steps import WORDS_AT_MOST
from dialogs.ticket.judging import noted
from dialogs.ticket.ways import under
from dialogs.ticket.whereabouts import where_is

from .colleagues import ASSIGN
from .crossing import anew, form_of, told
from .facts import chat_of_colleagues, colleague
from .forms import outcome_chosen
from .steps import BEGAN
from .templates import LIST, PAGE, draft_of, owner_of
from .undoing import undo_of, undo_time

CORRECTABLE = (("correct",),)


Carrier = Callable[["DeskCommands", Any, Conversation], Awaitable[Done]]


class DeskCommands:
    """Of one turn in an agency's chat."""

    def __init__(self, office: Office, unit: UnitOfWork, arrival: Arrival, desk: Desk) -> None:
        self._office = office
        self._town = office.town
        self._operator = office.operator
        self._unit = unit
        self._arrival = arrival
        self._desk = desk

    def knows(self, effect: Effect) -> bool:
        if isinstance(effect, Submit):
            return effect.dialog in self._submit
        return type(effect) in self._by_effect

    async def carry_out(self, effect: Effect, talk: Conversation) -> Done:
        """Carry out one command. Refusals of the desk are raised."""
        if isinstance(effect, Submit):
            return await self._submit[effect.dialog](self, effect, talk)
        return await self._by_effect[type(effect)](self, effect, talk)

    # buttons

    async def _take(self, effect: Take, talk: Conversation) -> Done:
        moved = await self._desk.take(await self.by(), effect.number)
        return Done(talk, (Hint(phrase("taken", ticket=effect.number)),), (moved,))

    async def _assign(self, effect: Assign, talk: Conversation) -> Done:
        by, number = await self.by(), effect.number
        ticket = await self._desk.held(by, number)
        chat = await chat_of_colleagues(self._unit, by.agency, ticket) or by.speaker.peer
        found = await colleague(self._unit, chat, effect.person)
        if found is None:
            state = State(ASSIGN, {BEGAN: effect.began}, turn=talk.state.turn + 1, about=number)
            gone = Hint(phrase("colleague-gone"))
            return Done(replace(talk, state=state), (gone, *self._operator.show(state)))
        to, name = found
        moved = await self._desk.assign(by, number, name, to)
        text = phrase("assigned", ticket=number, who=name, by=by.name)
        return Done(talk, (Say(text, number, undo_of(self._town, moved.event)),), (moved,))

    async def _approve(self, effect: Approve, talk: Conversation) -> Done:
        by, number = await self.by(), effect.number
        try:
            moved = await self._desk.approve(by, number, effect.written)
        except Crossed as crossed:
            ticket = await self._desk.held(by, number)
            text = phrase("approve-crossed", ticket=number, who=crossed.event.by.name)
            waits = self._office.cards.under(ticket, crossed.event)
            say = Say(phrase("as-it-is", text=waits.text), number, under(crossed.event))
            # By a command nothing was read yet: what waits is shown, to be approved by its button.
            return Done(talk, (Hint(text), say) if effect.written else (say,))
        return Done(talk, (Hint(phrase("approved", ticket=number)),), (moved,))

    async def _undo(self, effect: Undo, talk: Conversation) -> Done:
        by = await self.by()
        moved = await self._desk.undo(by, effect.number, effect.move, effect.stamp)
        ticket = moved.ticket
        untouched = ticket.state is TicketState.ROUTED and by.agency == ticket.agency
        state = phrase("state-fresh") if untouched else phrase(f"state-{ticket.state}")
        text = phrase("undone", ticket=ticket.number, state=state)
        return Done(talk, (Say(text, effect.number),), (moved,))

    # forms

    async def _answer(self, form: Submit, talk: Conversation) -> Done:
        text, files = _written(form)
        outcome = outcome_chosen(form.answers)
        warned = noted(self._office.judge(form.answers, outcome))
        by = await self.by()
        moved = await self._desk.answer(by, form.about, text, files, form.seen, outcome, warned)
        if moved.event.move is Move.SUBMIT:
            waits = phrase("answer-waits", ticket=form.about)
            return Done(talk, (Say(waits, form.about),), (moved,))
        return self._sent(talk, "answer-sent", moved, outcome)

    async def _correct(self, form: Submit, talk: Conversation) -> Done:
        text, files = _written(form)
        outcome = outcome_chosen(form.answers)
        warned = noted(self._office.judge(form.answers, outcome))
        by = await self.by()
        moved = await self._desk.correct(by, form.about, text, files, outcome, warned)
        return self._sent(talk, "correction-sent", moved, outcome)

    def _sent(self, talk: Conversation, key: str, moved: Moved, outcome: Outcome) -> Done:
        event = moved.event
        text = phrase(
            key if moved.ticket.has_resident else "answer-kept",
            ticket=event.number,
            text=event.text,
            enclosed=enclosed(event.files),
            outcome=phrase(f"outcome-{outcome}"),
            closes=self._town.desk.close_days if outcome is Outcome.PLANNED else 0,
        )
        return Done(talk, (Say(text, event.number, CORRECTABLE),), (moved,))

    async def _ask(self, form: Submit, talk: Conversation) -> Done:
        text, files = _written(form)
        moved = await self._desk.ask(await self.by(), form.about, text, files)
        sent = phrase("question-sent", ticket=form.about, text=text)
        return Done(talk, (Say(sent, about=form.about),), (moved,))

    async def _promise(self, form: Submit, talk: Conversation) -> Done:
        text, _ = _written(form)
        day = date.fromisoformat(str(form.answers.get("day")))
        moved = await self._desk.promise(await self.by(), form.about, day, text)
        until = Until(moved.ticket.deadline, moved.event.at)
        said = phrase("promised", ticket=form.about, until=until)
        if moved.before is not None and moved.before.promised is not None:
            left = max(0, self._town.desk.extensions - moved.ticket.extensions)
            said = phrase("postponed", ticket=form.about, until=until, left=left)
        if not moved.ticket.has_resident:
            said = phrase("promise-kept", ticket=form.about, until=until)
        return Done(talk, (Say(said, form.about),), (moved,))

    async def _refuse(self, form: Submit, talk: Conversation) -> Done:
        reason = str(form.answers.get("reason"))
        moved = await self._desk.refuse(await self.by(), form.about, reason)
        text = phrase("refused", ticket=form.about)
        return Done(talk, (Say(text, form.about, undo_of(self._town, moved.event)),), (moved,))

    async def _rework(self, form: Submit, talk: Conversation) -> Done:
        remark = str(form.answers.get("reason"))
        moved = await self._desk.rework(await self.by(), form.about, remark)
        return Done(talk, (Hint(phrase("reworked", ticket=form.about)),), (moved,))

    async def _note(self, form: Submit, talk: Conversation) -> Done:
        text, files = _written(form)
        moved = await self._desk.note(await self.by(), form.about, text, files)
        return Done(talk, (Say(phrase("note-kept", ticket=form.about), form.about),), (moved,))

    async def _extend(self, form: Submit, talk: Conversation) -> Done:
        hours, reason = int(str(form.answers.get("hours"))), str(form.answers.get("reason"))
        moved = await self._desk.extend(await self.by(), form.about, hours, reason)
        until = Until(moved.ticket.deadline, moved.event.at)
        text = phrase("extended", ticket=form.about, until=until)
        return Done(talk, (Say(text, form.about, undo_of(self._town, moved.event)),), (moved,))

    async def _reject(self, form: Submit, talk: Conversation) -> Done:
        code = str(form.answers.get("why"))
        moved = await self._desk.reject(await self.by(), form.about, code)
        known = self._town.reject_reason(code)
        reason = known.name if known else code
        text = phrase("rejected", ticket=form.about, reason=reason, undo=undo_time(self._town))
        return Done(talk, (Say(text, form.about, undo_of(self._town, moved.event)),), (moved,))

    # templates

    async def _template(self, form: Submit, talk: Conversation) -> Done:
        by = await self.by()
        owner, templates = owner_of(self._town, by.agency), self._unit.templates
        title, text = str(form.answers.get("title")), str(form.answers.get("body"))
        known = form.answers.get("id")
        if known:
            kept = await templates.change(int(str(known)), owner, title, text, by.name)
            said = phrase("template-kept" if kept else "template-gone")
            return self._to_list(talk, Hint(said))
        if await templates.count(owner) >= TEMPLATES_AT_MOST:
            return Done(talk, (Hint(phrase("template-enough", limit=TEMPLATES_AT_MOST)),))
        await templates.add(owner, title, text, by.name)
        return self._to_list(talk, Hint(phrase("template-kept")))

    async def _drop(self, effect: DropTemplate, talk: Conversation) -> Done:
        owner = owner_of(self._town, (await self.by()).agency)
        dropped = await self._unit.templates.drop(effect.id, owner)
        return self._to_list(talk, Hint(phrase("template-dropped" if dropped else "template-gone")))

    def _to_list(self, talk: Conversation, said: Hint) -> Done:
        state = State(LIST, {PAGE: "0"}, turn=talk.state.turn + 1)
        return Done(replace(talk, state=state), (said, *self._operator.show(state)))

    async def _use(self, effect: UseTemplate, talk: Conversation) -> Done:
        """The template's words stand in the draft now, before what was written already."""
        by, state = await self.by(), talk.state
        template = await self._unit.templates.one(owner_of(self._town, by.agency), effect.id)
        ticket = await self._desk.held(by, state.about)
        name, answers, _ = draft_of(state)
        form = self._operator.forms.get(name)
        if form is None or template is None:
            return Done(talk, (Hint(phrase("template-gone")), *self._operator.show(state)))
        text = filled(template.text, self._gaps(ticket))
        written = str(answers.get("words") or "")
        fresh = not written or written == answers.get("template")
        whole = text if fresh else f"{text}\n\n{written}"
        if len(whole) > WORDS_AT_MOST:
            too_long = phrase("too-long", length=len(whole), limit=WORDS_AT_MOST)
            return Done(talk, (Hint(too_long), *self._operator.show(state)))
        into: dict[str, Answer] = {**answers, "words": whole, "template": whole}
        state, effects = form.begin(
            State(turn=state.turn), into, about=state.about, seen=state.seen
        )
        return Done(replace(talk, state=state), effects)

    def _gaps(self, ticket: Ticket) -> dict[str, str]:
        """What stands for a gap; the resident's name is not among it."""
        cards = self._office.cards
        where = where_is(self._town, ticket.place, ticket.municipality)
        return {
            "номер": ticket.number,
            "тема": self._town.topic_named(ticket.topic),
            "адрес": where if isinstance(where, str) else cards.say(where),
            "срок": cards.say(phrase("by-then", until=Until(ticket.deadline, self._unit.now))),
            "сегодня": self._unit.now.astimezone(self._town.zone).strftime("%d.%m.%Y"),
            "организация": self._town.who_answers(ticket.agency),
        }

    # what they share

    async def crossed(self, effect: Effect, talk: Conversation, crossed: Crossed) -> Done:
        """A colleague answered meanwhile: the draft stays, and may be sent all the same."""
        assert isinstance(effect, Submit)  # noqa: S101  because only a submitted answer can cross
        state, effects = self._operator.forms[effect.dialog].begin(
            talk.state,
            anew(effect, self._unit.now),
            about=effect.about,
            seen=crossed.ticket.answers,
        )
        event = crossed.event
        text = phrase(
            "crossed-waits" if event.move is Move.SUBMIT else "crossed",
            ticket=effect.about,
            who=event.by.name,
            text=event.text,
        )
        return Done(replace(talk, state=state), (Hint(text), *effects))

    async def met(self, effect: Effect, talk: Conversation, event: TicketEvent) -> Done:
        """A colleague did something meanwhile: it stands to be confirmed once more."""
        name, number, _ = form_of(effect)
        text = told(number, event)
        if not isinstance(effect, Submit):
            began = {BEGAN: self._unit.now.isoformat()}
            state = State(name, began, turn=talk.state.turn + 1, about=number)
            return Done(replace(talk, state=state), (Hint(text), *self._operator.show(state)))
        ticket = await self._desk.held(await self.by(), number)
        answers = anew(effect, self._unit.now)
        if name == "promise" and ticket.promised:
            answers["again"] = str(ticket.extensions)
        state, effects = self._operator.forms[name].begin(
            talk.state, answers, about=number, seen=effect.seen
        )
        return Done(replace(talk, state=state), (Hint(text), *effects))

    async def by(self) -> Operator:
        """The operator who speaks. The turn has made sure that the chat is bound."""
        speaker = self._arrival.speaker
        agency = await self._unit.agency_of(speaker.peer)
        if agency is None:
            raise Unknown
        return Operator(agency, self._arrival.name, speaker)

    _submit: Mapping[str, Carrier] = {
        "answer": _answer,
        "correct": _correct,
        "ask": _ask,
        "promise": _promise,
        "refuse": _refuse,
        "rework": _rework,
        "note": _note,
        "extend": _extend,
        "reject": _reject,
        "template": _template,
    }

    _by_effect: Mapping[type[Any], Carrier] = {
        Take: _take,
        Assign: _assign,
        Approve: _approve,
        Undo: _undo,
        UseTemplate: _use,
        DropTemplate: _drop,
    }


def _written(form: Submit) -> tuple[str, tuple[File, ...]]:
    words, files = form.answers.get("words"), form.answers.get("files")
    return str(words or ""), files if isinstance(files, tuple) else ()
