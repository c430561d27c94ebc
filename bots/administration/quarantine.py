"""``paradnaya quarantine``: what broke us, looked at and taken again.

* An update is taken again by the code that takes every update: read by its messenger's reader,
  turned by the town's turns, in one transaction of its own. The running bot need not stop: the
  reply waits in the outbox, and its courier sends it.
* Reading needs no token and no network. VK's events name their community themselves. Telegram's
  and MAX's do not name the bot, so a command for another bot in a group is not told from ours: but
  such a command has no reason to be here.
* So is what the watch has set aside: a message that waited is sent, a ticket is looked at.
* What is shown is a person's message. Secrets are taken out of it, and so are codes that bind
  chats.
"""

import json
import re
import traceback
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from bots.doors.door import Raw
from bots.doors.max.reading import read_update
from bots.doors.vk.reading import read_event
from bots.logs import HIDDEN, Redaction
from core.messages import Outgoing
from core.spoilt import LATER, WATCH
from core.town import Town
from core.work import Unavailable
from dialogs.events import Arrival
from dialogs.turns import Turns
from storage.quarantine import Aside, Quarantine

from .terminal import visible

Reader = Callable[[Raw, str], Arrival | None]

KINDS = {
    "message": "сообщение",
    "message_new": "сообщение",
    "edited_message": "правка",
    "message_edit": "правка",
    "callback_query": "нажатие кнопки",
    "message_event": "нажатие кнопки",
    "my_chat_member": "бот в чате",
    "message_allow": "разрешил писать",
    "message_deny": "запретил писать",
    "message_created": "сообщение",
    "message_edited": "правка",
    "message_callback": "нажатие кнопки",
    "bot_started": "начал разговор",
    "bot_stopped": "запретил писать",
    "dialog_removed": "удалил переписку",
    "bot_added": "бот в чате",
    "bot_removed": "бот в чате",
    "user_added": "новый человек в чате",
    "user_removed": "человека нет в чате",
}
"""What messengers call their updates, and we."""

OUR_OWN = {LATER: "сообщение, ждавшее отправки", WATCH: "обращение, не читается"}
"""What the watch has set aside."""

SECRET_FIELDS = frozenset({"secret", "access_token"})

_CODE = re.compile(r"(/bind(?:@\w+)?\s+)[^\s\"]+")
_RAISED = re.compile(r"Traceback \(most recent call last\):\n(?:[ \t].*\n)*(?P<error>\S.*)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt: ``error`` is "" if the update was taken."""

    number: int
    found: bool
    error: str = ""


def _read_telegram(raw: Raw, key: str) -> Arrival | None:
    from bots.doors.telegram.reading import read_raw  # noqa: PLC0415  because aiogram takes seconds

    return read_raw(raw, key, "")


def _read_vk(raw: Raw, key: str) -> Arrival | None:
    return read_event(raw, key, int(raw.get("group_id") or 0))


READERS: Mapping[str, Reader] = {"telegram": _read_telegram, "vk": _read_vk, "max": read_update}
"""How each messenger's updates are read, without a door."""


async def retry(
    quarantine: Quarantine, turns: Turns, reading: Mapping[str, Reader], numbers: Iterable[int]
) -> AsyncIterator[Outcome]:
    """Take updates again, one after another; what fails keeps its new traceback."""
    for number in numbers:
        try:
            found = await _take(quarantine, turns, reading, number)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001  because what breaks us is what is looked for here
            trace = traceback.format_exc()
            await quarantine.failed(number, trace)
            yield Outcome(number, True, error_of(trace))
        else:
            yield Outcome(number, found)


async def _take(
    quarantine: Quarantine, turns: Turns, reading: Mapping[str, Reader], number: int
) -> bool:
    async with quarantine.retrying(number) as held:
        if held is None:
            return False
        aside, unit = held
        if aside.door == LATER:
            unit.send(msgspec.convert(aside.raw, Outgoing))
            return True
        if aside.door == WATCH:
            await turns.watch(unit).look_at(aside.key)
            return True
        arrival = reading[aside.door](aside.raw, aside.key)
        if arrival is not None:
            await turns.take(unit, arrival)
    return True


# what is shown


def error_of(trace: str) -> str:
    """The first line of the error that a traceback ends with."""
    raised = [found["error"] for found in _RAISED.finditer(trace)]
    return raised[-1] if raised else trace.strip().rpartition("\n")[2]


def kind_of(aside: Aside) -> str:
    """What kind of update it is, in a word or two."""
    if aside.door in OUR_OWN:
        return OUR_OWN[aside.door]
    named = aside.raw.get("type") or aside.raw.get("update_type")
    name = named if isinstance(named, str) else next((key for key in aside.raw if key in KINDS), "")
    return KINDS.get(name, name or "неизвестно что")


def line_of(aside: Aside, town: Town, hide: Redaction) -> tuple[str, ...]:
    """A row of the list: number, when, messenger, kind, error, and whether it is done."""
    when = f"{aside.at.astimezone(town.zone):%d.%m.%Y %H:%M}"
    error = visible(hide.text(error_of(aside.trace)))
    done = f"{aside.done_at.astimezone(town.zone):%d.%m.%Y %H:%M}" if aside.done_at else ""
    return str(aside.number), when, aside.door, visible(kind_of(aside)), error, done


def whole(aside: Aside, hide: Redaction) -> str:
    """The update as JSON and the traceback, without secrets and without what acts on a terminal."""
    raw = json.dumps(_without_secrets(aside.raw), ensure_ascii=False, indent=2, sort_keys=True)
    return visible(hide.text(_CODE.sub(rf"\g<1>{HIDDEN}", f"{raw}\n\n{aside.trace.rstrip()}")))


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: HIDDEN if key in SECRET_FIELDS else _without_secrets(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_without_secrets(inner) for inner in value]
    return value
