"""What a resident writes of a ticket that is filed: its words, and the contacts among them.

The card has the words at once, so a contact is kept apart from them, as in a complaint.
"""

from typing import TypeAlias

from msgspec.structs import replace

from core.messages import File
from core.words.reachable import SIGN, apart
from dialogs.done import Done
from dialogs.effects import Hint, Submit, phrase
from dialogs.heard.kept_contacts import kept
from dialogs.ticket.cards import Cards

Written: TypeAlias = tuple[str, tuple[File, ...], tuple[str, ...]]
"""The words, the files, and the contacts that were among the words."""


def written(form: Submit, key: str) -> Written:
    """``key``: of the step that has the words."""
    words, files = str(form.answers.get(key) or ""), form.answers.get("files")
    enclosed = files if isinstance(files, tuple) else ()
    found = apart(words)
    return (found.rest or SIGN, enclosed, found.contacts) if found else (words, enclosed, ())


def reason_of(form: Submit, cards: Cards) -> Written:
    """Why a ticket is returned. A picture alone is a reason, and its agency reads that it is."""
    words, files, contacts = written(form, "reason")
    return (words or cards.say(phrase("return-by-files")), files, contacts)


def with_contacts(done: Done, said: Written) -> Done:
    """Say of contacts that the ticket that moved keeps them."""
    if not (contacts := said[2]):
        return done
    known = ", ".join(one.ticket.contact for one in done.moved)
    return replace(done, effects=(Hint(kept(contacts, known)), *done.effects))
