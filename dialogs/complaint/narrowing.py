"""A place that is the name of a municipality and nothing more: «г. Тында»."""

from core.town import Municipality, Town
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

AROUND = words_of(
    "г гор город города городе в во из это мы я живу область обл край рф россия city in"
)


_DENYING = words_of("не нет ни другой другом другая not")
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

    def named(self, text: str) -> Municipality | None:
        """The one municipality that words without an address name, and do not deny: «в Тынде
        конечно, мы тут всю жизнь живём»."""
        named = self._town.municipalities_named(text)
        denied = not _DENYING.isdisjoint(fold(text).split())
        return None if len(named) != 1 or denied or has_digits(text) else named[0]

    def at_an_end(self, address: str) -> Municipality | None:
        """«Остановка ЦРЫНОК, Благовещенск», «областная больница Благовещенск»."""
        *before, last = address.split(",")
        words = last.split()
        if not before and (len(words) < 2 or not words[-1][:1].isupper()):
            return None
        return self.alone(last if before else words[-1])

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
            or (len(word) >= SHORTEST - 1 and word == heard and _consonants(name).startswith(word))
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def within(self, municipality: Municipality, address: str) -> str | None:
        """The address in that municipality; None: it names another."""
        named = self._town.municipality_named(address)
        if named is None:
            return f"{municipality.name}, {address}"
        return address if named == municipality else None
