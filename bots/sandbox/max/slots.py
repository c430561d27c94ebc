"""The addresses that were given for uploads, and what came to them."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from bots.sandbox.world import Json, World


@dataclass(slots=True)
class Slot:
    """``media`` is the file's key, once it came."""

    key: str
    kind: str
    media: str | None = None

    @property
    def token(self) -> str:
        return f"s{self.key}"


class Slots:
    def __init__(self, world: World) -> None:
        self._world = world
        self._slots: dict[str, Slot] = {}

    def clear(self) -> None:
        self._slots.clear()

    def make(self, kind: str) -> Slot:
        name = f"max upload {self._world.count('max uploads')}"
        slot = Slot(hashlib.sha256(name.encode()).hexdigest()[:24], kind)
        self._slots[slot.key] = slot
        return slot

    def found(self, key: str) -> Slot | None:
        return self._slots.get(key)

    def by_token(self, token: str) -> Slot | None:
        return self._slots.get(token[1:]) if token.startswith("s") else None

    def dump(self) -> list[Json]:
        return [asdict(slot) for slot in self._slots.values()]

    def load(self, kept: list[dict[str, Any]]) -> None:
        self._slots = {slot["key"]: Slot(**slot) for slot in kept}
