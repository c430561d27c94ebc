"""Парадная itself, told to begin in the peers' way, measured by `bench.complaints`.

    python -m bench.peers.ours telegram|vk

Runs in our own environment. The crowd is `bench.complaints`'s, whose acts and clock are the
same: a person sends the next update when the reply to the last was handed over.
"""

import json
import sys
from pathlib import Path
from typing import Any

import structlog

from bench.complaints import measure
from bots.loop import run

from .load import say


def take(door: str, order: dict[str, Any]) -> dict[str, Any]:
    """Play one order (see `load`) on a fresh database; return its figures."""
    folder = Path(order["folder"])
    result = run(measure(door, order["people"], order["complaints"], folder))
    return {
        "updates": result.updates,
        "seconds": result.seconds,
        "p50": result.percentile(0.50),
        "p99": result.percentile(0.99),
        "commits": result.commits,
    }


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    say({"ready": True, "versions": {}})
    for line in sys.stdin:
        try:
            say(take(sys.argv[1], json.loads(line)))
        except (Exception, SystemExit) as error:  # noqa: BLE001  because the runner says what broke
            say({"error": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
