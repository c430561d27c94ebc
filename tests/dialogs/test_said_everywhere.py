"""The same few words, said to every question that words alone may answer.

What each does stands in ``said_everywhere.txt``, a line for each; so what a new word changes, and
where, is seen in that file. Written anew by ``python -m tests.dialogs.test_said_everywhere``.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from core.places import Place
from core.tickets import State as Stage
from dialogs.effects import Confirm, Effect, Hint, Join, Label, Say, Show, Submit, phrase
from dialogs.events import Said, Sent, Touched
from dialogs.heard.typed import typed
from dialogs.resident.chat import Resident
from dialogs.resident.rooms import WAY
from dialogs.resident.taking_back import TAKING_BACK
from dialogs.state import MENU, State
from tests.shipped import TOWN

from .samples import SUGGESTIONS, a_ticket, photo
from .talking import Exchange, Host, Private, Talk
from .telling_it import CATALOGUE, Told, at_the_place, at_the_summary

TABLE = Path(__file__).with_suffix("").with_name("said_everywhere.txt")
HEARD, STAYS, TOLD = "yes", "-", "told"
APART = phrase("stays-apart")
NAMED = {"complaint": "new", MENU: "no", TAKING_BACK: "cancel?"}


class Stand(NamedTuple):
    """A question, as it stands."""

    host: Host
    state: State
    consent: str


def _consent() -> Told:
    return Told(consented="").says("Яма на дороге")


def _topic() -> Told:
    return Told().says("Качеля сломана на детской площадке, Ленина 5")


def _question() -> Told:
    return Told().says("нет света").presses("Нет света")


def _place() -> Told:
    return at_the_place(text="Яма на дороге, Благовещенск, Ленина 5")


def _photos() -> Told:
    return at_the_place().says("Благовещенск, Ленина, 5").sends("a")


def _subject() -> Told:
    told = at_the_place().says("Благовещенск, Ленина, 5")
    return told.says("А нет, давайте про другое, снег не чистят во дворе")


def _asked() -> Told:
    return _with_ticket(Stage.NEED_INFO).does(Touched("reply", a_ticket(Stage.NEED_INFO)))


def _reply() -> Told:
    return _asked().does(Sent((photo("a"),), "вот тут", album="one"))


def _withdrawing() -> Told:
    return _with_ticket(Stage.ROUTED).does(Touched("view", a_ticket())).presses("Отозвать")


def _answered() -> Told:
    return _with_ticket(Stage.ANSWERED)


def _filed_alike() -> Told:
    return _with_ticket(Stage.ROUTED)


def _with_ticket(stage: Stage) -> Told:
    return Told(Private(Resident(TOWN, SUGGESTIONS), a_ticket(stage)))


BEGINNINGS: dict[str, Callable[[], Told]] = {
    "consent": _consent,
    "topic": _topic,
    "question": _question,
    "place": _place,
    "photos": _photos,
    "subject": _subject,
    "summary": at_the_summary,
    "asked": _asked,
    "reply": _reply,
    "withdraw": _withdrawing,
    "verdict": _answered,
    "alike": _filed_alike,
}
"""The consent; one topic, «Верно?»; a question with buttons; one address that was named; «Пришлите
ещё или нажмите «Готово»»; «Прежнее убрать?»; what is to be sent; an agency's question; the same,
answered by a picture with a word; «Отозвать?»; an answer that waits for its verdict; «Это та же
проблема»."""


@cache
def _stand(question: str) -> Stand:
    told = BEGINNINGS[question]()
    state = told.state
    if question == "alike":
        state = State(MENU, {WAY: "join"}, turn=3, about=a_ticket().number)
    return Stand(told.host, state, told.consent)


def _text(effect: Effect) -> object:
    return effect.text if isinstance(effect, Hint | Say | Show) else None


def _say(label: Label) -> str:
    return CATALOGUE.say("ru", label, TOWN.zone)


def _taken(text: str, stand: Stand) -> Exchange:
    talk = Talk(stand.host, stand.state)
    talk.consent = stand.consent
    pressed = typed(text, talk.screen, _say, numbered=False) if talk.screen else None
    return talk.take(pressed or Said(text))


def _done(text: str, question: str) -> str:
    """What it does there, in a word."""
    stand = _stand(question)
    done = _taken(text, stand)
    before, after = stand.state, done.after
    if any(isinstance(one, Confirm) for one in done.effects):
        return "helped"
    if joins := [one for one in done.effects if isinstance(one, Join)]:
        return "parted" if joins[0].part else HEARD
    if question == "alike" and any(one == APART for one in map(_text, done.effects)):
        return "no"
    if submitted := [one for one in done.effects if isinstance(one, Submit)]:
        kept = submitted[0].answers.get("words")
        return HEARD if kept in (None, "вот тут") else "words"
    if after.dialog != before.dialog:
        return NAMED.get(after.dialog, after.dialog)
    grown = any(
        str(after.answers.get(key) or "") != str(before.answers.get(key) or "")
        for key in ("what", "changed", "words", "rest")
        if after.answers.get(key)
    )
    chosen = {"subject": after.answers.get("subject"), "topic": after.answers.get("guess")}
    if after.at == before.at:
        return TOLD if grown else STAYS
    answer = chosen.get(question)
    if answer in ("both", "none"):
        return "no"
    if question == "place" and isinstance(place := after.answers.get("place"), Place):
        return HEARD if "Ленина" in place.address else "words"
    if question == "question" and after.answers.get("q.scope"):
        return "answer"
    return f"{HEARD}+" if grown and question != "subject" else HEARD


def _line(text: str) -> str:
    done = (_done(text, question) for question in BEGINNINGS)
    return f"{text:<28}" + "".join(f" {one:<9}" for one in done).rstrip()


def _head() -> str:
    return " " * 28 + "".join(f" {one:<9}" for one in BEGINNINGS).rstrip()


def _lines() -> list[str]:
    return [one for one in TABLE.read_text(encoding="utf-8").splitlines()[1:] if one.strip()]


@pytest.mark.parametrize("line", _lines(), ids=lambda line: str(line)[:28].strip())
def test_what_is_said_does_what_the_table_says(line: str) -> None:
    assert _line(line[:28].strip()) == line


DENYING = (
    *("не", "нет", "неа", "ні", "no", "не надо", "нет спасибо", "не согласна", "не отправляйте"),
    *("не отправляйте пока", "не норм", "не принимаю", "удалите", "не отменяйте"),
    *("не верно", "да ну", "да ну нафиг", "ага, щас", "ага, хрен вам", "конечно нет", "нет, сынок"),
    *("хорошо бы", "так, сейчас", "подожди отправлять", "куда отправить", "кому отправить"),
    *("а кому это отправить", "а чего отправлять", "отправили?", "отправлено?", "мы шли"),
)
"""They refuse, mock or ask."""


def test_nothing_is_sent_nor_agreed_to_by_who_asks_or_refuses() -> None:
    said = {
        line[:28].strip(): dict(zip(BEGINNINGS, line[28:].split(), strict=True))
        for line in _lines()
    }
    for text in DENYING:
        agreed = {said[text][question] for question in ("consent", "summary", "withdraw", "alike")}
        assert HEARD not in agreed, text
        assert said[text]["verdict"] != "helped", text


if __name__ == "__main__":
    TEXTS = [one[:28].strip() for one in _lines()]
    TABLE.write_text("\n".join((_head(), *map(_line, TEXTS), "")), encoding="utf-8")
