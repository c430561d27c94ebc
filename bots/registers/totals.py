"""The totals of a table: counted as its lines go by, so that none is held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.reports.registers import Line
from core.town import Town, group_of

HEADINGS = (
    "Поступило", "С ответом", "В срок", "Доля в срок", "До ответа, в среднем", "Возвращено",
    "Оценили", "Довольны",
)  # fmt: skip

MINUTES_A_DAY = 24 * 60
"""A spreadsheet's times are parts of a day."""


@dataclass
class Total:
    name: str
    received: int = 0
    answered: int = 0
    in_time: int = 0
    minutes: int = 0
    returned: int = 0
    rated: int = 0
    satisfied: int = 0

    def add(self, line: Line) -> None:
        self.received += 1
        if line.answer_minutes is not None:
            self.answered += 1
            self.in_time += bool(line.in_time)
            self.minutes += line.answer_minutes
        self.returned += line.returns > 0
        self.rated += line.verdict is not None
        self.satisfied += line.verdict == "satisfied"

    def cells(self) -> Sequence[tuple[float | None, str]]:
        """Numbers in the order of :data:`HEADINGS`, with how they look; None: nothing to tell."""
        share = self.in_time / self.answered if self.answered else None
        average = self.minutes / self.answered / MINUTES_A_DAY if self.answered else None
        return (
            (self.received, "number"),
            (self.answered, "number"),
            (self.in_time, "number"),
            (share, "share"),
            (average, "time"),
            (self.returned, "number"),
            (self.rated, "number"),
            (self.satisfied, "number"),
        )


@dataclass
class Totals:
    """Of all, by agency, by group of topics, by municipality."""

    town: Town
    _all: Total = field(default_factory=lambda: Total("Все обращения"))
    _agencies: dict[str, Total] = field(default_factory=dict)
    _groups: dict[str, Total] = field(default_factory=dict)
    _places: dict[str, Total] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        code = group_of(line.topic)
        group = self.town.group(code)
        of = (
            self._all,
            _of(self._agencies, self.town.agency_name(line.agency)),
            _of(self._groups, group.name if group else code),
            _of(self._places, self.town.ground_named(line.municipality)),
        )
        for total in of:
            total.add(line)

    def sections(self) -> Iterator[tuple[str, Sequence[Total]]]:
        """Tables of totals: the largest first."""
        yield "Всего", [self._all]
        for name, totals in (
            ("По исполнителям", self._agencies),
            ("По группам тем", self._groups),
            ("По муниципалитетам", self._places),
        ):
            yield name, sorted(totals.values(), key=lambda one: (-one.received, one.name))


def _of(totals: dict[str, Total], name: str) -> Total:
    return totals.setdefault(name, Total(name))
