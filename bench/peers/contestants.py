"""Who is measured, and what each promises of a reply that a person has seen."""

from dataclasses import dataclass
from enum import StrEnum


class Kept(StrEnum):
    """What is on the disk when the reply leaves."""

    NO = "no"
    AFTER = "after the reply"
    """Written, but the reply leaves first: a kill -9 between the two loses the answer."""
    KILL = "kill -9"
    """Survives the process; the machine's failure loses up to a second."""
    POWER = "fsynced"
    """Survives the machine's failure too."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """``module`` under bench.peers, with its ``variant``, in the environment of this name (ours:
    none). ``redis`` is the appendfsync of the server it needs."""

    door: str
    name: str
    kept: Kept
    module: str
    variant: str
    environment: str | None = None
    redis: str | None = None

    @property
    def is_ours(self) -> bool:
        return self.environment is None

    @property
    def is_durable(self) -> bool:
        """In the peers' favour: whatever writes at each update counts."""
        return self.kept is not Kept.NO


def _redis(door: str, name: str, module: str, environment: str) -> tuple[Contestant, ...]:
    return tuple(
        Contestant(door, f"{name}, Redis ({often})", kept, module, "redis", environment, often)
        for often, kept in (("everysec", Kept.KILL), ("always", Kept.POWER))
    )


TELEGRAM = (
    Contestant("telegram", "Парадная, SQLite", Kept.POWER, "ours", "telegram"),
    Contestant("telegram", "aiogram FSM, memory", Kept.NO, "aiogram_fsm", "memory", "aiogram"),
    Contestant("telegram", "aiogram FSM, SQLite", Kept.POWER, "aiogram_fsm", "sqlite", "aiogram"),
    *_redis("telegram", "aiogram FSM", "aiogram_fsm", "aiogram"),
    Contestant(
        "telegram", "aiogram_dialog, memory", Kept.NO, "aiogram_dialogs", "memory", "aiogram_dialog"
    ),
    Contestant(
        "telegram",
        "aiogram_dialog, SQLite",
        Kept.AFTER,
        "aiogram_dialogs",
        "sqlite",
        "aiogram_dialog",
    ),
    Contestant(
        "telegram", "PTB, pickle each minute", Kept.NO, "ptb_conversation", "shipped", "ptb"
    ),
    Contestant(
        "telegram", "PTB, pickle each update", Kept.AFTER, "ptb_conversation", "pickle", "ptb"
    ),
    Contestant("telegram", "PTB, SQLite", Kept.AFTER, "ptb_conversation", "sqlite", "ptb"),
)
VK = (
    Contestant("vk", "Парадная, SQLite", Kept.POWER, "ours", "vk"),
    Contestant("vk", "vkbottle, memory", Kept.NO, "vkbottle_bot", "memory", "vkbottle"),
    Contestant("vk", "vkbottle, SQLite", Kept.POWER, "vkbottle_bot", "sqlite", "vkbottle"),
    *_redis("vk", "vkbottle", "vkbottle_bot", "vkbottle"),
)
ALL = TELEGRAM + VK
