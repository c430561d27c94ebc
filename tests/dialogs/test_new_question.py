"""The guide to a new question (docs/new-question.md) is followed to the letter, and works."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from core.topics import Suggestions
from dialogs import texts
from dialogs.effects import Show
from dialogs.engine import Dialog
from dialogs.events import Event, Pressed, Said
from dialogs.resident.chat import Resident
from dialogs.state import State
from dialogs.texts import Catalogue
from tests.core import small_town
from tests.shipped import TOWN

from .samples import SUGGESTIONS, WHOLE
from .talking import Form, Private, Talk
from .telling_it import Told

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "new-question.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


# a question of one topic: the town file alone


def test_a_question_of_a_topic_needs_no_code(tmp_path: Path) -> None:
    other = '[[groups]]\ncode = "other"'
    town = small_town.load(
        tmp_path, small_town.SMALL.replace(other, f"{blocks('toml')[0]}\n{other}")
    )
    anna = Told(Private(Resident(town, Suggestions(town)), None), town=town)
    anna.says("Стою полчаса").presses("Дороги", "Автобус не пришёл")
    assert anna.sees == "Какой маршрут?"
    anna.says("5к")
    assert anna.sees == "Когда это было?"
    assert anna.labels[:4] == ["Сегодня", "Вчера", "Раньше", "Пропустить"]
    anna.presses("Сегодня").says("Левый, Ленина, 5").presses("Пропустить", "Пропустить")
    assert "Какой маршрут? — 5к" in anna.sees
    assert "Когда это было? — Сегодня" in anna.sees
    anna.presses("Какой маршрут?").says("7")
    assert "Какой маршрут? — 7" in anna.sees


# a question of every complaint: one step and its texts

STEP, LINE = blocks("python")[:2]
RUSSIAN, ENGLISH = blocks("ftl")[:2]


@pytest.fixture
def guided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dialogs/complaint/questions.py and the texts, changed as the guide says."""
    source = (ROOT / "dialogs" / "complaint" / "questions.py").read_text(encoding="utf-8")
    for mark, added in (("            Photos(\n", STEP), ("        return tuple(said)\n", LINE)):
        assert source.count(mark) == 1
        source = source.replace(mark, added + mark)
    module = ModuleType("dialogs.complaint.questions_of_the_guide")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(source, "questions.py", "exec"), module.__dict__)  # noqa: S102  because the guide is executed
    for path in texts.FOLDER.glob("*.ftl"):
        added = {"ru": RUSSIAN, "en": ENGLISH}.get(path.stem, "")
        (tmp_path / path.name).write_text(path.read_text("utf-8") + "\n" + added, "utf-8")
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    return module


def test_a_question_of_every_complaint_takes_less_than_fifteen_lines() -> None:
    lines = [line for block in (STEP, LINE, RUSSIAN, ENGLISH) for line in block.splitlines()]
    assert 0 < len([line for line in lines if line.strip()]) < 15


def test_the_new_question_is_asked_shown_corrected_and_sent(guided: ModuleType) -> None:
    form: Dialog = guided.complaint(TOWN, SUGGESTIONS)
    catalogue = Catalogue()
    talk = Talk(Form(form, {"consent": TOWN.consent.version}))

    def does(event: Event) -> str:
        talk.take(event)
        assert isinstance(talk.screen, Show)
        return catalogue.say("ru", talk.screen.text, TOWN.zone)

    def presses(code: str) -> str:
        return does(Pressed(code, talk.state.turn))

    does(Said("Яма на дороге"))
    presses("roads.pothole")
    presses(":skip")
    asked = does(Said("Благовещенск, Ленина, 5"))
    assert "Как давно это продолжается?" in asked
    assert catalogue.say("en", talk.screen.text, TOWN.zone) != asked  # type: ignore[union-attr]  # because it was just shown
    does(Said("третий день"))
    assert "Как давно" in presses(":back")
    presses(":next")
    presses(":skip")
    summary = presses(":skip")
    assert "• Как давно — третий день" in summary
    assert "Как давно" in presses(":edit.since")
    assert "• Как давно — неделю" in does(Said("неделю"))
    talk.take(Pressed(":send", talk.state.turn))
    (submit,) = talk.trace[-1].submits
    made = guided.draft(TOWN, SUGGESTIONS, submit.answers, "ru")
    assert ("Как давно", "неделю") in made.extras


def test_a_complaint_begun_before_the_new_question_is_asked_only_that(guided: ModuleType) -> None:
    form: Dialog = guided.complaint(TOWN, SUGGESTIONS)
    state = form.restore(State("complaint", WHOLE, None, 9))
    assert state.at == "since"
    state, _ = form.take(state, Said("неделю"))
    assert state.at is None
