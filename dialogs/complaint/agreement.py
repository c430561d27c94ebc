"""The consent: given by its button, or in words that agree and tell nothing else.

Whoever tells more meanwhile is told that nothing goes on without it: its button stands above what
they see, and they would wait for ever.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from core.words.wordsets import words_of
from dialogs.effects import Answers, phrase
from dialogs.events import Event, Said
from dialogs.heard.declining import is_plea
from dialogs.steps import Choice
from dialogs.taking import Refused, Took
from dialogs.texts import fold

AGREED = words_of("согласен согласна согласны agree")
_AROUND = words_of(
    "ладно хорошо ну да ок окей я мы конечно полностью тоже на все это обработку данных уже так и",
    "быть пусть раз надо своих моих персональных с условиями i yes ok",
)
SIGNS = frozenset({"+", "++", "👍", "✅"})


@dataclass(frozen=True, kw_only=True)
class Agreement(Choice):
    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said) and not event.forwarded and agrees(event.text):
            return Took(self.of(before)[0].code)
        if isinstance(event, Said) and self.declined and is_plea(event.text):
            return Refused(self.declined)
        took = super().read(event, before, held)
        if isinstance(took, Took) and took.more and took.hint == phrase("added-to-text"):
            return replace(took, hint=phrase("added-before-consent"))
        return took


def agrees(text: str) -> bool:
    """«Ну ладно, согласна»; «не согласна» is none, nor is anything told with it."""
    words = frozenset(fold(text).split())
    return text.strip() in SIGNS or (bool(words & AGREED) and words <= AGREED | _AROUND)
