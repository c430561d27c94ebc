"""What words mean, read once in a process, and only where a test asks: it takes a second."""

from functools import cache

from core.meaning import Meaning
from core.topics import Suggestions
from core.town import Town
from core.vectors import Closeness, Vectors, vectors
from tests.shipped import TOWN


@cache
def words() -> Vectors:
    return vectors()


@cache
def meaning() -> Meaning:
    return Meaning(TOWN, Closeness(TOWN, words()))


def by_meaning(town: Town = TOWN) -> Suggestions:
    """Of the shipped town, or of another: that is learned anew."""
    return Suggestions(town, meaning() if town is TOWN else Meaning(town, Closeness(town, words())))
