"""The towns that are known by name, in whatever case they are written: «в г. Свободном»."""

import re
from collections.abc import Iterable, Mapping

from .words import Words, plain

_DECLINED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("ый", "ой"), ("ого", "ому", "ым", "ом")),
    "ий": ("ого", "ому", "им", "ом", "его", "ему", "ем"),
    "а": ("ы", "и", "е", "у", "ой"),
    "я": ("и", "е", "ю", "ей"),
    "ь": ("я", "ю", "ем", "е", "и"),
}
_HARD = ("а", "у", "ом", "е")
"""Of a name that ends in a consonant."""
_VOWELS = "аеиоуыэюя"


def forms_of(name: str) -> tuple[str, ...]:
    """A name of one word in its cases, as :func:`plain` writes it, the nominative first; one of
    several words, or that is not declined, as it stands."""
    name = plain(name)
    if " " in name or len(name) < 3:
        return (name,)
    for ending, others in _DECLINED.items():
        if name.endswith(ending):
            return (name, *(f"{name.removesuffix(ending)}{one}" for one in others))
    return (name,) if name[-1] in _VOWELS else (name, *(f"{name}{one}" for one in _HARD))


class Cities:
    """Built once from their names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._named = {form: name for name in names for form in forms_of(name)}
        longest = sorted(self._named, key=len, reverse=True)
        these = "|".join(map(re.escape, longest)) or r"(?!)"
        self._city = re.compile(rf"(?<=\d)\s+г(?=\s+(?:{these})(?![\w-]))", re.IGNORECASE)

    def at(self, words: Words, at: int) -> str:
        """The city whose name stands here, as the town has it; "" if none does."""
        return self._named.get(words[at].text, "")

    def apart(self, text: str) -> str:
        """With a comma between a house and its city: «5 г белогорск» is no house «5г»."""
        return self._city.sub(", г.", text)
