"""A blackout as it is played: who writes, what the bot says, what the messengers let through.

Rules
-----
* Time is virtual (:mod:`bench.virtual`); luck is seeded. What counts the pace is the bot's own:
  :class:`Turnstile` with :func:`own` turns, :class:`Pace` for what a chat takes, ``LIMITS``, VK's
  ``REQUESTS`` and ``CALLS``. The bot itself and the database take no time: they carry
  more than the messengers let through (docs/scale.md).
* A resident files a complaint of nine updates, thinks between them, and writes again, at most
  ``AGAIN_AT_MOST`` times an update, when nobody answers. Each such message is answered too.
* Every complaint is a card in the group of the agency; operators take card after card, which
  changes the card and tells the resident. In the middle of the hour everybody whom the bot knows
  is told that it is known, and when the light is back everybody who wrote is.
* With several bots of a messenger the town is divided between them by house, and so are the
  groups: each bot has its own.
"""

import asyncio
import random
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count

from bots.delivery.pace import Pace
from bots.doors.leaving import Leaving
from bots.doors.limits import LIMITS
from bots.doors.pacing import own
from bots.doors.turnstile import Turnstile
from bots.doors.vk.bundle import CALLS, REQUESTS
from core.messages import Lane, Message, Outgoing
from core.people import Peer

MINUTE, HOUR = 60.0, 3600.0

REPLIES = {"telegram": (1, 1, 1, 2, 2, 1, 2, 2, 1), "vk": (1,) * 9}
"""Calls by which each of the nine updates is answered, as the bot does (bench/complaints.py)."""

TOASTS = {"telegram": (0, 0, 1, 1, 0, 0, 0, 1, 1), "vk": (0,) * 9}
"""Presses of them that are answered as such: a turn of the pace, and nothing of the chat's."""

SHARES = {"telegram": 0.6, "vk": 0.4}

WAY = 0.1
"""Seconds from a call's leaving to its being on the resident's screen."""

THINKS = 8.0
"""Seconds (median) between the answer and the next update."""

PATIENCE = 45.0
"""Seconds (median) after which a resident writes again; twice as long each time."""

AGAIN_AT_MOST = 3

HEARERS = 100
"""Peers of one VK call that says the same to all (messages.send, peer_ids)."""

OPERATORS, HANDLING = 3, 20.0
"""Operators of a group, and the seconds each needs for a card."""

TOLD_AT, LIGHT_AT = 20 * MINUTE, HOUR
"""When everybody known is told, and when those who wrote are."""

GROUP = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Scenario:
    """``writing`` people in the hour, from ``houses``; ``known`` people hear what is told to all;
    ``bots`` of each messenger. Without ``lanes`` everything is first come, first served."""

    writing: int
    houses: int
    known: int
    bots: int = 1
    lanes: bool = True
    seed: int = 1


@dataclass(slots=True)
class Letter:
    """One message on its way, or for VK's ``peer_ids`` one text for many. ``came``: it is there.
    ``joins`` others in one request; ``paced``: it counts to its chat's pace."""

    outgoing: Outgoing
    came: Callable[[], None]
    joins: bool = True
    paced: bool = True
    overtaken: bool = False
    """Something more urgent came for its chat before its turn did."""

    def gave_up(self) -> bool:
        return self.overtaken


@dataclass
class Record:
    """What happened; moments and waits in seconds. Requests by door and bot, cards by chat."""

    waits: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """By door: when an update was written, and how long its answer took."""
    queue: dict[str, list[tuple[float, int]]] = field(default_factory=dict)
    """By door: moment, messages that wait."""
    requests: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    cards: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    """Everything that went to a group."""
    card_waits: dict[str, list[float]] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    """When the last of a broadcast arrived, by door and name."""
    complaints: int = 0
    same_house: int = 0
    again: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    answered: int = 0


class Bot:
    """One bot of a messenger: what waits, chat by chat, and the pace it leaves at."""

    def __init__(self, door: str, number: int, lanes: bool, record: Record) -> None:
        self.door, self.group = door, GROUP + number
        self._lanes, self._record = lanes, record
        limits = LIMITS[door]
        self._pace = Pace(door, limits)
        rate, together = (limits.pace.everyone, 1) if door == "telegram" else (REQUESTS, CALLS)
        self._turnstile = Turnstile[Letter](own(door, rate), self._let, together=together)
        self._chats: dict[int, list[tuple[Lane, int, Letter]]] = {}
        """What waits behind a message under way, or until the chat's pace allows the next."""
        self._first: dict[int, tuple[Lane, Letter]] = {}
        """What of a chat waits for the messenger's pace."""
        self._numbers = count()
        self._requests = record.requests.setdefault((door, number), [])
        self._cards = record.cards.setdefault((door, number), [])
        self.waiting = 0

    def send(self, letter: Letter) -> None:
        """Let it go when the chat and the messenger allow; of a chat the most urgent first."""
        self.waiting += 1
        chat = letter.outgoing.peer.chat
        lane = letter.outgoing.lane if self._lanes else Lane.REPLY
        if not letter.paced:
            self._turnstile.put(lane, letter)
            return
        if chat not in self._chats:
            self._chats[chat] = []
            self._put(lane, letter)
            return
        before = self._first.get(chat)
        if before is not None and lane < before[0]:
            before[1].overtaken = True
            again = replace(before[1], overtaken=False)
            heappush(self._chats[chat], (before[0], next(self._numbers), again))
            self._put(lane, letter)
        else:
            heappush(self._chats[chat], (lane, next(self._numbers), letter))

    def _put(self, lane: Lane, letter: Letter) -> None:
        self._first[letter.outgoing.peer.chat] = (lane, letter)
        self._turnstile.put(lane, letter)

    def announce(self, people: list[int], came: Callable[[], None]) -> None:
        """Tell many the same: in VK a hundred by one call."""
        step = HEARERS if self.door == "vk" else 1
        for at in range(0, len(people), step):
            outgoing = _to(self.door, people[at], Lane.BROADCAST)
            alone = step == 1  # in VK a chat takes 20 a second: one more fills no one's share
            self.send(Letter(outgoing, came, joins=alone, paced=alone))

    def _let(self, letters: list[Letter], leaving: Leaving) -> None:
        loop = asyncio.get_running_loop()
        self._requests.append(loop.time())
        for letter in letters:
            self.waiting -= 1
            loop.call_later(WAY, letter.came)
            if not letter.paced:
                continue
            outgoing = letter.outgoing
            del self._first[outgoing.peer.chat]
            if outgoing.peer.chat == self.group:
                self._cards.append(loop.time())
            loop.call_later(max(WAY, self._pace.took(outgoing)), self._next, outgoing.peer.chat)

    def _next(self, chat: int) -> None:
        if self._chats[chat]:
            lane, _, letter = heappop(self._chats[chat])
            self._put(lane, letter)
        else:
            del self._chats[chat]


class Agency:
    """Operators before one group: they take the cards in the order in which they come."""

    def __init__(self, bot: Bot, record: Record) -> None:
        self._bot, self._record = bot, record
        self._free = OPERATORS
        self._cards: deque[int] = deque()

    def card(self, resident: int) -> None:
        written = asyncio.get_running_loop().time()
        waits = self._record.card_waits.setdefault(self._bot.door, [])

        def came() -> None:
            waits.append(asyncio.get_running_loop().time() - written)
            self._cards.append(resident)
            self._take()

        self._bot.send(Letter(_to(self._bot.door, self._bot.group, Lane.NOTICE, False), came))

    def _take(self) -> None:
        loop = asyncio.get_running_loop()
        # After the light is back nobody takes cards one by one: all are told at once.
        while self._free and self._cards and loop.time() < LIGHT_AT:
            self._free -= 1
            loop.call_later(HANDLING, self._handled, self._cards.popleft())

    def _handled(self, resident: int) -> None:
        self._free += 1
        door, group = self._bot.door, self._bot.group
        self._bot.send(Letter(_to(door, group, Lane.NOTICE, False), _nothing))
        self._bot.send(Letter(_to(door, resident, Lane.NOTICE), _nothing))
        self._take()


class Resident:
    """Somebody without light, from the first update to the last answer."""

    def __init__(self, number: int, town: "Blackout", door: str, house: int) -> None:
        self._number, self._town, self._door, self._house = number, town, door, house
        self._bot, self._agency = town.at(door, house)
        self._act = self._again = self._left = 0
        self._written = 0.0
        self._bell: asyncio.TimerHandle | None = None

    def write(self) -> None:
        """The next update of the complaint."""
        loop = asyncio.get_running_loop()
        self._written, self._again = loop.time(), 0
        self._left = REPLIES[self._door][self._act]
        self._town.record.asked += 1
        for _ in range(self._left):
            self._bot.send(Letter(_to(self._door, self._number, Lane.REPLY), self._came))
        for _ in range(TOASTS[self._door][self._act]):
            toast = _to(self._door, self._number, Lane.REPLY)
            self._bot.send(Letter(toast, _nothing, paced=False))
        self._lose_patience(self._town.luck.lognormvariate(0, 0.5) * PATIENCE)

    def _lose_patience(self, after: float) -> None:
        self._bell = asyncio.get_running_loop().call_later(after, self._write_again, 2 * after)

    def _write_again(self, after: float) -> None:
        record = self._town.record
        record.again[self._door] += 1
        self._again += 1
        self._bot.send(Letter(_to(self._door, self._number, Lane.REPLY), _nothing))
        if self._again < AGAIN_AT_MOST:
            self._lose_patience(after)

    def _came(self) -> None:
        self._left -= 1
        if self._left:
            return
        loop, record = asyncio.get_running_loop(), self._town.record
        if self._bell is not None:
            self._bell.cancel()
        record.answered += 1
        record.waits[self._door].append((self._written, loop.time() - self._written))
        self._act += 1
        if self._act < len(REPLIES[self._door]):
            loop.call_later(self._town.luck.lognormvariate(0, 0.6) * THINKS, self.write)
        else:
            self._town.filed(self._house)
            self._agency.card(self._number)


class Blackout:
    """The whole town. ``record`` is filled while it plays."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.luck = random.Random(scenario.seed)  # noqa: S311  because it is a play, and is repeated by its seed
        self.record = Record(waits={door: [] for door in SHARES})
        self._bots = {
            door: [Bot(door, n, scenario.lanes, self.record) for n in range(scenario.bots)]
            for door in SHARES
        }
        self._agencies = {
            door: [Agency(bot, self.record) for bot in bots] for door, bots in self._bots.items()
        }
        self._houses: Counter[int] = Counter()
        self._wrote: dict[str, list[tuple[int, int]]] = {door: [] for door in SHARES}

    def at(self, door: str, house: int) -> tuple[Bot, Agency]:
        place = house % self.scenario.bots
        return self._bots[door][place], self._agencies[door][place]

    def filed(self, house: int) -> None:
        self.record.complaints += 1
        self.record.same_house += self._houses[house] > 0
        self._houses[house] += 1

    async def play(self, progress: Callable[[float], None] = lambda minutes: None) -> Record:
        """Play until nothing waits any more. ``progress`` is told the minutes that have passed."""
        loop = asyncio.get_running_loop()
        for number in range(1, self.scenario.writing + 1):
            loop.call_at(self._moment(), self._arrives, number)
        loop.call_at(TOLD_AT, self._tell_known)
        loop.call_at(LIGHT_AT, self._tell_writers)
        while loop.time() <= LIGHT_AT or self._is_busy():
            for door, bots in self._bots.items():
                line = self.record.queue.setdefault(door, [])
                line.append((loop.time(), sum(bot.waiting for bot in bots)))
            progress(loop.time() / MINUTE)
            await asyncio.sleep(10)
        return self.record

    def _is_busy(self) -> bool:
        waiting = any(bot.waiting for bots in self._bots.values() for bot in bots)
        return waiting or self.record.complaints < self.scenario.writing

    def _moment(self) -> float:
        """Who has a telephone at hand writes in the first minutes (gamma, peak at 5 minutes);
        one in four comes home, or wakes up, at any time of the hour."""
        if self.luck.random() < 0.25:
            return self.luck.uniform(0, HOUR)
        return min(self.luck.gammavariate(2, 5 * MINUTE), HOUR)

    def _arrives(self, number: int) -> None:
        door = "telegram" if self.luck.random() < SHARES["telegram"] else "vk"
        house = int(self.scenario.houses * self.luck.random() ** 2)  # some houses are large
        self._wrote[door].append((number, house))
        Resident(number, self, door, house).write()

    def _tell_known(self) -> None:
        """None of them is among those who write: their numbers are their own."""
        for door, share in SHARES.items():
            known = range(GROUP // 2, GROUP // 2 + int(self.scenario.known * share))
            self._broadcast(door, "known", [(number, number) for number in known])

    def _tell_writers(self) -> None:
        for door, people in self._wrote.items():
            self._broadcast(door, "wrote", people)

    def _broadcast(self, door: str, name: str, people: list[tuple[int, int]]) -> None:
        def came() -> None:
            self.record.told[f"{door}/{name}"] = asyncio.get_running_loop().time()

        for place, bot in enumerate(self._bots[door]):
            bot.announce(
                [who for who, house in people if house % self.scenario.bots == place], came
            )


def _to(door: str, chat: int, lane: Lane, private: bool = True) -> Outgoing:
    return Outgoing(Peer(door, chat), _MESSAGE, lane, private=private)


_MESSAGE = Message("Нет света")


def _nothing() -> None:
    """Nobody waits for it."""


def fullest(moments: list[float], window: float = 1.0) -> int:
    """How many of the moments, in order, lie in the fullest window of so many seconds."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= window:
            first += 1
        most = max(most, last - first + 1)
    return most
