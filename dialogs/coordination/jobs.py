"""A job's next portion, and how it is told that it goes on.

* The watch does one portion a transaction, so the intake writes in between and a kill repeats
  nothing. It waits while enough of a broadcast is on its way: what is paused stops soon.
* The progress is one message, changed as it goes, and not oftener than a chat's pace allows.
"""

from datetime import timedelta

from msgspec.structs import replace

from core.jobs import Broadcast, Job, Kind, Order, Stage
from core.messages import Button, Card, Lane, Message, Outgoing
from core.work import Watched
from dialogs.conversation import load
from dialogs.effects import Phrase, phrase
from dialogs.payloads import act
from dialogs.ticket.cards import Cards

PORTION = 100
"""Residents of one transaction: VK takes as many in one call."""

ON_THEIR_WAY = 300
"""Messages of broadcasts that may wait in the outbox."""

TOLD_EVERY = timedelta(seconds=10)

ADDRESSED = "job-{}"
"""What stands for a job where a ticket's number would."""

NUMBER_AT_MOST = 9
"""Digits of a job's number; a longer one is made up."""


async def work(cards: Cards, unit: Watched) -> int:
    """Do the next portion of a job; return 0 if there is nothing to do now."""
    job = await unit.jobs.running(Kind.BROADCAST)
    if job is None or not isinstance(job.work, Broadcast):
        return 0
    if await unit.jobs.backlog(ON_THEIR_WAY) >= ON_THEIR_WAY:
        return 0
    broadcast = job.work
    portion = await unit.jobs.portion(job, broadcast.audience, PORTION)
    if not portion.residents:
        job = replace(job, stage=Stage.DONE)
        await unit.jobs.keep(job)
        unit.send(progress(job, cards))
        return 1
    await unit.recall_all(portion.residents)
    skipped = 0
    for resident in portion.residents:
        talk = load(resident, await unit.recall(resident))
        if talk.away:
            skipped += 1
            continue
        unit.send(
            Outgoing(
                resident.peer,
                announced(broadcast.text, talk.language, cards),
                Lane.BROADCAST,
                client=talk.client,
                language=talk.language,
            )
        )
    done = len(portion.residents) - skipped
    job = replace(job, cursor=portion.cursor, done=job.done + done, skipped=job.skipped + skipped)
    if unit.now - job.told_at >= TOLD_EVERY:
        job = replace(job, told_at=unit.now)
        unit.send(progress(job, cards))
    await unit.jobs.keep(job)
    return 1


def announced(text: str, language: str, cards: Cards) -> Message:
    """What a resident reads: the same for all who read one language."""
    button = Button(cards.say_in(language, phrase("broadcast-quiet")), act("quiet", "all"))
    return Message(cards.say_in(language, phrase("broadcast", text=text)), ((button,),))


def progress(job: Job, cards: Cards, *, new: bool = False) -> Outgoing:
    text = _moved(job, job.work) if isinstance(job.work, Order) else _sent(job)
    address = ADDRESSED.format(job.id)
    ways = (UNDO_ALL,) if cards.can_undo and is_undoable(job) else WAYS.get(job.stage, ())
    row = tuple(Button(cards.say(phrase(f"card-{way}")), act(way, address)) for way in ways)
    return Outgoing(
        job.peer,
        Message(cards.say(text), (row,) if row else ()),
        Lane.NOTICE,
        ticket=address,
        card=Card.NEW if new else Card.EDIT,
        slot=f"card/{address}",
        private=False,
    )


def number_of(address: str) -> int | None:
    """Read :data:`ADDRESSED` back."""
    number = address.removeprefix("job-")
    if not number.isdecimal() or not number.isascii() or len(number) > NUMBER_AT_MOST:
        return None
    return int(number)


def is_undoable(job: Job) -> bool:
    """Is there something that another order may take back?"""
    if not isinstance(job.work, Order) or job.kind is not Kind.BULK:
        return False
    ended = job.stage in (Stage.DONE, Stage.STOPPED)
    return ended and bool(job.done) and not job.work.undone


def _sent(job: Job) -> Phrase:
    return phrase(
        f"job-{job.stage}",
        done=job.done,
        total=max(job.total, job.done + job.skipped),
        skipped=str(job.skipped or ""),
        who=job.by,
    )


def _moved(job: Job, order: Order) -> Phrase:
    return phrase(
        f"bulk-{job.stage}",
        did=phrase(f"bulk-did-{order.deed}"),
        done=job.done,
        total=job.total,
        lines=tuple(phrase("bulk-why", why=_why(code), count=n) for code, n in order.failed),
        who=job.by,
    )


def _why(code: str) -> Phrase:
    """Why a ticket could not be moved: by a reason of its own, or by the state it is in."""
    return phrase(f"bulk-why-{code}") if code in WHY else phrase(f"state-{code}")


THERE, BAD, GONE, LEFT, MET, BROKEN = "there", "bad", "gone", "left", "met", "broken"
TOO_LATE = "too-late"
WHY = (THERE, BAD, GONE, LEFT, MET, BROKEN, TOO_LATE)
"""Reasons that are no states: with that agency already, cannot be merged there, not found, no more
in the choice when its turn came, an error of ours, told or changed before it could be undone."""

UNDO_ALL = "job-undo"

WAYS = {Stage.RUNNING: ("job-pause", "job-stop"), Stage.PAUSED: ("job-resume", "job-stop")}
