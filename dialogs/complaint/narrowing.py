"""A place that is the name of a municipality and nothing more: «г. Тында»."""

from core.town import Municipality, Town
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

AROUND = words_of(
    "г гор город города городе в во из это мы я живу область обл край рф россия city in"
)


SHORTEST = 4
"""Letters from which a beginning is a name."""
VOWELS = "аеиоуыэюяіїє"


def _consonants(word: str) -> str:
    return "".join(sign for sign in word if sign not in VOWELS and sign not in "ьъй")


class Narrowing:
    """Built once for a town."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._around = AROUND | frozenset(fold(town.region.name).split())

    def alone(self, text: str) -> Municipality | None:
        """The municipality that is all these words name."""
        words = [word for word in fold(text).split() if word not in self._around]
        if not words or has_digits(text):
            return None
        named = self._town.municipality_named(text)
        if named is None:
            return self._shortened(words[0]) if len(words) == 1 else None
        lengths = {len(fold(name).split()) for name in (named.name, named.short) if name}
        return named if len(words) in lengths else None

    def _shortened(self, word: str) -> Municipality | None:
        """«Благ», «блгвщнск», «Благовіщенськ»: the beginning of one name and no other, or all that
        is heard in it but vowels."""
        heard = _consonants(word)
        found = {
            one.code: one
            for one in self._town.municipalities
            for name in (fold(one.name), fold(one.short))
            if (len(word.rstrip(VOWELS)) >= SHORTEST and name.startswith(word.rstrip(VOWELS)))
            or (len(heard) >= SHORTEST and heard == _consonants(name))
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def within(self, municipality: Municipality, address: str) -> str | None:
        """The address in that municipality; None: it names another."""
        named = self._town.municipality_named(address)
        if named is None:
            return f"{municipality.name}, {address}"
        return address if named == municipality else None
