"""Latin letters that look like Russian ones, typed in the middle of Russian words.

«из крaна» with a Latin «a» reads the same and is another word. A text keeps its length: places in
it stay what they were.
"""

import re

_LATIN, _RUSSIAN = "aceopxykmtbhABCEHKMOPTXY", "асеорхукмтвнАВСЕНКМОРТХУ"
_SAME = str.maketrans(_LATIN, _RUSSIAN)
_ANY = re.compile(f"[{_LATIN}]")
_WORD = re.compile(
    rf"(?P<house>(?<=\d)[{_LATIN}]\b)"  # the letter of a house: «18a»
    r"|[а-яёa-z]+",
    re.IGNORECASE,
)
_OF_LATIN = re.compile("[a-z]", re.IGNORECASE)


def as_russian(text: str) -> str:
    """The text with its Russian words in Russian letters; whole Latin words are left."""
    if _ANY.search(text) is None or text.isascii():
        return text
    return _WORD.sub(_russian, text)


def _russian(found: re.Match[str]) -> str:
    """A word of both alphabets, in one: a pattern that looked for both would read a long word once
    for each of its letters."""
    word = found[0]
    mixed = not word.isascii() and _OF_LATIN.search(word) is not None
    return word.translate(_SAME) if mixed or found["house"] else word
