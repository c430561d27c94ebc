"""``paradnaya forget``: a resident asked in writing that their data be deleted (152-FZ, art. 21).

* It is the use case that their own button has: agencies are told, and so are they.
* The running bot need not stop: what is to be said waits in the outbox, and its courier sends it;
  what they sent goes from the disk when its workshop looks, in seconds, or when it is next started.
"""

from collections.abc import Iterable, Sequence

from bots.app import open_store
from bots.settings import Settings
from core.numbers import find_number
from core.people import Speaker
from core.topics import Suggestions
from core.town import load_town
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.safekeeping.refused import Refused

SHOWN = 20
"""Numbers of tickets that are named."""


async def what_goes(settings: Settings, asked: str) -> tuple[Speaker, Sequence[str]]:
    """Whose ticket it is, and what deleting their data would do. Raises Refused."""
    number = find_number(asked)
    if number is None:
        raise Refused(f"«{asked}» — ожидается номер обращения, например 26-000042")
    load_town(settings.town)  # a mistake in it is told before anything is asked
    async with open_store(settings) as (_, store), store.unit() as unit:
        ticket = await unit.ticket(number)
        if ticket is None:
            raise Refused(f"{number}: такого обращения нет")
        if not ticket.has_resident:
            raise Refused(f"{number}: данные этого жителя уже удалены")
        kept = await unit.privacy.kept(ticket.resident)
        numbers = await unit.privacy.numbers_of(ticket.resident)
    named = ", ".join(numbers[:SHOWN]) + (" …" if len(numbers) > SHOWN else "")
    whose = f"Обращения этого жителя в {ticket.resident.door}: {kept.tickets} ({named})"
    goes = (
        f"Будут удалены: контакты (в обращениях: {kept.contacts}), согласия "
        f"({len(kept.consents)}), разговор с ботом, переписка, голосовые и документы. Телефоны, "
        "почта и имена в тексте будут закрыты. Фотографии проблемы останутся."
    )
    return ticket.resident, [
        f"{whose}, открытых — {kept.open}.",
        "Они останутся у исполнителей без жителя: ответ ему не придёт, вернуть их он не сможет.",
        goes,
    ]


async def erase(settings: Settings, resident: Speaker) -> int:
    """Delete what is kept of them; return how many tickets are nobody's now."""
    turns = _turns(settings)
    async with open_store(settings) as (_, store), store.unit() as unit:
        moved = await turns.of_erasing(unit).erase(resident)
        await unit.commit()
    return len(moved)


async def erase_again(settings: Settings, numbers: Iterable[str]) -> int:
    """After a restore: delete what came back of who had their data deleted. Nobody is told: all
    were. Return how many tickets are nobody's now."""
    turns, count = _turns(settings), 0
    async with open_store(settings) as (_, store):
        for number in sorted(numbers):
            async with store.unit() as unit:
                ticket = await unit.ticket(number)
                if ticket is None or not ticket.has_resident:
                    continue
                count += len(await turns.of_erasing(unit).erase(ticket.resident, tell=False))
                await unit.commit()
    return count


def _turns(settings: Settings) -> Turns:
    town = load_town(settings.town)
    return Turns(town, Catalogue(), Suggestions(town))
