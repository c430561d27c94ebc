"""Numbers that a street is called by, said to a telephone: «восьмого марта» is «8 марта».

Who dictates has words for numbers. Those of houses are read where they stand
(:mod:`.house_numbers`); those of names are told from counted years and from dates by what they
stand before.
"""

import re
from collections.abc import Mapping

_DAYS: Mapping[str, str] = {
    "первого мая": "1 мая",
    "девятого мая": "9 мая",
    "восьмого марта": "8 марта",
    "девятого января": "9 января",
    "седьмого ноября": "7 ноября",
    "двадцать третьего февраля": "23 февраля",
    "двадцать второго апреля": "22 апреля",
    "двенадцатого декабря": "12 декабря",
    "двадцать пятого октября": "25 октября",
}
"""Days that streets are called by. Whether it is one or a date is told as of «8 марта»."""
_TENS = {
    word: str(10 * tens)
    for tens, word in enumerate(
        (
            "десять", "двадцать", "тридцать", "сорок", "пятьдесят",
            "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
        ),
        1,
    )
}  # fmt: skip
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b", re.IGNORECASE)
_OF_TENS = {
    "двадцати": "20", "тридцати": "30", "сорока": "40", "пятидесяти": "50", "шестидесяти": "60",
    "семидесяти": "70", "восьмидесяти": "80",
}  # fmt: skip
_COUNTED = _TENS | _OF_TENS
_SINCE = r"(?:октября|победы|ссср|влксм|комсомола|пионерии|революции)"
_YEARS = re.compile(rf"\b({'|'.join(_COUNTED)}) (?=лет {_SINCE}\b)", re.IGNORECASE)
_ANNIVERSARY = re.compile(rf"\b({'|'.join(_OF_TENS)})летия (?={_SINCE})", re.IGNORECASE)
"""«пятидесятилетия Октября»"""


def in_figures(text: str) -> str:
    """The text with the numbers of such names in figures."""
    if "лет " in text or "ЛЕТ " in text or "ого " in text or "ОГО " in text:
        text = _DAY.sub(lambda found: _DAYS[found[0].lower()], text)
        text = _YEARS.sub(lambda found: f"{_COUNTED[found[1].lower()]} ", text)
    if "летия " in text or "ЛЕТИЯ " in text:
        text = _ANNIVERSARY.sub(lambda found: f"{_OF_TENS[found[1].lower()]} лет ", text)
    return text
