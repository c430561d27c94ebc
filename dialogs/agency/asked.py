"""Whether what is written in a chat is to the question, or to the draft, that stands there."""

from core.numbers import find_number
from dialogs.effects import Show
from dialogs.events import Arrival, Pressed, Said
from dialogs.heard.typed import typed
from dialogs.office import Office
from dialogs.texts import fold
from dialogs.voice import Voice


def may_be_asked(office: Office, voice: Voice, arrival: Arrival) -> bool:
    """May the question that stands be what was replied to?

    Cards, and all that is said of a ticket, name it in their first line; so do questions, and
    they are told by their words.
    """
    if arrival.private or not find_number(arrival.quoted):
        return True
    operator = office.operator
    shown = operator.show(operator.restore(voice.talk.state))
    asked = [voice.words(one.text).partition("\n")[0] for one in shown if isinstance(one, Show)]
    return fold(arrival.quoted) in map(fold, asked)


def typed_to_draft(office: Office, voice: Voice, arrival: Arrival, said: Said) -> Pressed | None:
    """The button of an operator's draft, by its number or its label, from an application that
    shows none. A draft that waits for words has them."""
    talk = voice.talk
    if arrival.private or said.forwarded or (talk.client.buttons and talk.client.inline):
        return None
    if not may_be_asked(office, voice, arrival):
        return None
    shown = office.operator.show(office.operator.restore(talk.state))
    screen = next((one for one in shown if isinstance(one, Show) and one.closed), None)
    if screen is None:
        return None
    labels = [fold(voice.words(one.label)) for one in screen.options]
    if not said.text.strip().isdecimal() and fold(said.text) not in labels:
        return None
    found = typed(said.text, screen, voice.words, numbered=True)
    return found if isinstance(found, Pressed) and found.turn == talk.state.turn else None
