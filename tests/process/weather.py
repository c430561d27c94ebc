"""The messengers' bad weather: every fault of the sandbox, mixed into the calls.

* The faults of one kind of call share its chance evenly.
* Silences and delays are short, so that a run does not last hours: the bot waits 30 s for an
  answer, and what a connection that ends without one looks like is the same after 1 s.
* VK's captcha and the day's limit (14, 29) make the bot wait a minute: they come twice a run.
* VK that has lost its history (long poll, failed 1 and 3) is not here: it really loses presses,
  and what is caught up then has its own tests.
"""

from dataclasses import replace

from bots.sandbox.faults import Rule
from bots.sandbox.identity import TELEGRAM, VK

SENDING: tuple[Rule, ...] = (
    Rule("too_many", door="telegram", seconds=1),
    Rule("too_many", door="telegram", seconds=1, whole=True),
    Rule("too_many", door="vk", code=6, seconds=1),
    Rule("too_many", door="vk", code=9, seconds=1),
    Rule("too_many", door="vk", code=10, seconds=0),
    Rule("too_many", door="vk", code=1, seconds=0),
    Rule("error", code=500),
    Rule("error", code=502),
    Rule("error_after", code=502),
    Rule("silence_before", seconds=1.5),
    Rule("silence_after", seconds=1.5),
    Rule("cut_before"),
    Rule("cut_after"),
    Rule("slow", seconds=1.5),
    Rule("garbage"),
)
"""For calls that send or change a message."""

POLLING: tuple[Rule, ...] = (
    Rule("long_poll", door="vk", code=2),
    Rule("error", code=502),
    Rule("error_after", code=502),
    Rule("cut_before"),
    Rule("cut_after"),
    Rule("slow", seconds=1),
    Rule("garbage"),
)
"""For getUpdates and a_check. Beside them, with the same chance, the last updates come again."""

FILES: tuple[Rule, ...] = (
    Rule("error", code=500),
    Rule("cut_before"),
    Rule("cut_after"),
    Rule("garbage"),
)
"""For uploads and downloads."""

POLLS = ("getUpdates", "a_check", "GET /updates")
CARRYING = (
    *("upload/photo", "upload/doc", "file", "getFile", "photos.saveMessagesPhoto"),
    *("POST /uploads", "upload/image", "upload/file"),
)

MINUTES = (14, 29)
TIMES, SKIPPED = 1, 100
"""The long waits of VK: how often each, and after how many calls."""


def weather(chance: float, *, minutes: bool = True) -> tuple[Rule, ...]:
    """Rules by which this share of the calls goes wrong. ``minutes``: VK's long waits too."""
    long_waits = tuple(
        Rule("too_many", door="vk", code=code, seconds=1, times=TIMES, skip=SKIPPED * (at + 1))
        for at, code in enumerate(MINUTES)
    )
    return (
        *(long_waits if minutes else ()),
        *_shared(SENDING, (), chance),
        Rule("long_poll", chance=chance),
        *_shared(POLLING, POLLS, chance),
        *_shared(FILES, CARRYING, chance),
    )


def _shared(rules: tuple[Rule, ...], methods: tuple[str, ...], chance: float) -> tuple[Rule, ...]:
    """Copies of the rules; all that mean a call of one messenger have the chance together."""
    most = max(sum(one.door in (None, door) for one in rules) for door in (TELEGRAM, VK))
    return tuple(replace(rule, methods=methods, chance=chance / most) for rule in rules)
