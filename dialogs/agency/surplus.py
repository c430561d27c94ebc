"""What a command about one ticket leaves of what was typed after it: said, and never guessed at."""

from core.numbers import find_number
from core.words.quoting import in_line
from dialogs.effects import Effect, Hint, phrase

SURPLUS_SHOWN = 60
"""Characters of it."""


def surplus(command: str, argument: str) -> tuple[Effect, ...]:
    """One number is taken at a time: whatever else was typed is said to be left."""
    number = find_number(argument)
    rest = argument.replace(number, "", 1).strip(" ,;.№#\n") if number else ""
    if not rest:
        return ()
    words = in_line(rest[:SURPLUS_SHOWN])
    return (Hint(phrase("surplus", command=command, ticket=number or "", words=words)),)
