"""What is made of thanks, grades and yes under an answer that waits for its mark.

Thanks alone are no mark, and a ticket without one counts as unmarked: so it is asked for, by the
ticket's own screen. Of what is only promised or explained nothing is asked: who is polite would
close it.
"""

from collections.abc import Sequence

from core.tickets import State as Stage
from core.tickets import Ticket
from core.town import Town
from dialogs.effects import Hint, Phrase, phrase
from dialogs.events import FoundMeant, Touched
from dialogs.heard.content import is_glad, is_waiting, says_well
from dialogs.heard.praise import praises
from dialogs.heard.satisfied import is_satisfied, is_undecided
from dialogs.heard.wishes import Wish, not_helped, wish_of
from dialogs.state import MENU, State, Turn
from dialogs.ticket.verdicts import suits

from .naming import named_of, told_apart
from .rooms import Rooms
from .welcome import welcome


def thanked(
    rooms: Rooms, state: State, found: FoundMeant, waiting: Sequence[Ticket]
) -> Turn | Touched:
    """What is said to thanks; or the button that they are, where they are plainly yes to it."""
    asked = [one for one in waiting if asks_whether_helped(one)]
    of_another = bool(state.about) and state.about not in [one.number for one in asked]
    glad = is_glad(found.words) or is_satisfied(found.words)
    if len(asked) != 1 or of_another or not glad or is_waiting(found.words):
        if wish_of(found.words) is None and praises(found.words):
            return rooms.leave(state, phrase("praised"))
        awaited = bool(waiting) or (state.dialog == MENU and bool(state.about))
        return rooms.leave(state, welcome(found.words, awaited=awaited))
    if says_well(found.words):
        return Touched("helped", asked[0])
    return shown(rooms, state, asked, phrase("thanks-and-judge"))


def shown_to_judge(rooms: Rooms, state: State, tickets: Sequence[Ticket]) -> Turn:
    """Show what waits for its mark, and by which words it is set."""
    promised = all(suits(str(one.outcome or "")) for one in tickets)
    return shown(rooms, state, tickets, phrase("suits-how" if promised else "judge-how"))


def shown(rooms: Rooms, state: State, tickets: Sequence[Ticket], how: Phrase) -> Turn:
    """Show the one ticket, or the list, and say what to press."""
    one = len(tickets) == 1
    state, effects = rooms.view(state, tickets[0].number) if one else rooms.mine(state)
    return state, (Hint(how), *effects)


def asked_to_withdraw(town: Town, rooms: Rooms, state: State, ticket: Ticket) -> Turn:
    """Ask whether this one is to be withdrawn, and say what it is: it was found by words."""
    state, effects = rooms.form(state, "withdraw", ticket.number)
    named = named_of(told_apart(town, (ticket,)))[ticket.number]
    return state, (Hint(phrase("withdraw-item", ticket=ticket.number, named=named)), *effects)


def asked_again(rooms: Rooms, state: State, words: str, waiting: Sequence[Ticket]) -> Turn | None:
    """To who is content in other words, or cannot tell yet, the mark is asked for once more; None:
    something else is said."""
    if is_undecided(words):
        asked = [one for one in waiting if one.state is Stage.ANSWERED]
        return shown(rooms, state, asked, phrase("judge-later")) if asked else None
    if not is_satisfied(words) or not waiting:
        return None
    asked = [one for one in waiting if one.state is Stage.ANSWERED]
    if not asked:  # what is closed has its mark, or the time for it is over
        return rooms.leave(state, welcome(words, awaited=False))
    return shown_to_judge(rooms, state, asked)


def asks_whether_helped(ticket: Ticket) -> bool:
    """Does its answer stand under «Помогло?», and not under «Устраивает?»?"""
    return ticket.state is Stage.ANSWERED and not suits(str(ticket.outcome or ""))


def says_not_helped(text: str) -> bool:
    """Is it the button itself, in words, or does it begin with it?"""
    wish, number = wish_of(text) or (None, "")
    return not_helped(text) is not None or (wish is Wish.NOT_HELPED and not number)
