"""What is complained of: topics, and the groups they stand in.

A topic's code is its group's and its own (``roads.pothole``), or where a group is a topic by itself
the group's.
"""

from dataclasses import dataclass

from .file import Question


def group_of(topic_code: str) -> str:
    """The code of the group a topic stands in, also of a topic that is gone from the town file."""
    return topic_code.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a complaint is about. ``code`` is whole: ``roads.pothole``, or a group's own code."""

    code: str
    group: str
    name: str
    fast: bool = False
    private: bool = False
    photo: str = "optional"
    """``optional``, ``required`` or ``none``."""
    place: str = "required"
    """Likewise; of ``none`` only the municipality is asked."""
    emergency: str | None = None
    """What is said before any form. With it, the topic is an emergency: its clocks never stand."""
    advice: str | None = None
    """What is said once the topic is chosen; its clocks are like any other's."""
    danger: str | None = None
    """The kind of danger (:mod:`core.dangers`) that belongs to it."""
    questions: tuple[Question, ...] = ()
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    """What people say of it: the town's own, beside the shipped ones (:mod:`core.examples`)."""
    photo_for_solved: bool = False
    """«Решено» wants a photo of what was done."""
    first_answer_hours: float
    """Working hours."""
    solution_days: int
    """Working days."""

    @property
    def warning(self) -> str:
        """What is said at once to who chooses it, or tells of its danger; "": nothing."""
        return (self.emergency or self.advice or "").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Topics of one kind. ``topics`` is empty where the group is a topic by itself."""

    code: str
    name: str
    emoji: str
    topics: tuple[Topic, ...]

    @property
    def label(self) -> str:
        """The button: at most forty characters."""
        return f"{self.emoji} {self.name}"
