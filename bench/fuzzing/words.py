"""Texts, numbers and payloads that people, programs and enemies write."""

import string
from random import Random

from dialogs.payloads import act, press

ACTIONS = (
    "take", "ask", "route", "refuse", "contact", "helped", "nothelped", "reply", "withdraw", "",
    "answer", "promise", "more", "note", "assign", "correct", "approve", "rework", "revise",
    "extend", "reject", "merge", "unmerge", "reclassify", "undo", "undo.route", "undo.merge",
    "history", "inpart", "job-pause", "job-resume", "job-stop",
)  # fmt: skip
BUTTONS = (
    ":send", ":back", ":next", ":skip", ":cancel", "new", "my", "menu", "help", "resume", "older",
    "newer", "add", "withdraw", "return", "helped", "ru", "en", "0", "1", "26-000001", ":templates",
    "send.planned", "day-1", "t1", "p1", "draft", "drop-yes", "topics", "send", "test", "yes",
    "back", "away.roads", "by.zur", "for.0", "end.roads", "merge",
)  # fmt: skip

COMMANDS = (
    "start", "help", "my", "new", "cancel", "bind", "unbind", "tickets", "open", "language",
    "privacy", "forget", "answer", "take", "nothing", "queue", "find", "t", "stats", "export",
    "templates", "promise", "note", "assign", "correct", "extend", "reject", "undo", "merge",
    "desk", "broadcast", "bulk", "substitute", "subscribe", "unsubscribe",
)  # fmt: skip

ARGUMENTS = (
    "", "", "26-000001", "26-000001 завтра сделаем", "topic_lamp", "неделя", "дороги просрочено",
)  # fmt: skip
"""What may follow a command."""

ORDINARY = (
    "На тротуаре лёд и снег, не пройти",
    "Благовещенск, Ленина, 5",
    "ул. Калинина, 10",
    "Не работает фонарь во дворе",
    "Третий день нет горячей воды",
    "Здравствуйте",
    "да",
    "нет",
    "1",
    "2",
    "Спасибо, починили",
    "Отправить",
    "Готово",
    "Пропустить",
    "Яма на дороге у школы, уже два колеса пробили. Когда заделают?",
    "+7 914 000-00-00",
    "No lamp at the bus stop",
    "до пятницы",
    "через 10 дней",
    "8",
    "Здравствуйте, {имя}! Сделаем {номер} до {срок}.",
)
SENSIBLE = (
    "На тротуаре лёд и снег, не пройти",
    "Благовещенск, Ленина, 5",
    "Сделаем до пятницы",
    "завтра",
)
"""What the bot can do something with at the right moment."""

STRANGE = (
    "", " ", "\n\n\n", "\u200b", "\u202etxet desrever\u202c", "\u2066\u2067\u2069", "ﷺ" * 40,
    "👩‍👩‍👧‍👦" * 30,
    "🇷🇺" * 50, "e\u0301\u0301\u0301\u0301" * 60, "مرحبا بالعالم", "שלום עולם",
    "你好，世界",
    "नमस्ते दुनिया", "\ufeffтекст", "=1+1", "@all @channel", "[club77|@bot] привет", "[id1|Имя]",
    "*жирный*_",
    "<b>bold</b> &amp;", "'; DROP TABLE tickets; --", "{payload}", "%s %d {0}", "\u2028\u2029",
    "\x00\x01\x02", "26-000001", "обращение 26-000002 где", "tel:+79140000000", "𝕳𝖊𝖑𝖑𝖔",
    "\ue000\U000f0000",
    "ㅤ", "\U0001f44d\U0001f3ff", "null", "-1", "0", "99999999999999999999", "²", "٣", "/", "//",
    "/start@",
    "/@", "/start start start", "s/1/1/1", "t/take/26-000001",
)  # fmt: skip

_SCRIPTS = (
    (0x20, 0x7E), (0x410, 0x44F), (0x5D0, 0x5EA), (0x627, 0x64A), (0x4E00, 0x9FFF),
    (0x1F300, 0x1FAFF), (0x200B, 0x200F), (0x300, 0x36F), (0x0, 0x1F), (0xE0000, 0xE007F),
)  # fmt: skip

MOST_SIGNS = 4096


class Words:
    """Draws from one source of chance, so that a seed tells everything.

    ``code`` is an invitation that works: somebody may come to know it."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self.code = ""

    def text(self) -> str:
        """What may stand in a message: a well-formed string of at most 4096 characters."""
        chance = self._chance
        dice = chance.random()
        if dice < 0.5:
            return chance.choice(ORDINARY)
        if dice < 0.75:
            return chance.choice(STRANGE)
        if dice < 0.8:
            return self.command()
        if dice < 0.85:
            return (chance.choice((*ORDINARY, *STRANGE)) or "я") * chance.randint(1, 400)
        return self.scribble(chance.choice((3, 20, 100, 1000, MOST_SIGNS)))

    def message(self) -> str:
        """The same, cut to what a messenger lets a person write."""
        return self.text()[:MOST_SIGNS]

    def scribble(self, most: int) -> str:
        """Random signs of a few scripts."""
        chance = self._chance
        ranges = chance.sample(_SCRIPTS, 2)
        count = chance.randint(0, min(most, 120))
        piece = "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(count))
        return (piece * (most // max(1, len(piece))))[:most] if chance.random() < 0.2 else piece

    def command(self) -> str:
        chance = self._chance
        name = chance.choice(COMMANDS)
        bot = chance.choice(("", "", "@paradnaya_bot", "@other_bot"))
        argument = chance.choice((*ARGUMENTS, self.code, self.scribble(60)))
        return f"/{name}{bot} {argument}".strip()

    def payload(self, people: tuple[int, ...]) -> str:
        """Of our own grammar, its parts made up; or nothing of ours."""
        chance = self._chance
        dice = chance.random()
        if dice < 0.45:
            owner = chance.choice((*people, 0, -1, 2**63))
            button = chance.choice((*BUTTONS, self.scribble(6)))
            return press(button, chance.choice((0, 1, 2, 5, 9, 99, 999999999)), owner)
        if dice < 0.85:
            number = f"{chance.choice((25, 26, 27))}-{chance.randint(0, 60):06d}"
            return act(
                chance.choice(ACTIONS), chance.choice((number, number, "", self.scribble(9)))
            )
        return chance.choice(("", "-", "s", "s/", "s///", "t//", "t/take", "s/²/1/x", "s/1/_/x",
                              "s/-1/1/x", "😀", "x" * 64, self.scribble(30)))  # fmt: skip

    def name(self) -> str:
        return self._chance.choice(("Анна", "Иван Петров", "محمد", "a" * 64, *STRANGE)) or "Я"

    def token(self) -> str:
        chance = self._chance
        return "".join(chance.choices(string.ascii_letters + string.digits + "_-", k=24))

    def number(self) -> int:
        """An integer that fits the 64 bits every messenger promises."""
        chance = self._chance
        return chance.choice((0, 1, -1, chance.randint(0, 1000), 2**31 - 1, 2**31, 2**52, -(2**52),
                              2**63 - 1, -(2**63)))  # fmt: skip
