"""When the messengers misbehave: the rules, and which of them hits a call. Pure, knows no HTTP.

* The first rule that means a call, has luck (``chance``) and is not used up (``times``) hits it.
* Luck is drawn from a seeded sequence, once for each rule a call is meant by.
* Whom a rule of kind ``too_many`` has told to wait is held to it: each call before that moment is
  refused again with what is left. Telegram says how long, so such a call counts as a violation;
  VK and MAX say no time, so it does not. A call that came within ``GRACE`` of the telling was on
  its way already and is no violation either.
* All moments are unix seconds of the world's clock.
"""

import math
import random
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from .calls import POLLS, Asked
from .identity import DOORS, TELEGRAM, VK, Door

BEFORE: Final = ("too_many", "error", "silence_before", "cut_before", "down", "long_poll")
"""The call is not carried out."""
AFTER: Final = ("error_after", "silence_after", "cut_after", "slow", "garbage")
"""The call is carried out, and the answer spoiled."""
NOT_READY: Final = "not_ready"
"""MAX's alone: the call is not carried out, for its files are said to be worked on still."""
KINDS: Final = (*BEFORE, *AFTER, NOT_READY)
HTTP_ERRORS: Final = (500, 502, 503, 504)
VK_ERRORS: Final = (1, 5, 6, 9, 10, 14, 29)
GRACE: Final = 0.1
REMEMBERED: Final = 1000
"""The last violations that are told one by one."""

_DEFAULT_SECONDS: Final = {"too_many": 1.0, "slow": 1.0, "silence_before": 30, "silence_after": 30}


class RuleError(Exception):
    """A rule that cannot be; the Russian sentence says why."""


@dataclass(slots=True)
class Rule:
    """``methods`` empty: all that deliver (for ``down`` every call, for ``long_poll`` the polls).

    * ``whole``: the whole bot is told to wait, not the chat alone.
    * ``inside``: not a call itself is refused but, one by one, what an execute bundles; the rest
      of the bundle is carried out.
    * ``skip``: so many calls that the rule means go through first. ``fired`` counts.
    """

    kind: str
    door: Door | None = None
    methods: tuple[str, ...] = ()
    chat: int | None = None
    chance: float = 1.0
    times: int | None = None
    skip: int = 0
    seconds: float = 1.0
    code: int | None = None
    whole: bool = False
    inside: bool = False
    fired: int = 0

    def means(self, call: Asked) -> bool:
        if self.door not in {None, call.door}:
            return False
        if self.kind == "long_poll" and not self._means_poll(call):
            return False
        if self.kind == NOT_READY and not call.carries:
            return False
        if self.chat is not None and self.chat not in call.chats:
            return False
        if self.methods:
            return not call.methods.isdisjoint(self.methods)
        return self.kind in {"down", "long_poll"} or call.delivers

    def _means_poll(self, call: Asked) -> bool:
        """``failed`` with its code is VK's; a repeat of the last updates is understood by both."""
        return call.method in POLLS and (self.code is None or call.door == VK)

    @property
    def repeats(self) -> bool:
        return self.kind == "long_poll" and self.code is None


@dataclass(frozen=True, slots=True)
class Hit:
    """What befalls a call. ``code`` is HTTP's, VK's or long poll's, as the kind has it."""

    kind: str
    seconds: float
    code: int | None = None

    @property
    def after(self) -> bool:
        return self.kind in AFTER


@dataclass(slots=True)
class Wait:
    """Someone was told to come back later. ``chat`` is None for the whole bot."""

    door: Door
    chat: int | None
    told: float
    until: float
    code: int | None
    inside: bool

    def holds(self, call: Asked) -> bool:
        return self.door == call.door and (self.chat is None or self.chat in call.chats)


@dataclass(slots=True)
class Busiest:
    """The largest numbers in any second: calls, what they deliver, and calls to one chat."""

    calls: int = 0
    deliveries: int = 0
    chat: int = 0


@dataclass(slots=True)
class _Second:
    """The last second of a door."""

    arrivals: deque[tuple[float, Asked]] = field(default_factory=deque)
    busiest: Busiest = field(default_factory=Busiest)

    def note(self, call: Asked, at: float) -> None:
        while self.arrivals and self.arrivals[0][0] <= at - 1:
            self.arrivals.popleft()
        self.arrivals.append((at, call))
        best = self.busiest
        best.calls = max(best.calls, len(self.arrivals))
        best.deliveries = max(best.deliveries, sum(each.deliveries for _, each in self.arrivals))
        for chat in call.chats:
            best.chat = max(best.chat, sum(chat in each.chats for _, each in self.arrivals))


class Faults:
    def __init__(self) -> None:
        self.heal()

    def heal(self) -> None:
        """No rules, nobody waits, nothing counted."""
        self._violations: deque[dict[str, Any]] = deque(maxlen=REMEMBERED)
        self._violated = 0
        self._seconds: defaultdict[Door, _Second] = defaultdict(_Second)
        self.set([])

    def set(self, rules: Iterable[Rule], seed: int = 0) -> None:
        """Take these rules instead of all others. What was counted stays; the told may come."""
        self._rules = list(rules)
        self._luck = random.Random(seed)  # noqa: S311  because it decides about faults, not secrets
        self._waits: list[Wait] = []

    def down(self, door: Door) -> bool:
        """Whether a rule means to refuse every call of this door."""
        return any(each.kind == "down" and each.door in {None, door} for each in self._rules)

    def decide(
        self, call: Asked, at: float, *, repeatable: bool = False, inside: bool = False
    ) -> Hit | None:
        """What befalls a call that arrived at this moment.

        ``repeatable``: updates were handed out before, so that they can be once more.
        ``inside``: this one is bundled in an execute, which has been decided about before.
        """
        if call.delivers:
            if not inside:
                self._seconds[call.door].note(call, at)
            early = self._early(call, at, inside=inside)
            if early is not None:
                return early
        for rule in self._rules:
            if rule.inside != inside or (rule.repeats and not repeatable):
                continue
            if rule.means(call) and self._fires(rule):
                return self._hit(rule, call, at)
        return None

    def _fires(self, rule: Rule) -> bool:
        if rule.skip > 0:
            rule.skip -= 1
            return False
        lucky = rule.chance >= 1 or self._luck.random() < rule.chance
        if not lucky or (rule.times is not None and rule.fired >= rule.times):
            return False
        rule.fired += 1
        return True

    def _hit(self, rule: Rule, call: Asked, at: float) -> Hit:
        hit = Hit(rule.kind, rule.seconds, rule.code)
        if rule.kind == "too_many" and call.delivers:
            seconds = math.ceil(rule.seconds) if call.door == TELEGRAM else rule.seconds
            scope: Iterable[int | None] = call.chats if call.chats and not rule.whole else [None]
            self._waits += [
                Wait(call.door, each, at, at + seconds, rule.code, rule.inside) for each in scope
            ]
        return hit

    def _early(self, call: Asked, at: float, *, inside: bool) -> Hit | None:
        self._waits = [each for each in self._waits if each.until > at]
        # A bundle is not refused for what one of its calls was told: that one is, inside it.
        bundle = call.method == "execute"
        held = [each for each in self._waits if each.holds(call)]
        held = [each for each in held if not (each.inside and bundle) and each.inside >= inside]
        if not held:
            return None
        wait = max(held, key=lambda each: each.until)
        if call.door == TELEGRAM and at - wait.told > GRACE:
            self._violated += 1
            self._violations.append(
                {
                    "door": call.door,
                    "method": call.method,
                    "chat": wait.chat,
                    "at": at,
                    "told": wait.told,
                    "early": round(wait.until - at, 3),
                }
            )
        return Hit("too_many", wait.until - at, wait.code)

    def view(self) -> dict[str, Any]:
        return {
            "rules": [asdict(rule) for rule in self._rules],
            "violations": self._violated,
            "violated": list(self._violations),
            "waiting": [asdict(wait) for wait in self._waits],
            "busiest": {
                door: asdict(self._seconds[door].busiest) for door in DOORS if door in self._seconds
            },
        }


def read_rules(body: Any) -> tuple[list[Rule], int]:
    """A list of rules, or ``{"rules": […], "seed": N}``. Raises :class:`RuleError`."""
    if isinstance(body, dict):
        rules, seed = body.get("rules", []), body.get("seed", 0)
    else:
        rules, seed = body, 0
    if not isinstance(rules, list) or not isinstance(seed, int):
        raise RuleError("Ожидается список правил или {rules: […], seed: целое число}.")
    return [_rule(each) for each in rules], seed


def _rule(given: Any) -> Rule:
    if not isinstance(given, dict):
        raise RuleError("Правило — это объект с полем kind.")
    unknown = set(given) - set(Rule.__dataclass_fields__)
    if unknown:
        raise RuleError(f"В правиле нет такого поля: {', '.join(sorted(unknown))}.")
    kind = given.get("kind")
    if kind not in KINDS:
        raise RuleError(f"kind — это одно из: {', '.join(KINDS)}.")
    fields = {name: value for name, value in given.items() if value is not None}
    fields.pop("fired", None)
    _check(fields)
    fields.setdefault("seconds", _DEFAULT_SECONDS.get(kind, 1.0))
    return Rule(**{**fields, "methods": tuple(fields.get("methods", ()))})


def _check(fields: dict[str, Any]) -> None:
    """Raises :class:`RuleError` where a field has a value that it cannot have."""
    methods = fields.get("methods", [])
    if fields.get("door") not in {None, *DOORS}:
        raise RuleError("door — это telegram, vk или max.")
    if not isinstance(methods, list) or not all(isinstance(each, str) for each in methods):
        raise RuleError("methods — это список названий методов.")
    for name in ("chat", "times", "skip", "code"):
        if not _is_number(fields.get(name, 0), int):
            raise RuleError(f"{name} — это целое число.")
    if (
        not _is_number(fields.get("chance", 1), int | float)
        or not 0 <= fields.get("chance", 1) <= 1
    ):
        raise RuleError("chance — это число от 0 до 1.")
    if not _is_number(fields.get("seconds", 1), int | float) or fields.get("seconds", 1) < 0:
        raise RuleError("seconds — это число секунд, не меньше нуля.")
    for name in ("whole", "inside"):
        if not isinstance(fields.get(name, False), bool):
            raise RuleError(f"{name} — это true или false.")
    if fields.get("inside") and fields["kind"] != "too_many":
        raise RuleError("inside бывает только у too_many: внутри execute вызов лишь отвергают.")
    known = _codes(fields["kind"])
    if "code" in fields and fields["code"] not in known:
        raise RuleError(
            f"code при {fields['kind']} — одно из: {', '.join(map(str, known)) or '—'}."
        )


def _is_number(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


def _codes(kind: str) -> tuple[int, ...]:
    if kind in {"error", "error_after"}:
        return HTTP_ERRORS
    if kind == "too_many":
        return VK_ERRORS
    return (1, 2, 3) if kind == "long_poll" else ()
