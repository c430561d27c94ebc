"""Words that may be of a ticket, or begin a complaint: their writer says which, by one press.

What is written meanwhile belongs to them. Nothing is sent before it is said where it goes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from core.numbers import find_number
from core.places import Place, written_point
from core.tickets import Ticket
from core.town import Town
from dialogs.effects import Answer, Hint, phrase
from dialogs.events import Event, Said, Sent
from dialogs.state import State, Turn
from dialogs.steps import PHOTOS_AT_MOST, unexpected
from dialogs.taking import STORY_AT_MOST, Took, gather

from .forms import ADD, is_question
from .naming import told_apart
from .rooms import Rooms
from .which import ANSWERED, DRAFT, NAMED, PLACE, SINCE, WAYS, WHICH, which

WAYS_AT_MOST = 5
"""Buttons of a question: more are read by nobody."""


class Belonging:
    """Pure. ``ways``: what may be done with the words, «add.26-000001», «return.26-000001»."""

    def __init__(self, town: Town, rooms: Rooms) -> None:
        self._town = town
        self._rooms = rooms

    def ask(
        self,
        state: State,
        written: Said | Sent,
        ways: Iterable[str],
        answered: str = "",
        *,
        now: datetime | None = None,
        tickets: Sequence[Ticket] = (),
        place: Place | None = None,
    ) -> Turn:
        """``answered``: the number of the one ticket whose answer the words are about. ``now``: the
        time. In the middle of a complaint the words may be of that. ``tickets``: those that the
        ways lead to, told apart by what they are about. ``place``: came without words."""
        left = self._rooms.left(state)
        answers: dict[str, Answer] = {WAYS: " ".join(in_order(list(ways)[:WAYS_AT_MOST]))}
        answers |= {NAMED: told_apart(self._town, tickets)} if len(tickets) > 1 else {}
        answers |= {PLACE: place} if place else {}
        answers |= {SINCE: now.isoformat()} if now else {}
        answers |= {DRAFT: "yes"} if state.dialog == self._rooms.complaint else {}
        answers |= {ANSWERED: answered} if answered else {}
        if not answered and state.dialog == ADD.name:
            answers |= {key: text for key, text in state.answers.items() if is_question(key)}
        return self._more(replace(left, dialog=WHICH, answers=answers), written)

    def take(self, state: State, event: Event) -> Turn:
        """Anything but a press that is on the screen."""
        if isinstance(event, Said | Sent):
            return self._more(replace(state, turn=state.turn + 1), event)
        return state, (Hint(unexpected(event, phrase("choose-one"))), which(state))

    def written(self, state: State) -> Said | Sent:
        """All that was written, as one message."""
        words, files = str(state.answers.get("words") or ""), state.answers.get("files")
        if isinstance(place := state.answers.get(PLACE), Place) and place.point is not None:
            words = f"{words}\n{written_point(*place.point)}".strip()
        return Sent(files, words) if isinstance(files, tuple) else Said(words)

    def _more(self, state: State, written: Said | Sent) -> Turn:
        words = str(state.answers.get("words") or "")
        words = f"{words}\n{written.text.strip()}".strip()
        if len(words) > STORY_AT_MOST:
            why = phrase("too-long", length=len(words), limit=STORY_AT_MOST)
            return state, (Hint(why), which(state))
        answers = {**state.answers, "words": words}
        if isinstance(written, Sent):
            took = gather(written.files, answers.get("files"), PHOTOS_AT_MOST)
            if not isinstance(took, Took):
                return state, (Hint(took.why), which(state))
            answers["files"] = took.answer
        here = replace(state, answers=answers)
        return here, (which(here),)


def in_order(ways: Sequence[str]) -> list[str]:
    """Those of one kind in the order in which the tickets were filed: so «вторая» is the second
    button, and the second that was told."""
    kinds = [way.partition(".")[0] for way in ways]
    return sorted(
        ways, key=lambda way: (kinds.index(way.partition(".")[0]), find_number(way) or "")
    )
