"""A formatted text: what remains of it, and where it is bold, slanted and so on.

The spans are kept as the page knows them, by Telegram's names; :func:`elements` says them in MAX's.
"""

from bots.sandbox.world import Json


def read_text(text: str, named: str | None) -> tuple[str, list[Json]]:
    """The plain text, and its spans in UTF-16 units."""
    return text, []
