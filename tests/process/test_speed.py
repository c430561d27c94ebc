"""`make bench` compares honestly: who counts as durable, what is said of who could not be run."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from bench.peers import environments
from bench.peers.contestants import ALL, Contestant, Kept
from bench.peers.environments import Absent
from bench.speed import ROOT, Figures, Process, best, table, verdict

OURS = Contestant("telegram", "Парадная", Kept.POWER, "ours", "telegram")


def figures(contestant: Contestant, *speeds: float, absent: str = "") -> Figures:
    made = Figures(contestant, absent=absent)
    for speed in speeds:
        made.crowded({"updates": speed, "seconds": 1.0, "p50": 9.0, "p99": 20.0, "commits": 30})
        made.lone.append(1.5)
    return made


def peer(name: str, kept: Kept) -> Contestant:
    return Contestant("telegram", name, kept, "aiogram_fsm", "memory", "aiogram")


def said(rows: list[Figures]) -> str:
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(table(rows, 200, 800.0))
    return console.export_text()


def test_we_are_compared_with_the_quickest_peer_that_writes_anything_at_all() -> None:
    rows = [
        figures(OURS, 6000.0),
        figures(peer("memory", Kept.NO), 5000.0),
        figures(peer("fsynced", Kept.POWER), 300.0),
        figures(peer("everysec", Kept.KILL), 800.0),
        figures(peer("broken", Kept.POWER), absent="its process ended"),
    ]

    found = best(rows, "telegram")

    assert found is not None
    assert found.contestant.name == "everysec"
    assert verdict(rows, "telegram").startswith("telegram: 7.5× the best durable peer (everysec)")
    assert verdict(rows, "telegram").endswith("required 6×: met")


def test_a_requirement_that_is_not_met_is_said_so() -> None:
    rows = [figures(OURS, 4000.0), figures(peer("fsynced", Kept.POWER), 1000.0)]

    assert verdict(rows, "telegram").endswith("required 6×: NOT MET")


def test_nothing_is_claimed_when_no_durable_peer_was_run() -> None:
    rows = [figures(OURS, 4000.0), figures(peer("memory", Kept.NO), 10.0)]

    assert verdict(rows, "telegram") == "telegram: not compared: no durable peer was run"
    assert verdict(rows, "vk") == "vk: not compared: we were not run"


def test_the_table_has_medians_of_rounds_and_reasons_of_who_was_not_run() -> None:
    rows = [
        figures(OURS, 1.0, 9000.0, 6000.0),
        figures(peer("aiogram", Kept.POWER), 500.0, 600.0, 700.0),
        figures(peer("Redis", Kept.KILL), absent="there is no redis-server on this machine"),
    ]

    text = said(rows)

    assert "6,000" in text
    assert "10.0×" in text
    assert "not run: there is no redis-server on this machine" in text
    assert "800 µs" in text


def test_every_contestant_has_its_bot_and_its_pins() -> None:
    for one in ALL:
        assert (ROOT / "bench" / "peers" / f"{one.module}.py").is_file(), one
        if one.environment is not None:
            pins = (ROOT / "bench" / "peers" / f"{one.environment}.txt").read_text().split()
            assert all("==" in pin for pin in pins), one


def test_a_machine_without_redis_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with (
        pytest.raises(Absent, match="there is no redis-server"),
        environments.redis("always", tmp_path / "redis"),
    ):
        pass


def test_an_environment_that_pip_cannot_fill_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(command: tuple[str, ...], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "hm\nERROR: No matching distribution")

    monkeypatch.setattr(subprocess, "run", refused)

    with pytest.raises(Absent, match="could not be made: ERROR: No matching distribution"):
        environments.environment("aiogram", tmp_path)


def test_a_small_crowd_files_its_complaints_with_us(tmp_path: Path) -> None:
    process = Process(OURS, sys.executable, None)
    try:
        raw = process.play(3, 6, tmp_path)
    finally:
        process.end()

    assert raw["updates"] == 6 * 9
    assert 0 < raw["commits"] <= raw["updates"] * 3
    assert 0 < raw["p50"] <= raw["p99"]
