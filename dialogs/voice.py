"""What a turn says: screens, hints and the answer to a press, as messages on their way.

Rules
-----
* A button pressed is always answered, with a word or silently.
* The first thing shown after a press takes the place of the screen that was pressed, where the
  messenger can do that; everything else is a new message.
* A hint stands before the screen that follows it; alone it is a message of its own, and after a
  press a toast, if that shows it whole.
"""

from datetime import tzinfo
from hashlib import blake2s

from msgspec.structs import replace

from core.messages import Lane, Message, Outgoing
from core.work import UnitOfWork

from .conversation import Conversation
from .effects import Label, Say, Show
from .events import Arrival
from .office import Office
from .screens import asks

TOAST_AT_MOST = 90
"""Characters, the narrowest messenger's (VK): a longer hint is said in a message, for a toast
would be cut."""


class Voice:
    """Speaks for one turn. ``talk`` is the conversation as the turn has it by now."""

    def __init__(self, office: Office, unit: UnitOfWork, arrival: Arrival) -> None:
        self._office = office
        self._say = office.catalogue.say
        self._unit = unit
        self._arrival = arrival
        self.talk = Conversation(arrival.speaker)
        self.turn = 0
        """The conversation's, as it was before this one."""
        self.zone: tzinfo = office.town.zone
        """The reader's: of an agency's chat, the agency's."""
        self._edits = arrival.message if arrival.press else None
        self._hints: list[str] = []

    def words(self, text: Label) -> str:
        """A text in the reader's language and zone."""
        return self._say(self.talk.language, text, self.zone)

    def hint(self, text: Label) -> None:
        """Nothing is said twice in one breath: what one press or command asks for in two ways may
        be refused in both."""
        words = self.words(text)
        if words not in self._hints:
            self._hints.append(words)

    def stay_below(self) -> None:
        """What was pressed is no screen that stands: nothing takes its place."""
        self._edits = None

    def show(self, show: Show) -> None:
        arrival = self._arrival
        language, screens = self.talk.language, self._office.screens
        rows = screens.arrange(show.options, language, self.zone, show.turn, arrival.speaker)
        message = Message(self.words(show.text), rows, screen=arrival.private, numbered=show.closed)
        slot = None if show.lasting else f"screen/{arrival.speaker.person}/{show.turn}"
        self._put(message, about=show.about, slot=slot)
        if arrival.private and asks(show.options):
            self.talk = replace(self.talk, keyboard=True)

    def say(self, said: Say) -> None:
        rows = self._office.cards.acts(said.acts, said.about)
        self._put(Message(self.words(said.text), rows), about=said.about)

    def say_hints(self) -> None:
        """Say what was hinted and stands before no screen."""
        if self._hints and not self._arrival.press:
            text, self._hints = "\n\n".join(self._hints), []
            self._put(Message(text), slot=self._slot_of(text))

    def answer_press(self) -> None:
        """Answer the press itself, so that the button stops waiting."""
        if self._arrival.press is None:
            return
        if self._hints and not self._fits_toast():
            text, self._hints = "\n\n".join(self._hints), []
            self._put(Message(text))
        text = "\n".join(self._hints)
        self._unit.send(
            Outgoing(self._arrival.speaker.peer, Message(text), toast=self._arrival.press)
        )

    def _put(self, message: Message, *, about: str = "", slot: str | None = None) -> None:
        """Put a message on its way, after what is still to be hinted."""
        if self._hints and not (self._arrival.press and self._fits_toast()):
            message = replace(message, lead="\n\n".join(self._hints))
            self._hints = []
        if self.talk.keyboard and (message.screen or self._has_moved()):
            message = replace(message, closes=True)
            self.talk = replace(self.talk, keyboard=False)
        self._unit.send(
            Outgoing(
                self._arrival.speaker.peer,
                message,
                Lane.REPLY,
                edits=self._edits,
                ticket=about or None,
                slot=slot,
                private=self._arrival.private,
                client=self._arrival.client,
                language=self.talk.language,
                thread=self._arrival.thread,
            )
        )
        self._edits = None

    def _has_moved(self) -> bool:
        """Has the conversation left the screen it was on? A hint alone leaves its keyboard be."""
        return self.talk.state.turn != self.turn

    def _slot_of(self, text: str) -> str:
        """Who said ten things one after another is told once that they were added: a hint that is
        still waiting is not followed by its like."""
        digest = blake2s(text.encode(), digest_size=8).hexdigest()
        return f"hint/{self._arrival.speaker.person}/{digest}"

    def _fits_toast(self) -> bool:
        return sum(map(len, self._hints)) <= TOAST_AT_MOST
