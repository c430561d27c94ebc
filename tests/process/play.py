"""The whole play: residents and operators at work while the bot is killed; then the proof."""

import asyncio
import contextlib
import itertools
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bots.sandbox.faults import Rule
from bots.sandbox.identity import MAX, MAX_TOKEN, TELEGRAM, VK, Door

from .books import Books
from .house import House, built
from .keeper import Nursery, Reaper, first
from .operators import Office, Operator
from .players import Scene, Unanswered
from .proof import Proof, prove
from .record import Record
from .residents import Resident
from .succession import Succession
from .words import Ledger

DOORS: tuple[Door, ...] = (TELEGRAM, VK)
FIRST_RESIDENT, FIRST_OPERATOR, FIRST_PASSER_BY = 10_001, 11_001, 30_001

CHATS: tuple[tuple[Door, int, str], ...] = (
    (VK, 2_000_000_001, "roads"),
    (TELEGRAM, -1001, "zur"),
    (TELEGRAM, -1002, "gas"),
)
"""The agencies' chats. The coordinators (zur) are in Telegram."""

IN_MAX: tuple[Door, int, str] = (MAX, -1003, "gas")
"""Where the third agency sits, if MAX takes part."""

TO_BE_GIVEN = ("Дороги", "Горгаз")
"""The agencies, as the coordinators' buttons name them."""

POLLER = 0.5
"""The share of kills that are meant for a worker that polls."""

CLOSING = 0.85
"""After this share of the kills nothing new is begun."""

TO_END = 30.0
"""Seconds in which the others may bring to an end what they began, when somebody was left without
an answer."""

TO_REST = 90.0
"""Seconds without anything going out: longer than a row ever waits for its next attempt."""

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """``complaints``: by each resident at most. ``rules``: how the messengers misbehave.

    ``workers`` is more than one only with books that several may write into. ``crowd``: so many
    people of each messenger come to say hello while the others talk. ``doors``: the messengers in
    which residents live.
    """

    seed: int
    kills: int
    residents: int = 4
    operators: int = 2
    complaints: int = 1_000_000
    rules: Sequence[Rule] = ()
    patience: float = 60.0
    workers: int = 1
    crowd: int = 0
    doors: tuple[Door, ...] = DOORS

    @property
    def chats(self) -> tuple[tuple[Door, int, str], ...]:
        return (*CHATS[:-1], IN_MAX) if MAX in self.doors else CHATS


@dataclass(slots=True)
class Played:
    proof: Proof
    record: Record
    ledger: Ledger
    kills: int
    seconds: float
    unanswered: list[str] = field(default_factory=list)
    gaps: dict[str, list[float]] = field(default_factory=dict)
    """For each lease, the seconds that a killed holder's was nobody's."""

    @property
    def failures(self) -> list[str]:
        return [*self.unanswered, *self.proof.failures]


async def play(
    folder: Path,
    keeper: Nursery,
    plan: Plan,
    tell: Tell = lambda kills: None,
    books: Books | None = None,
) -> Played:
    """Play, and prove. ``tell`` is told the number of kills so far."""
    chance = random.Random(plan.seed)  # noqa: S311  because it only chooses what people do
    started = time.monotonic()
    async with built(folder, books) as house:
        if MAX in plan.doors:
            house.environment["PARADNAYA_MAX__TOKEN"] = MAX_TOKEN
            house.environment["PARADNAYA_MAX__API"] = f"{house.sandbox.url}/max"
        record, succession = Record(house.sandbox), Succession(house.books)
        watching = [asyncio.create_task(one.run()) for one in (record, succession)]
        await keeper.serve(house, plan.workers)
        await house.until(house.knows_where_vk_is, "the first connection to VK")
        for number, (door, chat, agency) in enumerate(plan.chats):
            await house.bind_chat(door, chat, agency, _operators_of(number, plan))
        whom = first if plan.workers == 1 else partial(_whom, keeper, succession)
        reaper = Reaper(keeper, _derived(chance), plan.kills, whom)
        scene = Scene(house, Ledger(), reaper.acted, plan.patience)
        house.sandbox.misbehaving.faults.set(plan.rules, plan.seed)
        unanswered = await _act(scene, reaper, plan, chance, tell)
        try:
            await house.at_rest(TO_REST)
        except AssertionError as error:
            unanswered.append(f"the outbox did not come to rest: {str(error)[:300]}")
        await keeper.stop()
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        unanswered += _unheard(house, plan)
        proof = prove(house, record, scene.ledger, [at for at, _ in keeper.kills])
        return Played(
            proof,
            record,
            scene.ledger,
            len(keeper.kills),
            time.monotonic() - started,
            unanswered,
            succession.gaps(keeper.kills),
        )


def _whom(keeper: Nursery, succession: Succession, chance: random.Random) -> int:
    """Of several workers, as often as not the one that polls a messenger."""
    polling = succession.holder(f"poll/{chance.choice(DOORS)}")
    if polling in keeper.bots and chance.random() < POLLER:
        return polling
    return chance.choice(keeper.bots)


async def _crowd(house: House, plan: Plan) -> None:
    """Many people come at once."""

    async def come(door: Door, number: int) -> None:
        await house.act("person", door=door, id=number, name=f"Прохожий {number}")
        await house.act("say", door=door, chat=number, person=number, text="/start")

    await asyncio.gather(*(come(door, number) for door in DOORS for number in _passers_by(plan)))


def _passers_by(plan: Plan) -> range:
    return range(FIRST_PASSER_BY, FIRST_PASSER_BY + plan.crowd)


def _unheard(house: House, plan: Plan) -> list[str]:
    """Who came by and was not answered."""
    return [
        f"{door}:{number} said hello and nobody answered"
        for door in DOORS
        for number in _passers_by(plan)
        if not house.seen(door, number)[0]
    ]


async def _act(
    scene: Scene, reaper: Reaper, plan: Plan, chance: random.Random, tell: Tell
) -> list[str]:
    """Let everybody act until the residents are content; who was left without an answer."""
    residents = _residents(scene, plan, chance)
    lives = [asyncio.create_task(one.live(), name=str(one)) for one in residents]
    staff = [asyncio.create_task(one.work(), name=str(one)) for one in _staff(scene, plan, chance)]
    watching = asyncio.create_task(_watch(scene, reaper, plan, tell))
    everybody = {*lives, *staff, watching, reaper.begin()}
    if plan.crowd:
        everybody.add(asyncio.create_task(_crowd(scene.house, plan), name="the crowd"))
    busy = set(everybody)
    while not (unanswered := _unanswered(everybody)) and not all(one.done() for one in lives):
        _, busy = await asyncio.wait(busy, return_when=asyncio.FIRST_COMPLETED)
    await reaper.end()
    scene.house.sandbox.misbehaving.faults.set([])
    if unanswered:
        # The finding is made. The others end what they began, in peace: cut off, each of them
        # would look like a finding too, and hide the one that counts.
        scene.closing = True
        scene.patience = min(scene.patience, TO_END)
        await asyncio.wait(lives, timeout=TO_END)
        unanswered = _unanswered(everybody)
        unanswered += [
            f"{one.get_name()} did not come to an end" for one in lives if not one.done()
        ]
    await _last_words(scene)
    for task in everybody:
        task.cancel()
    await asyncio.gather(*everybody, return_exceptions=True)
    return unanswered


def _residents(scene: Scene, plan: Plan, chance: random.Random) -> list[Resident]:
    numbers = range(FIRST_RESIDENT, FIRST_RESIDENT + plan.residents)
    return [
        Resident(
            scene, door, number, number, _derived(chance),
            name=f"Житель {number}", complaints=plan.complaints,
        )
        for number, door in zip(numbers, itertools.cycle(plan.doors), strict=False)
    ]  # fmt: skip


def _unanswered(everybody: Iterable["asyncio.Task[None]"]) -> list[str]:
    """What stopped those who did not end by themselves."""
    ended = [one for one in everybody if one.done() and not one.cancelled()]
    return sorted(_told(error) for one in ended if (error := one.exception()) is not None)


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
    for number, (door, chat, agency) in enumerate(plan.chats):
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
