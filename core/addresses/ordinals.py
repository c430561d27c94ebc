"""Numbers in order, as houses are told by them: «в девятом доме», «двадцать второй»."""

_LEAST = 5
"""«седьмой дом» is a number; up to here it is more likely counted from the corner."""
ORDINALS = {
    f"{begun}{ending}": value
    for value, begun in enumerate((
        "перв", "втор", "треть", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят",
        "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат",
        "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
    ), 1)
    for ending in ("ом", "ем", "ого", "его", "ым", "им", *(("ый", "ой") if value > _LEAST else ()))
} | {
    f"{begun}{ending}": value
    for value, begun in {
        30: "тридцат", 40: "сороков", 50: "пятидесят", 60: "шестидесят", 70: "семидесят",
        80: "восьмидесят", 90: "девяност", 100: "сот", 200: "двухсот", 300: "трехсот",
    }.items()
    for ending in ("ый", "ой", "ом", "ого", "ым")
}  # fmt: skip
"""«в девятом доме»; «второй дом от угла» is no number."""
IN_ORDER = ORDINALS | {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "третьего": 3, "третьем": 3,
}  # fmt: skip


def in_order(number: int, word: str) -> int | None:
    """«двадцать второй», «сто двенадцатого»: a number whose last word is in order. ``number``: what
    the words before come to, 0 where there are none."""
    last = IN_ORDER.get(word, 0)
    room = 100 if number and number % 100 == 0 else 10 if number >= 20 and number % 10 == 0 else 0
    return number + last if 0 < last < room else None
