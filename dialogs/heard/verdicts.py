"""A verdict that is more than its bare word: «помогло? нет конечно», «помогло на один день».

* A bare «помогло», with thanks or without, is a verdict and closes a ticket. With any word besides
  it may be irony, a half or a condition, and is heard here: nobody is content by mistake.
* What throws an answer back has words of its own («и это вы называете заделали?»), and so has who
  is sorry for a press («ой, я не то нажала»).
* Denied is what says so itself: the question is thrown back and answered by «нет», it is «как
  мёртвому припарка», or would have helped if somebody had come. All else is asked about.
"""

import re

from core.numbers import part_number
from core.words.classes import NO, THANKS, VOCATIVES
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS

_LEADS = (
    r"(?:(?:да|ну|ой|ага|и|вроде|вроде бы|типа|как бы|якобы|так|это|разве|все|уже|спасибо|толку"
    r"|здравствуйте|прям|well|oh) )*"
)
_HELPED = r"(?:помогл[оаи]|полегчало|(?:it )?helped)"
_SAID_DONE = (
    r"(?:(?:по|за|у|от|вы|вос|ис|рас|при|с)?(?:чини|дела|сыпа|бра|вез|ремонтирова|стран|став|чисти"
    r"|правил?|красил?|меня|ключи|еха|ши)\w*(?:ли|но|ны|на)|заделали|решено|решили|done|fixed)"
)
_NO = (
    r"(?:нет|не|ни|ничего|никто|никого|нисколько|ничуть|где|как же|щас|сейчас|ага|ха\w*|хрен"
    r"|фиг\w*|нифига|нихрена|no|not|nothing|nobody|where)"
)
_HELPED_SOMEHOW = re.compile(rf"\b{_HELPED}\b")
_THROWN_BACK = re.compile(rf"{_LEADS}(?:{_HELPED}|{_SAID_DONE}) {_NO}\b")
_AS_NOTHING = re.compile(
    rf"{_LEADS}{_HELPED} (?:(?:прям|ну|примерно|ага) )*как "
    r"(?:мертв\w*|слону|корове|рыбе|козе|собаке|зайцу)\b"
    rf"|{_LEADS}{_HELPED} (?:бы|если бы)\b|(?:it )?(?:would|might) have helped\b"
)
_BEGINS = re.compile(
    r"(?:(?:да|ну|нет|ой|вроде|вроде бы|типа|спасибо|большое|здравствуйте|это|все|уже|увы|так|well"
    r"|no|thanks) )*"
    r"(?:(?:вообще |совсем |ничего |ничуть |никак |почти |и |так |мне |нам )*(?:не )?"
    rf"(?:{_HELPED}|устраивает|устроило|решен[аоы]?|решили|сделано|сделали|починили|исправили"
    r"|заделали|засыпали|убрали|вывезли|согласен|согласна|согласны|did not help|didn t help)"
    r"|частично|отчасти|наполовину|не (?:до конца|полностью|все|везде|совсем)"
    r"|in part|partly|но)\b"
)
_ASKS_BACK = re.compile(
    r"(?:(?:а|и|но|ну|так|то есть|погодите|подождите|извините) )+"
    r"(?:почему|зачем|отчего|с чего|сколько|до каких|как (?:это|так|же|долго|понимать|быть)"
    r"|что (?:значит|это|же|дальше|делать|теперь)|why|what)\b"
)
_HALF = re.compile(
    r"\b(?:частично|отчасти|наполовину|половин\w+|немного|немножко|чуть|чуток|слегка|местами"
    r"|кое где|не (?:до конца|полностью|все|везде|весь|всю|всем|всюду|совсем|целиком|надолго)"
    r"|ненадолго|временно|in part|partly|partially|half|not (?:all|fully|completely))\b"
)
_DISAGREES = re.compile(
    r"(?:.* )?(?:(?:это|так) (?:(?:вы|у вас|теперь|по вашему|что ли|уже) )*(?:называ|счита)\w+"
    r"|называется|по вашему|сами (?:(?:то|вы) )?(?:видели|смотрели|посмотрите|приезжайте|проверьте)"
    r"|(?:приезжайте|приедьте|придите) (?:и |сами )*(?:посмотрите|проверьте|убедитесь)"
    r"|где (?:же )?(?:сделано|результат|ремонт|заделано|починили|сделали)|халтур\w*|ложь|врань[ея]"
    r"|врете|лжете|обман\w*|неправд\w+|не правда|не соответствует|на бумаге|на словах|для галочки"
    r"|отмазк\w+|отписк\w+|ничего подобного|никаких изменений|без изменений|толку (?:ноль|нет|мало)"
    r"|call this|you call|not true|a lie|lies|lying|nothing changed|no change)(?: .*)?"
)
_PRESSED = (
    r"(?:нажал\w*|нажим\w*|нажат\w+|нажмал\w*|ткнул\w*|тыкнул\w*|попал\w*|выбрал\w*|отметил\w*"
    r"|поставил\w*|отозвал\w*|закрыл\w*|отменил\w*|pressed|clicked|tapped|closed|withdrew)"
)
_WRONGLY = (
    r"(?:не то|не туда|не ту|не так|не тот|не на то|не на ту|случайно|нечаянно|по ошибке"
    r"|ошибочно|зря|рано|поторопил\w+(?: и)?|by mistake|by accident|accidentally|wrong|the wrong)"
)
_TICKET = (
    r"(?:обращени\w+|заявк\w+|жалоб\w+|сообщени\w+|все|всё|это|его|ее|мо\w+|отозванн\w+|request|ticket"
    r"|complaint|it)"
)
_BACK = (
    r"(?:верни(?:те)?|вернуть|восстанови(?:те|ть)?|возобнови(?:те|ть)?|откройте|открыть|переоткройте"
    r"|возврат\w*|restore|reopen|return|bring)"
)
_REGRETS = re.compile(
    r"(?:(?:нет|стоп|ой|ох|ай|упс|блин|черт|простите|извините|извиняюсь|пардон|я|ну|а|и|это|да|кажется"
    r"|видимо|похоже|только что|oops|sorry|i) )*(?:"
    rf"{_WRONGLY} (?:\w+ )?{_PRESSED}(?: .*)?|{_PRESSED} (?:\w+ )?{_WRONGLY}(?: .*)?"
    r"|(?:ошиб\w+|промахнул\w+|промазал\w*|перепутал\w*|спутал\w*) (?:\w+ )?кноп\w+(?: .*)?"
    r"|не (?:та|ту|то) кноп\w+(?: .*)?|промахнул\w+|(?:хочу |можно |прошу |надо )*"
    rf"{_BACK} (?:(?:пожалуйста|мне|обратно|назад|please) )*"
    rf"(?:{_TICKET}(?: {_TICKET})?|как было|обратно|назад)"
    r"(?: (?:обратно|назад|в работу|пожалуйста|как было|back|please|\w*отозван\w*))*"
    r"|wrong button)"
)
_RETURNS = re.compile(
    r"(?:(?:ну|а|и|да|нет|тогда|так|все|хочу|можно|прошу|надо|нужно|please) )*"
    r"(?:верни(?:те)?|вернуть|возвращай(?:те)?"
    rf"|{_BACK}(?: \w+){{0,2}} (?:в|на) (?:работу|доработку))"
    rf"(?: (?:{_TICKET}|в|на|работу|доработку|обратно|назад|пожалуйста|please|to|work))*"
)
"""«Верните»: with nothing besides, a ticket is meant; «верните лавочку» is a complaint."""
_NO_FIRST = re.compile(r"\W*(?:нет|неа|ні|no|nope)\s*[,.!;:—–-]+\s*\w", re.IGNORECASE)
"""«Нет, яма на месте» answers; «нет света» tells."""
_TO_WHOM = re.compile(
    r"\b((?:спасибо|благодар\w+)(?: большое| огромное)?)(?: (?!не )\w+(?:у|ю|е|ам|ям|ой|ей)\b){1,3}"
)
"""«Спасибо мастеру Ивану»."""
_YES_AFTER = re.compile(r"\?[^\w?]*(?:да|конечно(?!\s+нет)|yes)(?!\w)", re.IGNORECASE)

WRY = frozenset("🤣😂😆😡😠🤬😤👎🤦🤡🙄😒😏🙃💩🤨")
"""Pictures that take back what stands beside them."""
WORDS_AT_MOST = 20
"""Longer than a verdict with its reason: a story."""
REGRET_AT_MOST = 12
AROUND = (GREETINGS | THANKS | VOCATIVES) | words_of(
    "да ура уже все очень большое огромное вас нам мне теперь наконец то полностью",
    "отлично здорово хорошо супер класс молодцы рад",
    "рада рады довольны доволен довольна быстро за помощь",
    "работу дай бог здоровья вы ок оперативно и",
    "действительно реально точно правда",
    "you very much a lot great yes so really",
)
"""What may stand beside «помогло» and takes nothing of it back."""


def is_questioned(text: str) -> bool:
    """Is the bot's own question thrown back and not answered by «да», or is it laughed at:
    «помогло?», «помогло 🤣»?"""
    if not WRY.isdisjoint(text):
        return True
    return "?" in text and _YES_AFTER.search(text) is None


def is_content(text: str) -> bool:
    """Is it said to have helped, with nothing besides but thanks?"""
    said = _TO_WHOM.sub(r"\1", fold(text)).split()
    others = [word for word in said if not re.fullmatch(_HELPED, word) and word != "it"]
    helped = _HELPED_SOMEHOW.search(fold(text)) is not None
    return helped and AROUND.issuperset(others) and not is_questioned(text)


def is_denied(text: str) -> bool:
    """Does it begin as if it had helped, and says plainly that it did not?"""
    said = fold(text)
    if _AS_NOTHING.match(said):
        return True
    return "?" in text and _THROWN_BACK.match(said) is not None


def is_doubtful(text: str) -> bool:
    """Is «помогло» said with more words than thanks?"""
    said = fold(text)
    few = len(said.split()) <= WORDS_AT_MOST
    return few and _HELPED_SOMEHOW.search(said) is not None and not is_content(text)


def begins_as_verdict(text: str) -> bool:
    """Is what is said first said of an answer, whatever follows it?"""
    return _BEGINS.match(fold(text)) is not None


def asks_back(text: str) -> bool:
    """Does it go on from what was said to them, and asks: «а почему так поздно? там …»?"""
    return "?" in text and _ASKS_BACK.match(fold(text)) is not None


def is_half(text: str) -> bool:
    """Is a part said to be done, or to be left?"""
    return _HALF.search(fold(text)) is not None


def disagrees(text: str) -> bool:
    """Is an answer thrown back, whatever it was about?"""
    said = fold(text)
    return len(said.split()) <= WORDS_AT_MOST and _DISAGREES.fullmatch(said) is not None


def regrets(text: str) -> bool:
    """Is somebody sorry for what they pressed, or asks to have back what is over?"""
    said = fold(text)
    few = len(said.split()) <= REGRET_AT_MOST
    return few and (_REGRETS.fullmatch(said) is not None or wants_back(text))


def wants_back(text: str) -> bool:
    """Is a ticket asked to be put to work again, whoever ended it: «верните в работу»?"""
    said = fold(part_number(text)[1])
    return len(said.split()) <= REGRET_AT_MOST and _RETURNS.fullmatch(said) is not None


def says_no(text: str) -> bool:
    """Does it begin with «нет» that stands by itself, and more follows?"""
    return _NO_FIRST.match(text) is not None


def begins_with_no(text: str) -> bool:
    """«Нет света»: it may answer, and may tell."""
    return fold(text).partition(" ")[0] in NO
