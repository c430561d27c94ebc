"""Words in the middle of a complaint that nothing understood, and that are said to the bot.

«Ок кидай», «лень фоткать», «шли уже» would stand in the description, and whoever waits to be sent
believes that it was. They are heard as the plain words for the same («отправить», «нет»), each
where the question has such an answer; the others stand nowhere, and their writer is told so.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from core.said_to_bot import UNCLEAR, said_for
from dialogs.complaint.own_questions import MISSED
from dialogs.complaint.storytelling import STORY
from dialogs.effects import Effect, Hint, Phrase, phrase
from dialogs.events import Pressed, Said
from dialogs.state import State, Turn

_ADDED = frozenset({"added-to-text", "added-at-summary", "told-not-where"})
"""What is said to words that were taken for more of the story."""
_UNHEARD = _ADDED | {"contact-may-be-skipped", "use-buttons"}
"""And to such as were taken for nothing. What is answered otherwise was heard: «да ну» chooses
nothing, on purpose."""

SUMMARY = "summary"
OWN = "q."
_YES, _NO, _DONE = Said("да"), Said("нет"), Said("готово")
_SEND = Pressed(":send", turn=0)
_ANYWHERE: Mapping[str, Said] = {
    "sends": Said("отправить"),
    "cancels": Said("отмените"),
    "human": Said("позовите оператора"),
    "when": Said("когда ответят?"),
    "nameless": Said("кто увидит моё имя?"),
    "calls": Said("здравствуйте"),
    "waits": Said("погодите, я подумаю"),
}
_AT: Mapping[str, Mapping[str, Said | Pressed | Phrase]] = {
    "consent": {"agrees": phrase("consent-in-words"), "refuses": _NO},
    "guess": {"agrees": _YES, "corrects": _NO, "refuses": _NO},
    "emergency": {"agrees": _YES, "no.more": _YES},
    "place": {"agrees": _YES, "known": Said("выше написано")},
    "photos": {"no.photo": _NO, "refuses": _NO, "no.more": _NO},
    "contact": {"no.contact": _NO, "refuses": _NO, "no.more": _NO, "dunno": _NO, "no.photo": _NO},
    OWN: {"dunno": Said("не знаю")},
    SUMMARY: {"agrees": _SEND, "sends": _SEND, "corrects": Said("неверно")},
}
"""The plain words, or what is answered, by the step that is asked and by what was said for. Consent
is given in plain words alone."""


_NO_ANSWER = frozenset({"cancels", "human", "when", "nameless", "calls", "waits"})
"""Kinds of what answers no question of a topic, though it may be answered in free words."""


_UNTOLD = frozenset({UNCLEAR, "corrects"})
"""The same, where no trouble is named: «ой не та фотография»."""


def heard_last(
    state: State, said: Said, turn: Turn, *, names: bool
) -> Turn | Said | Pressed | Phrase:
    """``turn`` is what became of what was said. It, where that was understood or may be of what
    happened; or what is to be taken in place of the words, or said to them. ``names``: the words
    name a trouble, and are of it unless it is clear what they are said for."""
    unheard = _hints(turn) & _UNHEARD
    answers = _answers_own(state, said, turn)
    if said.forwarded or STORY not in state.answers or not (unheard or answers):
        return turn
    kind = said_for(said.text)
    if answers:
        no_answer = kind in _NO_ANSWER or (kind in _UNTOLD and not names)
        return _ANYWHERE.get(kind, phrase("said-to-bot")) if no_answer else turn
    if not kind or (names and kind == UNCLEAR):
        return turn
    if "use-buttons" in unheard and kind != "sends":
        return turn  # a lone word at the summary is a button mistyped
    if turn[0].at != state.at:  # it was an answer as well
        return _without_words(state, turn) if unheard & _ADDED else turn
    at = OWN if str(state.at).startswith(OWN) else state.at or SUMMARY
    plain = _AT.get(at, {}).get(kind) or _ANYWHERE.get(kind)
    if plain is _NO and at == "photos" and state.answers.get("photos"):
        return _DONE
    if isinstance(plain, Pressed):
        return replace(plain, turn=state.turn)
    if plain is None:
        return phrase("said-to-bot") if unheard & _ADDED else turn
    return turn if isinstance(plain, Said) and plain.text == said.text else plain


def _answers_own(state: State, said: Said, turn: Turn) -> bool:
    """Was it taken word for word for the answer to a topic's question? Said twice it stands."""
    at = str(state.at)
    own = at.startswith(OWN) and state.answers.get(MISSED) != at
    return own and turn[0].answers.get(at) == said.text.strip()


def _without_words(state: State, turn: Turn) -> Turn:
    """The turn, and the story as it was."""
    after, effects = turn
    told = replace(after, answers={**after.answers, STORY: state.answers[STORY]})
    return told, tuple(one for one in effects if _key_of(one) not in _ADDED)


def _hints(turn: Turn) -> frozenset[str]:
    return frozenset(map(_key_of, turn[1]))


def _key_of(effect: Effect) -> str:
    if not isinstance(effect, Hint) or isinstance(effect.text, str):
        return ""
    return effect.text.key
