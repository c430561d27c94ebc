"""A command that there is not, in an agency's chat: answered where it is one of ours mistyped.

Other bots of the chat have commands too; those are theirs, and nothing is said of them.
"""

from difflib import get_close_matches

from .effects import Effect, Hint, phrase
from .own_desk import IN_A_GROUP

KNOWN = sorted({*IN_A_GROUP, "help", "cancel", "bind"})


def mistyped(command: str) -> tuple[Effect, ...]:
    near = get_close_matches(command, KNOWN, n=1, cutoff=0.7)
    if not near:
        return ()
    return (Hint(phrase("command-mistyped", command=command, near=near[0])),)
