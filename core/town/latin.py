"""How a town is called in Latin letters, by who writes in English or has no other keyboard."""

from collections.abc import Iterator
from itertools import product

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "ц": "ts", "ч": "ch", "ш": "sh", "ъ": "", "ь": "", "э": "e",
}  # fmt: skip
_SEVERAL = {
    "щ": ("shch", "sch", "sh"), "х": ("kh", "h"), "ю": ("yu", "iu", "ju"), "я": ("ya", "ia", "ja"),
    "ы": ("y", "i"), "й": ("y", "i", "j"), "ё": ("e", "yo"),
}  # fmt: skip
_ENDS = {"ый": ("y", "yy", "yi", "iy", "yj", "ij"), "ий": ("y", "iy", "ii", "ij", "i")}
MOST = 32
"""Ways to write one name."""


def in_latin(name: str) -> Iterator[str]:
    """The ways to write a name that is in small letters, the likely first."""
    if name.isascii():
        return
    end = _ENDS.get(name[-2:], ())
    begun = name[:-2] if end else name
    letters = [_SEVERAL.get(letter) or (_LETTERS.get(letter, letter),) for letter in begun]
    ways = product(*letters, *((end,) if end else ()))
    for _, way in zip(range(MOST), ways, strict=False):
        yield "".join(way)
