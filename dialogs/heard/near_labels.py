"""What is typed in other words than a button's label, and means that button alone.

«поликлиника» is «Работа поликлиники», «на дороге» is «На проезжей части». Nothing that is told may
be lost, so every word of it is of the label or says nothing by itself; and nothing is guessed, so
of no other label they all are. Of a label that denies («Не горит») that is said too.
"""

from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from core.words.wordsets import words_of

WORDS_AT_MOST = 3
_LETTERS = 3
"""Of a word that tells labels apart, at least."""
_SMALL = words_of(
    "на у в во с со по о об за из для это там тут же ну да и он она они оно",
    "the in at on of it is",
)
"""They say nothing by themselves. No «не» is among them."""
_ALL = words_of("весь вся все всю всем всей всех всего")
_TELL_NOTHING = _ALL | words_of("нет есть только очень больше большой большая большое большие")
"""Of a label they are, and tell it from no other."""
_WHOLES = frozenset({"дом", "улиц"})
"""Stems that say where it all is, and mean the whole of it only with «весь»."""
_MEANT = {"дорог": "проезж"}
"""Stems that are said for one of a label."""
_stemmer = snowballstemmer.stemmer("russian")


def near_label(typed: str, labels: Iterable[str]) -> int | None:
    """Which of the labels is meant; all are folded. None: none, or more than one."""
    words = typed.split()
    told = [word for word in words if word not in _SMALL]
    says_all = not _ALL.isdisjoint(words)
    telling = [word for word in told if word not in _TELL_NOTHING]
    if len(words) > WORDS_AT_MOST or not any(len(one) >= _LETTERS for one in telling):
        return None
    stems = _stems(" ".join(told))
    if stems == {"дом"}:
        return None
    partly = not says_all and not _WHOLES.isdisjoint(stems)
    found = [
        place
        for place, label in enumerate(labels)
        if stems <= _stems(label)
        and ("не" in words) == ("не" in label.split())
        and not (partly and "вс" in _stems(label))
    ]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=2048)
def _stems(text: str) -> frozenset[str]:
    stems = ("вс" if word in _ALL else _stemmer.stemWord(word) for word in text.split())
    return frozenset(_MEANT.get(stem, stem) for stem in stems)
