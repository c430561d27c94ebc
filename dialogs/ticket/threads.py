"""Threads of tickets in a chat, where the messenger has threads (a forum in Telegram).

* A ticket's thread is opened with its card, when the town file wants it (``threads = true``). What
  is said of the ticket goes there; it is closed when the ticket is done or goes to others, and
  opened again when it comes back.
* A messenger may refuse: the group has no threads, or the bot may not manage them. Then all goes
  into the chat as ever, the chat is told once, and it is tried again some time later.
* In a thread holds what holds in a chat: only replies to the bot, commands and presses are for it.
  While somebody is asked for words about a ticket that has a thread, only words said there count.
"""

from core.messages import ITS_OWN, Lane, Message, Outgoing, Thread
from core.people import Peer
from core.tickets import Moved, State, Ticket
from core.work import UnitOfWork
from dialogs.effects import phrase
from dialogs.events import Arrival, Said, Sent
from dialogs.office import Office

from .whereabouts import topic_name

OVER = frozenset({State.CLOSED, State.REJECTED, State.DUPLICATE, State.WITHDRAWN})
"""Whoever is answered may still come back, so an answered ticket's thread stays open."""


class Threads:
    def __init__(self, office: Office, unit: UnitOfWork) -> None:
        self._town = office.town
        self._cards = office.cards
        self._unit = unit

    # what is said there

    async def here(self, arrival: Arrival) -> str | None:
        """The number of the ticket in whose thread somebody speaks."""
        if not arrival.thread:
            return None
        return await self._unit.ticket_in(arrival.speaker.peer, arrival.thread)

    async def is_talk(self, arrival: Arrival, about: str) -> bool:
        """Are these words said elsewhere than in the thread of the ticket they are waited for?"""
        event = arrival.event
        if arrival.private or not about or not isinstance(event, Said | Sent) or event.reply_to:
            return False
        thread = await self._unit.thread_of(arrival.speaker.peer, about)
        return thread is not None and thread != arrival.thread

    # opening and closing

    async def begin(self, chat: Peer, reader: str, ticket: Ticket) -> None:
        """Open a thread for a ticket's card, unless it has one, or none is wanted."""
        agency = self._town.agency(reader)
        if agency is None or not agency.threads or not await self._unit.may_open_threads(chat):
            return
        if await self._unit.thread_of(chat, ticket.number) is None:
            topic = topic_name(self._town, ticket.topic)
            name = self._cards.say(phrase("thread-name", number=ticket.number, topic=topic))
            self._send(chat, ticket.number, Thread.OPEN, name)

    async def before(self, moved: Moved) -> None:
        """Before a move is told: what is open again opens its thread."""
        for agency in self._turned(moved, opens=True):
            await self._change(agency, moved.ticket.number, Thread.REOPEN)

    async def after(self, moved: Moved) -> None:
        """After a move was told: what is over closes its thread."""
        for agency in self._turned(moved, opens=False):
            await self._change(agency, moved.ticket.number, Thread.CLOSE)

    def _turned(self, moved: Moved, *, opens: bool) -> list[str]:
        """The agencies for which the ticket begins again to be theirs to do, or ceases."""
        if moved.before is None:
            return []
        was, now = moved.before, moved.ticket
        agencies = dict.fromkeys((was.agency, now.agency))
        return [
            agency
            for agency in agencies
            if _is_theirs(was, agency) is not opens and _is_theirs(now, agency) is opens
        ]

    async def _change(self, agency: str, number: str, what: Thread) -> None:
        chat, known = await self._unit.chat_of(agency), self._town.agency(agency)
        if chat is not None and known is not None and known.threads:
            self._send(chat, number, what)

    # what went wrong

    async def missing(self, outgoing: Outgoing) -> None:
        """No thread was found, or none could be opened: say it once."""
        chat, number = outgoing.peer, outgoing.ticket or ""
        if outgoing.threading is Thread.OPEN:
            if await self._unit.refuse_threads(chat):
                self._say(chat, Message(self._cards.say(phrase("threads-refused"))))
        elif outgoing.threading is None and await self._unit.forget_thread(chat, number):
            self._say(chat, Message(self._cards.say(phrase("thread-gone", ticket=number))))

    def _say(self, chat: Peer, message: Message) -> None:
        self._unit.send(Outgoing(chat, message, Lane.NOTICE, private=False))

    def _send(self, chat: Peer, number: str, what: Thread, name: str = "") -> None:
        self._unit.send(
            Outgoing(
                chat,
                Message(name),
                Lane.NOTICE,
                ticket=number,
                slot=f"thread/{number}" if what is Thread.OPEN else None,
                private=False,
                thread=ITS_OWN,
                threading=what,
            )
        )


def _is_theirs(ticket: Ticket, agency: str) -> bool:
    return ticket.agency == agency and ticket.state not in OVER
