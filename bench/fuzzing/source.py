"""Batches of updates, one after another, all of them told by the seed.

Most batches are calm: people, and valid updates of every kind. In the wild ones valid updates
stand among spoiled ones and junk, for they must go through all the same.
"""

from random import Random
from typing import TypeAlias

from tests.doors.contract import contract

from .damage import Damage, over_the_wire
from .house import Update
from .max_people import MaxPeople
from .telegram_people import TelegramPeople
from .telegram_schema import TelegramSchema
from .vk_people import VkPeople
from .vk_schema import VkSchema
from .world import DOORS, World

KINDS = ("people", "schema", "mutated", "random")
CALM = {"people": 65, "schema": 35}
WILD = {"people": 10, "schema": 5, "mutated": 70, "random": 15}
MOST_CALM, MOST_WILD = 200, 30
"""Updates in a batch."""


_Maker: TypeAlias = TelegramPeople | VkPeople | MaxPeople | TelegramSchema | VkSchema


class Source:
    """``has_schema``: without the published schemas the people's updates stand in for theirs; in
    MAX they always do."""

    def __init__(self, chance: Random, world: World) -> None:
        self._chance = chance
        self._damage = Damage(chance)
        self._people: dict[str, _Maker] = {
            "telegram": TelegramPeople(world),
            "vk": VkPeople(world),
            "max": MaxPeople(world),
        }
        checker = contract()
        self.has_schema = checker is not None
        self._schema: dict[str, _Maker] = (
            {"telegram": TelegramSchema(world, checker), "vk": VkSchema(world, checker)}
            if checker is not None
            else {}
        )

    def batch(self, first: int, most: int) -> list[Update]:
        """At most ``most`` updates; the first of them has the index ``first``."""
        wild = self._chance.random() < 0.65
        shares = WILD if wild else CALM
        count = min(most, self._chance.randint(1, MOST_WILD if wild else MOST_CALM))
        kinds = self._chance.choices(tuple(shares), tuple(shares.values()), k=count)
        return [self._update(first + at, kind) for at, kind in enumerate(kinds)]

    def _update(self, index: int, kind: str) -> Update:
        door = self._chance.choice(DOORS)
        match kind:
            case "mutated":
                of_people = door not in self._schema or self._chance.random() < 0.6
                valid = (self._people if of_people else self._schema)[door].update()
                raw = self._damage.spoiled(valid)
            case "random":
                raw = self._damage.junk()
            case "schema" if door in self._schema:
                raw = over_the_wire(self._schema[door].update())
            case _:
                raw = over_the_wire(self._people[door].update())
        return Update(index, door, kind, raw)
