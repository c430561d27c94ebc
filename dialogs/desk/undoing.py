"""«↩️ Отменить»: what it stands under, and how long it works (``[desk] undo_seconds``)."""

from core.tickets import UNDONE, TicketEvent, stamp_of
from core.town import Town
from dialogs.effects import Phrase, phrase
from dialogs.ticket.ways import Acts

MINUTE = 60


def undo_of(town: Town, event: TicketEvent) -> Acts:
    """The button under what was done: it takes back this and no later move. None where the town
    gives no time for it."""
    if event.move not in UNDONE or not town.desk.undo_seconds:
        return ()
    return ((f"undo.{event.move}.{stamp_of(event)}",),)


def undo_time(town: Town) -> Phrase | str:
    """How long it works, as «минуту», to stand after «через»; "" where it does not."""
    seconds = town.desk.undo_seconds
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, MINUTE)
    return phrase("undo-time", minutes=0 if rest else minutes, seconds=seconds)
