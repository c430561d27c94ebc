"""«Это всё», «да», «готово»: who is waited for after a picture has said all there is.

Only a text whose every word is known is such: «всё ещё течёт» goes on, and «нет» may be an answer.
"""

from core.words.wordsets import words_of
from dialogs.texts import fold

from .typed import SKIPPING, YES

_ENDS = words_of(
    "все всё готово конец хватит достаточно спасибо отправить отправь отправьте отправляй",
    "отправляйте отправляю шлите передай передайте передавайте передать",
    "done all finished end enough thanks send",
)
_AROUND = words_of(
    "да ну вот и это на этом пока у меня вроде бы так ага угу ок пожалуйста больше ничего нет",
    "можно можете теперь мне вам большое его её их я сказал сказала написал написала хотел хотела",
    "yes ok that s is it please now you can thank",
)


def is_finished(text: str) -> bool:
    """Is nothing said but that all is told?"""
    said = fold(text)
    if said in YES or said in SKIPPING:
        return True
    words = frozenset(said.split())
    return not words.isdisjoint(_ENDS) and words <= _ENDS | _AROUND
