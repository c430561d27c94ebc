"""«Мои обращения»: the list, and one ticket as its resident sees it.

What agencies say among themselves is not shown; what they did with the ticket is.
"""

from collections.abc import Mapping, Sequence

from core.actors import Party
from core.templates import with_name
from core.tickets import Move, State, Ticket, TicketEvent, Verdict, may, possible, stamp_of
from core.timing.looks import WHOLE
from core.town import Town
from dialogs.effects import Option, Phrase, Show, Stamp, Until, phrase
from dialogs.events import FoundMine, FoundTicket
from dialogs.ticket.verdicts import told_outcome, worded
from dialogs.ticket.whereabouts import where_is

HISTORY_SHOWN = 8
"""Lines. The whole history of a long story would not fit a screen."""

TEXT_SHOWN, LINE_SHOWN = 600, 300
"""Characters of the complaint, and of what was said in a line of its history."""

MENU_BUTTON = Option("menu", phrase("way-menu"))

NOTICE_MOVES: Mapping[str, Move] = {
    "helped": Move.CONFIRM,
    "inpart": Move.CONFIRM,
    "nothelped": Move.RETURN,
    "reply": Move.ADD,
}

VERDICTS: Mapping[str, Verdict] = {
    "helped": Verdict.SATISFIED,
    "inpart": Verdict.NEUTRAL,
}
"""What the buttons under a notice do."""

WAYS = (
    (State.ANSWERED, "helped"),
    (State.ANSWERED, "inpart"),
    (State.ANSWERED, "return"),
    (State.CLOSED, "return"),
)
"""(state, button): what the resident may say to an answer."""


INNER = frozenset(
    {
        Move.ASSIGN,
        Move.EXTEND,
        Move.NOTE,
        Move.RECALL,
        Move.RECLASSIFY,
        Move.REFUSE,
        Move.REMIND,
        Move.ESCALATE,
        Move.REWORK,
        Move.SUBMIT,
        Move.UNDO,
    }
)
"""What agencies do among themselves."""


RESIDENTS_WAYS = frozenset({Move.INFORM, Move.ADD, Move.CONFIRM, Move.RETURN, Move.WITHDRAW})
JUDGED = frozenset({Move.CONFIRM, Move.RETURN})


class Mine:
    """Draws a resident's tickets. Pure."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def list(self, found: FoundMine, turn: int) -> Show:
        items = tuple(Option(ticket.number, self._button(ticket)) for ticket in found.tickets)
        older = (Option("older", phrase("my-older")),) if found.page + 1 < found.pages else ()
        newer = (Option("newer", phrase("my-newer")),) if found.page else ()
        lines = tuple(self._line(ticket) for ticket in found.tickets)
        key = "my" if items else "my-none"
        text = phrase(key, page=found.page + 1, pages=found.pages, lines=lines)
        return Show(text, (*items, *newer, *older, MENU_BUTTON), turn)

    def one(self, found: FoundTicket, ticket: Ticket, turn: int) -> Show:
        leads, unjudged = found.main or ticket, ticket.verdict is None
        outcome = str(leads.outcome or "") if leads.answers else ""
        options = [
            Option(code, phrase(f"ticket-{worded(code, outcome)}"))
            for at, code in WAYS
            if leads.state is at
            and not (found.late and code == "return")
            and (leads == ticket or unjudged or code == "return")
        ]
        if may(ticket, Move.ADD):
            options.append(Option("add", phrase("ticket-add")))
        if found.way:
            options.append(Option(found.way, phrase(f"menu-{found.way}")))
        if ticket.state.is_open or (ticket.state is State.DUPLICATE and leads.state.is_open):
            options.append(Option("withdraw", phrase("ticket-withdraw")))
        buttons = (*options, Option("my", phrase("ticket-back")), MENU_BUTTON)
        return Show(self._story(ticket, found), buttons, turn, about=ticket.number)

    def _button(self, ticket: Ticket) -> Phrase:
        return phrase("my-item", number=ticket.number, state=phrase(f"state-{_state_of(ticket)}"))

    def _line(self, ticket: Ticket) -> Phrase:
        return phrase(
            "my-line",
            number=ticket.number,
            topic=self._topic(ticket),
            place=where_is(self._town, ticket.place, ticket.municipality),
        )

    def _story(self, ticket: Ticket, found: FoundTicket) -> Phrase:
        history, leads = without_undone(found.history), found.main or ticket
        state = phrase(f"state-{leads.state}")
        lines = [line for event in history if (line := history_line(event)) is not None]
        return phrase(
            "ticket",
            number=ticket.number,
            topic=self._topic(ticket),
            text=_shortened(ticket.text, TEXT_SHOWN),
            place=where_is(self._town, ticket.place, ticket.municipality),
            agency=self._town.who_answers(leads.agency),
            state=phrase("state-with-another", state=state) if found.main else state,
            term=self._term(leads, overdue=found.overdue),
            deadline=Until(leads.deadline, leads.changed_at),
            history=tuple(lines[-HISTORY_SHOWN:]),
        )

    def _term(self, ticket: Ticket, *, overdue: bool) -> str:
        """How the deadline is told: ahead, over, over and told to whom; while the resident is
        asked, the clock stands."""
        if not ticket.state.is_open or is_asked(ticket):
            return "none"
        if not overdue:
            return "ahead"
        if ticket.escalated < WHOLE:  # in their hours they will be reminded
            return "over"
        return "ours" if ticket.agency == self._town.coordinators.code else "both"

    def _topic(self, ticket: Ticket) -> str:
        return self._town.topic_named(ticket.topic)


def _state_of(ticket: Ticket) -> State:
    """Who was helped by the answer to what theirs was merged into is done with it."""
    helped = ticket.verdict in (Verdict.SATISFIED, Verdict.NEUTRAL)
    return State.CLOSED if ticket.state is State.DUPLICATE and helped else ticket.state


def is_asked(ticket: Ticket) -> bool:
    """Does the agency wait for what this resident says?"""
    return ticket.state is State.NEED_INFO


def without_undone(history: Sequence[TicketEvent]) -> list[TicketEvent]:
    """What was taken back before the resident was told is never told. (Undoings that are older than
    their stamps hide nothing.)"""
    undone = {(one.detail("move"), one.detail("stamp")) for one in history if one.move is Move.UNDO}
    return [one for one in history if (one.move.value, stamp_of(one)) not in undone]


def history_line(event: TicketEvent, at_most: int = LINE_SHOWN) -> Phrase | None:
    """A line of the history, with so many characters of what was said; None for what is the
    agencies' own business."""
    if event.move in INNER:
        return None
    text = event.text if event.by.party is not Party.SYSTEM and event.move is not Move.FILE else ""
    short = _shortened(with_name(text, ""), at_most)
    outcome = told_outcome(event.detail("outcome"))
    verdict = event.detail("verdict")
    return phrase(
        f"history-{event.move}", at=Stamp(event.at), text=short, outcome=outcome, verdict=verdict
    )


def impossible_and_possible(ticket: Ticket, what: Move, *, late: bool, pressed: str = "") -> Phrase:
    """Say to the resident that this cannot be done now, and what can; of a button pressed again,
    that it was taken the first time. A duplicate that was parted since keeps what was said of it,
    and is worked on."""
    said = VERDICTS.get(pressed)
    if said is not None and said is ticket.verdict and ticket.state is State.CLOSED:
        return phrase("marked-already", ticket=ticket.number)
    return phrase(
        "and-possible", why=impossible_now(ticket, what), ways=ways(ticket, what, late=late)
    )


def ways(ticket: Ticket, without: Move, *, late: bool) -> tuple[Phrase, ...]:
    """What the resident can do with their ticket now, a line each; ``without`` what was refused.

    Of a duplicate that has no answer yet neither verdict is taken. ``late``: it is too late to
    return it.
    """
    refused = {without, *(JUDGED if ticket.state is State.DUPLICATE else ())}
    if late:
        refused.add(Move.RETURN)
    if may(ticket, Move.INFORM):
        refused.add(Move.ADD)  # it is the answer to the question
    if not ticket.state.is_open:
        refused.add(Move.WITHDRAW)  # no button of theirs does it
    known = [way for way in possible(ticket) if way in RESIDENTS_WAYS and way not in refused]
    lines = [phrase(f"mine-can-{way}") for way in known]
    waiting = ticket.state.is_open or ticket.state is State.DUPLICATE
    if waiting and not may(ticket, Move.INFORM):
        lines.append(phrase("mine-can-wait"))
    if not waiting:
        lines.append(phrase("mine-can-file"))
    return tuple(lines)


def impossible_now(ticket: Ticket, what: Move) -> Phrase:
    """Say to the resident that this cannot be done now. What was parted from another ticket is not
    judged by the buttons under that one's answer."""
    if what is Move.ADD:
        return phrase("closed-already", ticket=ticket.number)
    if what in JUDGED and ticket.state.is_open and not ticket.answers:
        return phrase("no-answer-of-its-own", ticket=ticket.number)
    state = phrase(f"state-{ticket.state}")
    return phrase("impossible-now", ticket=ticket.number, state=state, move=str(what))


def _shortened(text: str, at_most: int) -> str:
    return text if len(text) <= at_most else f"{text[:at_most].rstrip()}…"
