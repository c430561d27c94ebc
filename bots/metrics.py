"""What the process counts, for Prometheus. Names and units follow its conventions.

Counters and times are kept as things happen; what stands in the database (the outbox, the
deadlines) is looked up when somebody asks, so that it is true over a restart too.
"""

import asyncio
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from core.reports.figures import Figures

log = structlog.get_logger()

UPDATES: Final = Counter(
    "paradnaya_updates",
    "Updates from a messenger, committed: new, repeated (seen before); and quarantined",
    ["door", "fate"],
)
TURNS: Final = Counter("paradnaya_turns", "Turns of conversations", ["door"])
MOVES: Final = Counter("paradnaya_ticket_moves", "What was done to tickets", ["move"])
BATCH_SIZE: Final = Histogram(
    "paradnaya_batch_updates",
    "Updates in one transaction",
    buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500),
)
BATCH_SECONDS: Final = Histogram(
    "paradnaya_batch_seconds",
    "One transaction: turns and commit",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5),
)
COMMIT_SECONDS: Final = Histogram(
    "paradnaya_commit_seconds",
    "Writing a transaction down, the disk included",
    buckets=(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5),
)
DELIVERIES: Final = Counter(
    "paradnaya_deliveries",
    "Attempts to send: sent, deferred (to be tried again), held (the person is away), failed; "
    "without answers to presses that say nothing",
    ["door", "result"],
)


class Times(Collector):
    """A histogram of seconds by door. The library's own takes three locks for each value, and this
    one is told of every message; it is told by the event loop alone."""

    def __init__(self, name: str, what: str, buckets: Sequence[float]) -> None:
        self._name = name
        self._what = what
        self._buckets = tuple(buckets)
        self._counts: dict[str, list[int]] = {}
        self._sums: dict[str, float] = {}

    def observe(self, door: str, seconds: float) -> None:
        if door not in self._counts:
            self._counts[door] = [0] * (len(self._buckets) + 1)
            self._sums[door] = 0.0
        self._counts[door][bisect_left(self._buckets, seconds)] += 1
        self._sums[door] += seconds

    def collect(self) -> Iterable[Metric]:
        told = HistogramMetricFamily(self._name, self._what, labels=["door"])
        bounds = [*map(floatToGoString, self._buckets), "+Inf"]
        for door, counts in self._counts.items():
            upto = list(zip(bounds, map(float, accumulate(counts)), strict=True))
            told.add_metric([door], upto, self._sums[door])
        return [told]


DELIVERY_SECONDS: Final = Times(
    "paradnaya_delivery_seconds",
    "One attempt to send, the wait for the messenger's pace included",
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)
REGISTRY.register(DELIVERY_SECONDS)
OPEN: Final = Gauge("paradnaya_door_open", "1 while the messenger is connected", ["door"])
LEASE: Final = Gauge(
    "paradnaya_lease_held", "1 while this worker does what one alone does", ["lease"]
)
TAKEN: Final = Counter(
    "paradnaya_leases_taken", "How often this worker began what one alone does", ["lease"]
)
HOOKS: Final = Counter(
    "paradnaya_hooks",
    "What a messenger brought to the webhook: taken, or why it was refused (forged: without "
    "the messenger's secret)",
    ["door", "fate"],
)
WAITING: Final = Gauge(
    "paradnaya_outbox_messages", "Messages that wait to be sent", ["door", "lane"]
)
OLDEST: Final = Gauge(
    "paradnaya_outbox_oldest_seconds", "Age of the oldest message that waits", ["door", "lane"]
)
HELD: Final = Gauge("paradnaya_outbox_held", "Messages kept for people who are away", ["door"])
TICKETS: Final = Gauge("paradnaya_tickets_open", "Tickets not yet answered", ["agency"])
OVERDUE: Final = Gauge(
    "paradnaya_tickets_overdue", "Tickets not yet answered whose deadline has passed", ["agency"]
)
QUARANTINE: Final = Gauge("paradnaya_quarantine_updates", "Updates set aside and not yet mended")

TASKS: Final = Gauge("paradnaya_tasks", "Tasks of the event loop: what piles up shows here first")

Look = Callable[[], Awaitable[Figures]]
"""Looks the figures up in the database."""


def metrics_route(look: Look) -> web.RouteDef:
    """``/metrics``, in Prometheus' text format; 503 while the database does not answer."""

    async def tell(request: web.Request) -> web.Response:
        try:
            show(await look())
            TASKS.set(len(asyncio.all_tasks()))
        except Exception as error:
            log.exception("metrics_failed")
            return web.Response(status=503, text=f"# {type(error).__name__}\n")
        body = generate_latest(REGISTRY)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return web.get("/metrics", tell)


def show(figures: Figures) -> None:
    """Set what was looked up; what is no more is not told any more."""
    for gauge in (WAITING, OLDEST, HELD, TICKETS, OVERDUE):
        gauge.clear()
    for queue in figures.queues:
        WAITING.labels(queue.door, queue.lane).set(queue.waiting)
        OLDEST.labels(queue.door, queue.lane).set(queue.oldest_seconds)
    for door, held in figures.held.items():
        HELD.labels(door).set(held)
    for agency in figures.agencies:
        TICKETS.labels(agency.code).set(agency.open)
        OVERDUE.labels(agency.code).set(agency.overdue)
    QUARANTINE.set(figures.quarantined)
