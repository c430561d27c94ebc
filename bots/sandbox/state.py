"""Keeps the world over a restart: one JSON file, and the sent files in a folder beside it.

* Written a moment after something changed, to a new file that then takes the old one's place: a
  crash in the middle of writing loses nothing that was written before.
* After a crash the last moment is missing, and numbers given out in it must not be given again: a
  bot with a memory would take a new update for one it has seen. So all counters leap ahead then.
"""

import asyncio
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, Protocol

from .identity import MAX
from .world import Button, Chat, Json, Keyboard, Media, Message, Person, Rows, World

PAUSE: Final = 0.5
"""Seconds during which changes are gathered before they are written."""


YOUNGER: Final = frozenset({"clock", MAX})
"""Parts that the first worlds did not have."""

LEAP: Final = 10_000
"""More than is counted in a moment."""


class Kept(Protocol):
    """Part of the sandbox with a memory of its own."""

    def dump(self) -> Json: ...

    def load(self, kept: dict[str, Any]) -> None: ...


class Keeper:
    def __init__(self, path: Path, world: World, parts: dict[str, Kept]) -> None:
        self._path = path
        self._folder = path.with_name(path.name + ".files")
        self._world = world
        self._parts = parts
        self._written: set[str] = set()

    def load(self) -> None:
        """Read what was kept; nothing where nothing was."""
        if not self._path.exists():
            return
        kept = json.loads(self._path.read_text(encoding="utf-8"))
        _load_world(self._world, kept["world"])
        if not kept.get("closed"):
            _leap(self._world)
        for key in list(self._world.media):
            file = self._folder / key
            self._world.contents[key] = file.read_bytes() if file.exists() else b""
            self._written.add(key)
        for name, part in self._parts.items():
            part.load(kept.get(name, {}) if name in YOUNGER else kept[name])

    def save(self) -> None:
        """Write everything, for the last time before the sandbox closes."""
        self._write(*self._collect(closed=True))

    async def run(self) -> None:
        """Save after each change, until cancelled."""
        changed = self._world.changed
        seen = changed.rings
        while not changed.closed:
            if changed.rings == seen:
                await changed.wait(3600)
            await asyncio.sleep(PAUSE)
            seen = changed.rings
            text, files = self._collect(closed=False)
            writing = asyncio.ensure_future(asyncio.to_thread(self._write, text, files))
            try:
                await asyncio.shield(writing)
            except asyncio.CancelledError:
                await writing
                raise

    def _collect(self, *, closed: bool) -> tuple[str, dict[str, bytes]]:
        kept: Json = {"world": _dump_world(self._world), "closed": closed}
        kept |= {name: part.dump() for name, part in self._parts.items()}
        new = {
            key: content
            for key, content in self._world.contents.items()
            if key not in self._written
        }
        return json.dumps(kept, ensure_ascii=False), new

    def _write(self, text: str, files: dict[str, bytes]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if files:
            self._folder.mkdir(exist_ok=True, mode=0o700)
        for key, content in files.items():
            _write_private(self._folder / key, content)
            self._written.add(key)
        draft = self._path.with_name(self._path.name + ".new")
        _write_private(draft, text.encode())
        draft.replace(self._path)


def _write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read: people try the sandbox with real words."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)


def _dump_world(world: World) -> Json:
    return {
        "people": [asdict(each) for some in world.people.values() for each in some.values()],
        "chats": [asdict(each) for some in world.chats.values() for each in some.values()],
        "media": [asdict(each) for each in world.media.values()],
        "counters": world.counters,
        "last": world.journal.last,
    }


def _load_world(world: World, kept: Json) -> None:
    world.clear()
    world.counters = dict(kept["counters"])
    world.journal.last = kept["last"]
    world.media = {each["key"]: Media(**each) for each in kept["media"]}
    for each in kept["people"]:
        person = Person(**each)
        world.people[person.door][person.id] = person
    for each in kept["chats"]:
        chat = _load_chat(each)
        world.chats[chat.door][chat.id] = chat


def _leap(world: World) -> None:
    world.journal.last += LEAP
    for name in world.counters:
        world.counters[name] += LEAP
    for chats in world.chats.values():
        for chat in chats.values():
            chat.counter += LEAP


def _load_chat(kept: Json) -> Chat:
    chat = Chat(**kept)
    messages = [_load_message(each) for each in kept["messages"].values()]
    chat.messages = {message.id: message for message in messages}
    chat.topics = {int(thread): name for thread, name in kept["topics"].items()}
    if kept["keyboard"] is not None:
        opened = kept["keyboard"]
        chat.keyboard = Keyboard(**{**opened, "rows": _load_rows(opened["rows"])})
    return chat


def _load_message(kept: Json) -> Message:
    return Message(**{**kept, "rows": _load_rows(kept["rows"])})


def _load_rows(rows: list[list[Json]]) -> Rows:
    return [[Button(**button) for button in row] for row in rows]
