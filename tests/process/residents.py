"""A resident who complains, answers what is asked, adds, rates, and looks into «Мои обращения»."""

import re
from dataclasses import dataclass, field

from bots.sandbox.identity import VK
from bots.sandbox.world import Message

from .house import text_of
from .players import Player, labels
from .words import Kind, Rating, Word, marks

ACCEPTED = re.compile(r"Номер обращения: (\d\d-\d{6,9})")
ASKED = re.compile(r"Вопрос по обращению (\d\d-\d{6,9})")
ANSWERED = re.compile(r"Ответ по обращению (\d\d-\d{6,9})")

PLACES = ("Левый, Ленина, {}", "Правый, Садовая, {}")
PROBLEMS = ("Яма на дороге", "Упал дорожный знак", "Разбита дорога, одни ямы")

OPEN_AT_MOST = 2
"""Complaints of one resident that wait for an answer at the same time."""

AGENCIES_TAKE = 900.0
"""Seconds in which something happens to a complaint: a group's messages go out slowly."""

RETURNS_AT_MOST = 1
"""How often one complaint is given back."""


@dataclass
class Known:
    """A ticket, as its resident knows it."""

    word: Word
    additions: int = 0
    returns: int = 0
    closed: bool = False


@dataclass
class Resident(Player):
    """``complaints``: how many at most; fewer if the run closes before."""

    name: str = "Анна Кузнецова"
    complaints: int = 1_000_000
    tickets: dict[str, Known] = field(default_factory=dict, init=False)
    done: set[tuple[str, str]] = field(default_factory=set, init=False)
    """Questions and answers of agencies that were dealt with, by ticket and mark."""

    async def live(self) -> None:
        await self.scene.house.act("person", door=self.door, id=self.number, name=self.name)
        while not self._is_content():
            await self._turn()

    def _is_content(self) -> bool:
        over = self.scene.closing or len(self.tickets) >= self.complaints
        return over and all(one.closed for one in self.tickets.values())

    async def _turn(self) -> None:
        """Whatever there is to do now: what was asked first, then as the fancy takes them."""
        if (asked := self._found(ASKED)) is not None:
            return await self._inform(*asked)
        if (answer := self._found(ANSWERED)) is not None:
            return await self._rate(*answer)
        waiting = [number for number, one in self.tickets.items() if not one.closed]
        new = not self.scene.closing and len(self.tickets) < self.complaints
        if new and len(waiting) < OPEN_AT_MOST:
            return await self._complain()
        if new and waiting and self.likes(0.1):
            return await self._look_through(waiting[-1])
        calm = [number for number in waiting if self.tickets[number].additions < 1]
        if new and calm and self.likes(0.3):
            return await self._add(self.chance.choice(calm))
        return await self._wait()

    async def _wait(self) -> None:
        seen = {(one.id, one.text) for one in self.said(back=20)}

        def look() -> bool | None:
            now = {(one.id, one.text) for one in self.said(back=20)}
            news = now != seen or self._is_content()
            return True if news or self.scene.closing else None

        await self.until(look, "anything new", AGENCIES_TAKE)
        await self.scene.house.sandbox.world.journal.bell.wait(0.2)

    def _found(self, heading: re.Pattern[str]) -> tuple[str, Message] | None:
        """The oldest message of an agency that was not dealt with."""
        for one in reversed(list(self.said())):
            if (named := heading.search(one.text)) is None or named[1] not in self.tickets:
                continue
            if self._key(named[1], one) not in self.done and not self.tickets[named[1]].closed:
                return named[1], one
        return None

    def _key(self, ticket: str, message: Message) -> tuple[str, str]:
        return ticket, min(marks(message.text), default="")

    # a complaint

    async def _complain(self) -> None:
        """Fill a complaint in, answering each question once, and send it."""
        word = self.word(Kind.COMPLAINT)
        word.place = self.chance.choice(PLACES).format(self.chance.randint(1, 99))
        word.photos = self.chance.choice((0, 0, 1, 2))
        floor = max((one.id for one in self.said(back=1)), default=0)
        await self.do("say", text="/new")
        answered: set[str] = set()
        while True:
            question = await self.until(
                lambda: self._question(floor, answered), f"the next question of {word.mark}"
            )
            if text_of("complaint-send") in self._ways(question):
                break
            answered.add(question.text)
            await self._answer(question, word)
        for part in (word.mark, word.place):
            if part not in question.text:
                self.scene.ledger.wrong.append(f"{self}: {part} is not in the summary")
        before = set(self.tickets)
        await self._press(text_of("complaint-send"), question)

        def number() -> str | None:
            found = (ACCEPTED.search(one.text) for one in self.said(back=20))
            return next((one[1] for one in found if one and one[1] not in before), None)

        word.ticket = await self.until(number, f"the number of {word.mark}")
        word.confirmed = True
        self.tickets[word.ticket] = Known(word)

    def _question(self, floor: int, answered: set[str]) -> Message | None:
        """The question that stands. After a kill Telegram may show an answered one once more."""
        for one in self.said():
            if one.id <= floor or one.text in answered or not self._asks(one):
                continue
            return one if self._ways(one) or text_of("complaint-what") in one.text else None
        return None

    def _asks(self, message: Message) -> bool:
        return any(one in message.text for one in ASKS)

    def _ways(self, message: Message) -> list[str]:
        return labels(message) or self.keyboard()

    async def _press(self, label: str, message: Message) -> str | None:
        return await self.press(label, message if message.rows else None)

    async def _answer(self, question: Message, word: Word) -> None:
        text, ways = question.text, self._ways(question)
        if text_of("complaint-what") in text:
            await self.do("say", text=f"{self.chance.choice(PROBLEMS)}, {word.mark}")
        elif text_of("complaint-place") in text:
            await self.do("say", text=word.place)
        elif text_of("complaint-photos") in text and word.photos:
            await self.do("photo", count=word.photos)
        elif text_of("complaint-contact") in text and self.likes(0.3):
            await self.do("say", text="+7 914 000-00-00")
        elif text_of("way-done") in ways:
            await self._photos_are_there(word, question)
        elif text_of("way-skip") in ways:
            await self._press(text_of("way-skip"), question)
        else:
            await self._press(ways[0], question)

    async def _photos_are_there(self, word: Word, question: Message) -> None:
        """An album's pictures are counted one by one: wait until all are."""
        whole = f"Есть {word.photos} фото"

        def counted() -> Message | None:
            return next((one for one in self.said(whole, back=10)), None)

        shown = question if whole in question.text else await self.until(counted, whole)
        await self._press(text_of("way-done"), shown)

    # what the agency says

    async def _inform(self, ticket: str, asked: Message) -> None:
        """Answer a question as it asks to be: by replying to it. A question that was late may find
        that its resident has begun something else; a plain word is then a word for that."""
        word = self.word(Kind.ADDITION, ticket)
        self.done.add(self._key(ticket, asked))
        await self.do("say", text=f"Отвечаю на вопрос, {word.mark}", reply_to=asked.id)
        await self._taken(word, text_of("informed", ticket=ticket), text_of("added", ticket=ticket))

    async def _taken(self, word: Word, *confirmations: str) -> None:
        def confirmed() -> bool | None:
            return any(any(self.said(one, new=True, back=20)) for one in confirmations) or None

        await self.until(confirmed, f"the word that {word.mark} was taken")
        word.confirmed = True
        await self.written(word)

    async def _rate(self, ticket: str, answer: Message) -> None:
        known = self.tickets[ticket]
        self.done.add(self._key(ticket, answer))
        back = not self.scene.closing and known.returns < RETURNS_AT_MOST and self.likes(0.3)
        if back:
            return await self._give_back(ticket, known, answer)
        press = await self.press(text_of("notice-helped"), answer)
        thanks = text_of("thanks", ticket=ticket, outcome="")

        def thanked() -> str | None:
            if next(self.said(thanks, new=True, back=20), None):
                return "thanked"
            # Of two answers one was given back already: then the other cannot be rated.
            told = self.toast(press) or next(self.said("нельзя", ticket, new=True, back=5), None)
            return "refused" if told else None

        if await self.until(thanked, thanks) == "refused":
            return None
        known.closed = True
        self.scene.ledger.ratings.append(Rating(self.door, self.number, ticket))
        return None

    async def _give_back(self, ticket: str, known: Known, answer: Message) -> None:
        known.returns += 1
        await self.press(text_of("notice-nothelped"), answer)
        prompt = text_of("return-reason", ticket=ticket)
        refusal = text_of("state-in_work")

        def asked() -> str | None:
            if next(self.said(prompt, new=True, back=20), None):
                return "asked"
            return "refused" if next(self.said(refusal, new=True, back=5), None) else None

        if await self.until(asked, prompt) == "refused":
            return
        word = self.word(Kind.RETURN, ticket)
        await self.do("say", text=f"Не помогло, {word.mark}")
        await self._taken(word, text_of("returned", ticket=ticket))

    # of their own accord

    async def _add(self, ticket: str) -> None:
        """Reply to the message that gave the number."""
        known = self.tickets[ticket]
        said = next((one for one in self.said(f"Номер обращения: {ticket}")), None)
        if said is None:
            return await self._wait()
        known.additions += 1
        word = self.word(Kind.ADDITION, ticket)
        if self.door != VK or self.likes(0.7):
            await self.do("say", text=f"Добавлю, {word.mark}", reply_to=said.id)
        else:
            await self._add_picture(word, said)
        return await self._taken(
            word, text_of("added", ticket=ticket), text_of("informed", ticket=ticket)
        )

    async def _add_picture(self, word: Word, said: Message) -> None:
        """A picture with words: the bot waits for «Готово», more may follow."""
        caption = f"Добавлю фото, {word.mark}"
        await self.do("photo", count=1, caption=caption, reply_to=said.id)
        done = text_of("way-done")
        await self.until(lambda: done in self.keyboard() or None, f"«{done}» for {word.mark}")
        await self.do("press", button=done)

    async def _look_through(self, ticket: str) -> None:
        """«Мои обращения»: the ticket must stand there."""
        await self.do("say", text="/my")

        def listed() -> Message | None:
            return next(self.said(f"{ticket} — ", new=True, back=10), None)

        await self.until(listed, f"{ticket} in «Мои обращения»")


MORE = "Пришлите ещё или нажмите"

ASKS = (
    "Согласны?",
    "Какой знак?",
    *(text_of(f"complaint-{key}") for key in ("what", "guess", "guess-one", "group", "topic")),
    *(text_of(f"complaint-{key}") for key in ("place", "municipality", "photos", "contact")),
    MORE,
    text_of("complaint-summary", lines="").split("\n")[0],
)
"""What the questions of a complaint say; the first two are the small town's own."""
