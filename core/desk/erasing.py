"""A resident has their data deleted: the tickets stay, the person goes (152-FZ, art. 21; DOMAIN).

* All of a resident's tickets at once, in one transaction: each is nobody's from then on, and has no
  contact. What is broken in the town is broken still, so its agency has it as before.
* Out of what they wrote goes what is theirs, see :mod:`core.words.blotting`. The place stays: it is
  the town's, and without it there is no problem to solve.
* Photographs and videos of the problem stay; voices and documents, which show whose they are, go.
* Where the agency had asked, nobody will answer: the ticket is in work again, and its clocks go on.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from core.actors import RESIDENT
from core.people import NOBODY, Speaker
from core.tickets import Move, Moved, State, move
from core.timing import clocks
from core.words.blotting import blotting

from .holding import Holding

ON_PAPER = "on-paper"
"""The detail of a deletion that was asked for in writing, and made by the administrator."""


class Erasing(Holding):
    async def erase(
        self, resident: Speaker, name: str = "", *, on_paper: bool = False
    ) -> Sequence[Moved]:
        """Delete what is kept of a resident; return what it did to their tickets. ``name``: as the
        messenger gave it."""
        numbers = await self.unit.privacy.numbers_of(resident)
        moved = [
            await self._erase_from(resident, number, name, on_paper=on_paper) for number in numbers
        ]
        await self.unit.privacy.forget(resident)
        return moved

    async def _erase_from(
        self, resident: Speaker, number: str, name: str, *, on_paper: bool
    ) -> Moved:
        ticket = await self.own(resident, number)
        blot = blotting(ticket.contact, name)
        left = await self.unit.privacy.scrub(number, blot)
        files = (left.get((file.door, file.ref), file) for file in ticket.files)
        asked = ticket.state is State.NEED_INFO
        moved = move(
            ticket,
            Move.ERASE,
            RESIDENT,
            self.unit.now,
            details=((ON_PAPER, "yes"),) if on_paper else (),
            resident=NOBODY,
            contact="",
            place=replace(ticket.place, address=blot(ticket.place.address)),
            extras=tuple((question, blot(said)) for question, said in ticket.extras),
            **(clocks.resumed(self.town, ticket, self.unit.now) if asked else {}),
        )
        left_of = replace(
            moved.ticket,
            text=blot(ticket.text),
            files=tuple(file for file in files if file is not None),
        )
        return self.record(replace(moved, ticket=left_of))
