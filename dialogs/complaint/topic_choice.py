"""The question of what it is about: with its answer come those that the story has given already."""

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from dialogs.effects import Answers
from dialogs.events import Event, Pressed
from dialogs.steps import Choice
from dialogs.taking import Refused, Took


@dataclass(frozen=True, kw_only=True)
class TopicChoice(Choice):
    """``brings``: the answers to other steps that are known, by all answers with this one."""

    brings: Callable[[Answers], Answers]

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        took = super().read(event, before, held)
        if not isinstance(event, Pressed) or not isinstance(took, Took):
            return took
        return replace(took, also={**self.brings({**held, self.key: took.answer}), **took.also})
