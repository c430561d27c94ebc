"""The port every messenger implements. A new messenger is one package in this folder.

* ``arrivals`` waits for updates and gives them raw, in order, with the cursor that
  acknowledges them. Nothing is acknowledged here: the next call does it, and it is made only
  after the batch was committed.
* With a webhook the messenger brings its updates itself (:mod:`bots.webhooks`): ``genuine`` says
  whether it was the messenger, ``welcome`` makes a batch of what it brought. ``arrivals`` then
  gives only what the messenger did not bring, and looks whether it still would.
* ``read`` parses one raw update by itself. What it cannot parse raises, and only that update
  is set aside.
* ``deliver`` makes one call of the messenger for one row of the outbox. It raises one of the
  errors below, and nothing else is ever raised by a door on purpose.
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from core.messages import File, Outgoing
from dialogs.events import Arrival

from .limits import Limits

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Raw updates in the order they came, and the cursor that stands behind them.

    None: the cursor stays where it is, because the messenger itself remembers what is not taken.
    """

    updates: Sequence[Raw]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Reception:
    """How updates reach the bot, as the messenger tells it.

    ``address`` is that of the webhook, "" for long polling; ``trouble`` is the messenger's own
    word for what is wrong, "" if nothing is; ``waiting``: updates it keeps for the bot.
    """

    address: str = ""
    trouble: str = ""
    waiting: int = 0


class DoorError(Exception):
    """A messenger did not do what it was asked."""


class Later(DoorError):
    """The messenger asks to wait: ``seconds`` from now, for this chat or for all of it."""

    def __init__(self, seconds: float, *, everyone: bool = False) -> None:
        super().__init__(f"asked to wait {seconds} s")
        self.seconds = seconds
        self.everyone = everyone


class Unreachable(DoorError):
    """This person or chat cannot be written to: blocked, deactivated, gone, forbidden."""


class Rejected(DoorError):
    """This message will never be taken as it is: a mistake of ours. It is not tried again."""


class TooLarge(Rejected):
    """The file is larger than the messenger gives or takes."""


class Vanished(Rejected):
    """The message to change is gone, or too old to change. A new one can take its place."""


class Threadless(DoorError):
    """There is no such thread in the chat, or none can be opened there."""


class Unsettled(DoorError):
    """The network or the messenger failed; it may or may not have been done. Try again."""


class Misconfigured(Unsettled):
    """The messenger refuses the bot itself: a wrong token, a second copy, a missing right.

    Nothing is lost: once a person has put it right, trying again succeeds.
    """


class Relocated(DoorError):
    """The chat has a new number."""

    def __init__(self, chat: int) -> None:
        super().__init__("the chat has moved")
        self.chat = chat


class Door(Protocol):
    """A messenger."""

    name: str
    limits: Limits

    accepted: str
    """What the messenger wants to hear when an update it brought is taken."""

    async def greet(self) -> None:
        """Learn who the bot is here, as reading needs it; nothing is changed at the messenger."""

    async def open(self) -> None:
        """Connect and introduce the bot (commands, settings). After a failure: call it again.

        Of several workers one alone does it: it decides how updates reach the bot.
        """

    async def close(self) -> None: ...

    async def beginning(self) -> str | None:
        """The cursor of a bot that was never connected; None where the messenger keeps what
        came before."""

    async def arrivals(self, cursor: str | None) -> Batch:
        """Wait for updates after ``cursor`` (None: from the beginning of what is kept)."""

    def stranger(self, headers: Mapping[str, str]) -> bool:
        """Whether the headers alone show that this is not the messenger: no body is read then.

        Never raises; true where the door has no webhook. False says nothing yet.
        """

    def genuine(self, headers: Mapping[str, str], raw: Raw) -> bool:
        """Whether this was brought by the messenger and not by somebody who found the address.

        Never raises, whatever stands in it; false where the door has no webhook.
        """

    async def welcome(self, raw: Raw) -> Batch | str:
        """A batch of what the messenger brought; or, if it only asks something, the answer."""

    async def reception(self) -> Reception:
        """Ask the messenger how updates reach the bot."""

    def key(self, raw: Raw) -> str:
        """The update's own name; never raises for a dict."""

    def read(self, raw: Raw, key: str) -> Arrival | None:
        """Parse one update, whose :meth:`key` this is; None for one that is nobody's act. Raises
        on what it cannot parse."""

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        """Make the call; return the messenger's id of the message ("" where there is none,
        several with commas between them where the call made several: an album).

        ``token`` is the outbox row's number: the idempotency key where the messenger has one.
        Files of another door must have been brought by ``adopt`` before.
        """

    def fetch(self, file: File) -> AsyncGenerator[bytes, None]:
        """Download a file that came through this door, piece by piece; whoever reads counts."""

    async def adopt(self, file: File, path: Path, chat: int) -> File:
        """Make a kept file one that can be delivered through this door, to this chat.

        It may become a document: what is too large for a photograph goes as a file.
        """


@runtime_checkable
class Announcer(Protocol):
    """A door that can tell many people the same by one call."""

    hearers: int
    """People in one call at most."""

    async def announce(self, outgoing: Sequence[Outgoing], token: int) -> Sequence[str | DoorError]:
        """Tell all these the first one's message; each one's id of it, or why not, in order.

        ``token`` belongs to what is said, whoever hears it: who has heard it is not told again,
        in whatever company. Raises what went wrong for all.
        """
