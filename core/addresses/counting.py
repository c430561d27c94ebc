"""Numbers as words: «пятьдесят один», as who speaks to the phone says them."""

from .words import Words

VALUES = {
    word: value
    for value, word in {
        1: "один", 2: "два", 3: "три", 4: "четыре", 5: "пять", 6: "шесть", 7: "семь", 8: "восемь",
        9: "девять", 10: "десять", 11: "одиннадцать", 12: "двенадцать", 13: "тринадцать",
        14: "четырнадцать", 15: "пятнадцать", 16: "шестнадцать", 17: "семнадцать",
        18: "восемнадцать", 19: "девятнадцать", 20: "двадцать", 30: "тридцать", 40: "сорок",
        50: "пятьдесят", 60: "шестьдесят", 70: "семьдесят", 80: "восемьдесят", 90: "девяносто",
        100: "сто", 200: "двести", 300: "триста",
    }.items()
}  # fmt: skip


def is_number(words: Words, at: int) -> bool:
    """In signs or in words."""
    return words[at].is_number or words[at].text in VALUES


def counted_out(words: Words, at: int) -> tuple[int, int]:
    """The number said at a place, 0 for none, and the place after it."""
    number, end, least = 0, at, 1000
    while (value := VALUES.get(words[end].text)) is not None and value < least:
        number, end, least = number + value, end + 1, 10 if value >= 20 else 0
        least = 100 if value >= 100 else least
    return number, end
