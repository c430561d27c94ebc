"""A command that there is not, in an agency's chat: answered where it is one of ours mistyped.

Other bots of the chat have commands too; those are theirs, and nothing is said of them. Short
ones are like too many words (/stats and /status), so only long ones are guessed.
"""

from difflib import get_close_matches

from dialogs.by_hand import IN_A_GROUP, LIKE, nearest
from dialogs.effects import Effect, Hint, phrase

LONG = 6
"""Letters."""
LIKE_NOTHING = frozenset({"queue"})
"""Short ones that no other bot's are like."""
KNOWN = sorted(one for one in {*IN_A_GROUP, "cancel"} if len(one) >= LONG or one in LIKE_NOTHING)


def mistyped(command: str) -> tuple[Effect, ...]:
    near = get_close_matches(command, KNOWN, n=1, cutoff=LIKE)
    found = near[0] if near else nearest(command)
    if not found:
        return ()
    return (Hint(phrase("command-mistyped", command=command, near=found)),)
