"""A broadcast to everybody who asked about a topic or a district, by the coordinators.

Rules
-----
* First the words, then to whom, with how many they are; a test goes to oneself; then once more
  «да». What is sent cannot be taken back.
* Residents are not told the same by two coordinators: who is asked «да» reads what was sent within
  the hour, and who says it past another's broadcast is asked once more.
* It goes in portions (:mod:`dialogs.coordination.jobs`), and can be paused, resumed and stopped by
  any coordinator.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from core.desk import CoordinatorsOnly, Desk
from core.jobs import Audience, Broadcast, Job, Stage
from core.messages import Lane, Outgoing
from core.people import Operator, Speaker
from core.tickets import Moved
from core.town import Town
from core.words.quoting import in_line
from dialogs.conversation import load
from dialogs.desk.amending import amended
from dialogs.effects import Coordinating, Effect, Hint, Option, Phrase, Say, Show, Stamp, phrase
from dialogs.engine import CANCEL
from dialogs.events import Edited, Told
from dialogs.lookups import Wondering
from dialogs.state import State, Turn
from dialogs.ticket.cards import Cards

from .jobs import announced, number_of, progress

DIALOG = "broadcast"
TEXT_AT_MOST = 3000
"""Characters: with what stands around it, one message of any messenger."""

TOPICS, PLACES, PERIODS, TEST, SEND, YES, BACK = (
    "topics", "places", "periods", "test", "send", "yes", "back",
)  # fmt: skip
PERIODS_OFFERED = (30, 90, 365)
"""Days."""

LATELY = timedelta(hours=1)
SHOWN_AT_MOST = 300
"""Characters of another's broadcast."""


class AboutAudience(Wondering, frozen=True):
    audience: Audience


class ToldAudience(Told, frozen=True):
    """How many residents that are; None: the chat is not the coordinators'. ``last``: the broadcast
    that was begun lately."""

    count: int | None
    last: Job | None = None


class Start(Coordinating, frozen=True):
    text: str
    audience: Audience


class Try(Coordinating, frozen=True):
    """Send it to oneself."""

    text: str


class Steer(Coordinating, frozen=True):
    """``to``: the stage the job is to be in."""

    job: int
    to: Stage


STEERS: Mapping[str, Stage] = {
    "job-pause": Stage.PAUSED,
    "job-resume": Stage.RUNNING,
    "job-stop": Stage.STOPPED,
}
"""Buttons under the progress of a job."""


class Broadcasting:
    """Pure. The words and the audience stand in the state's answers."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def begin(self, state: State, typed: str) -> Turn:
        """``typed``: the words, where they came along with the command."""
        state = replace(state, dialog=DIALOG)
        taken = self.said(state, typed) if typed.strip() else None
        if taken is None:
            return state, (self.ask(state),)
        begun, effects = taken
        return begun, effects if begun != state else (*effects, self.ask(state))

    def steer(self, state: State, action: str, job: str) -> Turn:
        number = number_of(job)
        if number is None:
            return state, (Hint(phrase("stale")),)
        return state, (Steer(number, STEERS[action]),)

    def ask(self, state: State) -> Effect:
        return AboutAudience(_audience(state))

    def told(self, state: State, told: Told) -> Turn:
        if not isinstance(told, ToldAudience) or told.count is None:
            return State(turn=state.turn + 1), (Hint(phrase("coordinators-only")),)
        words, chosen = state.answer("text"), state.answer("list")
        if not words:
            return state, (Show(phrase("broadcast-ask"), (CANCEL,), state.turn),)
        latest = str(told.last.id) if told.last else ""
        if chosen == YES and latest == state.answer("latest"):
            done = State(turn=state.turn, pressed=state.pressed)
            return done, (Start(words, _audience(state)),)
        if chosen in (SEND, YES):
            pressed = state.pressed if chosen == SEND else ""  # asked anew: it was not accepted
            answers = {**state.answers, "list": SEND, "latest": latest}
            state = replace(state, answers=answers, pressed=pressed)
            options: tuple[Option, ...] = (
                Option(YES, phrase("broadcast-yes")),
                Option(BACK, phrase("way-back")),
            )
            sure = _after(told.last, phrase("broadcast-sure", count=told.count, text=words))
            return state, (Show(sure, (*options, CANCEL), state.turn),)
        options = self._choices(chosen, told.count)
        text = phrase(
            "broadcast-draft", text=words, audience=self._named(_audience(state)), count=told.count
        )
        return state, (Show(text, (*options, CANCEL), state.turn),)

    def pressed(self, state: State, button: str) -> Turn:
        words, chosen = state.answer("text"), state.answer("list")
        if button == CANCEL.code:
            return State(turn=state.turn + 1), (Say(phrase("operator-cancelled")),)
        kept = {key: value for key, value in state.answers.items() if key != "list"}
        match chosen, button:
            case "", ("topics" | "places" | "periods" | "send") if words:
                return self._to(state, {**kept, "list": button})
            case "", "test" if words:
                state = replace(state, turn=state.turn + 1)
                return state, (Try(words), self.ask(state))
            case "send", "yes" if words:
                return self._to(state, {**kept, "list": YES})
            case (("send" | "topics" | "places" | "periods"), "back"):
                return self._to(state, kept)
            case (("topics" | "places" | "periods"), _):
                value = "" if button == "any" else button
                return self._to(state, {**kept, chosen: value})
        return state, (Hint(phrase("stale")), self.ask(state))

    def said(self, state: State, text: str) -> Turn | None:
        """The words of the broadcast, also instead of those said before."""
        if state.answer("list"):
            return None
        words = text.strip()
        if len(words) > TEXT_AT_MOST:
            return state, (Hint(phrase("too-long", length=len(words), limit=TEXT_AT_MOST)),)
        return self._to(state, {**state.answers, "text": words})

    def let_go(self, state: State) -> tuple[Effect, ...]:
        """Say what was written, where something else takes its place."""
        words = state.answer("text")
        return (Say(phrase("broadcast-let-go", text=words)),) if words else ()

    def sent(self, state: State) -> Turn | None:
        """Words alone are sent out: neither a picture nor what stands under it is taken."""
        if state.answer("list"):
            return None
        return state, (Hint(phrase("broadcast-words-only")),)

    def edited(self, state: State, event: Edited) -> Turn:
        """A mistake mended in one's own message is mended in what thousands will read, and they
        are asked about anew."""
        if not state.answer("text"):
            return state, ()
        words = amended(state, event)
        if words is None or len(words) > TEXT_AT_MOST:
            return state, (Hint(phrase("broadcast-edited")), self.ask(state))
        kept = {key: one for key, one in state.answers.items() if key not in ("list", "latest")}
        state, effects = self._to(state, {**kept, "text": words})
        return state, (Hint(phrase("edited-draft")), *effects)

    def _to(self, state: State, answers: Mapping[str, Any]) -> Turn:
        state = replace(state, answers=answers, turn=state.turn + 1)
        return state, (self.ask(state),)

    def _choices(self, chosen: str, count: int) -> tuple[Option, ...]:
        back = Option(BACK, phrase("way-back"))
        everything = Option("any", phrase("broadcast-any"))
        match chosen:
            case "topics":
                groups = (Option(one.code, one.label) for one in self._town.groups)
                return (*groups, everything, back)
            case "places":
                places = (Option(one.code, one.name) for one in self._town.municipalities)
                return (*places, everything, back)
            case "periods":
                spans = (Option(str(days), self._days(days)) for days in PERIODS_OFFERED)
                return (*spans, everything, back)
        send = (Option(SEND, phrase("broadcast-send")),) if count else ()
        return (
            Option(TOPICS, phrase("broadcast-topics")),
            Option(PLACES, phrase("broadcast-places")),
            Option(PERIODS, phrase("broadcast-periods")),
            Option(TEST, phrase("broadcast-test")),
            *send,
        )

    def _days(self, days: int) -> Phrase:
        return phrase("broadcast-days", count=days)

    def _named(self, audience: Audience) -> tuple[str | Phrase, ...]:
        group, place = (
            self._town.group(audience.group),
            self._town.municipality(audience.municipality),
        )
        named: list[str | Phrase] = [
            one for one in (group and group.label, place and place.name) if one
        ]
        if audience.days:
            named.append(self._days(audience.days))
        return tuple(named) or (phrase("broadcast-everybody"),)


def _after(last: Job | None, question: Phrase) -> Phrase:
    """The question, after what was sent lately."""
    if last is None or not isinstance(last.work, Broadcast):
        return question
    text = in_line(last.work.text)
    text = text if len(text) <= SHOWN_AT_MOST else f"{text[:SHOWN_AT_MOST].rstrip()}…"
    at = Stamp(last.began_at)
    return phrase("broadcast-after", who=last.by, at=at, text=text, question=question)


def _audience(state: State) -> Audience:
    days = state.answer(PERIODS)
    return Audience(
        state.answer(TOPICS), state.answer(PLACES), int(days) if days.isdecimal() else 0
    )


async def wonder(desk: Desk, by: Operator, question: AboutAudience) -> ToldAudience:
    if not desk.is_coordinator(by):
        return ToldAudience(None)
    jobs, now = desk.unit.jobs, desk.unit.now
    last = await jobs.last_broadcast()
    lately = last if last is not None and now - last.began_at < LATELY else None
    return ToldAudience(await jobs.count(question.audience, now), lately)


Carried = tuple[tuple[Effect, ...], tuple[Moved, ...]]


async def _start(desk: Desk, by: Operator, command: Start, cards: Cards) -> Carried:
    unit, peer = desk.unit, by.speaker.peer
    total = await unit.jobs.count(command.audience, unit.now)
    work = Broadcast(command.audience, command.text)
    job = await unit.jobs.begin(Job(peer, by.name, work, unit.now, unit.now, total))
    unit.send(progress(job, cards, new=True))
    return (), ()


async def _try(desk: Desk, by: Operator, command: Try, cards: Cards) -> Carried:
    unit, door, person = desk.unit, by.speaker.door, by.speaker.person
    alone = Speaker(door, person, person)
    talk = load(alone, await unit.recall(alone))
    if not talk.met:
        return (Say(phrase("broadcast", text=command.text)),), ()
    message = announced(command.text, talk.language, cards)
    unit.send(Outgoing(alone.peer, message, Lane.REPLY, client=talk.client, language=talk.language))
    return (Hint(phrase("broadcast-tried")),), ()


async def _steer(desk: Desk, by: Operator, command: Steer, cards: Cards) -> Carried:
    """Two press at once: the second hears how it stands."""
    unit = desk.unit
    job = await unit.jobs.job(command.job)
    if job is None or job.stage in (Stage.DONE, Stage.STOPPED) or job.stage is command.to:
        return (Hint(phrase("already")),), ()
    job = replace(job, stage=command.to, told_at=unit.now)
    await unit.jobs.keep(job)
    unit.send(progress(job, cards))
    return (Hint(phrase("noted")),), ()


BY_COMMAND: Mapping[type[Any], Callable[[Desk, Operator, Any, Cards], Awaitable[Carried]]] = {
    Start: _start,
    Try: _try,
    Steer: _steer,
}


async def carry_out(desk: Desk, by: Operator, command: Coordinating, cards: Cards) -> Carried:
    """Raises :class:`CoordinatorsOnly` for others."""
    if not desk.is_coordinator(by):
        raise CoordinatorsOnly
    return await BY_COMMAND[type(command)](desk, by, command, cards)
