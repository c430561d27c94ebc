"""Words by what they are compared by: their stems (Snowball, Russian), mended where those mislead.

PyStemmer is the same algorithm as its authors' own pure Python, in C: of 250,000 words each has the
same stem, thirty times as soon.
"""

import re
from functools import lru_cache

from Stemmer import Stemmer

from .lookalikes import as_russian
from .wordsets import words_of

WORD = re.compile(r"[а-яёa-z]+")
LONGEST = 30
"""Letters: what is longer is no word; it is neither looked at nor remembered."""

WHOLE = words_of(
    "запах запись прием приемы меня меню одн один одна одну одни одной одном одно пень пени",
    "гора горы гору горой горе водила водит водил садится садятся садиться сажали садили",
    "долго долгое долгая долгий дольше пор пора нос носит носила носили носят скорее скоро скорей",
    "помыть помыться стоя стою стоим светится светятся столбом счет",
    "санитар санитары санитаров",
)
"""Snowball cuts these down to the stems of each other, or of words that mean something else."""
FORMS = {
    form: f"={forms.partition(' ')[0]}"
    for forms in (
        "лед льда льду льдом льды",
        "пес пса псу псы псов псам псами",
        "моемся моюсь моется моются мыться мылись мылась",
        "едут едет едем еду едете ехать ехал ехала ехали",
        "свой своя свое свои свою своего своей своему своим своих своими",
        "парк парка парку парком парке парки",
        "перила перил перилам перилами перилах",
        "трава травы траве траву травой",
        "светит светят светил светили светить",
        "пустует пустуют пустовать",
        "записал записала записали",
        "бросает бросают бросать бросал бросали бросаем",
        "кидает кидают кидать кидал кидали кидаем",
    )
    for form in forms.split()
}
"""Words that Snowball takes for several, or for another one: all their forms are one word."""
FLEETING = re.compile(r"(?<=[^аеиоуыэюя])[ео](?=[кц]$)")
"""The vowel that comes and goes before the last consonant: «песок», «песка», «лавочек»."""
SAID_IN_DIGITS = (
    # Beside a call only: there are houses 3 and 103.
    (re.compile(r"\b(?:03|103)\b(?=\W+(?:трубк|не (?:бер|отвеч)|сброс))"), " скорая "),
    (re.compile(r"((?:звон|набра|набир)\w+(?: \w{1,3})?) (?:03|103)\b"), r"\1 скорая"),
    # Signs by the rules of the road, of which none is likely a time or a price.
    (
        re.compile(
            r"(?<![\d.,:])(?:1\.(?:17|2[123])|3\.(?:18|2[478]|32)|5\.(?:16|19|2[12]))(?![\d:])"
        ),
        " знак ",
    ),
)
"""Numbers that are names."""

_DECIMAL = re.compile(r"\d\.\d\d")
_stemmer = Stemmer("russian", 0)  # it remembers nothing itself


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """By which towns have their texts indexed."""
    return str(_stemmer.stemWord(word.replace("ё", "е")))


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """What a word is compared by: a stem, but where Snowball's misleads."""
    if word in WHOLE:
        return f"={word}"
    return FORMS.get(word) or FLEETING.sub("", stem(word))


def stems(text: str) -> frozenset[str]:
    """The roots of the words of a text."""
    return frozenset(map(root, words_in(text)))


def words_in(text: str) -> list[str]:
    """The words of a text: small, without «ё»; what Latin letters imitate is in Russian ones."""
    written = as_russian(text).lower().replace("ё", "е")
    if "03" in written or _DECIMAL.search(written):
        for digits, word in SAID_IN_DIGITS:
            written = digits.sub(word, written)
    return WORD.findall(written)
