"""What Prometheus reads: things as they happen, and how the house stands."""

from collections.abc import Mapping
from datetime import timedelta

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from prometheus_client.parser import text_string_to_metric_families

from bots.intake import Intake
from bots.metrics import metrics_route
from core.messages import Lane, Message, Outgoing
from core.people import Peer
from core.reports.figures import Figures
from core.town import Town
from dialogs.texts import Catalogue
from storage.database import Database
from storage.quarantine import Quarantine
from storage.store import Store

from .fakes import Clock, EchoTurns, FakeDoor, batch, update
from .test_intake import at_work

Sample = Mapping[tuple[str, tuple[tuple[str, str], ...]], float]


async def _read(store: Store) -> Sample:
    application = web.Application()
    application.router.add_routes([metrics_route(store.figures)])
    async with (
        TestServer(application) as server,
        ClientSession() as session,
        session.get(server.make_url("/metrics")) as answer,
    ):
        assert answer.status == 200
        return {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(await answer.text())
            for sample in family.samples
        }


async def test_what_waits_is_told_with_its_age(store: Store, clock: Clock) -> None:
    async with store.unit() as unit:
        unit.send(Outgoing(Peer("vk", 1), Message("раз")))
        unit.send(Outgoing(Peer("vk", 2), Message("два"), Lane.BROADCAST))
        await unit.commit()
    clock.now += timedelta(seconds=90)
    found = await _read(store)
    for lane in (Lane.REPLY, Lane.BROADCAST):
        where = (("door", "vk"), ("lane", lane.value))
        assert found["paradnaya_outbox_messages", where] == 1
        assert found["paradnaya_outbox_oldest_seconds", where] == 90


async def test_updates_are_counted_by_what_became_of_them(store: Store, town: Town) -> None:
    intake = Intake(store, EchoTurns(), town, Catalogue(), lambda: None)
    before = await _read(store)
    async with at_work(intake):
        first = batch(update(1, "а"), update(1, "а"), update(2, "boom"), update(3, "б"))
        await intake.bring(FakeDoor("counted"), first)
    found = await _read(store)

    def grown(name: str, **labels: str) -> float:
        key = (name, tuple(sorted(labels.items())))
        return found[key] - before.get(key, 0)

    assert grown("paradnaya_updates_total", door="counted", fate="quarantined") == 1
    assert grown("paradnaya_commit_seconds_count") >= 2
    assert found["paradnaya_quarantine_updates", ()] == 1


async def test_what_was_taken_after_all_is_in_quarantine_no_more(
    store: Store, database: Database
) -> None:
    async with store.unit() as unit:
        for number in range(3):
            await unit.set_aside("vk", f"e{number}", {"type": "message_new"}, "ValueError: boom")
        await unit.commit()
    assert (await _read(store))["paradnaya_quarantine_updates", ()] == 3
    worked_off = Quarantine(database, lambda one: (one,))
    async with worked_off.retrying(2) as held:
        assert held is not None
    assert (await _read(store))["paradnaya_quarantine_updates", ()] == 2


async def test_a_database_that_does_not_answer_is_said() -> None:
    async def broken() -> Figures:
        raise OSError("disk of /var/town")

    application = web.Application()
    application.router.add_routes([metrics_route(broken)])
    async with (
        TestServer(application) as server,
        ClientSession() as session,
        session.get(server.make_url("/metrics")) as answer,
    ):
        assert answer.status == 503
        assert await answer.text() == "# OSError\n"
