"""What a person does, whatever the messenger.

The doors read these from raw updates; what a button carries is read by :mod:`dialogs.payloads`.
"""

from datetime import datetime
from typing import TypeAlias

from msgspec import Struct

from core.finding import Crowd, QueueLength
from core.messages import Client, File
from core.people import Speaker
from core.places import Place
from core.privacy import Kept
from core.reports.insights import Insight
from core.templates import Template
from core.tickets import Ticket, TicketEvent

from .effects import Phrase
from .lookups import Filters


class Opened(Struct, frozen=True):
    """Came in: /start, «Начать», a deep link with its payload."""

    payload: str = ""


class Said(Struct, frozen=True):
    """``reply_to`` is the messenger's id of the message replied to; ``without``: what came along
    and the messenger does not give (a video on VK). ``later``: on another day than what was said
    before it, in the middle of a complaint."""

    text: str
    reply_to: str | None = None
    forwarded: bool = False
    without: str = ""
    later: bool = False


class Commanded(Struct, frozen=True):
    """A slash command: ``name`` without the slash and the bot's name, lower case."""

    name: str
    argument: str = ""
    reply_to: str | None = None


class Sent(Struct, frozen=True):
    """Files, with what was written under them. One event a message: an album on Telegram
    is several of these with one ``album``; on VK one message holds up to ten files."""

    files: tuple[File, ...]
    text: str = ""
    album: str | None = None
    reply_to: str | None = None
    forwarded: bool = False
    without: str = ""
    later: bool = False


class Placed(Struct, frozen=True):
    """A location, in degrees (WGS 84). ``text`` is the title of a venue, if it has one."""

    latitude: float
    longitude: float
    text: str = ""


class Shared(Struct, frozen=True):
    """A contact. ``own`` tells the person's own number from somebody else's card."""

    phone: str
    own: bool


class Pressed(Struct, frozen=True):
    """A button of a screen. ``turn`` is of the screen that carried it; -1: none of ours."""

    button: str
    turn: int
    owner: int | None = None


class Acted(Struct, frozen=True):
    """A button of a card or a notice of the ticket with this number."""

    action: str
    ticket: str


class Edited(Struct, frozen=True):
    """Changed a message already sent: ``message`` is its id, where it matters which it was.
    ``old``: what is to be said where its words have gone."""

    text: str
    reply_to: str | None = None
    message: str = ""
    old: Phrase | None = None


class Strange(Struct, frozen=True):
    """Something that no step reads: ``what`` is sticker, voice, video, poll, …"""

    what: str
    reply_to: str | None = None


class Left(Struct, frozen=True):
    """Blocked the bot, or took it out of the group."""


class Returned(Struct, frozen=True):
    """Let the bot write again."""


class Joined(Struct, frozen=True):
    """The bot was added to a group. ``deaf``: it hears nothing there until it administers it."""

    deaf: bool = False


class Parted(Struct, frozen=True):
    """The speaker is in the group no more: left it, or was taken out."""


class Came(Struct, frozen=True):
    """These people came into the group, or came back: their numbers."""

    people: tuple[int, ...]


class ChatMoved(Struct, frozen=True):
    """The group got a new number (Telegram turns groups into supergroups)."""

    chat: int


class Case(Struct, frozen=True):
    """What an operator's side has to know before something is done to a ticket.

    * ``supervisor``: whether the person may approve its answers and give it more time.
    * ``busy``: the colleague who is on it, "" if nobody else is, and ``since`` when; ``writing``:
      a draft of theirs stands; ``answered``: it was their answer that went last; ``waits``: it
      waits for approval. ``own``: that was this person's, and nobody else is on it.
    * ``asked``: it is a question of theirs to the resident that ``busy`` and ``since`` tell of.
    * ``holds``: whether the person is the one who took it.
    * ``said``: the answer given last, or the one that waits for approval.
    * ``routes``: whether it is the coordinators' chat, who pass tickets on.
    """

    now: datetime
    supervisor: bool = False
    busy: str = ""
    since: datetime | None = None
    writing: bool = False
    said: TicketEvent | None = None
    holds: bool = False
    answered: bool = False
    asked: bool = False
    waits: bool = False
    own: bool = False
    routes: bool = False


class Replied(Struct, frozen=True):
    """A reply to a message that stands for a ticket: ``event`` is what was written.

    ``asked``: it may be to the question that stands; False: it is to the ticket's card, or to
    something else that tells of the ticket. ``case`` and ``late`` as in :class:`Touched`.
    """

    ticket: Ticket
    event: Said | Sent | Strange
    asked: bool = True
    case: Case | None = None
    late: bool = False


class Touched(Struct, frozen=True):
    """A card's or notice's button, or a command, with the ticket as it is now (None: none for who
    pressed); ``words``: what was typed after the command. ``case`` is known in agencies' chats,
    in a resident's whether it is too ``late`` to return the ticket. ``button``: of a screen, by
    which it was asked for."""

    action: str
    ticket: Ticket | None
    words: str = ""
    case: Case | None = None
    late: bool = False
    button: str = ""


class FoundMine(Struct, frozen=True):
    """A page (from 0) of the resident's own tickets, of ``pages``."""

    tickets: tuple[Ticket, ...]
    page: int
    pages: int


class FoundTicket(Struct, frozen=True):
    """The resident's own ticket and its history; None: there is none for them. ``late``: whether
    the days to return it are over; ``overdue``: whether its answer should have come. ``main``:
    what it is a duplicate of, whose answers stand in the history too; ``way``: whether it may be
    joined to another, or parted again."""

    ticket: Ticket | None
    history: tuple[TicketEvent, ...] = ()
    late: bool = False
    overdue: bool = False
    main: Ticket | None = None
    way: str = ""


class FoundJudged(Struct, frozen=True):
    """The resident's own tickets whose answer may be judged so now."""

    action: str
    tickets: tuple[Ticket, ...]


class FoundMeant(Struct, frozen=True):
    """Those of a resident's latest tickets that words of theirs may be about: those that wait for
    a verdict, where it may be one, and then the open ones; and what time it is."""

    what: str
    words: str
    tickets: tuple[Ticket, ...]
    files: tuple[File, ...] = ()
    album: str | None = None
    now: datetime | None = None
    place: Place | None = None

    def written(self) -> "Said | Sent":
        return Sent(self.files, self.words, self.album) if self.files else Said(self.words)


class FoundQueue(Struct, frozen=True):
    """A page of an agency's open tickets, ``after``: where the next begins ("": nowhere); how many
    there are, and what time it is."""

    tickets: tuple[Ticket, ...]
    after: str
    waiting: QueueLength
    now: datetime
    filters: Filters = Filters()
    unrouted: int = 0
    """Of the coordinators' queue, how many wait to be routed."""
    instead: tuple[str, ...] = ()
    """Agencies whose tickets are in it, for they are away."""


class FoundWords(Struct, frozen=True):
    """A page of the tickets that have these words; ``instead`` as in a queue. ``ours``: they are
    those of the agency that asks, and not of all."""

    tickets: tuple[Ticket, ...]
    after: str
    words: str
    now: datetime
    instead: tuple[str, ...] = ()
    ours: bool = False


class FoundCrowds(Struct, frozen=True):
    """Kinds of open tickets in an agency's queue."""

    crowds: tuple[Crowd, ...]


class FoundHistory(Struct, frozen=True):
    """A ticket that the chat may see, and its history; None: there is none for it, or ``holder``
    has it."""

    number: str
    ticket: Ticket | None
    history: tuple[TicketEvent, ...] = ()
    holder: str = ""


class FoundFigures(Struct, frozen=True):
    insight: Insight
    picture: bool


class Told(Struct, frozen=True):
    """An answer to a question of the coordinators, see :mod:`dialogs.coordination.coordinating`."""


Found: TypeAlias = FoundQueue | FoundWords | FoundCrowds | FoundHistory


class FoundKept(Struct, frozen=True):
    kept: Kept


class FoundDesk(Struct, frozen=True):
    """A page of what a person has taken, ``after``: where the next begins. ``instead``: numbers of
    those that are of an agency that is away."""

    tickets: tuple[Ticket, ...]
    after: str
    now: datetime
    instead: tuple[str, ...] = ()


class FoundHeld(Struct, frozen=True):
    """A ticket that this person has taken: its card's text, and the title of the chat where it is
    answered; None: they have no such."""

    ticket: Ticket | None
    card: str = ""
    chat: str = ""


class Misplaced(Struct, frozen=True):
    """Written in answer to a ticket's card, but in a private chat: no answer is given there."""

    number: str


class FoundColleagues(Struct, frozen=True):
    """Colleagues in the chat that holds a ticket: their numbers and names; None: no such ticket for
    who asks."""

    ticket: Ticket | None
    people: tuple[tuple[int, str], ...] = ()


class FoundTemplates(Struct, frozen=True):
    """A page of templates, of ``pages``; ``owner``: whose own who asks may change."""

    templates: tuple[Template, ...]
    page: int
    pages: int
    owner: str


class FoundTemplate(Struct, frozen=True):
    """One of them; None: it is gone, or another agency's."""

    template: Template | None
    owner: str = ""


FoundOnDesk: TypeAlias = FoundColleagues | FoundTemplates | FoundTemplate


Event: TypeAlias = (
    Opened
    | Said
    | Commanded
    | Sent
    | Placed
    | Shared
    | Pressed
    | Acted
    | Edited
    | Strange
    | Left
    | Returned
    | Joined
    | Parted
    | Came
    | ChatMoved
    | Replied
    | Touched
    | FoundMine
    | FoundTicket
    | FoundJudged
    | FoundMeant
    | Found
    | FoundDesk
    | FoundHeld
    | FoundKept
    | Misplaced
    | FoundFigures
    | Told
    | FoundOnDesk
)


class Arrival(Struct, frozen=True):
    """One update, read.

    * ``key`` names the update for ever (per door): the inbox drops a key it has seen.
    * ``message``: the messenger's id of what was written, or of what the pressed button is on.
    * ``quoted``: the first line of the bot's own message that is replied to.
    * ``thread``: in which thread of the chat it was, as the messenger counts them; 0: in none.
    * ``sent_at``: when it was written, in unix seconds by the messenger's clock; None: not told.
    * ``press``: the token with which a press is answered (a toast), None for other events.
    """

    key: str
    speaker: Speaker
    event: Event
    name: str = ""
    private: bool = True
    title: str = ""
    message: str | None = None
    press: str | None = None
    client: Client = Client()
    quoted: str = ""
    sent_at: float | None = None
    thread: int = 0
