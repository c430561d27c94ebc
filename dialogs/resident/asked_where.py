"""What is said while it is asked where words go («О чём это?»).

It is heard as anywhere else: thanks and calls for help are answered and the question stays; a
verdict is of the answer that waits; who asks is shown the ticket; a plainly new problem begins a
complaint, and the words wait meanwhile. All else belongs to the words. Each time the ways are those
of the moment: what was answered since is returned, and not added to.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from core.numbers import find_number
from core.tickets import Move, Ticket, may
from core.tickets import State as Stage
from core.told_over import told_over
from core.town import Town
from core.words.wordsets import words_of
from dialogs.effects import Hint, phrase
from dialogs.events import Commanded, Event, FoundMeant, Pressed, Said
from dialogs.heard.agreeing import declines, is_refusal, is_right, is_yes
from dialogs.heard.declining import is_not_needed, is_over
from dialogs.heard.following import Following, following, is_bare
from dialogs.heard.greetings import is_greeting
from dialogs.heard.remarks import goes_on_telling
from dialogs.heard.satisfied import is_satisfied, is_undecided
from dialogs.heard.taking_back import is_taken_back
from dialogs.heard.wishes import ABOUT_US, Wish, not_helped, wish_of
from dialogs.lookups import FindJudged, FindMeant
from dialogs.state import MENU, State, Turn
from dialogs.texts import fold

from .about_tickets import AboutTickets
from .answering import answered
from .at_the_menu import goes_along
from .belonging import WAYS_AT_MOST, in_order
from .naming import told_apart
from .one_of_several import said_of_one
from .reactions import is_against
from .rooms import TICKET, Rooms
from .spoken import SpokenOf
from .welcome import welcome
from .where_to import is_left_closed
from .which import ANSWERED, DRAFT, NAMED, SINCE, WAYS, WHICH, mark_of, ways_of, which

OF_THE_MENU = frozenset({"my", "help", "new", "menu", "desk"})
"""Buttons that do the same wherever they stand: here nothing is sent by them."""

STANDS = timedelta(hours=6)
"""How long what is written next belongs to the words; later it is heard by itself."""

MEANT: Mapping[Wish, Following] = {
    Wish.STATUS: Following.ASKS,
    Wish.HELPED: Following.HELPED,
    Wish.NOT_HELPED: Following.NOT_HELPED,
    Wish.WITHDRAW: Following.OVER,
}
SCREENS = (Wish.DATA, Wish.LANGUAGE, Wish.QUIET, Wish.LOUD)
"""Wishes that are done, or that lead to a screen of their own: nothing is sent by them."""
CLOSING = words_of("закройте закрывайте закрыть закрой закрываем close")
"""«Всё хорошо, закройте»: with content, it is a verdict."""


def as_if_fresh(state: State, event: Event) -> Event:
    """The menu above stands in the chat still, and its buttons lead where they say; «отмените»
    with a ticket spoken of is of that, for nothing else was begun."""
    spoken_of = state.dialog == WHICH or (state.dialog in (MENU, TICKET) and bool(state.about))
    if spoken_of and isinstance(event, Commanded) and event.name == "cancel":
        return Said(event.name)
    if state.dialog == WHICH and isinstance(event, Pressed) and event.button in OF_THE_MENU:
        return replace(event, turn=state.turn)
    return event


class AskedWhere:
    """Pure: what is found is asked for and comes as an event."""

    def __init__(self, town: Town, rooms: Rooms, spoken: SpokenOf, tickets: AboutTickets) -> None:
        self._town = town
        self._rooms = rooms
        self._spoken = spoken
        self._tickets = tickets

    def heard(self, state: State, said: Said, *, named: bool = True) -> Turn:
        """What follows by the words alone, or is to be found first; not ``named``: it was found
        that they name no ticket."""
        text = said.text.strip()
        wish, number = wish_of(text) or (None, "")
        if wish in SCREENS or (wish is Wish.STATUS and number):
            return self._tickets.wished(state, wish, number, text)
        if wish in ABOUT_US and wish:
            return state, (Hint(answered(wish, self._town)), which(state))
        if wish is Wish.THANKS and state.answer(ANSWERED) and told_over(text):
            return state, (FindMeant(Following.GRADES, text),)  # «починили! спасибо»
        if wish is Wish.THANKS:
            return state, (Hint(welcome(text, awaited=True)), which(state))
        if is_left_closed(state, text) or (is_not_needed(text) and not is_over(text)):
            return self._rooms.leave(state, phrase("which-dropped"))
        if wish is Wish.WITHDRAW and number:
            return self._tickets.wished(state, wish, number)
        if named and (of_one := said_of_one(state, text)) is not None:
            return state, (of_one,)
        if is_refusal(text) or is_yes(text) or is_right(text):  # to what asks which
            return state, (Hint(phrase("choose-one")), which(state))
        if state.answer(ANSWERED) and (is_satisfied(text) or is_undecided(text)):
            return state, (FindMeant(Following.GRADES, text),)
        if well := _well(text):
            return state, (FindMeant(Following.HELPED, well),)
        if wish is Wish.IN_PART and not number:
            return state, (FindJudged(wish),)
        return state, (FindMeant(self._kind(said, wish), text),)

    def _kind(self, said: Said, wish: Wish | None) -> Following:
        if is_yes(said.text) or declines(said.text) or is_greeting(said.text):
            return Following.REMARKS
        if is_over(said.text) or is_taken_back(said.text):
            return Following.OVER
        told = Following.TELLS if self._spoken.tells(said) else Following.REMARKS
        return (MEANT.get(wish) if wish else None) or following(said.text) or told

    def meant(self, state: State, found: FoundMeant, fitting: tuple[Ticket, ...]) -> Turn | None:
        """What the moment makes of the words, whatever they would be elsewhere; None: nothing.
        ``fitting``: the tickets that they may be about."""
        if state.dialog == WHICH:
            return self._more(state, found, fitting)
        if state.dialog == self._rooms.complaint and (ways := self._spoken.thrown(state, found)):
            return self._tickets.belonging.ask(state, found.written(), ways, now=found.now)
        if goes_along(state, found):
            why = (Hint(phrase("of-filed", ticket=state.about)),) if found.files else ()
            state, effects = self._rooms.form(state, "add", state.about, found.written())
            return state, (*why, *effects)
        return None

    def _more(self, state: State, found: FoundMeant, fitting: tuple[Ticket, ...]) -> Turn | None:
        """More of the words that it is asked about; None: it goes its own way."""
        told_of = fitting if self._spoken.groups(found.words) else ()
        here = with_ways(self._town, state, found, told_of)
        back = way_back(here) if not_helped(found.words) is not None else ""
        put_away = bool(state.answer(ANSWERED)) and is_taken_back(found.words)
        if found.what == Following.OVER and (put_away or not fitting):
            return self._rooms.leave(state, phrase("which-dropped"))
        if not back and leads_on(state, replace(found, tickets=fitting)):
            return None
        if not back and (against := self._against(state, here, found)) is not None:
            return against
        more, effects = self._tickets.belonging.take(here, found.written())
        return self._tickets.belongs(more, back) if back else (more, effects)

    def _against(self, state: State, here: State, found: FoundMeant) -> Turn | None:
        """What is said against an answer that came meanwhile is no more of the words before it:
        those wait. None: no answer came, or it is not against it."""
        came = [way for way in ways_of(here) if way.startswith("return.")]
        new = [way for way in came if way not in ways_of(state)]
        if len(new) != 1 or not is_against(found.words):
            return None
        number, left = find_number(new[0]) or "", self._rooms.left(state)
        ask = self._tickets.belonging.ask
        asked, effects = ask(left, found.written(), new, number, now=found.now)
        return asked, (Hint(phrase("which-waits")), *effects)


def _well(text: str) -> str:
    """What is said of the ticket by who wants it closed, if that is that all is well; ""."""
    words = fold(text).split()
    rest = " ".join(word for word in words if word not in CLOSING)
    closes = len(rest.split()) < len(words)
    return rest if closes and following(rest) is Following.HELPED else ""


def leads_on(state: State, found: FoundMeant) -> bool:
    """Is it no more of the words, but something that is understood by itself? ``found``: with the
    tickets that it may be about."""
    if found.files or is_yes(found.words) or declines(found.words):
        return False
    if found.what in (Following.ASKS, Following.OVER):
        return bool(found.tickets)
    waiting = [one for one in found.tickets if not one.state.is_open]
    if is_bare(found.words) and found.what in (Following.HELPED, Following.NOT_HELPED):
        return bool(waiting)
    if found.what == Following.GRADES and any(one.state is Stage.ANSWERED for one in waiting):
        return True
    return _is_over(state, found.now)


def is_new(found: FoundMeant, spoken: SpokenOf) -> bool:
    """Is it plainly another problem: of another group than every ticket, or a danger?"""
    if found.files or found.what in (Following.ASKS, Following.OVER, Following.HELPED):
        return False
    if goes_on_telling(found.words) and spoken.is_vague(found.words):
        return False  # «там ещё перила отвалились» goes on with what was said before
    return spoken.is_plain(found.words) and not spoken.of_groups(found.words, found.tickets)


def _is_over(state: State, now: datetime | None) -> bool:
    since = state.answer(SINCE)
    return now is not None and bool(since) and now - datetime.fromisoformat(since) > STANDS


def ways_now(before: Sequence[str], tickets: Sequence[Ticket]) -> tuple[str, ...]:
    """The ways by how the tickets stand now: what was answered meanwhile is returned, and another
    answer that came may be meant too."""
    waiting = [f"return.{one.number}" for one in tickets if not one.state.is_open]
    came = [way for way in waiting if way not in before]
    closed = {f"add.{find_number(way)}" for way in came}
    return (*came, *(way for way in before if way not in closed))[:WAYS_AT_MOST]


def with_ways(town: Town, state: State, found: FoundMeant, fitting: Sequence[Ticket] = ()) -> State:
    """The question, with the ways of the moment, and when it was asked last. ``fitting``: those
    whose trouble is heard in what was said now: it would pile up under another one."""
    before = list(ways_of(state))
    if mark_of(state) and is_against(found.words):
        before = before[1:]
    numbers = [find_number(way) for way in before]
    before += [
        f"add.{one.number}"
        for one in fitting
        if one.number not in numbers and may(one, Move.ADD) and DRAFT not in state.answers
    ]
    ways = in_order(ways_now(before, found.tickets))
    kept = {SINCE: found.now.isoformat()} if found.now else {}
    if len(found.tickets) > 1:
        kept[NAMED] = told_apart(town, found.tickets)
    return replace(state, answers={**state.answers, WAYS: " ".join(ways), **kept})


def way_back(state: State) -> str:
    """Back to work with the one answered ticket, if the ways are of no other: «не помогло» is of
    that, with all that was said before."""
    ways = ways_of(state)
    numbers = {find_number(way) for way in ways}
    return next((way for way in ways if way.startswith("return.") and len(numbers) == 1), "")
