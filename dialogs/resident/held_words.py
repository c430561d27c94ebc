"""Words to a ticket that were not sent yet: where they stand, and what becomes of them."""

from msgspec.structs import replace

from dialogs.effects import Answers
from dialogs.events import Said, Sent
from dialogs.heard.wishes import wish_of
from dialogs.state import MENU, State
from dialogs.steps import PHOTOS_AT_MOST
from dialogs.taking import Took, gather

from .which import ANSWERED, WHICH


def story_of(written: Said | Sent) -> Answers:
    """What was written, as the beginning of a complaint."""
    text = written.text.strip()
    tells = len(text) >= 3 and any(map(str.isalpha, text)) and wish_of(text) is None
    told: Answers = {"what": text} if tells else {}
    if isinstance(written, Said):
        return told
    photos = gather(written.files, None, PHOTOS_AT_MOST)
    return {**told, "photos": photos.answer} if isinstance(photos, Took) else told


def without_asked(state: State) -> State:
    """Words that were asked about and go along now are no complaint that waits."""
    return replace(state, dialog=MENU, answers={}) if state.dialog == WHICH else state


def held_of(state: State, number: str) -> Answers:
    """What stands in a form about this ticket and was not sent yet, or is asked about under its
    answer, as an addition."""
    asked = state.dialog == WHICH and state.answers.get(ANSWERED) == number
    if not asked and (state.about != number or state.dialog not in ("add", "return")):
        return {}
    said = {
        "files": state.answers.get("files"),
        "words": state.answers.get("words") or state.answers.get("reason"),
    }
    return {key: answer for key, answer in said.items() if answer}
