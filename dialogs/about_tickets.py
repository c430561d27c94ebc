"""What a resident says to a ticket of theirs: by a button of a notice, or in a reply.

* A button of a notice («Помогло») works for as long as the ticket's state allows it.
* A reply to a message about a ticket goes to that ticket, whatever else is going on. Where nothing
  can be added to it any more, what was written is kept for a new complaint.
"""

from msgspec.structs import replace

from core.tickets import Move, may
from core.town import Town

from .effects import Answers, Confirm, FindCase, FindJudged, Hint, Hush, phrase
from .engine import MENU, State, Turn
from .events import (
    Acted,
    FoundJudged,
    FoundMine,
    FoundTicket,
    Replied,
    Said,
    Sent,
    Strange,
    Touched,
)
from .mine import NOTICE_MOVES, VERDICTS, Mine, impossible_and_possible, is_asked
from .rooms import Rooms
from .steps import PHOTOS_AT_MOST, Took, gather, unexpected
from .wishes import Wish, not_helped, wish_of


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
        form = self._rooms.forms.get(state.dialog) if state.about == ticket.number else None
        if form is not None and (form.name == "return" or may(ticket, Move.ADD)):
            return form.take(state, written)
        if (judged := self._judged_in_reply(state, event, written)) is not None:
            return judged
        if not may(ticket, Move.ADD):
            return self._not_added(state, event, written)
        return self._rooms.form(state, "add", ticket.number, written)

    def _judged_in_reply(self, state: State, event: Replied, written: Said | Sent) -> Turn | None:
        """«Помогло», or «не помогло» with or without the reason, in reply to what tells of the
        ticket; None: something else is said, or it cannot be judged so."""
        ticket, wished = event.ticket, wish_of(written.text)
        if wished and wished[0] in VERDICTS and may(ticket, Move.CONFIRM):
            return self.touched(state, Touched(wished[0], ticket, late=event.late))
        reason = not_helped(written.text)
        if reason is None or event.late or not may(ticket, Move.RETURN):
            return None
        said = replace(written, text=reason) if reason or isinstance(written, Sent) else None
        return self._rooms.form(state, "return", ticket.number, said)

    def _not_added(self, state: State, event: Replied, written: Said | Sent) -> Turn:
        """Nothing can be added to it any more: what was written is kept for a new complaint."""
        if wish_of(written.text) == (Wish.THANKS, ""):
            return state, (Hint(phrase("you-are-welcome")), *self._rooms.show(state))
        text = impossible_and_possible(event.ticket, Move.ADD, late=event.late)
        told = _story(written)
        if not told:
            return state, (Hint(text), *self._rooms.show(state))
        return self._rooms.set_aside(state, told, text)


def _story(written: Said | Sent) -> Answers:
    """What was written, as the beginning of a complaint."""
    text = written.text.strip()
    told: Answers = {"what": text} if len(text) >= 3 and any(map(str.isalpha, text)) else {}
    if isinstance(written, Said):
        return told
    photos = gather(written.files, None, PHOTOS_AT_MOST)
    return {**told, "photos": photos.answer} if isinstance(photos, Took) else told
