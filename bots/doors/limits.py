"""What each messenger takes of a message, and how fast."""

from msgspec import Struct

from core.messages import ButtonKind, FileKind

from .keyboards import Grid

ASKING = frozenset(kind for kind in ButtonKind if kind.asks)

VOICES = frozenset({FileKind.VOICE})


class Pace(Struct, frozen=True):
    """Messages a second the messenger takes: from the bot, to one chat, to one group."""

    everyone: float
    chat: float
    group: float


class Limits(Struct, frozen=True):
    """A messenger's limits and habits. Texts are in UTF-16 units, ``payload`` in bytes.

    * ``files`` in one message; ``download``: bytes of a file taken from it at most.
    * ``screen`` and ``own`` are the grids of a screen's buttons and of a message's own.
    * ``standing``: a screen's buttons are the chat's keyboard, not the message's (VK).
    * ``below``: a place or a contact is asked for only under the input field (Telegram).
    * ``apart``: files travel in messages without the text and its buttons (Telegram).
    * ``alone``: kinds of files of which each travels in a message of its own, without buttons.
    * ``thread``: characters of the name of a thread in a group; 0: it has none.
    * ``asks``: what the messenger's buttons can ask a person for.
    * ``spins``: a pressed button waits until its press is answered, if only by nothing.
    """

    text: int
    caption: int
    toast: int
    label: int
    payload: int
    files: int
    download: int
    screen: Grid
    own: Grid
    pace: Pace
    asks: frozenset[ButtonKind]
    alone: frozenset[FileKind] = VOICES
    thread: int = 0
    standing: bool = False
    below: bool = False
    apart: bool = False
    spins: bool = True


LIMITS = {
    # https://core.telegram.org/bots/api; a label has no stated limit, 128 is more than is shown.
    "telegram": Limits(
        text=4096,
        caption=1024,
        toast=200,
        label=128,
        payload=64,
        files=10,
        download=20 * 1024 * 1024,
        screen=Grid(columns=8, rows=100, buttons=100, special=8),
        own=Grid(columns=8, rows=100, buttons=100, special=8),
        pace=Pace(everyone=30, chat=1, group=20 / 60),
        asks=ASKING,
        thread=128,
        below=True,
        apart=True,
    ),
    # https://dev.vk.com/api/bots/development/keyboard
    "vk": Limits(
        text=4096,
        caption=4096,
        toast=90,
        label=40,
        payload=255,
        files=10,
        download=50 * 1024 * 1024,
        screen=Grid(columns=5, rows=10, buttons=40, special=1, payloads=1000),
        own=Grid(columns=5, rows=6, buttons=10, special=1, payloads=1000),
        # Twenty requests, each of twenty-five calls: bots/doors/vk/bundle.py counts the requests.
        pace=Pace(everyone=500, chat=20, group=20),
        asks=frozenset({ButtonKind.PLACE}),
        standing=True,
    ),
    # https://dev.max.ru/docs-api, OpenAPI 0.0.32. A file, and an audio, «должен быть единственным
    # вложением в сообщении», and a keyboard is one too. Of files in one message, and of a toast's
    # length, nothing is said. An answer to a press says or changes something, or there is none.
    "max": Limits(
        text=4000,
        caption=4000,
        toast=200,
        label=128,
        payload=1024,
        files=10,
        download=50 * 1024 * 1024,
        screen=Grid(columns=7, rows=30, buttons=210, special=3),
        own=Grid(columns=7, rows=30, buttons=210, special=3),
        pace=Pace(everyone=30, chat=2, group=2),
        asks=ASKING,
        alone=frozenset({FileKind.VOICE, FileKind.DOCUMENT}),
        spins=False,
    ),
}
"""By the door's name."""
