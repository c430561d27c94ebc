"""Curses, which people in anger write anywhere: «СУКА ГОРЬКОГО 154». None is part of an address."""

import re

from core.words.wordsets import words_of

_BEGUN = words_of(
    "бля сук суч хуй хуе хуи хуя хую пиз еба ебу еби ебл ебн зае дое уеб оху нах пох хер пид",
    "муд гон дер жоп мра тва уро сво дол",
)
"""How they begin; most words do not, and are not looked at twice."""
_CURSE = re.compile(
    r"бля(?:т?ь?|д[ьию]\w*|тс?к\w+)|сук(?:а|и|у|е|ой|ами?|ины?)|суч(?:ка|ий|ье)|"
    r"хуй\w*|ху[еёия]\w*|пизд\w+|еб(?:а|у|и|л|н)\w*|заеб\w+|доеб\w+|уеб\w+|оху\w+|"
    r"нах(?:уй|ер|рен)?|пох(?:уй|ер)?|хер(?:а|ня|ню|ов\w+)?|пид[ао]р\w*|муда\w+|мудил\w+|"
    r"гондон\w*|дерьмо|жоп[аеуы]|мраз[ьи]|твар[ьи]|урод(?:ы|ов|ам)?|сволоч[ьи]|долбо\w+"
)


def is_curse(word: str) -> bool:
    """Of a word in small letters without «ё»."""
    return word[:3] in _BEGUN and _CURSE.fullmatch(word) is not None
