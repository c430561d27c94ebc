"""What is sent, before any messenger is chosen.

A :class:`Message` is plain text, buttons and files. It carries no markup, so nothing a person
wrote can be read as markup. How it is cut and laid out to fit a messenger is the business of
``bots/doors/layout.py``; how it is called there, of the doors.
"""

from enum import StrEnum

from msgspec import Struct

from .people import Peer


class FileKind(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"


class File(Struct, frozen=True):
    """A file as a messenger knows it.

    ``ref`` is what its own door needs to send it on or to fetch it: Telegram's ``file_id``,
    VK's ``photo{owner}_{id}_{key}``. ``url`` is set where the messenger gives a direct link.
    ``size`` is in bytes, 0 where the messenger does not say.
    """

    kind: FileKind
    door: str
    ref: str
    url: str = ""
    name: str = ""
    size: int = 0


class ButtonKind(StrEnum):
    PRESS = "press"
    PLACE = "place"
    """Asks the messenger for the person's location."""
    CONTACT = "contact"
    """Asks the messenger for the person's telephone number, where it can."""
    LINK = "link"

    @property
    def asks(self) -> bool:
        """Does the application send a place or a number by it?"""
        return self is ButtonKind.PLACE or self is ButtonKind.CONTACT


class Button(Struct, frozen=True):
    """``payload`` is at most 64 bytes (Telegram's limit, the narrowest)."""

    label: str
    payload: str = ""
    kind: ButtonKind = ButtonKind.PRESS
    url: str = ""


Row = tuple[Button, ...]


class Message(Struct, frozen=True):
    """One thing said to one chat.

    ``screen`` tells whose the buttons are: the conversation's (a question of a dialog, replaced
    by the next one), or this message's own (a card, a notice: pressed days later).
    ``closes`` says that a keyboard opened by the screen before may still stand and must go.
    ``lead`` is said before the text: with it, or, where the keyboard can only go with a message
    of its own, by that message.
    ``caption`` names the files where they travel apart from the text.
    ``numbered``: a typed number means the button of that number (in order, from 1, counting
    the PRESS buttons), so a client that shows no buttons is given the list with numbers.
    """

    text: str
    rows: tuple[Row, ...] = ()
    files: tuple[File, ...] = ()
    screen: bool = False
    closes: bool = False
    caption: str = ""
    reply_to: str | None = None
    numbered: bool = False
    lead: str = ""


class Client(Struct, frozen=True):
    """What a person's application shows: a keyboard under the chat, buttons under a message."""

    buttons: bool = True
    inline: bool = True


class Lane(StrEnum):
    """In which order a messenger's pace is shared out: the first first."""

    REPLY = "0-reply"
    NOTICE = "1-notice"
    BROADCAST = "2-broadcast"


class Card(StrEnum):
    """What a message has to do with its ticket's card in that chat.

    The card's own number is known only once it was delivered, so the courier finds it.
    """

    NEW = "new"
    """This is the card."""
    EDIT = "edit"
    """The card as it is now: the delivered one is changed; where there is none, it is sent."""
    UNDER = "under"
    """Belongs beneath the card: sent as a reply to it."""


class Thread(StrEnum):
    """What is done to a ticket's own thread in a chat, where the messenger has threads."""

    OPEN = "open"
    """Begin it; the message's text is its name."""
    CLOSE = "close"
    REOPEN = "reopen"


ITS_OWN = -1
"""In the thread of its ticket, where it has one; which that is, the courier finds."""


class Outgoing(Struct, frozen=True):
    """A message on its way: one row of the outbox, one call of a messenger.

    * ``edits``: the messenger's id of the message to change instead of sending a new one.
    * ``toast``: the token of a button's press to answer; ``message.text`` is what it says.
    * ``ticket``: the number of the ticket this message stands for; a reply to it is about it.
    * ``card``: see :class:`Card`.
    * ``slot``: a message not yet sent whose slot is the same is replaced, not followed.
    * ``thread``: in which thread of the chat it goes: the messenger's number of it, 0 for none, or
      :data:`ITS_OWN`. ``threading``: it is no message, see :class:`Thread`.
    * ``private``, ``client``, ``language``: for whom it is laid out.
    """

    peer: Peer
    message: Message
    lane: Lane = Lane.REPLY
    edits: str | None = None
    toast: str | None = None
    ticket: str | None = None
    card: Card | None = None
    slot: str | None = None
    private: bool = True
    client: Client = Client()
    language: str = "ru"
    thread: int = 0
    threading: Thread | None = None

    @property
    def is_silent(self) -> bool:
        """Does it only tidy up after a press? It stops the button, or takes away buttons that lead
        nowhere any more, and says nothing."""
        message = self.message
        if message.text:
            return False
        bare = self.edits is not None and self.card is None and not (message.rows or message.files)
        return bare or self.toast is not None
