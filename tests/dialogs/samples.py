"""What people do, in every kind and at its worst, and the tickets they do it to."""

from collections.abc import Mapping
from datetime import UTC, datetime

from msgspec.structs import replace

from core.actors import RESIDENT
from core.meaning import Meaning
from core.messages import File, FileKind
from core.people import Speaker
from core.places import Place
from core.privacy import Given, Kept
from core.reports.insights import Day, Insight, Row, Tally, period
from core.tickets import Move, Ticket, TicketEvent
from core.tickets import State as Stage
from core.topics import Suggestions
from dialogs.effects import Answer
from dialogs.events import (
    Acted,
    ChatMoved,
    Commanded,
    Edited,
    Event,
    Joined,
    Left,
    Misplaced,
    Opened,
    Placed,
    Pressed,
    Replied,
    Returned,
    Said,
    Sent,
    Shared,
    Strange,
    Touched,
)
from dialogs.lookups import FindFigures
from tests.shipped import TOWN

SUGGESTIONS = Suggestions(TOWN, Meaning(TOWN))
WHEN = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
ANNA = Speaker("any", 1, 1)


def photo(name: str) -> File:
    return File(FileKind.PHOTO, "any", name)


def a_ticket(stage: Stage = Stage.ROUTED, agency: str = "roads", answers: int = 0) -> Ticket:
    return Ticket(
        "26-000042", ANNA, WHEN, stage, "roads.pothole", "blag", agency, "Яма у дома",
        Place("Ленина, 5"), WHEN, WHEN, answers=answers, contact="+79141234567",
    )  # fmt: skip


WHOLE: Mapping[str, Answer] = {
    "consent": TOWN.consent.version,
    "what": "Яма на дороге",
    "guess": "roads.pothole",
    "q.where": "2",
    "place": Place("Благовещенск, Ленина, 5"),
    "photos": (photo("a"),),
    "contact": None,
}
"""A complaint answered to the end."""
TICKETS = tuple(a_ticket(stage, agency) for stage in Stage for agency in ("roads", "gas", "zur"))
ANSWERED = next(ticket for ticket in TICKETS if ticket.state is Stage.ANSWERED)
MINE = tuple(replace(TICKETS[at], number=f"26-{at:06}") for at in range(5))
KEPT = Kept(5, 3, 1, (Given("1", WHEN),), quiet=True)
HISTORY = tuple(
    TicketEvent("26-000042", WHEN, move, RESIDENT, None, Stage.ROUTED, "roads", "слова")
    for move in Move
)

WORDS = (
    "Яма на дороге у дома 5", "Пахнет газом в подъезде", "Во дворе упало дерево", "ё", "да", "2",
    "+7 914 123-45-67", "anna@example.org", "Благовещенск, Ленина, 5", "улица без города", "…",
    "<b>Лифт</b> & { $number } 🛗", "26-000042", "я" * 4000, "", "  ", "Не работает светофор",
    "На Пушкина 12 яма, а живу на Мира 7",
    "спасибо", "не помогло", "нет", "никто не приехал", "когда?", "помогло",
    "где моя заявка?", "не знаю", "не согласен", "кв 8",
)  # fmt: skip
COMMANDS_SAID = (
    "start", "new", "report", "my", "desk", "help", "cancel", "language", "bind", "чтоэто",
    "queue", "find", "t", "stats", "export", "templates", "broadcast", "bulk", "substitute", "undo",
    "promise", "note", "assign", "unbind", "subscribe", "unsubscribe",
)  # fmt: skip
PAYLOADS = ("", "roads-pothole", "power-gas", "other", "26-000042", "нет такого", "s/1/1/new")
PLACES = (
    Placed(50.29, 127.53), Placed(55.75, 37.62), Placed(52.0, 128.0), Placed(51.38, 128.13, "Дом"),
    Placed(float("nan"), 0.0), Placed(0.0, 0.0),
)  # fmt: skip
PHOTOS = (
    Sent((photo("a"),)), Sent((photo("b"),), album="one"), Sent((photo("c"),), album="one"),
    Sent((photo("d"),), "Подпись к снимку"), Sent(tuple(map(photo, map(str, range(30))))),
    Sent((File(FileKind.DOCUMENT, "any", "e", name="смета.pdf"),)), Sent(()),
    Sent((File(FileKind.DOCUMENT, "any", "f", name="IMG.JPG"),), "два", album="two"),
)  # fmt: skip
FORGED = (
    "erase", "erasing", "copy",
    ":send", ":skip", ":next", ":back", ":edit.what", ":edit.consent", ":edit.linked", ":place",
    "roads.pothole", "other", "none", "blag", "go_on", "yes", "1", "gas", "⚙", "no-camera", "", ":",
    ":templates", "send.planned", "send", "test", "topics", "back", "draft", "add", "drop-yes",
    "t1", "t²", "p8", "p-", "26-000001", "route", "merge", "new", "away.gas", "by.yards", "for.3",
    "for.x", "end.gas", "day-1", "7",
)  # fmt: skip
DESK_ACTIONS = (
    "answer", "promise", "more", "note", "assign", "correct", "approve.1a2b", "rework", "revise",
    "extend", "reject", "merge", "unmerge", "reclassify", "undo", "undo.route", "undo.нет",
    "undo.route.1a2b", "history",
)  # fmt: skip
ACTIONS = ("helped", "nothelped", "reply", "view", "take", "ask", "refuse", "route", "contact", "?")
JUNK: tuple[Event, ...] = (
    *map(Opened, PAYLOADS),
    *map(Said, WORDS),
    *(Commanded(name) for name in COMMANDS_SAID),
    Commanded("new", "Фонарь не горит"), Commanded("start", "roads-pothole"),
    *PHOTOS,
    *PLACES,
    Shared("+79141234567", own=True), Shared("+79141234567", own=False), Shared("", own=True),
    *(Acted(action, "26-000042") for action in ACTIONS),
    Edited("иначе"), Misplaced("26-000042"),
    *map(Strange, ("sticker", "voice", "video", "poll", "неведомое")),
    Left(), Returned(), Joined(), Joined(deaf=True), ChatMoved(5),
    *(Replied(ticket, Said("Ответ на сообщение")) for ticket in TICKETS),
    *(Replied(ticket, Sent((photo("r"),))) for ticket in TICKETS),
    *(Touched(action, ticket) for action in ACTIONS for ticket in (None, *TICKETS[3:9])),
    *(Touched(action, ticket) for action in DESK_ACTIONS for ticket in (None, TICKETS[3])),
    Acted("job-pause", "job-1"), Acted("job-stop", "job-²"), Acted("undo.merge", "26-000042"),
    Pressed("", -1), Pressed(":send", 0), Pressed("new", 99_999), Pressed("⚙", 3, 5),
)  # fmt: skip


def figures(asked: FindFigures) -> Insight:
    """A week in which something happened, and one before it in which hardly anything did."""
    of = period(asked.span, ANSWERED.deadline, TOWN.zone)
    codes = [topic.code for group in TOWN.groups for topic in group.topics]
    return Insight(
        period=of,
        cut=asked.cut,
        agency=None,
        now=Tally(21, 18, 16, 3, 1, 8, 7, 95.5, 130.2),
        before=Tally(received=21),
        days=tuple(Day(begins, 3, 2) for begins in of.days),
        rows=tuple(Row(code, 9 - place, 4, 3, 2) for place, code in enumerate(codes[:9])),
        kinds=9,
        open=34,
        late=2,
    )
