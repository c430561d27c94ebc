"""What people wrote, made fit to stand among our own words. Pure.

* It cannot be taken for ours: every line of it begins with a bar, so no line of a complaint reads
  as the card's own («Статус: закрыто»).
* It does nothing: a name in it calls nobody, a command in it cannot be tapped. Messengers find
  ``@name``, ``/command`` and VK's ``[id1|name]``, ``*id1 (name)`` in any text, with or without
  markup. An unseen joiner after the first sign is enough to stop them, and changes nothing to
  the eye. Links stay links, and an e-mail address stays whole.

What is kept in the database is what was written; this is done where it is shown.
"""

import re

BAR = "│"

JOINER = "\u2060"
"""WORD JOINER: no width, no break."""

_CALLS = re.compile(
    r"(?<![\w.+-])@(?=\w)"  # @name; not the middle of an e-mail address
    r"|(?<![\w/])/(?=[A-Za-z])"  # /command; not «и/или», not a link
    r"|(?<!\w)\*(?=\w)"  # VK: *id1 (name)
    r"|\[(?=[^\[\]\n]*\|)"  # VK: [id1|name]
)
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def inert(text: str) -> str:
    """The text, looking the same, in which a messenger finds nobody to call and nothing to do."""
    return _CALLS.sub(lambda found: found.group() + JOINER, text)


def quoted(text: str) -> str:
    """The text with a bar at each line: somebody's words, not ours."""
    lines = inert(_BLANK_LINES.sub("\n\n", text.strip())).split("\n")
    return "\n".join(f"{BAR} {line.rstrip()}".rstrip() for line in lines)


def in_line(text: str) -> str:
    """The text on one line, to stand in the middle of one of ours."""
    return inert(" ".join(text.split()))
