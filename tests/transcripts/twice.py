"""Plays that are to be seen on both messengers, on both databases, or both."""

import pytest

on_both = pytest.mark.parametrize("stage", ["sqlite", "postgresql"], indirect=True)
"""For plays that are to be seen on PostgreSQL too."""

on_both_doors = pytest.mark.parametrize(
    ("door", "stage"), [("telegram", "sqlite"), ("vk", "postgresql")], indirect=["stage"]
)
"""For those that are to be seen on both messengers as well: what a messenger changes in a play, and
what a database does, have nothing to do with each other."""

on_both_ways = pytest.mark.parametrize(
    ("home", "office", "chat", "stage"),
    [("telegram", "vk", 2_000_000_001, "sqlite"), ("vk", "telegram", -100_500, "postgresql")],
    indirect=["stage"],
)
"""The same for a resident at ``home`` and an agency's ``chat`` in the other messenger."""
