"""What is typed in other words than a button's label, and means that button alone.

«поликлиника» is «Работа поликлиники», «на дороге» is «На проезжей части». Nothing that is told may
be lost, so every word of it is of the label or says nothing by itself; and nothing is guessed, so
of no other label they all are. Of a label that denies («Не горит») that is said too, unless what is
said is not what it denies («мусор» of «Мусор не вывезен»).

To a question more may be said beside it («весь дом без света», «на дороге, где же ещё»): the few
words that mean one label alone are looked for among all, and who asks keeps the rest.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.words.stems import stem
from core.words.wordsets import words_of

WORDS_AT_MOST = 3
_LETTERS = 3
"""Of a word that tells labels apart, at least."""
_SMALL = words_of(
    "на у в во с со по о об за из для это там тут же ну да и он она они оно",
    "the in at on of it is",
)
"""They say nothing by themselves. No «не» is among them."""
_ALL = words_of("весь вся все всю всем всей всех всего целый целая целую целом whole entire all")
_TELL_NOTHING = _ALL | words_of("нет есть только очень больше большой большая большое большие")
"""Of a label they are, and tell it from no other."""
_WHOLES = frozenset({"дом", "улиц"})
"""Stems that say where it all is, and mean the whole of it only with «весь»."""
_MEANT = {
    **dict.fromkeys(("дорог", "трасс", "road", "roadway"), "проезж"),
    **dict.fromkeys(("тепл", "батаре", "heating"), "отоплен"),
    **dict.fromkeys(("свет", "электроэнерг", "electricity", "power"), "электричеств"),
    **dict.fromkeys(("дворов", "yard"), "двор"),
    **dict.fromkeys(("house", "building"), "дом"),
    **dict.fromkeys(("street",), "улиц"),
}
"""Stems that are said for one of a label."""
_NOT_SO = words_of("не нет ни кроме not")
"""Right before a label's words they say that it is not that."""


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
        and _agree("не" in words, stems, label)
        and not (partly and "вс" in _stems(label))
    ]
    return found[0] if len(found) == 1 else None


def told_label(said: str, labels: Iterable[str]) -> int | None:
    """Which of the labels is meant by a few words among others; all are folded. None: none, or
    more than one."""
    words, known = said.split(), tuple(labels)
    found = {
        place
        for at in range(len(words))
        if not _is_denied(words[:at])
        for length in range(1, WORDS_AT_MOST + 1)
        if (place := near_label(" ".join(words[at : at + length]), known)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _is_denied(before: Sequence[str]) -> bool:
    """Do the words before say that it is not what follows: «не во …»?"""
    told = next((word for word in reversed(before) if word not in _SMALL), "")
    return told in _NOT_SO


def _agree(says_not: bool, stems: frozenset[str], label: str) -> bool:
    """Does what is said deny as the label does, or say nothing of what that denies?"""
    words = label.split()
    if "не" not in words:
        return not says_not
    denied = _stems(" ".join(words[words.index("не") + 1 :][:1]))
    return says_not or stems.isdisjoint(denied)


@lru_cache(maxsize=2048)
def _stems(text: str) -> frozenset[str]:
    stems = ("вс" if word in _ALL else stem(word) for word in text.split())
    return frozenset(_MEANT.get(stem, stem) for stem in stems)
