"""Everything that takes turns, and tells of what is due: the dialogs, as the process has them."""

from collections.abc import Sequence

from core.messages import Outgoing
from core.people import Peer
from core.tickets import Moved
from core.topics import Suggestions
from core.town import Town
from core.work import UnitOfWork, Watched

from .conversation import Recent
from .events import Arrival
from .files import FileTeller
from .office import open_office
from .resident.copying import Copyist
from .resident.erasing import Eraser
from .telling import Teller
from .texts import Catalogue
from .ticket.threads import Threads
from .turn import Turn
from .watching import Watch


class Turns:
    """Everything that takes turns, built once for a town."""

    def __init__(
        self,
        town: Town,
        catalogue: Catalogue,
        suggestions: Suggestions,
        complaints_a_day: int | None = None,
    ) -> None:
        self._office = open_office(town, catalogue, suggestions, complaints_a_day)
        self._recent = Recent()

    async def take(self, unit: UnitOfWork, arrival: Arrival) -> Sequence[Moved]:
        """Take one turn on a unit of work; tell what it did to tickets."""
        turn = Turn(self._office, unit, arrival, self._recent)
        await turn.run()
        return turn.moved

    def of_files(self, unit: UnitOfWork) -> FileTeller:
        """Who is told what of the files of tickets."""
        return FileTeller(self._office, unit)

    def of_copies(self, unit: UnitOfWork) -> Copyist:
        """What a copy of a resident's data says."""
        return Copyist(self._office, unit)

    def of_erasing(self, unit: UnitOfWork) -> Eraser:
        """Deletes a resident's data without a turn of theirs."""
        return Eraser(self._office, unit)

    async def look(self, unit: Watched) -> tuple[int, Sequence[Moved]]:
        """Do some of what is due by now, see :meth:`dialogs.watching.Watch.look`."""
        return await self.watch(unit).look()

    def watch(self, unit: Watched) -> Watch:
        """What is due, one by one."""
        return Watch(self._office, unit)

    async def threadless(self, unit: UnitOfWork, outgoing: Outgoing) -> None:
        """Take note that this found no thread to go into, or could not open one."""
        await Threads(self._office, unit).missing(outgoing)

    async def lost(self, unit: UnitOfWork, chat: Peer, why: str, *, private: bool) -> None:
        """Take note that a chat cannot be written to: a resident's, or an agency's."""
        await Teller(self._office, unit).lost(chat, why, private=private)
