"""Reply templates in the chat: chosen into a draft, and kept by those whose they are.

* ``pick`` is a draft that waits while its author chooses; its answers are the draft's own, so
  nothing of it is lost, and «Назад» leads back to it.
* An agency's chat keeps its own templates; the coordinators keep those that all share.
"""

from msgspec.structs import replace

from core.templates import SHARED, Template
from core.town import Town
from dialogs.effects import (
    Answer,
    Answers,
    DropTemplate,
    Effect,
    Hint,
    Option,
    Say,
    Show,
    UseTemplate,
    phrase,
)
from dialogs.engine import CANCEL
from dialogs.events import FoundTemplate, FoundTemplates
from dialogs.lookups import FindTemplate, FindTemplates
from dialogs.state import State, Turn

from .forms import TEMPLATE

PICK, LIST, ONE = "pick", "templates", "onetemplate"
BOARDS = (PICK, LIST, ONE)

ON_A_PAGE = 6
"""With the ways between pages and out, their buttons fit every messenger's message."""

BEGUN, PLACE, PAGE = "of", "was", "page"
"""What a waiting draft is of, where it stood, and which page is shown."""


def owner_of(town: Town, agency: str) -> str:
    """Whose templates a chat keeps: the coordinators keep the shared ones."""
    return SHARED if agency == town.coordinators.code else agency


class TemplateBoard:
    """Draws the lists of templates and reads their buttons. Pure."""

    def pick(self, state: State) -> Turn:
        """Let a draft wait while a template is chosen for it."""
        waiting = {**state.answers, BEGUN: state.dialog, PLACE: state.at or "", PAGE: "0"}
        state = replace(state, dialog=PICK, answers=waiting, at=None, turn=state.turn + 1)
        return state, (self.ask(state),)

    def open(self, state: State) -> Turn:
        state = State(LIST, {PAGE: "0"}, turn=state.turn + 1)
        return state, (self.ask(state),)

    def ask(self, state: State) -> Effect:
        """What the screen that stands has to be made of."""
        if state.dialog == ONE:
            return FindTemplate(_number(state.answer("id")))
        return FindTemplates(_number(state.answer(PAGE)))

    def found(self, state: State, found: FoundTemplates | FoundTemplate) -> Turn:
        if isinstance(found, FoundTemplate):
            return self._one(state, found) if state.dialog == ONE else (state, ())
        return self._list(state, found) if state.dialog in (PICK, LIST) else (state, ())

    def pressed(self, state: State, button: str) -> Turn:
        match state.dialog, button:
            case _, ":cancel":
                return State(turn=state.turn + 1), (Say(phrase("operator-cancelled")),)
            case _, ("further" | "back"):
                page = _number(state.answer(PAGE)) + (1 if button == "further" else -1)
                return self._to(state, {**state.answers, PAGE: str(max(0, page))})
            case "pick", _ if button.startswith("t"):
                return state, (UseTemplate(_number(button[1:])),)
            case "templates", "add":
                return TEMPLATE.begin(State(turn=state.turn), {})
            case "templates", _ if button.startswith("t"):
                state = replace(state, dialog=ONE)
                return self._to(state, {"id": button[1:], PAGE: state.answer(PAGE)})
            case "onetemplate", "list":
                return self._to(replace(state, dialog=LIST), {PAGE: state.answer(PAGE)})
            case "onetemplate", "edit":
                return TEMPLATE.begin(State(turn=state.turn), {"id": state.answer("id")})
            case "onetemplate", "drop":
                return self._to(state, {**state.answers, "sure": "yes"})
            case "onetemplate", "drop-yes" if state.answer("sure"):
                state = State(turn=state.turn + 1, answers=state.answers)
                return state, (DropTemplate(_number(state.answer("id"))),)
        return state, (Hint(phrase("stale")), self.ask(state))

    def _list(self, state: State, found: FoundTemplates) -> Turn:
        items = tuple(Option(f"t{one.id}", _title(one, found.owner)) for one in found.templates)
        back = (Option("back", phrase("list-back")),) if found.page else ()
        further = (
            (Option("further", phrase("list-further")),) if found.page + 1 < found.pages else ()
        )
        if state.dialog == PICK:
            text = phrase("templates-pick" if items else "templates-none", ticket=state.about)
            ways: tuple[Option, ...] = (Option("draft", phrase("templates-to-draft")),)
        else:
            lines = tuple(_title(one, found.owner) for one in found.templates)
            shared = "yes" if found.owner == SHARED else ""
            text = phrase("templates-list", lines=lines, shared=shared)
            ways = (Option("add", phrase("template-add")),)
        options = (*items, *back, *further, *ways, *(() if state.dialog == PICK else (CANCEL,)))
        return state, (Show(text, options, state.turn, about=state.about),)

    def _one(self, state: State, found: FoundTemplate) -> Turn:
        template = found.template
        if template is None:
            state = replace(state, dialog=LIST)
            return state, (Hint(phrase("template-gone")), self.ask(state))
        own = template.agency == found.owner
        sure = own and state.answer("sure")
        options: tuple[Option, ...] = ()
        if own and not sure:
            edit = Option("edit", phrase("template-edit"))
            options = (edit, Option("drop", phrase("template-drop")))
        if sure:
            options = (Option("drop-yes", phrase("template-drop-yes")),)
        text = phrase(
            "template-one",
            title=template.title,
            text=template.text,
            shared="" if own else "yes",
            sure="yes" if sure else "",
        )
        return state, (Show(text, (*options, LIST_BUTTON), state.turn),)

    def _to(self, state: State, answers: Answers) -> Turn:
        state = replace(state, answers=answers, turn=state.turn + 1)
        return state, (self.ask(state),)


LIST_BUTTON = Option("list", phrase("template-list"))


def _title(one: Template, owner: str) -> str:
    return one.title if one.agency == owner else f"🌐 {one.title}"


def draft_of(state: State) -> tuple[str, dict[str, Answer], str]:
    """The draft that waits: its form, its answers, the step it stood at."""
    answers = {k: v for k, v in state.answers.items() if k not in (BEGUN, PLACE, PAGE)}
    return state.answer(BEGUN), answers, state.answer(PLACE)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0
