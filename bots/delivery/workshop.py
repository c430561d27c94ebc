"""The workshop: pictures and tables that the bot makes, one at a time, by a process of their own.

* What is wanted stands in the database with the chats that wait for it, as people's files do: a
  crash only makes it anew. What is made is kept, so the same figures are drawn once.
* Nobody waits meanwhile: words have gone already, the picture follows.
* After a few failures it is given up, and the chats are told.
* What was made a month ago is forgotten with its content; whoever wants it has it made again.
* What somebody sent who had their data deleted is taken from the disk here, see
  :mod:`storage.forgetting`: one process alone writes to the folder.
"""

import asyncio
import base64
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import structlog

from bots.ports import Folder, Store
from core.files import Content, Fate, Loss, Wanted
from core.reports import copies, registers
from core.reports.copies import Copy
from core.reports.posters import ADDRESS
from core.reports.registers import Extract, Form, Line
from core.work import Unavailable
from dialogs.turns import Turns

from .contents import type_of

log = structlog.get_logger()

LOOK_AGAIN = 1.0
TO_TIDY = 86_400.0
"""Seconds between two rounds of forgetting what was made."""
ERASED_AT_ONCE = 100
ERASED_SETTLED = 600.0
"""Seconds after which a content that came stands in the database too."""
BREATH = 0.05
"""Seconds between two transactions of one round."""
TAKES_AT_MOST = 60.0
"""Seconds for one picture."""
TABLE_TAKES_AT_MOST = 600.0
"""Seconds for one table."""
PART = 1_048_576
TYPES = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv",
}
ATTEMPTS, BETWEEN = 3, timedelta(seconds=10)

ROOT = Path(__file__).parents[2]


class Unmade(Exception):
    """It was not made."""


class Workshop:
    """One per process; of several workers the one runs that collects files. ``town``: its file."""

    def __init__(
        self,
        store: Store,
        folder: Folder,
        turns: Turns,
        committed: Callable[[], None],
        town: Path = Path("town.toml"),
    ) -> None:
        self._town = town.resolve()
        self._store = store
        self._folder = folder
        self._turns = turns
        self._committed = committed
        self._called = asyncio.Event()

    def call(self) -> None:
        """Say that something may be wanted."""
        self._called.set()

    async def close(self, patience: float) -> None:
        """What is under way is made anew by whoever runs next."""

    async def run(self) -> None:
        tidied_at = -TO_TIDY
        while True:
            self._called.clear()
            try:
                if time.monotonic() - tidied_at >= TO_TIDY:
                    tidied_at = time.monotonic()
                    await self._tidy()
                await self._erase()
                for wanted in await self._store.made_due(1):
                    await self._make(wanted)
                    self.call()
            except Unavailable as trouble:
                log.warning("workshop_out_of_reach", why=str(trouble))
                self._called.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._called.wait()

    async def _tidy(self) -> None:
        """A content goes after its rows: what a crash leaves between them only takes room."""
        forgotten = 0
        while True:
            count, unneeded = await self._store.forget_made()
            if not count:
                break
            for digest in unneeded:
                try:
                    await self._folder.remove(digest)
                except OSError as failure:
                    log.warning("not_removed", digest=digest, why=str(failure))
            forgotten += count
            await asyncio.sleep(BREATH)
        if forgotten:
            log.info("made_files_forgotten", rows=forgotten)

    async def _erase(self) -> None:
        """Take the contents from the disk whose sender is forgotten, unless somebody else sent the
        same. The row goes last: after a crash it is all done once more."""
        contents = await self._store.erased_contents(ERASED_AT_ONCE)
        gone = [digest for digest, needed in contents.items() if needed or await self._burn(digest)]
        if gone:
            await self._store.erased(gone)
            log.info("contents_erased", count=len(gone))

    async def _burn(self, digest: str) -> bool:
        """False: it came again just now, perhaps from somebody else, or the disk does not let go:
        it is looked for once more."""
        try:
            removed = await self._folder.remove(digest, ERASED_SETTLED)
        except OSError as failure:
            log.warning("not_removed", digest=digest, why=str(failure))
            return False
        return removed or not self._folder.path(digest).exists()

    async def _make(self, wanted: Wanted) -> None:
        try:
            content = await self._content(wanted)
        except (Unmade, OSError) as failure:
            log.warning("not_made", attempts=wanted.attempts, why=str(failure))
            await self._failed(wanted, str(failure))
            return
        except Unavailable:
            raise
        except Exception as mistake:  # one order must not end the bot, and then every start of it
            log.exception("not_made", attempts=wanted.attempts)
            await self._failed(wanted, type(mistake).__name__)
            return
        async with self._store.unit() as unit:
            teller = self._turns.of_files(unit)
            concerned = await unit.files.seal(wanted.file, Fate.KEPT, content)
            for one in concerned:
                for peer in one.late:
                    await teller.made(wanted.file, peer)
            await unit.commit()
        if not concerned and not await self._store.is_needed(content.digest):
            await self._folder.remove(content.digest, 0.0)  # who ordered it is forgotten meanwhile
        self._committed()

    async def _content(self, wanted: Wanted) -> Content:
        try:
            if wanted.file.url.startswith(registers.ADDRESS):
                ordered: Extract | Copy | bytes = registers.of_file(wanted.file)
            elif copies.is_copy(wanted.file):
                ordered = copies.of_file(wanted.file)
            else:
                ordered = base64.b64decode(wanted.file.url.removeprefix(ADDRESS))
        except (msgspec.DecodeError, ValueError) as unreadable:  # by another release, or spoilt
            raise Unmade(f"the order cannot be read: {unreadable}") from unreadable
        if isinstance(ordered, Extract):
            return await self._table(ordered)
        if isinstance(ordered, Copy):
            return await self._copy(ordered)
        drawn = await draw(ordered)
        async with self._folder.arriving() as arriving:
            await arriving.write(drawn)
            found = type_of(arriving.head)
            return Content(await arriving.keep(), found, len(drawn))

    async def _copy(self, order: Copy) -> Content:
        """Page after page, each read in a transaction of its own: nobody waits for the writer."""
        async with self._folder.arriving() as arriving:
            async with self._store.unit() as unit:
                part = await self._turns.of_copies(unit).head(order)
            page = 0
            while part:
                await arriving.write(part.encode())
                async with self._store.unit() as unit:
                    part = await self._turns.of_copies(unit).page(order, page)
                page += 1
            return Content(await arriving.keep(), copies.TYPE, arriving.size)

    async def _table(self, order: Extract) -> Content:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"register.{order.form.value}"
            await tabulate(self._town, order, self._store.register(order), path)
            size = path.stat().st_size
            async with self._folder.arriving() as arriving:
                with path.open("rb") as made:
                    while part := made.read(PART):
                        await arriving.write(part)
                return Content(await arriving.keep(), TYPES[order.form], size)

    async def _failed(self, wanted: Wanted, why: str) -> None:
        async with self._store.unit() as unit:
            if wanted.attempts + 1 < ATTEMPTS:
                await unit.files.put_off(wanted.file, datetime.now(UTC) + BETWEEN, why)
            else:
                teller = self._turns.of_files(unit)
                for one in await unit.files.seal(wanted.file, Fate.MISSING, error=Loss.GONE.value):
                    for peer in one.late:
                        await teller.unmade(wanted.file, peer)
            await unit.commit()
        self._committed()


async def tabulate(
    town: Path, order: Extract, lines: AsyncIterator[tuple[Line, int]], to: Path
) -> None:
    """Have a table written by a process that is told its lines. Raises Unmade."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bots.registers.writing", str(town), str(to)),
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None  # noqa: S101  because it was opened as a pipe
    try:
        async with asyncio.timeout(TABLE_TAKES_AT_MOST):
            with contextlib.suppress(ConnectionError):  # why it went away, it says itself
                process.stdin.write(msgspec.json.encode(order) + b"\n")
                async for line, _ in lines:
                    process.stdin.write(msgspec.json.encode(line) + b"\n")
                    await process.stdin.drain()
            process.stdin.close()
            _, said = await process.communicate()
    except TimeoutError:
        raise Unmade(f"not written in {TABLE_TAKES_AT_MOST} s") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise Unmade(said.decode(errors="replace").strip()[-300:])


async def draw(poster: bytes) -> bytes:
    """A PNG of a poster in JSON. Raises Unmade."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bots.drawing.poster"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        async with asyncio.timeout(TAKES_AT_MOST):
            drawn, said = await process.communicate(poster)
    except TimeoutError:
        raise Unmade(f"not drawn in {TAKES_AT_MOST} s") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not drawn:
        raise Unmade(said.decode(errors="replace").strip()[-300:])
    return drawn
