"""What a resident says to a ticket of theirs: by a button of a notice, or in a reply.

* A button of a notice («Помогло») works for as long as the ticket's state allows it.
* A reply to a message about a ticket goes to that ticket, whatever else is going on.
"""

from msgspec.structs import replace

from core.tickets import Move, may
from core.town import Town

from .effects import Confirm, FindCase, FindJudged, Hint, Hush, phrase
from .engine import MENU, State, Turn
from .events import Acted, FoundJudged, FoundMine, FoundTicket, Replied, Strange, Touched
from .mine import NOTICE_MOVES, VERDICTS, Mine, impossible_and_possible, is_asked
from .rooms import Rooms
from .steps import unexpected
from .wishes import Wish


class AboutTickets:
    """Pure: what is found is asked for and comes as an event."""

    def __init__(self, town: Town, rooms: Rooms) -> None:
        self._town = town
        self._rooms = rooms
        self._mine = Mine(town)

    def found(self, state: State, found: FoundMine | FoundTicket | FoundJudged) -> Turn:
        """Draw the list, or one of it; or do what was wished with the one that is meant."""
        if isinstance(found, FoundJudged):
            return self._judged_in_words(state, found)
        if isinstance(found, FoundMine):
            return state, (self._mine.list(found, state.turn),)
        if found.ticket is None:
            state = replace(state, dialog=MENU, about="", answers={})
            return state, (self._rooms.menu(state, phrase("no-such-ticket")),)
        state = replace(state, answers={"asked": "yes"} if is_asked(found.ticket) else {})
        return state, (self._mine.one(found, found.ticket, state.turn),)

    def judged(self, state: State, button: str) -> Turn:
        """By a button of the ticket's own screen."""
        if button == "return":  # as by the notice's button: it may be too late by now
            return state, (FindCase("nothelped", state.about, button=button),)
        return self._rooms.left(state), (Confirm(state.about, VERDICTS[button]),)

    def _judged_in_words(self, state: State, found: FoundJudged) -> Turn:
        """A verdict was written: with one ticket to mean it is as if its button were pressed."""
        if len(found.tickets) == 1:
            return self.touched(state, Touched(found.action, found.tickets[0]))
        hint = Hint(phrase("judge-which" if found.tickets else "judge-none"))
        state, effects = self._rooms.mine(state)
        return state, (hint, *effects)

    def touched(self, state: State, event: Touched | Acted) -> Turn:
        """A notice's button. Whether it can still be done is said before anything is asked."""
        if isinstance(event, Acted):  # what stands for no ticket
            if event.action == "quiet":
                return state, (Hush(wanted=True),)
            return state, (Hint(phrase("stale")), *self._rooms.show(state))
        ticket = event.ticket
        if ticket is None:
            return state, (Hint(phrase("no-such-ticket")), *self._rooms.show(state))
        if event.action == "view":
            return self._rooms.view(state, ticket.number)
        what = NOTICE_MOVES.get(event.action)
        if what is None:
            return state, (Hint(phrase("stale")), *self._rooms.show(state))
        if not may(ticket, what):
            text = impossible_and_possible(ticket, what, late=event.late, pressed=event.action)
            return state, (Hint(text), *self._rooms.show(state))
        if what is Move.RETURN and event.late:
            late = phrase("too-late", days=self._town.desk.return_days)
            return state, (Hint(late), *self._rooms.show(state))
        if what is Move.CONFIRM:
            return state, (Confirm(ticket.number, VERDICTS[event.action]),)
        form = "return" if what is Move.RETURN else "add"
        if (state.dialog, state.about) == (form, ticket.number):
            return state, (Hint(phrase("asked-already")),)
        return self._rooms.form(state, form, ticket.number)

    def wished(self, state: State, wish: Wish, number: str) -> Turn:
        """A few words that tell of no problem, outside any form; ``number`` of the ticket that
        they name, or ""."""
        match wish:
            case Wish.THANKS:
                return self._rooms.leave(state, phrase("you-are-welcome"))
            case Wish.FORGET:
                return self._rooms.leave(state, phrase("forget-how", contact=self._town.contact))
            case Wish.HELPED | Wish.IN_PART | Wish.NOT_HELPED:
                return state, (FindCase(wish, number) if number else FindJudged(wish),)
        hint = (Hint(phrase("withdraw-how")),) if wish is Wish.WITHDRAW else ()
        state, effects = self._rooms.view(state, number) if number else self._rooms.mine(state)
        return state, (*hint, *effects)

    def replied(self, state: State, event: Replied) -> Turn:
        """A reply to a message about a ticket goes to that ticket, whatever else is going on."""
        ticket, written = event.ticket, event.event
        if isinstance(written, Strange):
            hint = Hint(unexpected(written, phrase("write-text")))
            return state, (hint, *self._rooms.show(state))
        if not may(ticket, Move.ADD):
            text = impossible_and_possible(ticket, Move.ADD, late=event.late)
            return state, (Hint(text), *self._rooms.show(state))
        if state.about == ticket.number and state.dialog in self._rooms.forms:
            return self._rooms.forms[state.dialog].take(state, written)
        return self._rooms.form(state, "add", ticket.number, written)
