"""Contacts said among other words: where they are kept, and what is said of it."""

from core.words.reachable import KEPT_AT_MOST, Apart, apart, listed, together, without_room
from dialogs.effects import Answers, Phrase, phrase

CONTACT = "contact"
"""The step that keeps how the resident is reached, wherever they say it."""


def is_contact_alone(text: str) -> bool:
    """Is nothing said but how they are reached: «мой телефон 8914…»?"""
    found = apart(text)
    return found is not None and not found.rest


def reached(found: Apart, held: Answers) -> Answers:
    """With the contact that is held: one more is no other."""
    known = held.get(CONTACT)
    return {CONTACT: listed(together(known if isinstance(known, str) else "", found.contacts))}


def kept_apart(found: Apart, answers: Answers) -> Phrase:
    """Say that it is the contact now, and whether something else was told."""
    return kept(found.contacts, str(answers[CONTACT]), and_told=bool(found.rest))


def kept(contacts: tuple[str, ...], known: str, *, and_told: bool = False) -> Phrase:
    """Say which contacts are kept: they are among those ``known``, or there was no room."""
    if lost := without_room(known, contacts):
        return phrase("contact-enough", contact=listed(lost), limit=KEPT_AT_MOST)
    said = listed(contacts)
    return phrase("contact-kept-and-told" if and_told else "contact-kept", contact=said)
