"""How much one person, and one group, may send.

Rules
-----
* It is generous: an album, a story in ten messages and quick presses are nothing. Who sends
  without end is told so once, and then not answered until it calms down; a press is still
  answered, so that no button is left waiting.
* What waited while the bot was away comes all at once, and is no flood: it is judged by the
  moments at which it was written, apart from what comes now, and ten times more generously.
  Nobody floods a bot that is not there, and what is dropped then is lost for good. A press
  carries no moment: it is judged as of now, for its button is still there to be pressed again.
* What people of a group say among themselves (a bot hears all of it on VK) has an allowance of
  its own: a night's chatter does not use up what a reply to a card needs.
* What is not taken is not taken as a whole: what was accepted before stays as it is.
* It is kept in memory and is bounded: whoever was silent the longest is forgotten first, and
  begins anew. A restart forgives everybody, which costs a burst and no more.
* The same update always gets the same verdict: a batch that failed is taken again.
* What was dropped is counted in the log once a period, not message by message: a flood must not
  become a flood of the log.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

import structlog

from core.messages import Message, Outgoing
from core.town import Town
from core.work import UnitOfWork
from dialogs.conversation import load
from dialogs.effects import phrase
from dialogs.events import (
    Acted,
    Arrival,
    Came,
    ChatMoved,
    Commanded,
    Joined,
    Left,
    Parted,
    Pressed,
    Returned,
)
from dialogs.texts import Catalogue

log = structlog.get_logger()

KEPT_AT_MOST = 10_000
"""People, and groups, remembered."""

VERDICTS_KEPT = 4_096
"""Updates whose verdict is remembered: several batches."""

LATE = 60.0
"""Seconds after which an update has waited for us."""

PERIOD = 60.0
"""Seconds between two reports in the log."""

_FACTS = (Came, Joined, Left, ChatMoved, Parted, Returned)
"""What the messenger tells of people and chats: it is rare, and must not be missed."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Allowance:
    """``burst`` messages at once, then ``rate`` a second."""

    burst: float
    rate: float


@dataclass(frozen=True, slots=True)
class Allowances:
    """``group`` is granted twice: for what is said to the bot, and for what is said beside it."""

    person: Allowance
    group: Allowance


NOW = Allowances(Allowance(burst=60, rate=1), Allowance(burst=300, rate=5))
WAITED = Allowances(Allowance(burst=600, rate=1), Allowance(burst=3000, rate=5))


class Verdict(Enum):
    TAKEN = auto()
    WARNED = auto()
    """Not taken, and to be told so."""
    DROPPED = auto()


@dataclass(slots=True)
class _Bucket:
    """``left`` at the moment ``at``; ``told`` since it last was full enough."""

    left: float
    at: float
    told: bool = False


class _Buckets:
    """One bucket for each of the latest ``KEPT_AT_MOST``."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._kept: OrderedDict[tuple[str, int], _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def take(self, whose: tuple[str, int], now: float) -> Verdict:
        burst = self._allowance.burst
        bucket = self._kept.get(whose)
        if bucket is None:
            bucket = _Bucket(burst, now)
        now = max(now, bucket.at)
        passed = now - bucket.at
        bucket.left, bucket.at = min(burst, bucket.left + passed * self._allowance.rate), now
        _keep(self._kept, whose, bucket, KEPT_AT_MOST)
        if bucket.left >= 1:
            bucket.left -= 1
            bucket.told = bucket.told and bucket.left < burst / 2
            return Verdict.TAKEN
        if bucket.told:
            return Verdict.DROPPED
        bucket.told = True
        return Verdict.WARNED


class _Ledger:
    """What is left to people, to groups, and to the talk of groups."""

    def __init__(self, granted: Allowances) -> None:
        self._people = _Buckets(granted.person)
        self._groups = _Buckets(granted.group)
        self._talk = _Buckets(granted.group)

    def __len__(self) -> int:
        return len(self._people) + len(self._groups) + len(self._talk)

    def take(self, arrival: Arrival, moment: float) -> Verdict:
        speaker = arrival.speaker
        verdict = self._people.take((speaker.door, speaker.person), moment)
        # Who is over their own allowance uses up nothing of the group's.
        if verdict is Verdict.TAKEN and not arrival.private:
            whose = self._groups if _is_to_us(arrival) else self._talk
            verdict = whose.take((speaker.door, speaker.chat), moment)
        return verdict


class Flood:
    """Judges arrivals. ``clock`` gives seconds, never going back; ``wall`` the time of day."""

    def __init__(
        self,
        now: Allowances = NOW,
        waited: Allowances = WAITED,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.rate = max(1, round(now.person.rate * 60))
        """Messages a minute that one person may send for ever."""
        self._now, self._waited = _Ledger(now), _Ledger(waited)
        self._clock = clock
        self._wall = wall
        self._verdicts: OrderedDict[tuple[str, str], Verdict] = OrderedDict()
        self._dropped = 0
        self._reported = clock()

    def judge(self, arrival: Arrival) -> Verdict:
        """Say whether an arrival is taken; asked again about the same update, say the same."""
        update = (arrival.speaker.door, arrival.key)
        verdict = self._verdicts.get(update)
        if verdict is None:
            verdict = self._judge(arrival)
            _keep(self._verdicts, update, verdict, VERDICTS_KEPT)
        return verdict

    @property
    def remembered(self) -> int:
        """How many things are kept in memory."""
        return len(self._now) + len(self._waited) + len(self._verdicts)

    def _judge(self, arrival: Arrival) -> Verdict:
        if isinstance(arrival.event, _FACTS):
            return Verdict.TAKEN
        now, sent_at = self._clock(), arrival.sent_at
        if sent_at is not None and self._wall() - sent_at > LATE:
            verdict = self._waited.take(arrival, sent_at)
        else:
            verdict = self._now.take(arrival, now)
        if verdict is not Verdict.TAKEN:
            self._dropped += 1
        self._report(now)
        return verdict

    def _report(self, now: float) -> None:
        if self._dropped and now - self._reported >= PERIOD:
            log.warning("flood", dropped=self._dropped, seconds=round(now - self._reported))
            self._dropped, self._reported = 0, now
        elif not self._dropped:
            self._reported = now - PERIOD  # the first drop after a calm is told at once


class Gate:
    """Lets arrivals in, or turns them away with a word in their language."""

    def __init__(self, flood: Flood, town: Town, catalogue: Catalogue) -> None:
        self._flood = flood
        self._town = town
        self._catalogue = catalogue

    async def lets_in(self, unit: UnitOfWork, arrival: Arrival) -> bool:
        verdict = self._flood.judge(arrival)
        if verdict is Verdict.TAKEN:
            return True
        told = verdict is Verdict.WARNED
        if arrival.press is not None:
            await self._say(unit, arrival, "too-many-messages-toast" if told else "")
        elif told and await self._is_ours(unit, arrival):
            await self._say(unit, arrival, "too-many-messages")
        return False

    async def _is_ours(self, unit: UnitOfWork, arrival: Arrival) -> bool:
        """In a group that is no agency's people talk among themselves."""
        return arrival.private or await unit.agency_of(arrival.speaker.peer) is not None

    async def _say(self, unit: UnitOfWork, arrival: Arrival, key: str) -> None:
        talk = load(arrival.speaker, await unit.recall(arrival.speaker))
        language = talk.language if arrival.private else self._town.language
        words = phrase(key, rate=self._flood.rate)
        text = self._catalogue.say(language, words, self._town.zone) if key else ""
        unit.send(
            Outgoing(
                arrival.speaker.peer,
                Message(text),
                toast=arrival.press,
                private=arrival.private,
                client=arrival.client,
            )
        )


def _is_to_us(arrival: Arrival) -> bool:
    """Is it said to the bot: by a press, a command, or in reply to the bot's own words?"""
    to_us = isinstance(arrival.event, Commanded | Pressed | Acted)
    return to_us or arrival.press is not None or bool(arrival.quoted)


def _keep(kept: "OrderedDict[Key, Value]", key: Key, value: Value, at_most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > at_most:
        kept.popitem(last=False)
