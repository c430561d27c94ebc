"""«Адрес не тот», «исправьте адрес на Ленина 7»: at the summary it is corrected, and not added.

The agency would read both, and go to the wrong one.
"""

import re
from collections.abc import Mapping, Sequence

from dialogs.texts import fold

_STEPS: Mapping[str, Sequence[str]] = {
    "адрес": ("place",), "мест": ("place",), "дом": ("place",), "улиц": ("place",),
    "город": ("municipality", "place"), "тем": ("guess", "topic", "group"), "фот": ("photos",),
    "контакт": ("contact",), "телефон": ("contact",), "номер": ("contact",),
    "описани": ("what",), "текст": ("what",),
}  # fmt: skip
"""Beginnings of what is wrong → the steps that have it, the likely first."""
_WHAT = (
    r"(?P<what>адрес|мест|дом|улиц|город|тем|фот|контакт|телефон|номер|описани|текст)"
    r"(?:[уаоеия]|ом|ния)?"
)
_SAID = (
    re.compile(
        r"(?:(?:нет|ой|а|надо|нужно|хочу|можно|пожалуйста) )*"
        r"(?:исправь\w*|исправить|измени\w*|поменя\w+|поправь\w*|поправить|смени\w*|замени\w*)"
        rf" {_WHAT}(?: на (?P<new>.+))?"
    ),
    re.compile(
        rf"(?:(?:нет|ой|а|но|это) )*{_WHAT} (?:указан\w* |здесь |тут )?"
        r"(?:не (?:т[оаеу]т?|верн\w+|правильн\w+|мо[йяе])|неверн\w+|неправильн\w+|друг\w+)"
    ),
    re.compile(rf"(?:(?:нет|ой|а|но|это) )*(?:не т[оаеу]т?|неверн\w+|неправильн\w+) {_WHAT}"),
    re.compile(r"(?:нет|ой|не|точнее|вернее) (?P<what>дом) \d+\w?(?: а не \d+\w?)?"),
)


def corrected(text: str) -> tuple[Sequence[str], str]:
    """The steps that may be meant, and what is said instead, ""; no steps: nothing is corrected."""
    said = fold(text)
    for one in _SAID:
        if (found := one.fullmatch(said)) is not None:
            new = re.search(r"\sна\s+(.+)", text) if found.groupdict().get("new") else None
            return _STEPS[found["what"]], new[1].strip() if new else ""
    return (), ""
