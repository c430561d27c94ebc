"""What the contestants run in: a virtual environment for each library, and Redis servers.

Environments are made once with pip, from pins that lie beside this file, and used again while
the pins and Python are the same. What cannot be had is said, and its rows are not run.
"""

import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PINS = Path(__file__).parent
PATIENCE = 10.0
"""Seconds in which a Redis server must listen."""


class Absent(Exception):
    """Something cannot be had; the message is the reason, in one line."""


def environment(name: str, cache: Path) -> Path:
    """The interpreter of this library's environment, which is made when it is not there.

    Raises :class:`Absent` when pip cannot install (no network, no such version)."""
    pins = PINS / f"{name}.txt"
    folder = cache / name
    python = folder / "bin" / "python"
    content = hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()
    stamp = folder / ".made"
    if stamp.exists() and stamp.read_text() == content:
        return python.absolute()
    _do(sys.executable, "-m", "venv", "--clear", str(folder))
    quietly = ("--disable-pip-version-check", "--no-input", "-qq")
    _do(str(python), "-m", "pip", *quietly, "install", "--no-deps", "-r", str(pins))
    stamp.write_text(content)
    return python.absolute()


def _do(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  because it is our own command
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "ERROR" in line] or ["no reason given"]
        raise Absent(f"its environment could not be made: {said[-1].strip()}")


@contextmanager
def redis(appendfsync: str, folder: Path) -> Iterator[Path]:
    """A server of its own, with a log fsynced that often; gives its socket.

    Raises :class:`Absent` when there is no redis-server, or it does not start."""
    program = shutil.which("redis-server")
    if program is None:
        raise Absent("there is no redis-server on this machine")
    folder.mkdir()
    socket = folder / "s"
    options = {
        "port": "0", "unixsocket": str(socket), "dir": str(folder), "save": "",
        "appendonly": "yes", "appendfsync": appendfsync,
    }  # fmt: skip
    command = [program, *(part for key, value in options.items() for part in (f"--{key}", value))]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  because it is our own command
    try:
        until = time.monotonic() + PATIENCE
        while not socket.exists():
            if server.poll() is not None or time.monotonic() > until:
                raise Absent("redis-server did not start")
            time.sleep(0.02)
        yield socket
    finally:
        server.terminate()
        server.wait()
