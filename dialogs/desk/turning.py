"""An answer's draft that is none: one press makes it the question, or gives it back as «Не наше».

Which it is, the quality of the draft says (:mod:`core.unfit`); the operator presses, or sends it as
it stands.
"""

from collections.abc import Collection, Mapping

from core.town import Town
from dialogs.effects import Answers, Option, phrase
from dialogs.engine import Dialog
from dialogs.state import State, Turn

REASON_AT_MOST = 500

TURNS: Mapping[str, Option] = {
    "asks": Option("turn.ask", phrase("draft-ask")),
    "not_ours": Option("turn.refuse", phrase("draft-refuse")),
}
"""What is wrong with a draft → the button of what it is."""


def turns(town: Town, answers: Answers, wrong: Collection[str]) -> tuple[Option, ...]:
    """What a draft may become. What the coordinators have is theirs to pass on, and of a reason
    its reader sees no files."""
    words = str(answers.get("words") or "")
    given = not answers.get("files") and len(words) <= REASON_AT_MOST
    back = given and answers.get("agency") != town.coordinators.code
    return tuple(
        option for code, option in TURNS.items() if code in wrong and (back or code == "asks")
    )


def turned(forms: Mapping[str, Dialog], state: State, button: str) -> Turn | None:
    """The form that a draft became: a question is shown before it goes, and what is given back is,
    by this very press. None: it is no such button."""
    form = forms[state.dialog]
    if button not in {one.code for one in TURNS.values()}:
        return None
    if all(one.code != button for one in form.show(state).options):
        return None
    into = forms[button.removeprefix("turn.")]
    kept = {key: one for key, one in state.answers.items() if key != "outcome"}
    if into.name == "refuse":
        kept["reason"] = kept.pop("words")
    return into.begin(State(turn=state.turn), kept, about=state.about, seen=state.seen)
