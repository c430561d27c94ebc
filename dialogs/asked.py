"""Whether a reply may be to the question that stands in the chat."""

from core.numbers import find_number

from .effects import Show
from .events import Arrival
from .office import Office
from .texts import fold
from .voice import Voice


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
