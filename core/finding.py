"""What is looked for among tickets, and in which words.

* A **page** is a few tickets and the place where the next page begins. That place is opaque, short
  and without spaces; it goes on after the last ticket shown, whatever has been filed or answered
  since, and costs the same on the hundredth page as on the first.
* Nothing is ever counted to the end: «1000+» is as much as anybody wants to know.
* Text is looked for by its words: letters apart from digits («5а» is 5 and а), without case, «ё»
  as «е», without the small words that are in every sentence. Whatever is typed is only words:
  no sign means anything.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from .people import Speaker
from .tickets import Ticket

COUNTED_TO = 1_000
"""Tickets; of more it is only said that there are more."""

CROWDED = 20_000
"""Open tickets of one agency that are told apart; more than any has."""

ASKED_AT_MOST = 12
"""Words: more are not looked for. Whoever pastes a whole letter means its beginning."""

LONGEST = 40
"""Characters of a word that are looked at; longer ones are no words."""

READ_AT_MOST = 20_000
"""Characters of a text: five times the longest complaint."""

_WORD = re.compile(r"[^\W\d_]+|\d+")

_SMALL = (
    "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне"
    " было вот от меня еще нет о из ему теперь когда даже ну ли если или ни быть был него до вас"
    " опять уж вам ведь там потом себя ничего ей они тут где есть надо ней для мы тебя их чем была"
    " сам чтоб без будто чего тоже себе под будет ж тогда кто этот того потому этого какой ним"
    " здесь этом один почти мой тем чтобы нее сейчас были куда зачем всех можно при об хоть над"
    " больше тот через эти нас про всего них какая много разве эту моя свою этой перед лучше чуть"
    " том такой им более всегда конечно всю между"
)
SMALL = frozenset(_SMALL.split())
"""Snowball's Russian stop words, short ones and pronouns: PostgreSQL's Russian configuration drops
the same, so both databases find the same."""


_OF_ADDRESSES = frozenset(("ул", "улица", "д", "дом", "пер", "пр", "кв", "корп", "г"))
"""Who looks for «ул. Пушкина, д. 12» finds «Пушкина 12» too."""


class Page(Struct, frozen=True):
    """``after``: where the next page begins; "" after the last."""

    tickets: tuple[Ticket, ...]
    after: str = ""


class QueueLength(Struct, frozen=True):
    """How many tickets of an agency are open, how many of them late: at most one more than
    :data:`COUNTED_TO`."""

    open: int
    late: int


class Only(Struct, frozen=True):
    """Which open tickets are wanted; by default all. Whatever is named must hold.

    * ``holder``: taken by this person; ``free``: taken by nobody.
    * ``before``: late at that moment; what waits for its resident is not.
    * ``group``: of this group of topics; ``municipality``: there.
    """

    holder: Speaker | None = None
    free: bool = False
    before: datetime | None = None
    group: str = ""
    municipality: str = ""


EVERYTHING = Only()


class Crowd(Struct, frozen=True):
    """How many of an agency's open tickets are alike in what they can be chosen by."""

    group: str
    municipality: str
    free: bool
    mine: bool
    late: bool
    count: int


class Near(Struct, frozen=True):
    """An open ticket close by."""

    number: str
    metres: float


class Finding(Protocol):
    """Looking tickets up. ``agency``: only what that agency holds; None: everything. ``instead``:
    the agencies that it stands in for, whose tickets count as its own."""

    async def queue(
        self,
        agency: str,
        after: str,
        most: int,
        wanted: Only = EVERYTHING,
        instead: Sequence[str] = (),
    ) -> Page:
        """Open tickets of an agency, the first due first; ``after`` as a page said it, or ""."""

    async def unrouted_first(
        self,
        agency: str,
        after: str,
        most: int,
        wanted: Only = EVERYTHING,
        instead: Sequence[str] = (),
    ) -> Page:
        """So it is, but what waits to be routed stands before all else."""

    async def unrouted(self, agency: str, wanted: Only = EVERYTHING) -> int:
        """How many wait to be routed: at most one more than :data:`COUNTED_TO`."""

    async def held(
        self, by: Speaker, offices: Sequence[tuple[int, str]], after: str, most: int
    ) -> Page:
        """Open tickets that a person took in one of these chats, the first due first. A chat comes
        with its agency, which must have the ticket still; "": any may."""

    async def waiting(
        self,
        agency: str,
        now: datetime,
        wanted: Only = EVERYTHING,
        instead: Sequence[str] = (),
    ) -> QueueLength: ...

    async def crowds(
        self, agency: str, by: Speaker, now: datetime, instead: Sequence[str] = ()
    ) -> Sequence[Crowd]:
        """What an agency's open tickets can be chosen by, and how many there are of each kind;
        ``by``: whose are «mine». Of more than :data:`CROWDED`, the first due are counted. Those of
        another agency are counted for themselves."""

    async def holders(self) -> Sequence[str]:
        """The codes of the agencies that hold open tickets."""

    async def words(
        self,
        words: str,
        agency: str | None,
        after: str,
        most: int,
        instead: Sequence[str] = (),
    ) -> Page:
        """Tickets whose text or address has all these words, the latest first."""

    async def near(
        self, ticket: Ticket, agency: str | None, most: int, topic: str = ""
    ) -> Sequence[Near]:
        """Open tickets around a ticket's point, the nearest first, or at its address where it has
        no point; as of the last commit. Of ``topic``; "": of the ticket's group of topics."""


def words_of(text: str) -> tuple[str, ...]:
    """The words by which a text is found, each once, in their order."""
    lowered = text[:READ_AT_MOST].lower().replace("ё", "е")
    found = dict.fromkeys(word[:LONGEST] for word in _WORD.findall(lowered))
    return tuple(word for word in found if word not in SMALL)


def asked_for(text: str) -> tuple[str, ...]:
    """The words that somebody looks for; none where nothing can be looked for."""
    found = words_of(text)
    telling = tuple(word for word in found if word not in _OF_ADDRESSES)
    return (telling or found)[:ASKED_AT_MOST]
