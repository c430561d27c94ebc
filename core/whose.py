"""Whose work words say it is: «это к энергетикам», «передайте в ГЖИ», «опора на балансе ДРСК».

Operators name others by a name, their trade («дорожники»), what the trade is about («свет»), or
the initials of their name. Who reads a draft wants to know whom; who only warns, that it is
somebody else.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from .words.phrases import one_of
from .words.stems import stem
from .words.wordsets import words_of

OTHERS = "*"
"""Somebody who has no chat here: a management company, the police."""

WORD = re.compile(r"[а-яa-z]+(?:-[а-яa-z]+)*")
ROOT_AT_LEAST = 4
"""Letters of a name's word by which it is known: shorter ones begin others."""

REMEMBERED = 4096
"""Words whose names are remembered."""
READ_AT_MOST = 400
"""Characters of a draft in which it is read whose work it is: more is told as an answer."""

_SAYS_LITTLE = frozenset(
    map(
        stem,
        words_of(
            "управление служба служб город города городская городской государственная министерство",
            "область области областной региональный администрация диспетчерская аварийная",
            "сети сеть население населения оператор центр отдел комитет департамент компания дом",
            "координаторы общественный пассажирский социальный",
        ),
    )
)
"""Words that many offices' names have; beside others they help, alone they name nobody."""

TRADES: Mapping[str, str] = {
    "энергетик": "электр",
    "энергослужб": "электр",
    "электрик": "электр",
    "электромонтер": "электр",
    "рэс": "электр",
    "теплосет": "тепл",
    "тепловик": "тепл",
    "коммунальщик": "водоканал",
    "сантехник": "водоканал",
    "дорог": "дорожн",
    "газовик": "газ",
    "газовщик": "газ",
    "газов": "газ",
    "мусорщик": "отход",
    "тко": "отход",
    "жилинспекц": "жилищн",
    "озеленител": "благоустр",
    "медик": "здрав",
    "соцзащит": "соцзащит",
}
"""How a trade's people are called in any town → what its office's name has. Companies are the town
file's: ``agencies.called``."""

_ELSEWHERE = one_of(r"""
    (?:ук|рсо|тсж|тсн|жск|жэк\w*|жэу|жкх|ужкх|уо|гибдд|гаи|полици\w+|участков\w+|мчс)
    (?:прокуратур\w+|мфц|управляшк\w+|управляющ\w+|управкомпани\w+|ржд|фку|фас)
    (?:роспотребнадзор\w*|росреестр\w*|росавтодор\w*|ростехнадзор\w*|росприроднадзор\w*)
    (?:собственник\w*|застройщик\w*|балансодержател\w*|мэри\w+|координатор\w*|цур|фонд\w*)
    (?:военкомат\w*|миграционн\w+|пенсионн\w+|министерств\w+|минстро\w+|администраци\w+|суд)
    (?:провайдер\w*|связист\w*|ростелеком\w*|арендатор\w*|владел\w+|энергосбыт\w*|соседн\w+)
    (?:другим|других|координатор\w*|цур|другой|другую|другое|другому|коммунальщик\w*)
    (?:электрик\w*|энергетик\w*|дорожник\w*|газовик\w*)
""")
"""Who answers for something in any town, whether or not the town file names them."""

_PASSING = one_of(r"""
    \b(?:пере)?адрес(?:уйте|уй|овать|уем|ую|уется|ован\w*)\b
    \b(?:пере)?направ(?:ьте|ь|ить|ляйте|ляем|ляю|им|лю|или|лен\w*)\b
    \b(?:пере)?да(?:йте|й|ть|ем|ю|дим|м|н[аоы]?|ли|вайте|вать)\b
    \b(?:пере)?(?:ки(?:ньте|нь|дайте|дываю|дываем|нуть|нем|дывайте)|шлите|сылаю|сылаем|слать)\b
    \b(?:пере)?(?:правьте|брос(?:ьте|ь|ить|им))\b
    \b(?:отправ(?:ьте|ь|ить|ляем|ляю|или|ляйте|лен\w*)|отда(?:йте|й|ть|ем)|пиш(?:ите|и))\b
    \b(?:звон(?:ите|и)|обра(?:титесь|щайтесь|титься|щаться)|верн(?:ите|уть))\b
    \b(?:отпис(?:ать|ывайте)|ск(?:иньте|инь|идывайте)|отпишите|сп(?:исать|исывайте|ишите))\b
    \b(?:forward|redirect|pass|send|transfer|reassign)\w*\b
""")
"""To pass on, whoever does it; beside who is to have it."""
_PASSING_ALONE = re.compile(
    r"\b(?:пере)(?:адрес\w+|направ\w+|кин(?:ьте|ь|уть)|кидыва\w+|шлите|сыла\w+)\b"
    r"|\bадресуйте\b|\bпо подведомственности\b|\bпо принадлежности\b|\bпо компетенции\b"
)
"""Words of the desk: whoever is named, it goes to others."""

_NOBODY = (
    r"(?:ук|тсж|наш\w*|нас|город\w*|муниципал\w*|район\w*|област\w*|дом\w*|это\w*|котор\w*|учет\w*"
    r"|контрол\w*)"
)
_WITHOUT_A_NAME = one_of(rf"""
    \bза это не отвеча\w+
    \bэто не (?:обслужива|дела|убира|ремонтиру|чин)\w+
    \bне (?:по )?(?:наш\w+ )?профил\w+
    \bне по (?:нашей )?части\b
    \bчастн\w+ (?:сектор|дом|лиц)\w*
    \bбесхоз\w+ | \bк нам не относ\w+ | \bни при чем\b
    \b(?:нет|без|не имеем|не хватает|вне|за пределами|не входит в
        |выходит за) (?:\w+ ){{0,2}}(?:полномочи|компетенци)\w*
    \bполномочи\w+ (?:\w+ )?(?:нет|не имеем|не хватает)\b
    \b(?:ошиб\w+|неверн\w+|не тот|не тому|не та|другой|другому) (?:с )?(?:адресат\w*
        |исполнител\w*|ведомств\w*|организаци\w*|служб\w*)\b
    \b(?:адресат|исполнитель|ведомство|служба) (?:указан\w* |выбран\w* )?(?:не тот|неверн\w*
        |другой|ошибочн\w*)
    \b(?:ошибочно|не туда|случайно) (?:к нам |нам )?(?:попал|направ|отправ|пришл|присл|передал
        |адресо)\w*
    \b(?:попал|пришл|направлен|отправил|прислал)\w* (?:к нам |нам )?(?:ошибочно|по ошибке
        |не туда|случайно)
    \b(?:территори|земл|участ|двор|собственност|парковк|сет|дорог)\w* (?:\w+ )?(?:частн
        |ведомственн|федеральн|краев|областн|бесхозн|чуж)\w+
    \b(?:частн|ведомственн|федеральн|чуж)\w+ (?:территори|земл|участ|собственност|дорог|сет)\w*
    \bна (?:балансе|обслуживании|содержании) (?!{_NOBODY}\b)\w+
    \b(?:убира|чист|содерж|обслужива|ремонтиру|отвеча|занима|дела|меня)\w*(?:ет|ют|ит|ат|ется
        |ются) (?:сам )?(?:собственник|владел|застройщик|арендатор|ук|управляющ|тсж|подрядн)\w*
""")
"""Somebody else's, though it is not said whose, or by what the town file does not know."""

_BARE = re.compile(
    r"(?:здравствуйте |добрый день )?(?:это |этот вопрос |вопрос |вам |тут |здесь |тогда |лучше "
    r"|надо "
    r"|нужно |скорее |наверно\w* |похоже |видимо |с этим |по этому |этим |туда |сначала )*"
    r"(?:(?:к|ко|в|во|на|для|у) )?(?P<whom>[\w -]{2,60}?)(?: вопрос| это| надо| нужно)?"
)
BARE_AT_MOST = 6
"""Words: «в электросети», «это к энергетикам»."""
OF_WHOM = 3
"""Words of «столб энергетиков», «эта труба водоканала»."""
_LET_THEM = one_of(r"""
    \b(?:пусть|пускай|занима(?:ются|ется)|отвеча(?:ют|ет)|обслужива(?:ют|ет)|нуж(?:ен|на|ны)
        |реша(?:ют|ет)|дела(?:ют|ет)|чин(?:ят|ит)|чист(?:ят|ит)|убира(?:ют|ет)|ремонтиру(?:ют|ет)
        |содерж(?:ат|ит)|меня(?:ют|ет)|это работа|это зона|это дело|должн[аы]?|обязан[аы]?
        |на балансе|на обслуживании|на содержании|в ведении|в собственности|в зоне ответственности
        |ответственност[ьи]|компетенци[яи]|полномочи[яе]|принадлеж(?:ит|ат)|относ(?:ит|ят)ся к
        |вопрос к|вопросы к|это к|это в|это)\b(?P<whom>(?: [\w-]+){1,4})
""")
_OF_DASH = re.compile(r"(?:[—–-]|\bэто\b)\s*(?:к |в |за )?(?P<whom>[\w -]{2,40})$")


class Named(Struct, frozen=True):
    """``whom``: an agency's code, :data:`OTHERS`, or "" where nobody is named."""

    whom: str
    passes: bool


class Holders:
    """Who answers for something in a town, by the words for them. Built once."""

    def __init__(
        self, names: Mapping[str, Sequence[str]], topics: Mapping[str, Sequence[str]]
    ) -> None:
        """``names``: an agency's code → its names; ``topics`` → the names of what it handles."""
        self._names = [
            (code, tuple(stem(one) for one in WORD.findall(_folded(name)) if len(one) > 1))
            for code, several in names.items()
            for name in several
        ]
        self._roots = frozenset(one for _, name in self._names for one in name)
        self._called = lru_cache(maxsize=REMEMBERED)(self._roots_of)
        self._initials = {
            "".join(word[0] for word in WORD.findall(_folded(name))): code
            for code, several in names.items()
            for name in several
            if len(name.split()) > 2
        }
        of_topic: dict[str, set[str]] = {}
        for code, several in topics.items():
            for name in several:
                for word in WORD.findall(_folded(name)):
                    if len(word) >= ROOT_AT_LEAST - 1:
                        of_topic.setdefault(stem(word), set()).add(code)
        self._topics = {
            one: next(iter(codes)) for one, codes in of_topic.items() if len(codes) == 1
        }

    def named(self, folded: str) -> str:
        """Whom words name: a code, :data:`OTHERS`, or "" for nobody."""
        words = WORD.findall(folded)
        for word in words:
            if word in self._initials and len(word) > 2:
                return self._initials[word]
        called = frozenset[str]().union(*map(self._called, words))
        said = frozenset(one for one in called if any(_is_form(one, word) for word in words))
        best, found = (0.0, 0.0), ""
        if not called:
            return OTHERS if any(map(_ELSEWHERE.fullmatch, words)) else ""
        for code, name in self._names:
            hits = [one for one in name if one in called]
            telling = [one for one in hits if one not in _SAYS_LITTLE]
            if not hits or not (telling or len(hits) == len(name)):
                continue
            # «Пусть Тында разбирается, дорога её»: who is called by name, and not by the trade.
            weight = sum(1.0 if one in said else 0.5 for one in hits)
            score = (weight, len(hits) / len(name))
            if score > best:
                best, found = score, code
        if found:
            return found
        return OTHERS if any(map(_ELSEWHERE.fullmatch, words)) else ""

    def _roots_of(self, word: str) -> frozenset[str]:
        """The names' words that a word is a form of, or calls by their trade."""
        return frozenset(one for one in self._roots if _is(one, word))

    def about(self, folded: str) -> str:
        """Whose are the topics that words name, where all are of one agency."""
        words = map(stem, WORD.findall(folded))
        codes = {self._topics[word] for word in words if word in self._topics}
        return codes.pop() if len(codes) == 1 else ""

    def read(self, folded: str, own: str) -> Named:
        """What a draft says of whose work it is. ``own``: whose draft it is."""
        folded = folded[:READ_AT_MOST]
        passing = _PASSING.search(folded)
        if passing and (whom := self._other(folded[passing.start() :], own)):
            return Named(whom, passes=True)
        if _PASSING_ALONE.search(folded):
            return Named(self._other(folded, own) or self.about(folded), passes=True)
        said = " ".join(re.findall(r"[\w-]+", folded))
        bare = _BARE.fullmatch(said) if len(said.split()) <= BARE_AT_MOST else None
        if bare and (whom := self._only(bare["whom"], own)):
            return Named(whom, passes=True)
        several = said.split()
        if 1 < len(several) <= OF_WHOM and (whom := self._other(several[-1], own)):
            return Named(whom, passes=True)
        for found in (*_LET_THEM.finditer(said), *_OF_DASH.finditer(folded.strip(" .!"))):
            if whom := self._other(found["whom"], own):
                return Named(whom, passes=True)
        if _WITHOUT_A_NAME.search(folded):
            return Named(self._other(folded, own), passes=True)
        return Named("", passes=False)

    def _other(self, words: str, own: str) -> str:
        whom = self.named(words)
        return whom if whom != own else ""

    def _only(self, words: str, own: str) -> str:
        """Whom words name that name nothing else."""
        several = words.split()
        whom = self._other(words, own)
        if not whom:
            return ""
        left = [one for one in several if not self.named(one) and stem(one) not in _SAYS_LITTLE]
        return whom if len(left) <= (len(several) - 1) // 2 else ""


def _is_form(root: str, word: str) -> bool:
    """Is a word one of a name's, in another form?"""
    if word == root or stem(word) == root:
        return True
    return len(root) >= ROOT_AT_LEAST and root not in _SAYS_LITTLE and word.startswith(root)


def _is(root: str, word: str) -> bool:
    """The same, or is it of the people of its trade?"""
    if _is_form(root, word):
        return True
    trade = next((of for begins, of in TRADES.items() if word.startswith(begins)), "")
    return bool(trade) and (root.startswith(trade) or root.endswith(trade))


def _folded(name: str) -> str:
    return name.casefold().replace("ё", "е")


NOBODY = Holders({}, {})
"""For who judges without a town: only what is said of others in any."""
