"""What was said about a ticket since it was filed, for who reads its card for the first time.

The card is what was filed. Whoever gets it later, in another chat, would ask the resident again
what they were asked and answered already, and would not see the pictures they added. So below such
a card stands one message: questions, answers and what was added, with the files. A history tells
more, and shows no pictures.
"""

from collections.abc import Sequence

from core.messages import Message
from core.tickets import Move, Ticket, TicketEvent
from dialogs.effects import Phrase, phrase
from dialogs.office import Office

from .history import History

SAID = frozenset(
    {
        Move.ASK,
        Move.INFORM,
        Move.ADD,
        Move.PROMISE,
        Move.ANSWER,
        Move.APPROVE,
        Move.CORRECT,
        Move.RETURN,
        Move.APPEAL,
    }
)
"""What the resident and an agency said to each other; of a duplicate, whatever is given counts."""

SHOWN = 8
"""The latest of it: cut like this it is one message of any messenger, as a rule."""

CHARACTERS = 400
"""Of each; the whole of it stands where it was said."""

FILES_SHOWN = 10
"""The latest: as many as Telegram's album holds."""


class SoFar:
    """Draws it. Pure."""

    def __init__(self, office: Office) -> None:
        self._town = office.town
        self._catalogue = office.catalogue
        self._history = History(office.town)

    def message(self, ticket: Ticket, events: Sequence[TicketEvent], reader: str) -> Message | None:
        """What was said, as the agency ``reader`` sees it; None: nothing was."""
        said = [
            one
            for one in sorted(events, key=lambda one: one.at)
            if (one.move in SAID or one.number != ticket.number) and (one.text or one.files)
        ]
        if not said:
            return None
        zone, language = self._town.calendar(reader).zone, self._town.language
        text = phrase(
            "so-far",
            ticket=ticket.number,
            lines=tuple(line for one in said[-SHOWN:] for line in self._lines(one, ticket)),
            rest=max(0, len(said) - SHOWN),
        )
        files = tuple(file for one in said for file in one.files)[-FILES_SHOWN:]
        caption = phrase("so-far-files", ticket=ticket.number)
        return Message(
            self._catalogue.say(language, text, zone),
            files=files,
            caption=self._catalogue.say(language, caption, zone),
        )

    def _lines(self, event: TicketEvent, ticket: Ticket) -> tuple[Phrase, ...]:
        if event.number != ticket.number:
            return self._history.written(event, CHARACTERS)
        return self._history.lines(event, CHARACTERS)
