"""Figures in what is written: with one, it may be a house, a day or a number of something."""

import re

_DIGIT = re.compile(r"\d")


def has_digits(text: str) -> bool:
    return _DIGIT.search(text) is not None
