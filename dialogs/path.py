"""The path through a dialog's steps, computed anew from the answers and from nothing else.

* A step that applies and whose answer holds is passed; the first other one is **open**. What holds
  and what applies depends on the answers before a step alone, so an answer changes nothing before
  the step that was open, and a path is followed on from there.
* A turn asks several times for the same answers, and the next turn begins with them: the way of
  those who speak at the moment is remembered, by the answers themselves, which nobody changes.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeAlias

from .effects import Answer, Answers
from .steps import Step, always, never

Way: TypeAlias = tuple[dict[str, Answer], Step | None]
"""The answers that hold, in the order of their steps, and the step that is open; None: none is."""

REMEMBERED = 1024
"""Answers whose way is remembered."""

_NOWHERE: tuple[Answers, Way] = {}, ({}, None)
_UNSAID = object()


class Path:
    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self.places = {step.key: place for place, step in enumerate(steps)}
        self._walked: OrderedDict[int, tuple[Answers, Way]] = OrderedDict()
        """By the answers' own identity, which nobody else gets while they are kept here."""
        self._latest: tuple[Answers, Way] = _NOWHERE

    def walk(self, answers: Answers) -> Way:
        """Follow the steps that apply, as far as their answers hold, to the first open one."""
        if answers is self._latest[0]:
            return self._latest[1]
        walked = self._walked.get(id(answers))
        if walked is not None:
            self._walked.move_to_end(id(answers))
        else:
            walked = answers, self._walk(answers, *self._so_far(answers))
            self._walked[id(answers)] = walked
            if len(self._walked) > REMEMBERED:
                self._walked.popitem(last=False)
        self._latest = walked
        return walked[1]

    def _walk(self, answers: Answers, kept: dict[str, Answer], begin: int) -> Way:
        """``kept``: what holds of the steps before the one at ``begin``."""
        for step in self._steps[begin:]:
            if step.when is not always and not step.when(kept):
                continue
            key = step.key
            if key in answers and step.holds(answers[key], kept):
                kept[key] = answers[key]
            elif step.volunteered is never or not step.volunteered(kept):
                return kept, step
        return kept, None

    def _so_far(self, answers: Answers) -> tuple[dict[str, Answer], int]:
        """What holds of these answers before the step that was open when the path was asked for
        last, and that step's place; nothing, where those were other answers."""
        before, (kept, was_open) = self._latest
        if was_open is None:
            return {}, 0
        places, begin = self.places, self.places[was_open.key]
        same = 0
        for key, answer in answers.items():
            if places.get(key, begin) < begin:
                if before.get(key, _UNSAID) is not answer:
                    return {}, 0
                same += 1
        taken_back = same < sum(places.get(key, begin) < begin for key in before)
        return ({}, 0) if taken_back else (dict(kept), begin)
