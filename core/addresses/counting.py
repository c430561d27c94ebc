"""Numbers as words: «пятьдесят один», as who speaks to the phone says them."""

from .values import VALUES
from .words import Words


def is_number(words: Words, at: int) -> bool:
    """In signs or in words."""
    return words[at].is_number or words[at].text in VALUES


def counted_out(words: Words, at: int) -> tuple[int, int]:
    """The number said at a place, 0 for none, and the place after it."""
    number, end, least = 0, at, 1000
    while (value := VALUES.get(words[end].text)) is not None and value < least:
        number, end, least = number + value, end + 1, 10 if value >= 20 else 0
        least = 100 if value >= 100 else least
    return number, end


def numbers_in_signs(text: str) -> str:
    """«не сто четыре, а сто шесть» with its numbers in signs."""
    words = Words(text)
    said, last, at = [], 0, 0
    while at < len(words):
        number, end = counted_out(words, at) if words[at].text in VALUES else (0, at + 1)
        if number:
            said += [words.text[last : words[at].begin], str(number)]
            last = words[end - 1].end
        at = end
    return "".join((*said, words.text[last:])) if said else text
