"""Who and what there is for the fuzz to talk about: people, groups, and what the bot said there."""

import itertools
from collections import deque
from dataclasses import dataclass, field
from random import Random

from core.messages import Row

from .words import Words

KEPT = 6
"""Messages of the bot that are remembered in a chat."""

FIRST_PERSON = 5_000_000
VK_CHATS = 2_000_000_000
TELEGRAM_GROUPS = -1_001_000_000_000
MAX_GROUPS = -70_000_000_000_000

DOORS = ("telegram", "vk", "max")


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot in a chat. ``below``: its buttons are under the input field."""

    message: int
    text: str
    rows: tuple[Row, ...] = ()
    below: bool = False


@dataclass(slots=True)
class World:
    """``bound`` are the groups where agencies sit, ``unbound`` those where nobody does."""

    chance: Random
    people: tuple[int, ...]
    bound: dict[str, tuple[int, ...]]
    unbound: dict[str, tuple[int, ...]]
    shown: dict[tuple[str, int], deque[Shown]] = field(default_factory=dict)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    words: Words = field(init=False)

    def __post_init__(self) -> None:
        self.words = Words(self.chance)

    def groups(self, door: str) -> tuple[int, ...]:
        return self.bound[door] + self.unbound[door]

    def chat(self, door: str, person: int) -> int:
        """Where the person speaks now: alone with the bot, or in a group."""
        dice = self.chance.random()
        if dice < 0.65:
            return person
        groups = self.bound[door] if dice < 0.92 else self.unbound[door]
        return self.chance.choice(groups or (person,))

    def show(self, door: str, chat: int, shown: Shown) -> None:
        self.shown.setdefault((door, chat), deque(maxlen=KEPT)).append(shown)

    def seen(self, door: str, chat: int) -> tuple[Shown, ...]:
        return tuple(self.shown.get((door, chat), ()))


def people_of(chance: Random, agencies: int) -> World:
    """A dozen people; the agencies' groups are shared out between the messengers."""
    shares = {door: range(at, agencies, len(DOORS)) for at, door in enumerate(DOORS)}
    first = {
        "telegram": lambda at: TELEGRAM_GROUPS - at,
        "vk": lambda at: VK_CHATS + 1 + at,
        "max": lambda at: MAX_GROUPS - at,
    }
    return World(
        chance,
        tuple(range(FIRST_PERSON, FIRST_PERSON + 12)),
        {door: tuple(first[door](at) for at in share) for door, share in shares.items()},
        {door: tuple(first[door](at) for at in (500, 501)) for door in shares},
    )
