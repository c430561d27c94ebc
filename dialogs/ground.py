"""In which municipality it is, where the address does not tell.

Who wrote a street alone sends its house next: it belongs to the address, and is no answer.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from core.tickets import Place

from .effects import Answers, phrase
from .events import Event, Said
from .places import HOUSE
from .steps import Choice, Refused, Took


@dataclass(frozen=True, kw_only=True)
class Ground(Choice):
    """``place``: the step that keeps the address."""

    place: str

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said) and (place := self._housed(event.text, before)) is not None:
            hint = phrase("house-added", place=place.address)
            return Took(None, also={self.place: place}, more=True, hint=hint)
        return super().read(event, before, held)

    def _housed(self, text: str, before: Answers) -> Place | None:
        """The place with the house that was written; None: it is none, or there was one."""
        place, house = before.get(self.place), HOUSE.fullmatch(text.strip().lower())
        if house is None or not isinstance(place, Place) or place.point:
            return None
        if not place.address or any(sign.isdecimal() for sign in place.address):
            return None
        return replace(place, address=f"{place.address}, {house[1]}")
