"""Starts the bot again and again without paying for the imports each time.

    python -m tests.process.nursery

To import the program and the messengers' libraries takes seconds, and so does reading the texts and
learning the dangers: it is done once here; every bot is a fork: a process of its own, that runs the
command line as ``paradnaya run`` would. That it starts from nothing too is seen in test_story.py.

Orders are lines of JSON: ``{"start": environment, "folder": …, "log": …}`` is answered by the
process's number, ``{"wait": number}`` by how it ended (as in ``subprocess``: negative is a signal).
"""

import gc
import json
import os
import signal
import sys
from typing import Any

import bots.app
import bots.command_line
import bots.doors.telegram.door
import bots.doors.vk.door  # noqa: F401  because the fork must find them imported
from bots.__main__ import app
from bots.hearing import SAID
from core.dangers.likely import likely
from dialogs.texts import Catalogue


def main() -> None:
    Catalogue()
    likely(SAID)
    gc.freeze()
    print("ready", flush=True)  # noqa: T201  because the answers are for the one who gives orders
    alive: set[int] = set()
    for line in sys.stdin:
        order = json.loads(line)
        if "start" in order:
            answer = _start(order)
            alive.add(answer)
        else:
            _, status = os.waitpid(order["wait"], 0)
            answer = os.waitstatus_to_exitcode(status)
            alive.discard(order["wait"])
        print(answer, flush=True)  # noqa: T201  because the answers are for the one who gives orders
    for child in alive:  # whoever gave the orders is gone
        os.kill(child, signal.SIGKILL)


def _start(order: dict[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.environ.update(order["start"])
        os.chdir(order["folder"])
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for ours, theirs in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(ours, theirs)
        app(["run"], standalone_mode=False)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
