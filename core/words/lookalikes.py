"""Latin letters that look like Russian ones, typed in the middle of Russian words.

«из крaна» with a Latin «a» reads the same and is another word. A text keeps its length: places in
it stay what they were.
"""

import re

_LATIN, _RUSSIAN = "aceopxykmtbhABCEHKMOPTXY", "асеорхукмтвнАВСЕНКМОРТХУ"
_SAME = str.maketrans(_LATIN, _RUSSIAN)
_ANY = re.compile(f"[{_LATIN}]")
_MIXED = re.compile(
    r"(?=[а-яё]*[a-z])(?=[a-z]*[а-яё])[а-яёa-z]+"  # a word of both alphabets
    rf"|(?<=\d)[{_LATIN}]\b",  # the letter of a house: «18a»
    re.IGNORECASE,
)


def as_russian(text: str) -> str:
    """The text with its Russian words in Russian letters; whole Latin words are left."""
    if _ANY.search(text) is None or text.isascii():
        return text
    return _MIXED.sub(lambda found: found[0].translate(_SAME), text)
