"""What the sandbox saw, kept for as long as the run lasts: its own journals forget."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bots.sandbox.max.numbers import read_mid
from bots.sandbox.server import Sandbox

LOOKS = 0.5
"""Seconds between two looks at the journals: they keep thousands of entries."""

Place = tuple[str, int, int]
"""A message: door, chat, number in the chat."""


@dataclass(slots=True)
class Line:
    """A message of a chat. ``texts`` are all it ever said, the first as it came."""

    door: str
    chat: int
    id: int
    bot: bool
    texts: list[str]
    files: int
    reply_to: int | None = None

    @property
    def first(self) -> str:
        return self.texts[0]


@dataclass(slots=True)
class Call:
    """A call that made messages. ``at``: when it reached the messenger, unix seconds."""

    at: float
    method: str
    fault: str | None


@dataclass
class Record:
    sandbox: Sandbox
    lines: dict[Place, Line] = field(default_factory=dict)
    calls: dict[Place, list[Call]] = field(default_factory=dict)
    """For each message the calls that claimed to have made it: the first did."""
    paced: dict[str, list[float]] = field(
        default_factory=lambda: {"telegram": [], "vk": [], "max": []}
    )
    """When calls came that a messenger counts: Telegram its messages, VK every call, MAX every call
    but for updates."""
    faults: dict[str, int] = field(default_factory=dict)
    updates: int = 0
    presses: int = 0
    _journal: int = 0
    _traffic: int = 0

    async def run(self) -> None:
        while True:
            self.look()
            await asyncio.sleep(LOOKS)

    def look(self) -> None:
        """Take over what happened since the last look."""
        journal = self.sandbox.world.journal
        for entry in journal.after(self._journal):
            self._journal = entry.id
            if entry.kind in ("message", "edit"):
                self._note(entry.data["message"])
        for call in self.sandbox.traffic.after(self._traffic):
            self._traffic = call["id"]
            self._heard(call)

    def of_chat(self, door: str, chat: int) -> list[Line]:
        """What the bot said in a chat, in order."""
        return [
            line
            for (where, number, _), line in sorted(self.lines.items())
            if (where, number) == (door, chat) and line.bot
        ]

    def _note(self, view: dict[str, Any]) -> None:
        place = (view["door"], view["chat"], view["id"])
        line = self.lines.get(place)
        if line is not None:
            line.texts.append(view["text"])
            return
        self.lines[place] = Line(
            *place,
            bot=view["from"]["bot"] and not view["service"],
            texts=[view["text"]],
            files=len(view["photos"]) + len(view["files"]),
            reply_to=view["reply_to"],
        )

    def _heard(self, call: dict[str, Any]) -> None:
        if call["kind"] == "update":
            self.updates += 1
            return
        if _counts(call["door"], call["method"]):
            self.paced[call["door"]].append(call["at"])
        if call["fault"]:
            self.faults[call["fault"]] = self.faults.get(call["fault"], 0) + 1
        if not call["carried"] or call["method"].startswith(EDITS):
            return
        for place in _made(call["door"], call["answer"]):
            noted = Call(call["at"], call["method"], call["fault"])
            self.calls.setdefault(place, []).append(noted)


EDITS = ("edit", "messages.edit", "PUT ")


def _counts(door: str, method: str) -> bool:
    if door == "telegram":
        return method.startswith("send")
    if door == "max":
        return " " in method and method != "GET /updates"
    return "." in method or method == "execute"


def _made(door: str, answer: Any) -> Iterator[Place]:
    """The messages an answer names, those in a bundle too."""
    if not isinstance(answer, dict):
        return
    if door == "max":
        if (place := read_mid(_mid(answer))) is not None:
            yield door, *place
        return
    found = answer.get("result" if door == "telegram" else "response")
    for one in _dicts(found):
        if door == "telegram" and "message_id" in one and "chat" in one:
            yield door, one["chat"]["id"], one["message_id"]
        elif door == "vk" and one.get("conversation_message_id") and "peer_id" in one:
            yield door, one["peer_id"], one["conversation_message_id"]


def _mid(answer: dict[str, Any]) -> str:
    """The name of the message that MAX says was sent."""
    message = answer.get("message")
    return str(message["body"]["mid"]) if isinstance(message, dict) else ""


def _dicts(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
    elif isinstance(found, list):
        for one in found:
            yield from _dicts(one)
