"""How something begun from a card begins: by a button, by a command, or by a reply."""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from core.tickets import UNDONE, Move, Ticket
from core.town import Town
from core.words.dates import is_amount, meant_as_day, read_day
from core.words.quoting import in_line
from dialogs.effects import Answer, Approve, Effect, Hint, Phrase, Reveal, Say, Take, Undo, phrase
from dialogs.engine import Dialog
from dialogs.events import Case, Pressed, Said, Touched
from dialogs.state import State, Turn
from dialogs.ticket.ways import ACTIONS, more, refusal, ways

from .colleagues import Colleagues
from .forms import ASKED, known
from .twice import done_already

KEPT_BEHIND: Mapping[str, str] = {"day": "words", "hours": "reason"}
"""Questions that come before the words, and where these are kept."""

WORDS_SHOWN = 60
"""Characters of words that are said to be kept."""

FORMS: Mapping[str, str] = {"revise": "answer"}
"""Actions that open another one's form."""


class Beginning:
    """Turns what was asked for on a card into a form, or into what is done at once. Pure."""

    def __init__(self, town: Town, forms: Mapping[str, Dialog]) -> None:
        self._town = town
        self._forms = forms
        self._colleagues = Colleagues()

    def touched(self, state: State, event: Touched, agency: str) -> Turn:
        """A card's button, or a command about a ticket. ``state`` is let go where a form begins."""
        action, _, which = event.action.partition(".")
        ticket = event.ticket
        if ticket is None:
            return state, (Hint(phrase("no-such-ticket")),)
        if action == "undo":
            return state, (self._undo(ticket, which),)
        case = event.case or Case(ticket.changed_at)
        no = refusal(
            self._town, ticket, agency, ACTIONS.get(action), supervisor=case.supervisor
        ) or self._too_often(ticket, action, case)
        if no is not None:
            ours = agency in (ticket.agency, self._town.coordinators.code)
            return state, (Hint((ours and done_already(ticket, action, case)) or no),)
        match action:
            case "take":
                return state, (Take(ticket.number),)
            case "contact":
                no_contact = Hint(phrase("no-contact", ticket=ticket.number))
                return state, (Reveal(ticket.number) if ticket.contact else no_contact,)
            case "approve":
                return state, (Approve(ticket.number, which),)
            case "revise" if case.said and case.said.move is not Move.SUBMIT:
                who = case.said.by.name
                return state, (Hint(phrase("revise-answered", ticket=ticket.number, who=who)),)
            case "more":
                rows = more(self._town, ticket, agency)
                text = phrase("more", ticket=ticket.number)
                return state, (Say(text, about=ticket.number, acts=rows),)
            case "assign":
                return self._colleagues.open(
                    state, ticket.number, case.now.isoformat(), event.words.strip()
                )
        return self._form(state, action, ticket, case, event.words)

    def _form(self, state: State, action: str, ticket: Ticket, case: Case, words: str) -> Turn:
        form = self._forms[FORMS.get(action, action)]
        if (state.dialog, state.about) == (form.name, ticket.number) and not words:
            waits = state.at in ASKED
            return state, (
                (Hint(phrase("asked-already")),)
                if waits
                else (Hint(phrase("already")), form.show(state))
            )
        idle = replace(State(), turn=state.turn + 1)
        facts = known(self._town, ticket, case)
        if action in ("correct", "revise") and case.said is not None:
            again = facts | {"words": case.said.text}
            state, effects = self._again(form, idle, again, ticket, words)
            several = action == "correct" and ticket.answers > 1
            latest = (Hint(phrase("correct-latest", ticket=ticket.number)),) if several else ()
            return state, (*latest, *effects)
        begun, effects = form.begin(idle, facts, about=ticket.number, seen=ticket.answers)
        return self._with(form, begun, effects, words, str(facts["today"]))

    def _again(
        self, form: Dialog, idle: State, facts: dict[str, Answer], ticket: Ticket, words: str
    ) -> Turn:
        """What was said stands there, to be said anew."""
        answers = {key: value for key, value in facts.items() if value}
        begun, _ = form.begin(idle, answers, about=ticket.number, seen=ticket.answers)
        begun, effects = form.take(begun, Pressed(":edit.words", begun.turn))
        return self._with(form, begun, effects, words, "")

    def _with(
        self, form: Dialog, state: State, effects: tuple[Effect, ...], words: str, today: str
    ) -> Turn:
        """What was typed after the command, as if it had been answered."""
        if not words.strip():
            return state, effects
        first, *rest = self._parts(state, words.strip(), today)
        state, effects = form.take(state, Said(first))
        if rest and state.at in KEPT_BEHIND:
            return self._kept(state, effects, rest[0])
        for said in rest:
            state, effects = form.take(state, Said(said))
        return state, effects

    def _kept(self, state: State, effects: tuple[Effect, ...], words: str) -> Turn:
        """What was typed before the words cannot be, and is asked for: the words wait for it."""
        held = {**state.answers, KEPT_BEHIND[state.at or ""]: words}
        shown = in_line(words[:WORDS_SHOWN])
        return replace(state, answers=held), (Hint(phrase("words-kept", words=shown)), *effects)

    def _parts(self, state: State, words: str, today: str) -> tuple[str, ...]:
        """«15.12 заменим опору»: a day and what is done by it."""
        parts = words.split()
        if state.dialog == "extend":
            return tuple(part for part in (parts[0], " ".join(parts[1:])) if part)
        if state.dialog != "promise":
            return (words,)
        longest = 0 if is_amount(words) else min(5, len(parts))
        for count in range(longest, 0, -1):
            day = " ".join(parts[:count])
            if read_day(day, date.fromisoformat(today), lambda ahead: date.max):
                return tuple(part for part in (day, " ".join(parts[count:])) if part)
        day = meant_as_day(words)
        return (day or words, words[len(day) :].strip()) if day != words else (words,)

    def _undo(self, ticket: Ticket, which: str) -> Effect:
        known_moves = {move.value: move for move in UNDONE}
        what, _, stamp = which.partition(".")
        if what and what not in known_moves:
            return Hint(phrase("stale"))
        return Undo(ticket.number, known_moves.get(what), stamp)

    def _too_often(self, ticket: Ticket, action: str, case: Case) -> Phrase | None:
        """A date that was moved as often as it may be is not asked for once more."""
        limit = self._town.desk.extensions
        if action != "promise" or case.supervisor or ticket.promised is None:
            return None
        if ticket.extensions < limit:
            return None
        return too_often(ticket, limit)


def too_often(ticket: Ticket, limit: int) -> Phrase:
    why = phrase("too-often", ticket=ticket.number, limit=limit)
    return phrase("and-possible", why=why, ways=ways(ticket, without=Move.PROMISE))
