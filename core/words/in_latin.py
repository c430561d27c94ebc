"""«Da», «net foto», «otpravit»: Russian of everyday in Latin letters, for who has no others.

Only a text whose every word is one of a few that answer a question is read so, and read as if it
were typed in Russian letters; a word more («net sveta»), and it stays as it is. English is left:
«no photo», «ok», «send».
"""

import re
from itertools import product

from .wordsets import words_of

_ANSWERS = words_of(
    "да ага угу конечно хорошо верно правильно согласен согласна нет неа не так все всё ладно",
    "давай",
    "давайте фото фотки телефон телефона номера контакта могу знаю хочу буду надо нужно нету без",
    "отправить отправь отправьте отправляй отправляйте отправляю пропустить пропусти пропускаю",
    "дальше далее готово спасибо пожалуйста отмена отменить отмени стоп подожди подождите потом",
    "завтра сначала заново назад меню привет здравствуйте добрый день первая первый вторая второй",
    "третья третий там тут здесь это этот другая другое другой",
)
_PLAIN = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True))
_LETTERS = _PLAIN | {
    "ж": "zh j", "й": "y i j", "х": "h kh x", "ц": "c ts", "ч": "ch", "ш": "sh", "щ": "sch shch",
    "ъ": " '", "ы": "y i", "ь": " '", "э": "e", "ю": "yu ju u", "я": "ya ja a", "ё": "e yo",
}  # fmt: skip
_ENGLISH = words_of("tut tot")
"""What is said in English, or by nobody."""


def _spelled(word: str) -> set[str]:
    """A word as it is typed in Latin letters, in each of the ways."""
    ways = [_LETTERS[letter].split(" ") for letter in word]
    return {"".join(one).replace("'", "") for one in product(*ways)}


_RUSSIAN = {
    latin: word for word in sorted(_ANSWERS) for latin in _spelled(word) if latin not in _ENGLISH
}
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
"""Signs: a longer text is a story."""


def as_answered(text: str) -> str:
    """The text in Russian letters, if all of it is such; else as it is."""
    if not text.isascii() or len(text) > _LONGEST:
        return text
    found = []
    for word in _WORD.findall(text.lower().replace("'", "")):
        if (russian := _RUSSIAN.get(word)) is None:
            return text
        found.append(russian)
    return " ".join(found) + ("?" if "?" in text else "") if found else text
