"""What a resident wrote about a ticket, and left before pressing «Готово».

Whoever sent pictures is waited for: an album comes one by one. Whoever goes on to something else
meanwhile has said what there was to say, so it is passed on; «Отмена» alone throws it away.
"""

from collections.abc import Mapping

from dialogs.effects import Submit
from dialogs.engine import Dialog
from dialogs.events import Commanded, Event, Pressed
from dialogs.state import State, Turn

PASSED_ON = ("add", "return")


def passed_on(forms: Mapping[str, Dialog], before: State, event: Event, turn: Turn) -> Turn:
    """The turn; first goes off what was whole in the form that it left."""
    state, effects = turn
    form = forms.get(before.dialog)
    if form is None or before.dialog not in PASSED_ON or _is_cancel(event):
        return turn
    if (state.dialog, state.about) == (before.dialog, before.about):
        return turn
    if (before.dialog, state.dialog, state.about) == ("add", "return", before.about):
        return turn  # it came along
    if any(isinstance(effect, Submit) for effect in effects):
        return turn
    here = form.restore(before)
    if (answers := form.whole(here)) is None:
        return turn
    return state, (Submit(form.name, answers, before.about, before.seen, aside=True), *effects)


def _is_cancel(event: Event) -> bool:
    match event:
        case Pressed(":cancel") | Commanded("cancel"):
            return True
    return False
