"""The proof, from the sandbox's own record: what was said arrived, once, and is written down.

* Every complaint that was sent is one ticket, with its words, its place and its pictures; there
  is no other ticket.
* Every other word that the bot took is one line of the ticket's history, and stands in the other
  side's chat: on VK once, on Telegram at least once (repeats are told apart in :mod:`.sending`).
* What the bot declined stands in neither. What its author was told nothing of is lost.
* What the history says was done, people were told, as often as it was done.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .house import House
from .record import Line, Record
from .sending import Sending, compare
from .words import Kind, Ledger, Word, marks

MOVES = {
    Kind.COMPLAINT: ("file",),
    Kind.ADDITION: ("inform", "add"),
    Kind.RETURN: ("return",),
    Kind.QUESTION: ("ask",),
    Kind.ANSWER: ("answer",),
    Kind.REFUSAL: ("refuse",),
}

BY_RESIDENTS = (Kind.COMPLAINT, Kind.ADDITION, Kind.RETURN)
TO_RESIDENTS = (Kind.QUESTION, Kind.ANSWER)
"""A refusal goes from one agency to another."""

TOLD = {"take": "взято в работу", "route": "передано:", "confirm": "закрыто."}
"""Moves without words, and how the resident is told of them (in a message with the number)."""

HEADINGS = {
    Kind.ADDITION: ("Житель ответил по", "Житель дополнил"),
    Kind.RETURN: ("Житель вернул",),
    Kind.QUESTION: ("❓ Вопрос по обращению",),
    Kind.ANSWER: ("💬 Ответ по обращению",),
}
"""How the message begins in which the other side reads these words."""


@dataclass
class Proof:
    """What was found. ``lost`` and ``doubled`` are sentences about words."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    sending: Sending = field(default_factory=Sending)
    complaints: int = 0
    tickets: int = 0
    duplicates: int = 0
    words: Counter[str] = field(default_factory=Counter)
    events: int = 0

    @property
    def failures(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.wrong, *self.sending.wrong]


def prove(house: House, record: Record, ledger: Ledger, kills: list[float]) -> Proof:
    record.look()
    proof = Proof(wrong=list(ledger.wrong), sending=compare(house, record, kills))
    private: set[tuple[str, int]] = {
        (word.door, word.chat) for word in ledger.words if word.kind in BY_RESIDENTS
    }
    lines = defaultdict(list)
    for line in record.lines.values():
        if line.bot:
            for mark in {mark for text in line.texts for mark in marks(text)}:
                lines[mark].append(line)
    events: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, move, text in house.rows("SELECT number, move, text FROM ticket_events"):
        proof.events += 1
        for mark in marks(text):
            events[mark].append((number, move))
    _tickets(house, ledger, proof)
    for word in ledger.words:
        _word(word, events[word.mark], lines[word.mark], private, proof)
    _told(house, record, proof)
    _ratings(house, ledger, proof)
    for name, query in NOTHING.items():
        if rows := house.rows(query):
            proof.wrong.append(f"{name}: {rows[:3]}")
    return proof


NOTHING = {
    "quarantine": "SELECT id, trace FROM quarantine",
    "the outbox is not empty": "SELECT id, state, error FROM outbox WHERE state <> 'sent'",
    "a ticket is open": "SELECT number, state FROM tickets WHERE state <> 'closed'",
}


def _tickets(house: House, ledger: Ledger, proof: Proof) -> None:
    """One ticket for each complaint that was sent, and no other."""
    sent = {word.mark: word for word in ledger.words if word.kind is Kind.COMPLAINT}
    proof.complaints = sum(word.confirmed for word in sent.values())
    made: Counter[str] = Counter()
    query = "SELECT number, door, text, address, json_array_length(files) FROM tickets"
    for number, door, text, place, photos in house.rows(query):
        proof.tickets += 1
        named = marks(text)
        word = sent.get(min(named)) if len(named) == 1 else None
        if word is None:
            proof.wrong.append(f"ticket {number} is nobody's complaint: {text!r}")
            continue
        made[word.mark] += 1
        if (door, place, photos) != (word.door, word.place, word.photos):
            proof.wrong.append(f"ticket {number} is not as {word} was told: {place}, {photos}")
    for mark, word in sent.items():
        if word.confirmed and not made[mark]:
            proof.lost.append(f"the complaint {mark} became no ticket")
        if made[mark] > 1:
            proof.duplicates += made[mark] - 1
            proof.doubled.append(f"the complaint {mark} became {made[mark]} tickets")


def _word(
    word: Word,
    events: list[tuple[str, str]],
    lines: list[Line],
    private: set[tuple[str, int]],
    proof: Proof,
) -> None:
    """Was it written down once, and did it arrive?"""
    name = f"{word.kind} {word.mark} of {word.door}:{word.chat} on {word.ticket}"
    if not word.confirmed and not events:
        if not word.declined:
            proof.lost.append(f"{name}: its author was not told what became of it")
        return
    proof.words[word.kind] += 1
    right = [one for one in events if one[0] == word.ticket and one[1] in MOVES[word.kind]]
    if not right:
        proof.lost.append(f"{name}: the history says nothing of it ({events})")
    if len(events) > 1:
        proof.doubled.append(f"{name}: the history says it {len(events)} times")
    there = [
        line
        for line in lines
        if ((line.door, line.chat) in private) is (word.kind in TO_RESIDENTS)
        and _is_read(word, line)
    ]
    if not there:
        proof.lost.append(f"{name}: nobody reads it on the other side")
    if word.kind in HEADINGS and len(there) > 1 and there[0].door == "vk":
        proof.doubled.append(f"{name}: it stands there {len(there)} times")


def _is_read(word: Word, line: Line) -> bool:
    headings = HEADINGS.get(word.kind, ("",))
    return any(heading in text and word.mark in text for text in line.texts for heading in headings)


def _told(house: House, record: Record, proof: Proof) -> None:
    """What was done without words, the resident was told: once each time on VK."""
    done: Counter[tuple[str, int, str, str]] = Counter()
    query = (
        "SELECT t.door, t.chat, e.number, e.move FROM ticket_events e"
        " JOIN tickets t ON t.number = e.number"
    )
    for door, chat, number, move in house.rows(query):
        if move in TOLD:
            done[door, chat, number, move] += 1
    chats = {(door, chat): record.of_chat(door, chat) for door, chat, _, _ in done}
    for (door, chat, number, move), times in done.items():
        read = sum(
            any(f"бращение {number} " in text and TOLD[move] in text for text in line.texts)
            for line in chats[door, chat]
        )
        if read < times:
            proof.lost.append(f"{door}:{chat} was told {read} of {times} times: {move} of {number}")
        if door == "vk" and read > times:
            proof.doubled.append(f"vk:{chat} was told {read}, not {times} times: {move}, {number}")


def _ratings(house: House, ledger: Ledger, proof: Proof) -> None:
    given = Counter(one.ticket for one in ledger.ratings)
    kept = Counter(
        number for (number,) in house.rows("SELECT number FROM ticket_events WHERE move='confirm'")
    )
    proof.words["rating"] = sum(given.values())
    for number in given.keys() | kept.keys():
        if given[number] > kept[number]:
            proof.lost.append(f"the rating of {number}")
        if kept[number] > 1 or kept[number] > given[number]:
            proof.doubled.append(f"the rating of {number}: {given[number]} became {kept[number]}")
