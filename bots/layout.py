"""A message → messages that fit a messenger's limits. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """placeholder"""
