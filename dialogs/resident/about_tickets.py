"""What a resident says to a ticket of theirs: by a button of a notice, or in a reply.

* A button of a notice («Помогло») works for as long as the ticket's state allows it.
* A reply to a message about a ticket goes to that ticket, whatever else is going on. Where nothing
  can be added to it any more, what was written is kept for a new complaint.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from core.numbers import part_number
from core.tickets import Move, Ticket, may
from core.tickets import State as Answered
from core.told_over import told_over
from core.town import Town
from dialogs.effects import Answers, Confirm, Hint, Hush, Join, Submit, phrase
from dialogs.events import (
    Acted,
    Event,
    FoundJudged,
    FoundMeant,
    FoundMine,
    FoundTicket,
    Replied,
    Said,
    Sent,
    Strange,
    Touched,
)
from dialogs.heard.agreeing import SAID_YES
from dialogs.heard.calling_off import is_called_off
from dialogs.heard.content import says_well, waits_on
from dialogs.heard.following import Following, following, is_bare
from dialogs.heard.holding_on import is_holding_on
from dialogs.heard.wishes import ABOUT_US, MANY, Wish, not_helped, wish_of
from dialogs.lookups import FindCase, FindJudged, FindMeant
from dialogs.state import MENU, State, Turn
from dialogs.steps import unexpected
from dialogs.texts import fold

from .another import told_of_others
from .answering import answered, answered_in_general
from .belonging import Belonging
from .forms import ASKED
from .held_words import held_of, story_of, without_asked
from .marking import (
    asked_again,
    asked_to_withdraw,
    asks_whether_helped,
    says_not_helped,
    shown_to_judge,
    thanked,
)
from .mine import NOTICE_MOVES, VERDICTS, Mine, impossible_and_possible, is_asked
from .reactions import Reactions
from .rooms import DATA, JOINING, LANGUAGE, Rooms
from .spoken import SpokenOf
from .welcome import welcome
from .withdrawing import which_to_withdraw

_THROWN = re.compile(r"\?{2,}\W*\w|\?!|!\?")
"""A sign with more behind it: «и когда???» only asks."""


class AboutTickets:
    """Pure: what is found is asked for and comes as an event."""

    def __init__(self, town: Town, rooms: Rooms, spoken: SpokenOf) -> None:
        self._town = town
        self._rooms = rooms
        self._mine = Mine(town)
        self._spoken = spoken
        self.belonging = Belonging(town, rooms)
        self._reactions = Reactions(rooms, self.belonging)

    def found(self, state: State, found: FoundMine | FoundTicket | FoundJudged) -> Turn:
        """Draw the list, or one of it; or do what was wished with the one that is meant."""
        if isinstance(found, FoundJudged):
            return self._judged_in_words(state, found)
        if isinstance(found, FoundMine):
            return state, (self._mine.list(found, state.turn),)
        if found.ticket is None:
            state = replace(state, dialog=MENU, about="", answers={})
            return state, (self._rooms.menu(state, phrase("no-such-ticket")),)
        state = replace(state, answers=_viewed(found.ticket))
        return state, (self._mine.one(found, found.ticket, state.turn),)

    def judged(self, state: State, button: str) -> Turn:
        """By a button of the ticket's own screen, or of the one that says that it was filed."""
        if button in JOINING:
            return state, (FindCase(button, state.about, button=button),)
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

    def meant(self, state: State, found: FoundMeant) -> Turn | None:
        """Do what the words mean where that is sure, else ask which ticket they are of; None: they
        can be of none.

        A question shows the ticket. A verdict alone is of the one answer that waits for it; with a
        reason it returns that one if it says so in the button's own words, and is asked about
        otherwise. In the middle of a complaint nothing is asked."""
        waiting = [one for one in found.tickets if not one.state.is_open]
        under_way = [one for one in found.tickets if one.state.is_open]
        if found.what in (Following.WONDERS, Following.THANKS, Following.GRADES):
            return self._of_no_trouble(state, found, waiting, under_way)
        if found.what == Following.ASKS and not (waiting and _is_thrown(found.words)):
            if found.tickets and not under_way and waits_on(found.words):
                return self._rooms.leave(state, welcome(found.words, awaited=True))
            if len(found.tickets) == 1:
                return self._rooms.view(state, found.tickets[0].number)
            return self._rooms.mine(state) if found.tickets else None
        if found.what == Following.REGRETS:
            return self._reactions.regretted(state, found.tickets, Said(found.words))
        if found.what == Following.OVER:
            return self.over(state, waiting or under_way)
        if is_bare(found.words):
            if not waiting and found.what == Following.HELPED and fold(found.words) not in SAID_YES:
                return self.over(state, under_way)
            judged = FoundJudged(found.what, tuple(waiting))
            return self._judged_in_words(state, judged) if waiting else None
        said, sure = found.written(), says_not_helped(found.words)
        if sure and len(waiting) == 1:
            return self._judged(state, waiting[0], said, late=False)
        if state.dialog in self._rooms.forms:
            return None
        return self._reactions.of_words(self._town, state, found, waiting, under_way)

    def _of_no_trouble(
        self,
        state: State,
        found: FoundMeant,
        waiting: Sequence[Ticket],
        under_way: Sequence[Ticket],
    ) -> Turn | None:
        if found.what == Following.WONDERS:
            return answered_in_general(self._rooms, self._town, state, found)
        if found.what == Following.GRADES:
            again = asked_again(self._rooms, state, found.words, waiting)
            return again or (shown_to_judge(self._rooms, state, waiting) if waiting else None)
        over = not waiting and told_over(found.words)  # «спасибо, сбили»
        if found.what == Following.THANKS and over and under_way:
            return self.over(state, under_way)
        done = thanked(self._rooms, state, found, waiting)
        return self.touched(state, done) if isinstance(done, Touched) else done

    def asks_where(self, state: State, found: FoundMeant) -> Turn | None:
        """Ask which of them it is of; None: it can be of none."""
        waiting = [one for one in found.tickets if not one.state.is_open]
        under_way = [one for one in found.tickets if one.state.is_open]
        said = found.written()
        return self._reactions.asks(state, said, waiting, under_way, found.now, found.place)

    def over(self, state: State, tickets: Sequence[Ticket]) -> Turn | None:
        """It is needed no more: an open ticket is offered to be withdrawn, the one just spoken of
        before others; an answered one is shown, with what may be done with it."""
        if not tickets:
            return None
        is_open = tickets[0].state.is_open
        near = [one for one in tickets if len(tickets) == 1 or one.number == state.about]
        if is_open and near and may(near[0], Move.WITHDRAW):
            return asked_to_withdraw(self._town, self._rooms, state, near[0])
        if not is_open:
            return shown_to_judge(self._rooms, state, tickets)
        asked = which_to_withdraw(self._town, self._rooms.left(state), tickets)
        return asked, self._rooms.show(asked)

    def belongs(self, state: State, way: str) -> Turn:
        """What was written goes where its writer said: «add.26-000001»."""
        left = replace(state, dialog=MENU, answers={})
        return self._reactions.goes(left, way, self.belonging.written(state))

    def touched(self, state: State, event: Touched | Acted) -> Turn:
        """A notice's button. Whether it can still be done is said before anything is asked."""
        if isinstance(event, Acted):  # what stands for no ticket
            if event.action == "quiet":
                return state, (Hush(wanted=True),)
            return state, (Hint(phrase("stale")), *self._rooms.show(state))
        ticket = event.ticket
        if ticket is None:
            return state, (Hint(phrase("no-such-ticket")), *self._rooms.show(state))
        if event.words:
            return self._said_in_form(state, ticket, event)
        if event.action == "view":
            return self._rooms.view(state, ticket.number)
        if event.action in JOINING:
            return self._joining(state, ticket, event.action)
        what = NOTICE_MOVES.get(event.action)
        if what is None:
            return state, (Hint(phrase("stale")), *self._rooms.show(state))
        return self._noticed(state, ticket, what, event)

    def _noticed(self, state: State, ticket: Ticket, what: Move, event: Touched) -> Turn:
        if not may(ticket, what):
            text = impossible_and_possible(ticket, what, late=event.late, pressed=event.action)
            return state, (Hint(text), *self._rooms.show(state))
        if what is Move.RETURN and event.late:
            late = phrase("too-late", days=self._town.desk.return_days)
            return state, (Hint(late), *self._rooms.show(state))
        if what is Move.CONFIRM:
            return self._confirmed(state, ticket.number, event.action)
        form = "return" if what is Move.RETURN else "add"
        if (state.dialog, state.about) == (form, ticket.number):
            return state, (Hint(phrase("asked-already")),)
        if what is Move.RETURN:
            return self._returning(state, ticket.number)
        return self._rooms.form(state, form, ticket.number, answers=_asked(ticket))

    def _joining(self, state: State, ticket: Ticket, way: str) -> Turn:
        """It is what was reported before, or is not after all."""
        what = JOINING[way]
        if not may(ticket, what):
            text = impossible_and_possible(ticket, what, late=False)
            return state, (Hint(text), *self._rooms.show(state))
        left = replace(self._rooms.left(state), answers=told_of_others(state))
        return left, (Join(ticket.number, part=what is Move.PART),)

    def wished(self, state: State, wish: Wish, number: str, said: str = "") -> Turn:
        """A few words that tell of no problem, outside any form; ``number`` of the ticket that
        they name, or ""."""
        match wish:
            case Wish.THANKS:
                return state, (FindMeant(Following.THANKS, said.strip()),)
            case Wish.DATA:
                return self._rooms.to(state, DATA)
            case Wish.LANGUAGE:
                return self._rooms.to(state, LANGUAGE)
            case Wish.QUIET:  # what comes of their own tickets is no broadcast, and goes on
                state, effects = self._rooms.leave(state, phrase("quiet-still"))
                return state, (Hush(wanted=True), *effects)
            case Wish.LOUD:
                return state, (Hush(wanted=False),)
            case Wish.TIME:
                return state, (FindMeant(Following.ASKS, said.strip()),)  # its own deadline
            case _ if wish in ABOUT_US:
                return self._rooms.leave(state, answered(wish, self._town))
            case Wish.HELPED | Wish.IN_PART | Wish.NOT_HELPED:
                return state, (FindCase(wish, number) if number else FindJudged(wish),)
        of_one = not number and MANY.isdisjoint(fold(said).split())
        if wish is Wish.STATUS and of_one:
            return state, (FindMeant(Following.ASKS, said),)  # of the one there is
        if wish is Wish.WITHDRAW and said and not number:
            return state, (FindMeant(Following.OVER, said),)
        hint = (Hint(phrase("withdraw-how")),) if wish is Wish.WITHDRAW else ()
        state, effects = self._rooms.view(state, number) if number else self._rooms.mine(state)
        return state, (*hint, *effects)

    def replied(self, state: State, event: Replied) -> Turn:
        """A reply to a message about a ticket goes to that ticket, whatever else is going on."""
        ticket, written = event.ticket, event.event
        if isinstance(written, Strange):
            hint = Hint(unexpected(written, phrase("write-text")))
            return state, (hint, *self._rooms.show(state))
        if is_asked(ticket) and isinstance(written, Said) and is_holding_on(written.text):
            return state, (Hint(phrase("held-open")), *self._rooms.show(state))
        if (judged := self._judged(state, ticket, written, late=event.late)) is not None:
            return judged
        form = self._rooms.forms.get(state.dialog) if state.about == ticket.number else None
        if form is not None and (form.name == "return" or may(ticket, Move.ADD)):
            return form.take(state, written)
        if not event.late and (thrown := self._reactions.replied(state, ticket, written)):
            return thrown
        if not may(ticket, Move.ADD):
            return self._not_added(state, event, written)
        return self._rooms.form(state, "add", ticket.number, written, _asked(ticket))

    def asked_in_form(self, state: State, event: Event) -> FindCase | None:
        """What may be a verdict, said in a form about a ticket: the ticket tells whether it is."""
        if state.dialog not in ("add", "return") or not isinstance(event, Said) or event.forwarded:
            return None
        wished = wish_of(event.text)
        verdict = wished is not None or not_helped(event.text) is not None
        verdict = verdict or is_called_off(event.text)
        if not verdict and not (ASKED in state.answers and self._spoken.may_be_apart(event.text)):
            return None
        return FindCase(wished[0] if wished else Wish.NOT_HELPED, state.about, event.text)

    def _said_in_form(self, state: State, ticket: Ticket, event: Touched) -> Turn:
        said = Said(event.words)
        if (judged := self._judged(state, ticket, said, late=event.late)) is not None:
            return judged
        if ASKED in state.answers and (apart := self._apart(state, ticket, said)) is not None:
            return apart
        return self._rooms.forms[state.dialog].take(state, said)

    def _apart(self, state: State, ticket: Ticket, said: Said) -> Turn | None:
        """What is said where an answer is waited for, and is none: another trouble would be lost on
        the wrong agency, and count as the answer; None: it may be one."""
        wish, number = wish_of(said.text) or (None, "")
        if wish in ABOUT_US and wish:
            return state, (Hint(answered(wish, self._town)), *self._rooms.show(state))
        if wish is Wish.STATUS or following(said.text) is Following.ASKS:
            return self._rooms.view(state, number or ticket.number)
        if (
            is_called_off(said.text)
            and may(ticket, Move.WITHDRAW)
            and not held_of(state, ticket.number)
        ):
            return self._rooms.form(state, "withdraw", ticket.number)
        if self._spoken.is_of_another(ticket, said.text):
            return self.belonging.ask(state, said, [f"add.{ticket.number}"])
        return None

    def _judged(
        self, state: State, ticket: Ticket, written: Said | Sent, *, late: bool
    ) -> Turn | None:
        """«Помогло», or «не помогло» with or without the reason, said of a ticket; None: something
        else is said, or it cannot be judged so. Pictures under «помогло» are something else."""
        wished = wish_of(written.text) if isinstance(written, Said) else None
        wish, number = wished or (_bare(written, ticket), "")
        if wish and number not in ("", ticket.number):  # another one is named
            return self.wished(state, wish, number) if wish in NOTICE_MOVES else None
        if wish is Wish.WITHDRAW and may(ticket, Move.WITHDRAW):
            return self._rooms.form(state, "withdraw", ticket.number)
        returning = (state.dialog, state.about) == ("return", ticket.number)
        if wish is Wish.THANKS and returning:
            return state, (Hint(phrase("return-thanks")), *self._rooms.show(state))
        if wish is Wish.THANKS and says_well(written.text) and asks_whether_helped(ticket):
            wish = Wish.HELPED
        if wish is Wish.THANKS and not fold(written.text) and not is_asked(ticket):
            return state, (Hint(phrase("you-are-welcome")), *self._rooms.show(state))
        if wish in VERDICTS and wish and (returning or may(ticket, Move.CONFIRM)):
            return self.touched(state, Touched(wish, ticket, late=late))
        reason = "" if wish is Wish.NOT_HELPED else not_helped(written.text)
        if reason is None or returning or late or not may(ticket, Move.RETURN):
            return None
        if part_number(reason)[0] not in ("", ticket.number):
            return None
        said = replace(written, text=reason) if reason or isinstance(written, Sent) else None
        return self._returning(state, ticket.number, said)

    def _confirmed(self, state: State, number: str, action: str) -> Turn:
        """What stood in a form about the ticket is not thrown away: it is added first."""
        confirm = Confirm(number, VERDICTS[action])
        held = held_of(state, number)
        if not held and (state.about != number or state.dialog not in self._rooms.forms):
            return state, (confirm,)
        added = (Submit("add", held, number, state.seen, aside=True),) if held else ()
        return self._rooms.left(without_asked(state)), (*added, confirm)

    def _returning(self, state: State, number: str, said: Said | Sent | None = None) -> Turn:
        """Ask why. What was being added to the ticket comes along: it is part of the reason."""
        held = held_of(state, number)
        if words := held.get("words"):
            said = replace(said, text=f"{words}\n{said.text}") if said else Said(str(words))
        files = {key: held[key] for key in held if key == "files"}
        album = state.album if files else None
        here = without_asked(state) if held else state
        return self._rooms.form(here, "return", number, said, files, album)

    def _not_added(self, state: State, event: Replied, written: Said | Sent) -> Turn:
        """Nothing can be added to it any more: what was written is kept for a new complaint."""
        wished = wish_of(written.text) if isinstance(written, Said) else None
        if wished and wished[0] is Wish.THANKS:
            hint = Hint(welcome(written.text, awaited=False))
            return state, (hint, *self._rooms.show(state))
        text = impossible_and_possible(event.ticket, Move.ADD, late=event.late)
        told = story_of(written)
        if not told:
            return state, (Hint(text), *self._rooms.show(state))
        return self._rooms.set_aside(state, told, text)


def _asked(ticket: Ticket) -> Answers:
    """What the form for words keeps of it."""
    return {ASKED: "yes"} if is_asked(ticket) else {}


def _bare(written: Said | Sent, ticket: Ticket) -> Wish | None:
    """«Да», «нет» and «сделали», written under an answer, are its buttons."""
    waits = ticket.state is Answered.ANSWERED and isinstance(written, Said)
    if not waits or not is_bare(written.text):
        return None
    return Wish.HELPED if following(written.text) is Following.HELPED else Wish.NOT_HELPED


def _viewed(ticket: Ticket) -> Answers:
    """What is kept of a ticket that is looked at: whether its agency waits for words, and what it
    is about while words may be added."""
    kept = _asked(ticket)
    return {**kept, "topic": ticket.topic} if may(ticket, Move.ADD) else kept


def _is_thrown(text: str) -> bool:
    """«Какой песок??? я про пробку писал» is said against an answer more than asked."""
    return _THROWN.search(text) is not None
