"""A made-up town's tickets: as many as wanted, always the same for a seed.

* Residents have one to twenty tickets, most of them one or two; forty agencies. Half have a point
  on the map, all have an address.
* A town is larger because it is older. So in each as many tickets are open: two thousand, what a
  thousand a day with two days to answer leave, and some that were forgotten.
* Texts are put together of what people complain of, in the season it belongs to, with words that
  are in every third text, in one of a hundred, and in hardly any, as in a real town.
* Five lines of history each, written by the database itself from the tickets.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from core.nearby import cell_of
from core.numbers import number
from core.places import Place

AGENCIES = tuple(f"agency{place:02d}" for place in range(40))
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
YEARS = 3
HISTORY = 5
EDITION = 3
"""Of how towns are made: one kept from before it is made anew."""

LATEST, OPEN_OF_LATEST = 2_000, 0.6
FORGOTTEN = 800
"""Open tickets among all the older ones."""

WAITING = 64
"""Messages in the outbox, each for another chat."""

_CENTRE = (50.29, 127.53)

PROBLEMS: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "roads": (
        ("яма на дороге, пробил колесо", "разбит асфальт у светофора", "не видно разметку"),
        (3, 4, 5, 6, 10),
    ),
    "snow": (
        ("не чистят снег во дворе", "гололёд на тротуаре, люди падают", "сосульки на крыше"),
        (11, 12, 1, 2, 3),
    ),
    "water": (
        ("нет холодной воды", "прорвало трубу, течёт по улице", "из люка идёт вода"),
        tuple(range(1, 13)),
    ),
    "heat": (
        ("холодные батареи, в квартире 14 градусов", "нет отопления третий день"),
        (10, 11, 12, 1, 2, 3, 4),
    ),
    "light": (("не горит фонарь", "темно во дворе, фонари не работают"), tuple(range(1, 13))),
    "waste": (
        ("не вывозят мусор", "переполнены контейнеры", "свалка за гаражами"),
        tuple(range(1, 13)),
    ),
    "yard": (
        ("сломаны качели на детской площадке", "упало дерево", "открытый люк"),
        (4, 5, 6, 7, 8, 9, 10),
    ),
    "safety": (("стая собак у школы", "машины на газоне", "шумят ночью"), tuple(range(1, 13))),
    "transport": (("автобус не пришёл", "водитель не открыл дверь"), tuple(range(1, 13))),
}
DETAILS = (
    "уже неделю", "с понедельника", "второй месяц", "после дождя", "возле подъезда", "у остановки",
    "напротив магазина", "рядом с детским садом", "у школы", "во дворе дома", "на перекрёстке",
)  # fmt: skip
PLEAS = (
    "Примите меры, пожалуйста.", "Просим разобраться.", "Звонили в управляющую компанию, молчат.",
    "Писали уже три раза.", "Дети ходят в школу в темноте.", "Пожилые люди не могут пройти.", "",
    "Когда это кончится?", "Фото прилагаю.", "Спасибо.",
)  # fmt: skip
NAMES = (
    "Ленина", "Пушкина", "Горького", "Калинина", "Зейская", "Амурская", "Октябрьская", "Мухина",
    "Театральная", "Шевченко", "Красноармейская", "Политехническая", "Нагорная", "Студенческая",
)  # fmt: skip
_SYLLABLES = ("ка", "ло", "ми", "ру", "са", "ве", "по", "дра", "шта", "не", "бо", "гри", "ту", "ля")


class Growing:
    """The tickets of a town, in the order of their filing."""

    def __init__(self, count: int, seed: int = 26) -> None:
        self.count = count
        self._random = random.Random(seed)  # noqa: S311  because the same town is wanted each time
        self._luck = random.Random(seed + 1)  # noqa: S311  because answers came later: the rest stays
        rare = ["".join(one) for one in itertools.product(_SYLLABLES, repeat=4)]
        self.rare = self._random.sample(rare, 20_000)
        self.streets = NAMES + tuple(
            f"{a}{b}ская".capitalize() for a, b in itertools.product(self.rare[:17], _SYLLABLES)
        )
        self._residents = self._who()

    def _who(self) -> list[int]:
        """Whose each ticket is: each resident's one to twenty, over all the years."""
        found: list[int] = []
        person = 1_000_000
        while len(found) < self.count:
            person += 1
            found += [person] * min(20, 1 + int(self._random.expovariate(0.35)))
        del found[self.count :]
        self._random.shuffle(found)
        return found

    def tickets(self) -> Iterator[dict[str, Any]]:
        """Rows of the table, without those that are as usual."""
        span = timedelta(days=365.25 * YEARS)
        counts: dict[int, int] = {}
        for place in range(self.count):
            at = BEGIN + span * (place / self.count)
            counts[at.year] = counts.get(at.year, 0) + 1
            yield self._ticket(place, number(at.year, counts[at.year]), at)

    def counts(self) -> dict[int, int]:
        """The last number of each year."""
        span, counts = timedelta(days=365.25 * YEARS), dict[int, int]()
        for place in range(self.count):
            year = (BEGIN + span * (place / self.count)).year
            counts[year] = counts.get(year, 0) + 1
        return counts

    def _ticket(self, place: int, name: str, at: datetime) -> dict[str, Any]:
        chance = self._random.random
        group, text = self._story(at.month)
        where = self._place()
        person = self._residents[place]
        older = self.count - LATEST
        is_open = chance() < (OPEN_OF_LATEST if place >= older else FORGOTTEN / older)
        state = self._one(("routed", "in_work", "new", "need_info")) if is_open else "closed"
        return {
            "number": name,
            "door": "telegram" if person % 3 else "vk",
            "chat": person,
            "person": person,
            "filed_at": at,
            "state": state,
            "topic": f"{group}.{person % 4}",
            "municipality": "blag",
            "agency": AGENCIES[int(chance() * chance() * len(AGENCIES))],
            "text": text,
            "address": where.address,
            "latitude": where.latitude,
            "longitude": where.longitude,
            "cell": cell_of(where, "blag"),
            "deadline": at + timedelta(hours=8 + 40 * chance()),
            "changed_at": at + timedelta(hours=30),
            "since": at,
            "look_at": at + timedelta(hours=48) if is_open else None,
            "files": [],
            "extras": [],
            "contact": "",
            "language": "ru",
            "taken_by": "" if is_open else "Ольга",
            "answers": 0 if is_open else 1,
            "returns": 0,
            "verdict": None,
            **self._answered(at, is_open=is_open),
        }

    def _answered(self, at: datetime, *, is_open: bool) -> dict[str, Any]:
        """When it was answered: most within a few working hours, one in twenty too late."""
        hours = self._luck.expovariate(0.4)
        return {
            "first_answer_at": None if is_open else at + timedelta(hours=2 * hours),
            "answer_minutes": None if is_open else int(60 * hours),
            "in_time": None if is_open else hours < 8,
        }

    def _story(self, month: int) -> tuple[str, str]:
        season = [group for group, (_, months) in PROBLEMS.items() if month in months]
        group = self._one(season)
        words = [self._one(PROBLEMS[group][0]).capitalize(), self._one(DETAILS)]
        if self._random.random() < 0.3:
            words.append(self._one(self.rare))
        return group, f"{' '.join(words)}. {self._one(PLEAS)}".strip()

    def _place(self) -> Place:
        address = f"{self._one(self.streets)}, {self._random.randint(1, 200)}"
        if self._random.random() < 0.5:
            return Place(address)
        # A town of 20 by 20 kilometres, denser towards its middle.
        north = self._random.gauss(_CENTRE[0], 0.045)
        return Place(address, north, self._random.gauss(_CENTRE[1], 0.07))

    def _one(self, of: Any) -> Any:
        return of[int(self._random.random() * len(of))]


def surroundings(last_month: int) -> list[str]:
    """Statements that write what stands around tickets: everybody's conversation, a card in the
    agency's chat, of the last month, so many tickets, what was taken and said, and what waits."""
    month = f"(SELECT * FROM tickets ORDER BY number DESC LIMIT {last_month}) AS latest"  # noqa: S608  because it is a number
    nine = " UNION ALL ".join(f"SELECT {one} AS act" for one in range(9))
    return [
        """INSERT INTO conversations (door, chat, person, memory, changed_at)
        SELECT door, chat, person, '{}', max(changed_at) FROM tickets
        GROUP BY door, chat, person""",
        """INSERT INTO posts (door, chat, message, ticket, card)
        SELECT 'telegram', -100, number, number, true FROM tickets""",
        f"""INSERT INTO inbox (door, key, at)
        SELECT door, number || '/' || act, filed_at FROM {month}, ({nine}) AS acts""",  # noqa: S608  because every piece stands here
        f"""INSERT INTO outbox
        (door, chat, lane, message, private, state, due_at, created_at, settled_at)
        SELECT door, chat, '0-reply', '{{}}', true, 'sent', filed_at, filed_at, filed_at
        FROM {month}, ({nine}) AS acts ORDER BY number, act""",  # noqa: S608  because every piece stands here
        f"""INSERT INTO outbox (door, chat, lane, message, private, due_at, created_at)
        SELECT door, max(chat), '0-reply', '{{"text": "Принято"}}', true,
        max(filed_at), max(filed_at)
        FROM {month} GROUP BY door, person LIMIT {WAITING}""",  # noqa: S608  because every piece stands here
    ]


def histories() -> list[str]:
    """Statements that write five lines of history for the tickets from one number to another."""
    lines = (
        ("filed_at", "file", "resident", "''", None, "routed", "text"),
        ("filed_at", "take", "agency", "'Ольга'", "routed", "in_work", "''"),
        ("filed_at", "ask", "agency", "'Ольга'", "in_work", "need_info", "'Какой подъезд?'"),
        ("filed_at", "inform", "resident", "''", "need_info", "in_work", "'Второй.'"),
        ("changed_at", "answer", "agency", "'Ольга'", "in_work", "answered", "'Сделано.'"),
    )
    return [
        "INSERT INTO ticket_events"  # noqa: S608  because every piece stands above
        ' (number, at, move, party, by_agency, by_name, "before", "after", agency, text, files)'
        f" SELECT number, {at}, '{move}', '{party}', agency, {name},"
        f" {f'{before!r}' if before else 'NULL'}, '{after}', agency, {said}, '[]'"
        " FROM tickets WHERE number > :first AND number <= :last ORDER BY number"
        for at, move, party, name, before, after, said in lines
    ]
