"""The tables. Moments are kept in UTC; what a conversation or a message holds, as JSON.

* ``numbers`` is the last ticket number of each year.
* ``tickets`` is the latest state, ``ticket_events`` the history: rows are only ever added to it,
  and triggers refuse anything else (migration 0010), but that the words of a ticket are blotted
  whose resident had their data deleted: those stand in ``erasures`` (migration 0023).
* ``chats`` says which chat is which agency's; ``invitations`` are the codes it is bound by, kept as
  their digests.
* ``conversations`` are what is remembered of people between turns; ``consents``, what they agreed
  to and when.
* ``templates`` are agencies' ready answers.
* ``mornings`` says which agency was told on which day what the day brings.
* ``substitutions`` says who stands in for an agency that is away; what is over counts for nothing.
* ``delayed`` are messages that may still be taken back, before they go to the outbox.
* ``outbox`` is the one way out; ``posts`` says which delivered message stands for which ticket.
* ``bind_attempts`` are wrong bind codes of the last hour, never the codes themselves.
* ``jobs`` are broadcasts and moves of many tickets, and how far they have got;
  ``job_tickets`` which tickets those are; ``quiet``, who wants no broadcasts.
* ``cursors`` say how far each messenger's updates were read; ``quarantine`` keeps what could not be
  taken, with its error.
* ``inbox`` remembers updates already taken, so that a repeated one does nothing.
* ``threads`` says which thread of a chat is a ticket's own.
* ``files`` says of every file of a ticket whether it was fetched, and as what it is kept.
* ``leases`` says which worker does what one alone does; on SQLite there is one, and no row.
* So it is with ``claimed_by`` of the outbox: which worker's courier has the row. ``timetables``
  and ``shares`` are the messengers' paces, which couriers of several workers keep together.
"""

from .chats import bind_attempts, chats, invitations, threads
from .columns import Moment, Number, metadata
from .desk import (
    IS_ANSWERED,
    IS_MERGED,
    IS_NEAR,
    IS_OPEN,
    IS_WATCHED,
    erasures,
    job_tickets,
    jobs,
    mornings,
    numbers,
    quiet,
    substitutions,
    templates,
    ticket_events,
    tickets,
)
from .letters import delayed, files, leases, outbox, posts, shares, timetables
from .talks import consents, conversations, cursors, inbox, quarantine

__all__ = [
    "IS_ANSWERED",
    "IS_MERGED",
    "IS_NEAR",
    "IS_OPEN",
    "IS_WATCHED",
    "Moment",
    "Number",
    "bind_attempts",
    "chats",
    "consents",
    "conversations",
    "cursors",
    "delayed",
    "erasures",
    "files",
    "inbox",
    "invitations",
    "job_tickets",
    "jobs",
    "leases",
    "metadata",
    "mornings",
    "numbers",
    "outbox",
    "posts",
    "quarantine",
    "quiet",
    "shares",
    "substitutions",
    "templates",
    "threads",
    "ticket_events",
    "tickets",
    "timetables",
]
