"""How a resident can be reached: a telephone number or an e-mail address, wherever it stands in
what they write."""

import re
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace

from core.messages import ButtonKind

from .declining import PHONE as ABOUT_PHONES
from .declining import is_no
from .effects import Answer, Answers, Option, phrase
from .events import Event, Said, Shared
from .steps import Refused, Step, Took, unexpected

PHONE = re.compile(r"\+?[\d\s()\-.]{5,25}")
PHONE_IN_WORDS = re.compile(r"(?<!\w)\+?\(?\d[\d\s()\-.]{3,22}\d(?!\w)")
MOMENT = re.compile(
    r"(?<![\d.-])(?:"
    r"(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:[.:]\d{2}|-[0-5]0)[\s-]+\d{1,2}(?:[.:]\d{2}|-[0-5]0)"
    r")(?![\d-])"
)
"""A date, or hours: «01.12.26», «9.00-18.00»."""
SUM = re.compile(r"\d{5,6}|\d{1,3}(?:[\s.]\d{3}){1,2}")
"""What among words may as well be money or a postal code."""
DASHES = str.maketrans("–—‑", "---")
MAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,100}\.[^\s@<>.]{2,24}")

LENGTHS = frozenset({5, 6, 7, 10, 11})
"""Digits of a number that stands among words without «+»: a town's own, or a whole one. Others
may be two numbers that ran together («после 18 8 914 …»)."""


@dataclass(frozen=True, kw_only=True)
class Contact(Step):
    """A telephone number or an e-mail address, typed or by the messenger's button."""

    anywhere: ClassVar[tuple[type, ...]] = (Shared,)

    def options(self, before: Answers) -> tuple[Option, ...]:
        return (Option(":contact", phrase("way-contact"), ButtonKind.CONTACT),)

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said):
            event = replace(event, text=event.text.translate(DASHES))
        match event:
            case Shared(phone, own=True) if PHONE.fullmatch(phone):
                return Took(phone, hint=phrase("contact-taken", contact=phone))
            case Shared():
                return Refused(phrase("contact-of-another"))
            case Said(text) if self.fits(text.strip(), before):
                return Took(text.strip(), hint=phrase("contact-taken", contact=text.strip()))
            case Said(text) if self.optional(before) and is_no(text, ABOUT_PHONES):
                return Took(None, skips=True)
            case Said(text) if len(found := self._in_words(text, before)) == 1:
                return Took(found[0], hint=phrase("contact-found", contact=found[0]))
        return Refused(unexpected(event, phrase("write-contact")))

    def fits(self, answer: Answer, before: Answers) -> bool:
        if not isinstance(answer, str):
            return False
        digits = _digits(answer)
        least = 11 if answer.startswith("+") else 5  # a town's own numbers are short
        shaped = PHONE.fullmatch(answer) is not None and MOMENT.fullmatch(answer) is None
        phone = shaped and least <= digits <= 15
        return phone or MAIL.fullmatch(answer) is not None

    def _in_words(self, text: str, before: Answers) -> tuple[str, ...]:
        """What of these words is a contact, each once. It is not for us to choose among two."""
        phones = [one for one in PHONE_IN_WORDS.findall(MOMENT.sub(";", text)) if _is_whole(one)]
        mails = [found.strip("(),;:!?.") for found in MAIL.findall(text)]
        return tuple(one for one in dict.fromkeys((*phones, *mails)) if self.fits(one, before))


def _is_whole(phone: str) -> bool:
    return phone.startswith("+") or (_digits(phone) in LENGTHS and not SUM.fullmatch(phone))


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)
