"""The whole play: residents and operators at work while the bot is killed; then the proof."""

import asyncio
import contextlib
import itertools
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bots.sandbox.faults import Rule
from bots.sandbox.identity import TELEGRAM, VK, Door

from .house import built
from .keeper import Nursery, Reaper
from .operators import Office, Operator
from .players import Scene, Unanswered
from .proof import Proof, prove
from .record import Record
from .residents import Resident
from .words import Ledger

DOORS: tuple[Door, ...] = (TELEGRAM, VK)
FIRST_RESIDENT, FIRST_OPERATOR = 10_001, 11_001

CHATS: tuple[tuple[Door, int, str], ...] = (
    (VK, 2_000_000_001, "roads"),
    (TELEGRAM, -1001, "zur"),
    (TELEGRAM, -1002, "gas"),
)
"""The agencies' chats. The coordinators (zur) are in Telegram."""

TO_BE_GIVEN = ("Дороги", "Горгаз")
"""The agencies, as the coordinators' buttons name them."""

CLOSING = 0.85
"""After this share of the kills nothing new is begun."""

TO_GIVE_UP = 20.0
"""Seconds, where something is amiss already."""

TO_REST = 300.0
"""Seconds: what is left goes out at the pace of a Telegram group, 20 messages a minute."""

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """``complaints``: by each resident at most. ``rules``: how the messengers misbehave."""

    seed: int
    kills: int
    residents: int = 4
    operators: int = 2
    complaints: int = 1_000_000
    rules: Sequence[Rule] = ()
    patience: float = 60.0


@dataclass(slots=True)
class Played:
    proof: Proof
    record: Record
    ledger: Ledger
    kills: int
    seconds: float
    unanswered: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[str]:
        return [*self.unanswered, *self.proof.failures]


async def play(
    folder: Path, keeper: Nursery, plan: Plan, tell: Tell = lambda kills: None
) -> Played:
    """Play, and prove. ``tell`` is told the number of kills so far."""
    chance = random.Random(plan.seed)  # noqa: S311  because it only chooses what people do
    started = time.monotonic()
    async with built(folder) as house:
        record = Record(house.sandbox)
        recording = asyncio.create_task(record.run())
        await keeper.serve(house)
        await house.until(house.knows_where_vk_is, "the first connection to VK")
        for number, (door, chat, agency) in enumerate(CHATS):
            await house.bind_chat(door, chat, agency, _operators_of(number, plan))
        reaper = Reaper(keeper, _derived(chance), plan.kills)
        scene = Scene(house, Ledger(), reaper.acted, plan.patience)
        house.sandbox.misbehaving.faults.set(plan.rules, plan.seed)
        unanswered = await _act(scene, reaper, plan, chance, tell)
        house.sandbox.misbehaving.faults.set([])
        try:
            await house.at_rest(TO_GIVE_UP if unanswered else TO_REST)
        except AssertionError as error:
            unanswered.append(f"the outbox did not come to rest: {str(error)[:300]}")
        await keeper.stop()
        recording.cancel()
        await asyncio.gather(recording, return_exceptions=True)
        proof = prove(house, record, scene.ledger, keeper.kills)
        seconds = time.monotonic() - started
        return Played(proof, record, scene.ledger, len(keeper.kills), seconds, unanswered)


async def _act(
    scene: Scene, reaper: Reaper, plan: Plan, chance: random.Random, tell: Tell
) -> list[str]:
    """Let everybody act until the residents are content; who was left without an answer."""
    residents = [
        Resident(
            scene, door, number, number, _derived(chance),
            name=f"Житель {number}", complaints=plan.complaints,
        )
        for number, door in zip(
            range(FIRST_RESIDENT, FIRST_RESIDENT + plan.residents),
            itertools.cycle(DOORS),
            strict=False,
        )
    ]  # fmt: skip
    lives = [asyncio.create_task(one.live()) for one in residents]
    works = [asyncio.create_task(one.work()) for one in _staff(scene, plan, chance)]
    around = [
        asyncio.create_task(reaper.run()),
        asyncio.create_task(_watch(scene, reaper, plan, tell)),
    ]
    # Who is left without an answer is the finding; to wait for the others tells no more.
    busy: set[asyncio.Task[None]] = {*lives, *works}
    unanswered: list[str] = []
    while not unanswered and not all(task.done() for task in lives):
        done, busy = await asyncio.wait(busy, return_when=asyncio.FIRST_COMPLETED)
        unanswered += [_told(error) for task in done if (error := task.exception()) is not None]
    if not unanswered:
        await _last_words(scene)
    for task in (*around, *busy):
        task.cancel()
    await asyncio.gather(*around, *busy, return_exceptions=True)
    return unanswered


async def _last_words(scene: Scene) -> None:
    """Operators may still be told what became of their last words."""
    bell = scene.house.sandbox.world.journal.bell
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(scene.patience):
            while not all(word.confirmed or word.declined for word in scene.ledger.words):
                await bell.wait(0.2)


def _told(error: BaseException) -> str:
    if isinstance(error, Unanswered):
        return str(error)
    return f"{type(error).__name__}: {error}"


async def _watch(scene: Scene, reaper: Reaper, plan: Plan, tell: Tell) -> None:
    while True:
        made = plan.kills - reaper.left
        tell(made)
        if plan.kills and made >= plan.kills * CLOSING:
            scene.closing = True
        await asyncio.sleep(0.2)


def _staff(scene: Scene, plan: Plan, chance: random.Random) -> list[Operator]:
    shared = Office()
    staff = []
    for number, (door, chat, agency) in enumerate(CHATS):
        office = Office(agency == "zur", TO_BE_GIVEN)
        staff += [
            Operator(scene, door, chat, person, _derived(chance), office, shared)
            for person in _operators_of(number, plan)
        ]
    return staff


def _operators_of(number: int, plan: Plan) -> list[int]:
    first = FIRST_OPERATOR + number * 100
    return list(range(first, first + plan.operators))


def _derived(chance: random.Random) -> random.Random:
    return random.Random(chance.random())  # noqa: S311  because it only chooses what people do
