"""A draft that was put aside or cancelled is taken up again by a button, as it was.

Whoever answers five cards in a row, and whoever pressed «Отмена» by mistake, writes nothing twice:
the last few drafts of a person in a chat are kept with their conversation.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from core.tickets import Ticket
from core.town import Town
from dialogs.effects import Answer, Answers, Effect, Hint, Say, phrase
from dialogs.engine import Dialog
from dialogs.events import Case
from dialogs.state import State, Turn
from dialogs.ticket.ways import ACTIONS, refusal

from .forms import FACTS, LETTERS, known
from .templates import PICK, draft_of

ACTION = "draft"
TAKE_UP = ((ACTION,),)
"""The row of buttons under what is said of a draft that was put aside."""

AT_MOST = 5
"""Drafts of different tickets."""

_FORM = "form"
"""Kept beside a draft's own answers: of which form they are."""


def kept(before: State, after: State, effects: tuple[Effect, ...]) -> State:
    """``after`` with the drafts that lie aside: that of ``before`` among them, if it was said of it
    that it may be taken up again; and not the one that stands open once more."""
    aside = dict(before.aside or {})
    if any(isinstance(one, Say) and one.acts == TAKE_UP for one in effects):
        aside = {**_without(_without(aside, after.about), before.about), **_laid(before)}
    elif (
        after.about and after.answers and _held(aside, after.about).items() <= after.answers.items()
    ):
        aside = _without(aside, after.about)
    oldest_first = list(dict.fromkeys(key.partition(" ")[0] for key in aside))
    for number in oldest_first[:-AT_MOST]:
        aside = _without(aside, number)
    now = aside or None
    return after if after.aside == now else replace(after, aside=now)


def taken_up(
    town: Town, forms: Mapping[str, Dialog], state: State, ticket: Ticket, case: Case, agency: str
) -> Turn:
    """The draft of this ticket that lies aside, open again with what is known of the ticket now."""
    laid = _held(dict(state.aside or {}), ticket.number)
    name = str((state.aside or {}).get(f"{ticket.number} {_FORM}") or "")
    if name not in forms or not laid:
        return state, (Hint(phrase("no-draft-aside", ticket=ticket.number)),)
    no = refusal(town, ticket, agency, ACTIONS[name], supervisor=case.supervisor)
    if no is not None:
        return state, (Hint(no),)
    answers = {**known(town, ticket, case), **laid}
    idle = State(turn=state.turn)
    return forms[name].begin(idle, answers, about=ticket.number, seen=ticket.answers)


def _laid(state: State) -> dict[str, Answer]:
    """The draft of a conversation, as it lies aside."""
    name, answers = state.dialog, dict(state.answers)
    if name == PICK:
        name, answers, _ = draft_of(state)
    if name not in LETTERS:
        return {}
    own = {key: one for key, one in answers.items() if key not in FACTS and key != "outcome"}
    return {f"{state.about} {key}": one for key, one in {**own, _FORM: name}.items()}


def _held(aside: Answers, number: str) -> dict[str, Answer]:
    """The answers of the draft of one ticket, without what they are of."""
    start = f"{number} "
    found = {key.removeprefix(start): one for key, one in aside.items() if key.startswith(start)}
    return {key: one for key, one in found.items() if key != _FORM}


def _without(aside: Answers, number: str) -> dict[str, Answer]:
    return {key: one for key, one in aside.items() if not key.startswith(f"{number} ")}
