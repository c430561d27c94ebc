"""What of the moment tells how words are meant that are written outside any form."""

from datetime import datetime, timedelta

from core.messages import File
from core.town import Town
from dialogs.effects import Effect, Hint
from dialogs.enclosures import enclosure, noted
from dialogs.events import Event, FoundMeant, Said, Sent
from dialogs.heard.calling_off import is_called_off
from dialogs.heard.declining import is_over
from dialogs.heard.following import Following
from dialogs.heard.holding_on import is_holding_on
from dialogs.heard.taking_back import is_mistaken, is_taken_back
from dialogs.heard.wishes import Wish, wish_of
from dialogs.state import MENU, State

from .forms import ADD, ASKED
from .rooms import TICKET
from .spoken import ANSWERED_AT, LETTERS

SHADE = "\ufe0f"
"""Whether a sign is drawn as a picture: it is the same sign."""
OTHER = "other"
GOING_ALONG = timedelta(minutes=10)
"""How long what follows an answer goes along with it."""


def heard_by_ear(files: tuple[File, ...]) -> tuple[Effect, ...]:
    """A voice cannot be read: its sender is told who will hear it."""
    return (Hint(noted(files, files)),) if enclosure(files) == "voice" else ()


def group_shown(town: Town, text: str) -> str:
    """The group of topics whose picture stands in what has no word: «💡❌»; "": none does, or that
    of several."""
    if not text or any(map(str.isalnum, text)):
        return ""
    shown = [one.code for one in town.groups if one.emoji.rstrip(SHADE) in text]
    return shown[0] if len(shown) == 1 and shown[0] != OTHER else ""


def is_asked_here(state: State) -> bool:
    """Is a ticket looked at whose agency waits for what this resident says?"""
    return state.dialog == TICKET and bool(state.answers.get(ASKED))


def is_over_here(state: State, text: str) -> bool:
    """Is it needed no more? To an agency's question «уже горит» is the answer; «отмените, уже не
    надо» is an order."""
    if is_asked_here(state):
        return is_over(text) and is_called_off(text)
    return is_over(text) or is_taken_back(text) or is_mistaken(text)


def holds_open(state: State, event: Event) -> bool:
    """Does an agency wait for an answer, and is it only asked to wait on?"""
    asked = state.dialog in (ADD.name, TICKET) and bool(state.answers.get(ASKED))
    return asked and isinstance(event, Said) and not event.forwarded and is_holding_on(event.text)


def goes_along(state: State, found: FoundMeant) -> bool:
    """Was an agency's question answered some minutes ago, or the ticket filed or added to, and is
    it open still?"""
    if found.what != Following.GOES_ALONG or found.now is None:
        return False
    about = (one for one in found.tickets if one.number == state.about and one.state.is_open)
    ticket = next(about, None)
    if ticket is None:
        return False
    since = state.answer(ANSWERED_AT)
    at = datetime.fromisoformat(since) if since else ticket.changed_at
    return found.now - at <= GOING_ALONG


def is_of_filed(state: State, event: Said | Sent) -> bool:
    """Was a complaint filed just now, and is this a picture without a story? It was forgotten."""
    if not isinstance(event, Sent) or LETTERS.search(event.text):
        return False
    return state.dialog == MENU and bool(state.about) and "topic" not in state.answers


def wished_here(state: State, text: str) -> tuple[Wish, str] | None:
    """What is wished in place of a story. Where the agency waits for an answer, «понятно» may be
    one; what names a ticket is about that one."""
    wished = wish_of(text)
    return wished if wished and (wished[1] or not is_asked_here(state)) else None
