r"""What people say, as patterns that can be read: a block has a phrase on a line.

* A phrase is a regular expression of folded text. Short ones stand beside each other, with a stroke
  and spaces around it: «отказано | отказать».
* A line that begins with a stroke goes on with the phrase before it.
* A line that begins with «#» says what those after it are.
* Of several that fit, the first counts, as in any pattern.
"""

import re


def any_of(block: str) -> str:
    """The pattern of any of the phrases, as a part of others."""
    told: list[str] = []
    for line in map(str.strip, block.splitlines()):
        if line.startswith("|"):
            told[-1] += line
        elif line and not line.startswith("#"):
            told += line.split(" | ")
    return f"(?:{'|'.join(told)})"


def one_of(block: str) -> re.Pattern[str]:
    """Any of the phrases."""
    return re.compile(any_of(block))


def said(block: str) -> re.Pattern[str]:
    """Any of the phrases, in whole words."""
    return re.compile(rf"\b{any_of(block)}\b")
