"""What agencies and residents see of a ticket: the card, what stands under it, the notices.

An agency sees the complaint, not the person: neither the name nor the contact is on the card.
What the resident wrote stands behind a bar, line by line: no word of theirs passes for the card's.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from core.finding import Near
from core.messages import Button, ButtonKind, File, Message, Row
from core.places import map_link, search_link
from core.templates import with_name
from core.tickets import Move, Outcome, State, Ticket, TicketEvent
from core.timing.looks import WHOLE
from core.town import Topic, Town
from core.words.quoting import in_line, quoted
from dialogs.effects import Phrase, Stamp, Until, phrase
from dialogs.enclosures import enclosed, enclosure
from dialogs.payloads import act
from dialogs.texts import Catalogue

from .judging import told_of
from .remaining import shown
from .verdicts import asked, worded
from .ways import Acts, on_card, under
from .whereabouts import topic_name, where_is

TOLD_LATER = frozenset({Move.ADD, Move.INFORM, Move.RETURN})
"""What a resident writes of a ticket that is filed."""
TEXT_ON_CARD = 1500
"""Characters. A longer story stands whole in a message under the card."""

NEAR_SHOWN, NEAR_COUNTED = 3, 10
"""Open tickets close by that a card names, and that are looked for at most."""

MERGED_SHOWN = 5
"""Duplicates that a card names."""


class Cards:
    """Draws cards and notices. Pure: the same ticket is always the same card."""

    def __init__(
        self, town: Town, catalogue: Catalogue, endangers: Callable[[str], bool] | None = None
    ) -> None:
        """``endangers``: is a danger told of in these words?"""
        self._town = town
        self._catalogue = catalogue
        self._endangers = endangers

    @property
    def can_undo(self) -> bool:
        """Does the town give time to take back what was done?"""
        return bool(self._town.desk.undo_seconds)

    # for agencies

    def card(
        self,
        ticket: Ticket,
        reader: str,
        now: datetime,
        near: Sequence[Near] = (),
        *,
        instead: bool = False,
        merged: Sequence[str] = (),
        stand_in: str = "",
    ) -> Message:
        """The card as the agency ``reader`` sees it now; ``near``: what else is open around;
        ``instead``: another reads it, who stands in; ``merged``: the numbers of its duplicates;
        ``stand_in``: who acts for its agency, for the coordinators to know."""
        zone = self._zone(reader)
        say = self._catalogue.say
        sections = (
            (
                self._headline(ticket),
                self._place(ticket),
                *self._duplicates(merged),
                *self._around(near),
            ),
            (phrase("card-text", text=quoted(self._shortened(ticket.text))),),
            (
                *(
                    phrase("line-extra", question=one, answer=in_line(said))
                    for one, said in ticket.extras
                ),
                *(phrase("card-enclosed", what=what) for what in enclosed(ticket.files)),
                *((phrase("card-returned", count=ticket.returns),) if ticket.returns else ()),
                *(() if ticket.has_resident else (phrase("card-erased"),)),
            ),
            (
                *self._instead(ticket, stand_in, instead=instead),
                self._status(ticket, reader),
                *self._left(ticket, reader, now),
            ),
        )
        text = "\n\n".join(
            "\n".join(say(self._town.language, line, zone) for line in section)
            for section in sections
            if section
        )
        return Message(text, rows=self._rows(ticket, reader))

    def pictures(self, ticket: Ticket) -> Message | None:
        """The ticket's photos, to stand before its card."""
        if not ticket.files:
            return None
        caption = phrase(f"card-{_named(ticket.files)}-of", ticket=ticket.number)
        return Message("", files=ticket.files, caption=self.say(caption))

    def whole_text(self, ticket: Ticket) -> Message | None:
        """The rest of a story too long for the card."""
        if len(ticket.text) <= TEXT_ON_CARD:
            return None
        return Message(
            self.say(phrase("card-whole", ticket=ticket.number, text=quoted(ticket.text)))
        )

    def under(self, ticket: Ticket, event: TicketEvent) -> Message:
        """What the resident did, or why an agency refused, to stand under the card."""
        words = quoted(event.text) if event.text else ""
        escalated = event.move is Move.ESCALATE
        reader = self._town.coordinators.code if escalated else ticket.agency
        text = self.say(
            phrase(
                f"under-{event.move}",
                ticket=ticket.number,
                text=words,
                returns=ticket.returns,
                who=event.by.name,
                agency=self._town.agency_short(event.by.agency),
                share=int(event.detail("share") or 0),
                over=over(event),
                left=shown(self._town, ticket, event.at),
                late=self._late(ticket, event, self._town.language),
                returned="yes" if ticket.returns else "no",
                state=self._status(ticket, reader),
                deadline=Stamp(ticket.deadline),
                main=event.detail("from"),
                withdrawn=event.detail("withdrawn"),
                author=event.detail("instead"),
                instead=self._town.agency_short(event.detail("for")),
                to=event.detail("to"),
                outcome=outcome_of(event),
                warnings=told_of(event.details),
            )
        )
        if event.move in TOLD_LATER and self._endangers and self._endangers(event.text):
            text = f"🚨 {text}"
        caption = self.say(phrase(f"under-{_named(event.files)}", ticket=ticket.number))
        rows = self.acts(under(event), ticket.number)
        return Message(text, rows, event.files, caption=caption)

    def at_main(
        self, ticket: Ticket, main: str, event: TicketEvent, *, comes: bool, same: bool = False
    ) -> Message:
        """What stands under a main ticket's card of one that becomes its duplicate: what its
        resident wrote. ``comes``: False, it is its duplicate no more; ``same``: it is the resident
        of the main one."""
        if not comes:
            return Message(self.say(phrase("under-main-left", main=main, ticket=ticket.number)))
        extras = "\n".join(f"• {question} — {said}" for question, said in ticket.extras)
        text = self.say(
            phrase(
                "under-main-joined" if event.move is Move.JOIN else "under-main-merged",
                main=main,
                ticket=ticket.number,
                place=self._where(ticket),
                text=quoted(f"{ticket.text}\n{extras}"),
                same="yes" if same else "",
            )
        )
        caption = self.say(phrase(f"under-{_named(ticket.files)}", ticket=ticket.number))
        return Message(text, files=ticket.files, caption=caption)

    def _headline(self, ticket: Ticket) -> Phrase:
        topic = self._town.topic(ticket.topic)
        return phrase(
            "card-headline",
            number=ticket.number,
            topic=topic_name(self._town, ticket.topic),
            kind=_kind(topic),
        )

    def _place(self, ticket: Ticket) -> Phrase:
        return phrase("card-place", place=self._where(ticket))

    def _where(self, ticket: Ticket) -> str | Phrase:
        where = where_is(self._town, ticket.place, ticket.municipality)
        return in_line(where) if isinstance(where, str) else where

    def _duplicates(self, merged: Sequence[str]) -> tuple[Phrase, ...]:
        if not merged:
            return ()
        named, rest = ", ".join(merged[:MERGED_SHOWN]), len(merged) - MERGED_SHOWN
        return (phrase("card-merged", count=len(merged), tickets=named, rest=max(0, rest)),)

    def _around(self, near: Sequence[Near]) -> tuple[Phrase, ...]:
        if not near:
            return ()
        named = (
            self.say(phrase("card-near-one", number=one.number, metres=_rounded(one.metres)))
            for one in near[:NEAR_SHOWN]
        )
        rest = len(near) - NEAR_SHOWN
        more = f"{rest}+" if len(near) == NEAR_COUNTED else str(rest)
        return (phrase("card-near", tickets=", ".join(named), rest=more if rest > 0 else ""),)

    def _instead(self, ticket: Ticket, stand_in: str, *, instead: bool) -> tuple[Phrase, ...]:
        by = self._town.agency(stand_in)
        if by is not None and ticket.state.is_open:
            return (phrase("card-stand-in", agency=by.short),)
        if not instead:
            return ()
        return (phrase("card-instead", agency=self._town.agency_short(ticket.agency)),)

    def _status(self, ticket: Ticket, reader: str) -> Phrase:
        holder = self._town.agency_short(ticket.agency)
        if ticket.agency != reader and reader != self._town.coordinators.code:
            return phrase("status-elsewhere", agency=holder)
        return phrase(
            f"status-{ticket.state}",
            who=ticket.taken_by,
            agency=holder if ticket.agency != reader else "",
            deadline=Until(ticket.deadline, ticket.changed_at),
            verdict=str(ticket.verdict or ""),
            into=ticket.into or "",
            promised="yes" if ticket.is_promised else "",
        )

    def _left(self, ticket: Ticket, reader: str, now: datetime) -> tuple[Phrase, ...]:
        """What is left of the time, and when that was: a card stands in its chat for days."""
        if not ticket.state.is_open or reader not in (ticket.agency, self._town.coordinators.code):
            return ()
        left = shown(self._town, ticket, now)
        if ticket.left is not None:
            return (phrase("card-left-stands", left=left),)
        return (phrase("card-left", at=Stamp(now), left=left),)

    def _rows(self, ticket: Ticket, reader: str) -> tuple[Row, ...]:
        """The moves open to this chat now."""
        coordinators = reader == self._town.coordinators.code
        if ticket.agency != reader and not coordinators:
            return ()
        history = Button(self.say(phrase("card-history")), act("history", ticket.number))
        if coordinators and ticket.state is State.DUPLICATE:
            return ((self._button("unmerge", ticket), history),)
        if not ticket.state.is_open:
            return ((*self.acts((("more",),), ticket.number)[0], history),)
        rows = self.acts(on_card(self._town, ticket, reader), ticket.number)
        third = self.acts((("merge", "reclassify"),), ticket.number) if coordinators else ()
        return (*rows, *third, (self._map(ticket), history))

    def _button(self, action: str, ticket: Ticket) -> Button:
        return self._act(action, ticket.number)

    def acts(self, rows: Acts, number: str) -> tuple[Row, ...]:
        """Rows of a card's buttons, wherever they stand."""
        return tuple(tuple(self._act(action, number) for action in row) for row in rows)

    def _act(self, action: str, number: str) -> Button:
        name = action.partition(".")[0]
        return Button(self.say(phrase(f"card-{name}")), act(action, number))

    def _map(self, ticket: Ticket) -> Button:
        """The place on a map: the point, or what was typed, looked up with its town's name."""
        point = ticket.place.point
        if point:
            url = map_link(*point)
        else:
            where = where_is(self._town, ticket.place, ticket.municipality)
            url = search_link(where if isinstance(where, str) else self.say(where))
        return Button(self.say(phrase("card-map")), kind=ButtonKind.LINK, url=url)

    def _shortened(self, text: str) -> str:
        if len(text) <= TEXT_ON_CARD:
            return text
        return f"{text[:TEXT_ON_CARD].rstrip()}…"

    # for supervisors

    def escalated(self, ticket: Ticket, event: TicketEvent, language: str) -> Message:
        """What a supervisor is told in private when the time for an answer is over."""
        text = phrase(
            "escalated-to-supervisor",
            ticket=ticket.number,
            over=over(event),
            late=self._late(ticket, event, language),
            returned="yes" if ticket.returns else "no",
            agency=self._town.agency_short(ticket.agency),
            topic=topic_name(self._town, ticket.topic),
            place=self._where(ticket),
            state=self._status(ticket, ticket.agency),
        )
        return Message(self._catalogue.say(language, text, self._zone(ticket.agency)))

    def _late(self, ticket: Ticket, event: TicketEvent, language: str) -> str:
        """By how much it is late, in the middle of a line that has its own sign."""
        left = shown(self._town, ticket, event.at)
        return self._catalogue.say(language, left, self._town.zone).removeprefix("⏰ ")

    # for residents

    def accepted(self, ticket: Ticket) -> Phrase:
        """What the resident is told when the complaint became a ticket."""
        agency = self._town.agency(ticket.agency)
        return phrase(
            "accepted",
            number=ticket.number,
            agency=self._town.who_answers(ticket.agency),
            deadline=Until(ticket.deadline, ticket.filed_at),
            coordinators="yes" if agency and agency.coordinators else "no",
        )

    def notice(
        self, kind: str, ticket: Ticket, event: TicketEvent, language: str, name: str = ""
    ) -> Message:
        """What the resident is told when something happened to the ticket; ``name``: theirs, which
        an answer may call them by."""
        closed = kind == "corrected" and ticket.state is State.CLOSED
        outcome = event.detail("outcome") or str(ticket.outcome or "")
        told = outcome if kind in ("answered", "corrected", "closed") else ""
        text = phrase(
            f"notice-{kind}",
            number=ticket.number,
            topic=self._town.topic_named(ticket.topic),
            agency=self._town.who_answers(event.agency),
            text=with_name(event.text, name),
            deadline=Until(ticket.deadline, event.at),
            into=ticket.into or "",
            asked=asked(outcome, closed=closed),
            outcome=outcome,
            promised="yes" if ticket.is_promised else "",
        )
        rows = tuple(
            tuple(
                Button(
                    self._catalogue.say(
                        language, phrase(f"notice-{worded(action, told)}"), self._town.zone
                    ),
                    act(action, ticket.number),
                    ButtonKind.PRESS,
                )
                for action in row
            )
            for row in NOTICE_BUTTONS.get("closed" if closed else kind, ())
        )
        caption = self._catalogue.say(
            language,
            phrase(f"notice-{_named(event.files)}", ticket=ticket.number),
            self._town.zone,
        )
        words = self._catalogue.say(language, text, self._town.zone)
        return Message(words, rows, event.files, caption=caption)

    def say(self, text: Phrase) -> str:
        return self._catalogue.say(self._town.language, text, self._town.zone)

    def say_in(self, language: str, text: Phrase) -> str:
        return self._catalogue.say(language, text, self._town.zone)

    def _zone(self, agency: str) -> tzinfo:
        return self._town.calendar(agency).zone


def _kind(topic: Topic | None) -> str:
    if topic and topic.emergency:
        return "emergency"
    return "fast" if topic and topic.fast else "usual"


def over(event: TicketEvent) -> str:
    """Is the time over by this reminder? «again»: it was before."""
    share = int(event.detail("share") or 0)
    return "no" if share < WHOLE else "yes" if share == WHOLE else "again"


def outcome_of(event: TicketEvent) -> Phrase | str:
    """The outcome that an answer was given; "" for what is none."""
    said = event.detail("outcome")
    return phrase(f"outcome-{said}") if said in set(Outcome) else ""


def _rounded(metres: float) -> int:
    """To tens: a point on a map is not more exact."""
    return round(metres / 10) * 10


def _named(files: tuple[File, ...]) -> str:
    return "photos" if enclosure(files) == "photo" else "files"


NOTICE_BUTTONS = {
    "answered": (("helped", "inpart", "nothelped"),),
    "corrected": (("helped", "inpart", "nothelped"),),
    "closed": (("nothelped",),),
    "expired-merged": (("nothelped",),),
    "expired": (("nothelped",),),
    "asked-busy": (("reply",),),
}
