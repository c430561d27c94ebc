"""In which municipality it is, where the address does not tell.

Who wrote a street alone sends its house next, and who wrote «поликлиника» its address: they belong
to the place, and are no answer.
"""

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from core.tickets import Place

from .effects import Answers, phrase
from .events import Event, Said
from .places import housed
from .steps import Choice, Refused, Took


@dataclass(frozen=True, kw_only=True)
class Ground(Choice):
    """``place``: the step that keeps the address. ``addresses``: those that a story names."""

    place: str
    addresses: Callable[[Answers], tuple[str, ...]]

    def read(self, event: Event, before: Answers, held: Answers) -> Took | Refused:
        if isinstance(event, Said) and (place := self._housed(event.text, before)) is not None:
            hint = phrase("house-added", place=place.address)
            return Took(None, also={self.place: place}, more=True, hint=hint)
        return super().read(event, before, held)

    def _housed(self, text: str, before: Answers) -> Place | None:
        """The place with the house, or the address, that was written; None: it is none, or there
        was one."""
        place = before.get(self.place)
        if (whole := housed(place, text)) is not None:
            return whole
        if not isinstance(place, Place) or place.point or not place.address:
            return None
        if any(sign.isdecimal() for sign in place.address):
            return None
        named = self.addresses({"what": text})
        return replace(place, address=f"{named[0]}, {place.address}") if len(named) == 1 else None
