"""The quality of an answer before it goes: what is wrong with a draft, as far as rules can tell.

* It warns, and the operator decides. What was let be is written into the history.
* Precision before recall: a warning that is wrong twice is not read the third time. So an answer is
  called empty only if nothing is left of it when the clichés are taken out.
* What depends on the outcome (a date for «запланировано», a photo for «решено») is told for it.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from .manners import rude
from .shop_talk import among_colleagues, is_double, takes
from .tickets import Outcome
from .unfit import unfit
from .whose import NOBODY, Holders
from .words.personal import personal
from .words.phrases import one_of, said
from .words.whens import says_only_when


class Flaw(Struct, frozen=True):
    """``code`` names the text of the warning; ``found``: the words that it is about."""

    code: str
    found: str = ""


class Demands(Struct, frozen=True):
    """What the town file wants of an agency's answers, and of this topic's."""

    greeting: bool = False
    signature: bool = False
    photo_for_solved: bool = False
    names: tuple[str, ...] = ()
    """How the agency may be named in a signature."""
    holders: Holders = NOBODY
    """Who else answers for something in the town."""
    own: str = ""
    """The agency's code."""


NO_DEMANDS = Demands()

CODES = (
    "rude", "empty", "short", "caps", "gap", "greeting", "signature", "no_date", "no_photo",
    "taking", "talk", "double", "asks", "not_ours", "ahead", "undone", "no_file",
    "refusal", "denial",
    "phone", "mail", "passport", "snils", "card", "birth", "name",
)  # fmt: skip

_MESSAGE = (
    r"(?:обращени\w+|сообщени\w+|заявк\w+|заявлени\w+|вопрос\w*|информаци\w+|жалоб\w+|проблем\w+|"
    r"ситуаци\w+|материал\w*|факт\w*)"
)
_HANDLED = (
    r"(?:рассмотрен\w*|рассматрива\w+|направл\w+|перенаправл\w+|передан\w*|переда\w*|принят\w*|"
    r"зарегистрирован\w*|взят\w*|доведен\w*|проработан\w*|прорабатыва\w+|отработан\w*|отработк\w+|"
    r"изучен\w*|поставлен\w*|учтен\w*|обработан\w*|закрыт\w*|услышан\w*|"
    r"находится (?:на (?:рассмотрении|контроле|исполнении)|в работе))"
)
_CLICHES = rf"""
(?:\bваш\w*\s+)?(?:\bэлектронн\w+\s+)?\b{_MESSAGE}[\w\s,«»-]{{0,60}}?{_HANDLED}
(?:взят\w*|взяли|держим|находится|стоит|остается|берем)[\w\s]{{0,30}}?на [\w\s]{{0,20}}контрол\w+
на контрол\w+
(?:направлен\w*|принят\w*|передан\w*|взят\w*)\s+(?:\w+\s+)?в работу
(?:и )?(?:направлен\w*|передан\w*|принят\w*) (?:на|к) (?:рассмотрени|исполнени|проработк|сведени)\w+
(?:будут |были )?(?:приняты|принимаются|предприняты|примем|принят|приняли)[\w\s]{{0,20}}? мер\w*
меры[\w\s]{{0,20}}?(?:приняты|принимаются|будут приняты|предприняты)
работ\w+ (?:ведется|ведутся|проводится|проводятся|в этом направлении)[\w\s]{{0,40}}
(?:работа|работы) (?:по|над) (?:вашему|данному|этому|этим|вашим)[\w\s]{{0,30}}(?:ведется|ведутся)
вопрос[\w\s]{{0,20}}?(?:решается|будет решен|в работе|на рассмотрении|прорабатывается)
спасибо за[\w\s]{{0,40}}
благодарим( вас)?( за[\w\s]{{0,40}})?
приносим[\w\s]{{0,40}}извинения
ожидайте( \w+)?
в установленн\w+ (?:порядке|срок\w*)( \w+)?
в (?:ближайшее|кратчайш\w+|скором) (?:время|срок\w*|времени)
по мере (?:возможности|поступления)
в (?:рабочем|плановом) порядке
в (?:рамках|пределах) (?:\w+ )?(?:компетенции|полномочий)
о результат\w+[\w\s]{{0,40}}(?:сообщ\w+|проинформир\w+|уведом\w+)
(?:вы|вас) (?:будете|будут|проинформируют|уведомят|известят)( \w+){{0,2}}
(?:мы )?(?:обязательно )?(?:во всем )?разбер(?:емся|утся)( \w+)?
(?:мы )?работаем над[\w\s]{{0,25}}
(?:эта |данная |ваша )?проблема[\w\s]{{0,10}} известна
ответ дан
(?:информацию |обращение |заявку )?передадим[\w\s]{{0,30}}
(?:ваше )?мнение (?:очень )?важно( для нас)?
"""
"""One a line."""
EMPTY = re.compile("|".join(f"(?:{one})" for one in _CLICHES.split("\n") if one))
"""What says that something was done with the message, and nothing of the problem."""

FILLER = one_of(r"""
    (?:ответственн|специалист|исполнител|подрядн|подрядч|организаци|служб|соответствующ|орган)
    (?:уполномоченн|ведомств|управлени|отдел|компани|принят|принима|мер[аыу]?$|мерам)
    (?:реагировани|рассмотрени|рассмотр|проработк|устранени|решени|вопрос|проблем|заявк)
    (?:сообщени|обращени|информаци|данн|указанн|уважаем|здравств|добр|день|дня|вечер|утр|сут)
    (?:времени|уважени|жител|заявител|гражд|администраци|город|ваш|вами|вас|вам|нами|наш|мы|для)
    (?:дальнейш|необходим|компетентн|профильн|структур|подразделени|коллег|руковод|исполнени)
    (?:контрол|работ|сведени|надлежащ|должн|образ|сделан|внимани|пожалуйст|будет|будут|был|это)
    (?:этот|этом|эту|того|все|всё|наст|отношени|связ|части|дополнительн|адрес|письм|скор|помощ)
    (?:благодар|спасиб|выполнени|отработк|сво|сам|нужн|требу|полномоч|оперативн|тщательн)
    (?:внимательн|полн|объем)
""")
"""Words that make no answer of a cliché."""

CONCRETE = re.compile(
    r"(?:\d|(?:ли|ла|ло|ен|ена|ено|ены|ан|ана|ано|аны|ят|ют|им|ем|ется|утся|ится|ятся|лись|лась|"
    r"лось|лся|ит|ет|ишь|ите|ыт|ыто|ута|уты|ь?ся)$)"
)
"""A word that may be a verb of something done; then it is no mere cliché."""
SAID_IN_VAIN = 2
"""Words beside the clichés that still say nothing: «в УК Восток»."""

GREETING = re.compile(
    r"здравств|добр(?:ый|ое|ого|ой)\s+(?:день|дня|вечер|утро|утра|времени|ночи)|"
    r"доброго\s+времени|уважаем|приветств|добрый"
)
FAREWELL = re.compile(r"с\s+уважением|с\s+заботой|всегда\s+ваш|ваш[аи]?\s+(?:\w+\s+){0,2}\w+[.!]?$")
SIGNED = re.compile(r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.")
OFFICE = re.compile(
    r"^(?:\W*)(?:администрация|отдел|управление|служба|мку|мбу|муп|гку|гбу|ооо|ао|пао|министерство|"
    r"департамент|комитет|инспекция|диспетчер|пресс-служба|команда|центр|дорожная|водоканал|ук)\b"
)

_MONTH = r"(?:январ|феврал|март|апрел|ма[йяею]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
_MONTHS_ENGLISH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
DATE = one_of(rf"""
    \b\d{{1,2}}[./]\d{{1,2}}\b
    \b\d+\s+(?:\w+\s+)?(?:час|дн[яей]|день|сут|недел|месяц)
    \b{_MONTH} | \b\d{{1,2}}[:.]\d{{2}}\b | \b20\d{{2}}\b | сегодня | завтра
    конц[ае]\s+(?:\w+\s+)?(?:дня|недели|месяца|года|квартала|смены|суток|зимы|весны)
    (?:понедельник|вторник|сред[аыуе]\b|четверг|пятниц|суббот|воскресень)
    (?:следующ|эт|будущ|текущ)\w+\s+(?:недел|месяц|год|выходн|квартал|сезон)
    (?:через|в\s+течени[ие]|за|не\s+более|до|около)\s+(?:\w+\s+){{0,3}}?(?:час|дн[яей]|день|сут
        |недел|месяц|минут|полугод|квартал)
    (?:весн|лет|осен|зим)(?:ой|ом|ью|а|у|ы|о)\b
    к\s+(?:зиме|лету|весне|осени) | квартал
    (?:вечер|утр|ноч|обед)(?:ом|ью|а)\b
    к\s+(?:вечеру|утру|обеду) | \bчас(?:а|ов)\b | \bполд(?:ень|ня|ню)\b | \bвыходн
    \b\d{{1,2}}(?:-?го)?\s+числа
    \b(?:today|tonight|tomorrow|noon|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b
    \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS_ENGLISH}
    \b{_MONTHS_ENGLISH}\s+\d{{1,2}}\b
    \b(?:january|february|april|june|july|august|september|october|november|december)\b
    \b(?:in|within|for|by|until|next|this|end\s+of)\s+(?:\w+\s+){{0,3}}?(?:hour|day|week|month
        |year|quarter|morning|afternoon|evening|spring|summer|autumn|winter)
    схода\s+снега
    окончани\w+\s+(?:зим|отопит|паводк|сезон)
    после\s+праздник | до\s+праздник | сут(?:ок|ки)
""")
VAGUE = one_of(r"""
    в\s+(?:ближайшее|скором|кратчайш\w+|ближайш\w+|возможно\s+короткие)\s+(?:врем\w+|срок\w*
        |перспектив\w*)
    по\s+мере\s+(?:возможности|поступления|выделения|финансирования)
    при\s+(?:первой\s+)?возможности
    в\s+установленн\w+\s+срок\w*
    при\s+наличии\s+(?:\w+\s+)?финансирования
    в\s+плановом\s+порядке
""")
NOT_PLANNED = re.compile(r"не\s+(?:план|предусм|представля|может|могут|возмож)|нет\s+возможности")

ENCLOSED = said(r"""
    прилага(?:ю|ем|ется|ются) | прикладыва(?:ю|ем)
    прикреп(?:ляю|ляем|ил|ила|или|лен|лено|лена|лены)
    прилож(?:ил|ила|или|ен|ена|ено|ены)(?! к )
    во вложении | во вложенн\w+ | в приложенн\w+ | в прикрепленн\w+ | см\W* фото | attached
    enclosed
""")
"""That something goes along."""
GAP = re.compile(r"\{[^{}\n]*\}|_{3,}|\[[^\]\n]{3,60}\]|<[^<>\n]{2,60}>|\b[xхXХ]{3,}\b")
"""A place of a template that nobody has filled."""

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|https?://\S+")
SHORT = 5
"""Words: of fewer it is asked whether they say anything, unless files say the rest."""
TELLING = 2
"""Words that say something, without which a short text is no answer: «яму засыпали»."""
LOUD_AT_LEAST = 3
"""Words in capitals: fewer are names."""
LOUD = 4
"""Letters: a shorter word in capitals is an abbreviation."""


def flaws(
    text: str,
    *,
    outcome: Outcome | None,
    demands: Demands = NO_DEMANDS,
    pictures: int = 0,
    files: int = 0,
    blanks: Sequence[str] = (),
) -> tuple[Flaw, ...]:
    """What is wrong with an answer. ``pictures`` of its ``files`` are pictures; ``blanks`` are the
    placeholders that will be filled when it goes."""
    said = _flaws_of_words(text, outcome, demands, files, blanks) if text.strip() else ()
    lacks_photo = outcome is Outcome.SOLVED and demands.photo_for_solved and not pictures
    return (*said, *((Flaw("no_photo"),) if lacks_photo else ()))


def _no_answer(
    folded: str, outcome: Outcome | None, demands: Demands, files: int
) -> Iterator[Flaw]:
    """What it is instead of an answer, and what it says goes along and does not."""
    code, whose = unfit(
        QUOTED.sub(" ", folded),
        solved=outcome is Outcome.SOLVED,
        holders=demands.holders,
        own=demands.own,
    )
    if code and (code != "undone" or not (files or _is_said_already(folded))):
        yield Flaw(code, whose)
    if not files and (enclosed := ENCLOSED.search(folded)):
        yield Flaw("no_file", enclosed.group())


def _is_said_already(folded: str) -> bool:
    """Is it warned of as a cliché, or as too short?"""
    return bool(empty(folded)) or _says_nothing(folded)


def _to_colleagues(text: str, folded: str) -> str:
    """What is said to those in the chat, and nothing of which is for the resident."""
    if takes(text, folded):
        return "taking"
    if is_double(folded):
        return "double"
    return "talk" if among_colleagues(text, folded) else ""


def _bare(gap: str) -> str:
    """«{ Имя }» is the gap «{имя}»."""
    return "".join(gap.casefold().split())


def _flaws_of_words(
    text: str, outcome: Outcome | None, demands: Demands, files: int, blanks: Sequence[str]
) -> Iterator[Flaw]:
    folded = text.casefold().replace("ё", "е")
    if rough := rude(QUOTED.sub(" ", folded)):
        yield Flaw("rude", rough)
    if (code := _to_colleagues(text, folded)) and not files:
        yield Flaw(code)
        return
    if cliche := empty(folded):
        yield Flaw("empty", cliche)
    elif not files and _says_nothing(folded):
        yield Flaw("short")
    if _is_loud(text):
        yield Flaw("caps")
    gap = next((one for one in GAP.findall(text) if _bare(one) not in blanks), "")
    if gap:
        yield Flaw("gap", gap)
    if demands.greeting and not GREETING.search(folded[:80]):
        yield Flaw("greeting")
    if demands.signature and not _is_signed(text, folded, demands.names):
        yield Flaw("signature")
    if not gap and (vague := _undated(folded, outcome)) is not None:
        yield Flaw("no_date", vague)
    if not gap:
        yield from _no_answer(folded, outcome, demands, files)
    for one in personal(text):
        yield Flaw(one.kind.value, one.words)


def empty(folded: str) -> str:
    """The cliché that an answer consists of; "" if it says something."""
    sentences = [one.strip() for one in re.split(r"[.!?\n;]+", folded) if one.strip()]
    cliches: list[str] = []
    for sentence in sentences:
        rest = WORD.findall(EMPTY.sub(" ", sentence))
        left = _telling(rest)
        if re.search(r"\d", sentence) or DATE.search(sentence) or len(left) > SAID_IN_VAIN:
            return ""
        if any(CONCRETE.search(word) for word in left):
            return ""
        if EMPTY.search(sentence):
            cliches.append(sentence)
        elif left and not GREETING.search(sentence) and not FAREWELL.search(sentence):
            return ""
    told = [one for one in cliches if not re.match(r"спасибо|благодар|приносим", one)]
    return told[0] if told else ""


def _says_nothing(folded: str) -> bool:
    """Is a text too short to tell what was done? «Готово», «ой не то», «завтра к обеду»."""
    words = WORD.findall(folded)
    if len(words) < SHORT and len(_telling(words)) < TELLING and not re.search(r"\d", folded):
        return True
    return says_only_when(folded)


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) > 2 and not FILLER.match(word)]


def _undated(folded: str, outcome: Outcome | None) -> str | None:
    """What was promised without a date; None if nothing was."""
    if DATE.search(folded):
        return None
    vague = VAGUE.search(folded)
    if vague and not NOT_PLANNED.search(folded):
        return vague.group()
    return "" if outcome is Outcome.PLANNED else None


def _is_loud(text: str) -> bool:
    words = [word for word in WORD.findall(QUOTED.sub(" ", text)) if len(word) >= LOUD]
    loud = [word for word in words if word.isupper()]
    return len(loud) >= LOUD_AT_LEAST and len(loud) * 2 > len(words)


def _is_signed(text: str, folded: str, names: Sequence[str]) -> bool:
    tail = folded.strip()[-160:]
    last = [line for line in text.strip().split("\n") if line.strip()][-1].strip()
    if FAREWELL.search(tail) or SIGNED.search(last[-60:]):
        return True
    end = tail[-80:]
    if any(name and name.casefold().replace("ё", "е") in end for name in names):
        return True
    return "\n" in text.strip() and OFFICE.search(last.casefold()) is not None
