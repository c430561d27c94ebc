"""The question of what it is about: with its answer come those that the story has given already.

To «и то и другое» it is the first of those offered; the others are offered when that is filed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from dialogs.effects import Answers, phrase
from dialogs.events import Event, Pressed, Said
from dialogs.heard.both import is_both
from dialogs.heard.typed import NONE_OF_THEM
from dialogs.steps import Choice
from dialogs.taking import Refused, Took

ALSO = "also"
"""Among the answers: the other topics that were meant, one space between."""


@dataclass(frozen=True, kw_only=True)
class TopicChoice(Choice):
    """``brings``: the answers to other steps that are known, by all answers with this one."""

    brings: Callable[[Answers], Answers]

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said) and not event.forwarded and is_both(event.text):
            offered = [one for one in self.of(before) if one.code != NONE_OF_THEM]
            if 1 < len(offered) < len(self.of(before)):
                first, *others = offered
                said = phrase(
                    "both-noted", first=first.label, others=tuple(one.label for one in others)
                )
                brought = self.brings({**held, self.key: first.code})
                meant = " ".join(one.code for one in others)
                return Took(first.code, {**brought, ALSO: meant}, hint=said)
        took = super().read(event, before, held)
        if not isinstance(event, Pressed) or not isinstance(took, Took):
            return took
        alone: Answers = {ALSO: ""} if held.get(ALSO) else {}  # who presses means one
        brought = self.brings({**held, self.key: took.answer})
        return replace(took, also={**brought, **alone, **took.also})
