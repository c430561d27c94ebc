"""Words that may go on about a ticket instead of beginning a complaint: «когда сделают?», «нет»,
«ничего не засыпали».

They are few, name no house, and mean a ticket only if there is one to mean: who has none begins a
complaint with them. Which it is the facts tell, see :class:`dialogs.lookups.FindMeant`.
"""

import re
from enum import StrEnum
from functools import lru_cache

from core.words.classes import NO
from core.words.digits import has_digits
from dialogs.texts import fold

from .agreeing import SAID_YES
from .asking_after import asks_after, asks_of_any
from .content import is_grade
from .declining import ASKED_AGAIN, is_over
from .remarks import adds
from .verdicts import disagrees, is_content, is_doubtful, is_questioned, regrets, says_no
from .wishes import not_helped

WORDS_AT_MOST = 6
"""Longer than a question or a verdict: a story."""
REACTING_AT_MOST = 15
"""Longer than what is thrown back at an answer."""


class Following(StrEnum):
    """The verdicts are named as the buttons under a notice are."""

    ASKS = "asks"
    HELPED = "helped"
    NOT_HELPED = "nothelped"
    REACTS = "reacts"
    """It goes on about what was said to be done: «опять темно», «ничего вы не заменили»."""
    OVER = "over"
    """It is needed no more: «починили, не надо»."""
    REGRETS = "regrets"
    """What was pressed just now was not meant: «ой, я не то нажала», «верните обращение»."""
    ADDS = "adds"
    """It says itself that it is more of the same: «забыл сказать», «исправьте адрес»."""
    TELLS = "tells"
    """A trouble is told, and no other place: it may be the ticket's own."""
    DENIES = "denies"
    """It begins with «нет,» and goes on: so is «Помогло?» answered, whatever thing is named."""
    THANKS = "thanks"
    """Thanks, praise, or that it was read."""
    GRADES = "grades"
    """A mark of another scale: «5»."""
    WONDERS = "wonders"
    """What may be told, or what is known, is asked of the bot."""
    GOES_ALONG = "along"
    """It follows an answer to an agency's question."""
    CALLS_OFF = "calls-off"
    """One of several is named, and needed no more: :mod:`dialogs.heard.of_several`."""
    ASKS_OF = "asks-of"
    """One of several is named, and asked after."""
    CHOOSES = "chooses"
    """One of several is named, and no more said."""
    SHOWS = "shows"
    """A picture, a voice, a place came without a word."""
    REMARKS = "remarks"
    """Whatever else is said and names no trouble and no place: :mod:`dialogs.resident.spoken`."""


_DONE = (
    r"(?:сдела|почин|задела|засыпа|убра|приех|приед|включ|ответ|реш|вывез|отремонтир|исправ|устран"
    r"|дад|дали|буд|приш|пришл)\w*"
)
_WILL = (
    rf"(?:{_DONE}|(?:засып|полож|выед|начн|почист|постав|установ|замен|подключ|дела|чин|появ"
    rf"|возобн)"
    r"\w*)"
)
"""Asked of, and said of nothing done."""
_HAS_DONE = (
    r"(?:сдела|почини|задела|засыпа|убра|приеха|включи|ответи|реши|вывез|отремонтирова|исправи"
    r"|устрани|да)(?:л[аои]?|н[аоы]?)"
)
"""What is done already: «приедут», «сделайте» judge nothing."""
_HELPED = re.compile(
    r"(?:да )?устраивает|да согласн\w+|"
    rf"(?:да )?(?:уже )?(?:все )?(?:{_HAS_DONE}|решено|устранено|исправлено|вывезли)(?: спасибо)?"
    r"|(?:да )?все (?:хорошо|в порядке|нормально)"
    r"|(?:да )?(?:спасибо )?(?:уже )?(?:все )?(?:заработал[аио]?|работает|горит|светит)"
    r"(?: спасибо)?|да спасибо|yes thanks|done|fixed"
)
_SEND = r"(?:добав|присла|прикреп|досла|отправ|скин|прилож|дополн|посла)\w*"
_PICTURE = r"(?:фото\w*|фотк\w+|снимк\w+|видео)"
_ASKS = re.compile(
    r"(?:(?:а|ну|и|но|так|ок|хорошо|понятно|здравствуйте|скажите|подскажите|пожалуйста|интересно"
    r"|(?:можно|хотелось бы|хочу|хотел бы|хотела бы) (?:узнать|спросить|знать)) )*"
    r"(?:"
    rf"когда(?: же| уже)*(?: {_WILL})?(?: \w+)?|скоро(?: ли| уже)?(?: {_DONE})?"
    r"|долго(?: еще)?(?: ждать)?|сколько(?: еще| нам| можно)* ждать(?: то)?"
    r"|почему(?: так)? долго|(?:что|как) там"
    r"|есть(?: ли)?(?: какие нибудь| какие то)? (?:новости|ответ|результат|изменения)"
    r"|(?:что|как)(?: там)?(?: с| у)?(?: мо\w+)?(?: обращени\w+| заявк\w+| жалоб\w+)?"
    r"(?: (?:про|по|о|об|насчет|на))?(?: \w+)?"
    rf"|(?:\w+ )?когда(?: же| уже)*(?: \w+)? {_WILL}(?: \w+)?|(?:срок\w* \w+ )?где ответ"
    r"|(?:по \w+ )?есть(?: какие)? (?:новости|ответ|результат|изменения)(?: по \w+)?"
    r"|до какого (?:числа|дня|времени|часа)(?: \w+)?|(?:а )?ответ(?: то)?(?: вообще)? будет"
    r"|(?:вы )?(?:уже )?(?:отправили|передали|приняли|получили)(?: мо\w+)?(?: \w+)?"
    r"|(?:какие )?новости|кто(?: этим| там)? занимается|ответа(?: все)?(?: еще)? нет"
    r"(?: уже \w+)?|жд(?:у|ем)(?: ответа)?|алло|ау|when(?: will it be (?:done|fixed))?"
    rf"|ну (?:что|как)(?: там)?(?: уже)? {_DONE}(?: \w+)?"
    r"|(?:вы )?(?:кому|куда)(?: \w+)? (?:передали|отправили|отдали|ушл[оа]|попал[оа]|направили)"
    r"(?: \w+)?|кто(?: \w+)? (?:занимается|дела(?:ет|л|ть)|отвечает|ответит|приедет|чинить?)"
    r"(?: \w+)?|(?:что )?если (?:(?:никто|ничего|и|так|они|вы) )*не (?:\w+)(?: \w+)?"
    r"|(?:можно|нельзя|как)(?: \w+)? (?:ускорить|быстрее|побыстрее|поскорее|поторопить)(?: \w+)?"
    r"|долго(?: еще| вы| мне| нам| они)* (?:буд\w+|собира\w+|жд\w+|тян\w+)(?: \w+){0,2}"
    rf"|(?:можно|куда|как|могу)(?: ли| я| мне| еще| сюда| потом)* (?:{_SEND}(?: \w+)? {_PICTURE}"
    rf"|(?:\w+ )?{_PICTURE}(?: \w+)? {_SEND})(?: \w+)?"
    r"|how long(?: will it take)?|any news|who is working on it|who (?:got|has) it"
    r"|can i (?:add|send) (?:a )?(?:photo|picture)|can (?:it|you) be faster|what if nobody comes)"
)
_NAMING = re.compile(r"(?:что|как) (?!там|с |у |про |по |насчет |мо\w+ )\w+")
"""«Как включить свет», «что делать»: asked of no ticket."""
_ASKS_WHETHER = re.compile(
    r"(?:(?:а|ну|так|что|как|там|уже) )*(?:\w+ )?(?:уже )?"
    r"(?:сдела|почини|задела|засыпа|убра|приеха|включи|реши|вывез|отремонтирова|исправи|устрани|да)"
    r"ли(?: \w+)?"
)
"""With a question mark: «починили?» is no «починили»."""
_ASKS_FOR_NEWS = re.compile(r"(?:а |так )?ну (?:что|как)\b")
"""Whoever begins so speaks of what is known, in whatever words they name it."""
_NOT_HELPED = re.compile(
    rf"(?:нет )?(?:ничего (?:никто )?(?:так и )?не {_DONE}(?: \w+)?"
    rf"|(?:так и|пока|до сих пор) (?:ничего )?не {_DONE}(?: \w+)?"
    rf"|никто (?:так и |ничего )*не (?:{_DONE}|приходил|приезжал|делает|звонил|едет|идет)(?: \w+)?"
    rf"|не {_DONE}|все (?:так же|по старому|по прежнему)|по прежнему|вранье|обман(?:ули)?|неправда"
    r"|(?:это |все это )?(?:неправда|вранье|обман) .*|нет никакого результата|результата нет"
    r"|(?:нет )?не устраивает.*|(?:нет )?не соглас\w+(?: с .*)?"
    r"|спасибо но (?:яма|мусор|снег|лужа|свалка|лед|воды|света) .*"
    r"|(?:яма|мусор|снег|лужа|свалка|лед) (?:все )?(?:еще )?на месте|вы не т\w+ \w+ \w+"
    rf"|опять не {_DONE})|not fixed|nothing (?:was )?(?:done|changed)"
)
_REACTS = re.compile(
    r"(?:.* )?(?:опять|снова|по прежнему|до сих пор|все (?:еще|равно|так же|то же)"
    r"|как (?:и )?был[аои]?|так и (?:не|нет|стоит|лежит|есть|течет|висит|остал\w+)"
    r"|(?:на том же|все на|как на|и на) месте|да не (?!надо|нужно)\w+"
    r"|у вас (?:ничего|опять|не|все)|ничего (?:вы|там|никто)(?: \w+)? не"
    r"|вы (?:же |там |так |и |вообще )*(?:ничего|никого)(?: \w+)? не"
    r"|ничего (?:и |так и )*не \w+л[аио]?|проверял[аи]?|врете|вранье|обманываете|обманули"
    r"|неправда|отписк\w+|again|still"
    r"|стал[аои]? (?:еще )?(?:больше|хуже|глубже|темнее|холоднее|сильнее|шире))(?: .*)?"
    r"|(?:спасибо но|не все|не до конца|не совсем|частично|наполовину|не согласн?[а-я]*) .*"
    r"|(?:вы |же |а |вот |ведь |нам |мне )*обещал[аи]? .*\b(?:не|нет|никто|ничего|где)\b.*"
    r"|нет (?:не|ничего|никто|никого|это|опять|и|там|спасибо) .*"
    rf"|(?:да )?(?:все |уже )*(?:горит|работает|светит|есть|{_DONE}) но .*"
)
_THROWN = re.compile(
    r"(?:вы (?:там )?(?:издеваетесь|шутите|смеетесь|серьезно)|издеваетесь|издевательство"
    r"|это (?:же )?(?:издевательство|безобразие|позор|смешно)|сколько можно|как вам не стыдно)"
)
"""It tells of no trouble, whatever topic has such words."""


@lru_cache(maxsize=ASKED_AGAIN)
def following(text: str) -> Following | None:
    """What these words would mean of a ticket; None: they are no such words."""
    if not_helped(text) is not None:
        return Following.NOT_HELPED
    if is_grade(text):
        return Following.GRADES
    said = fold(text)
    count = len(said.split())
    few = 0 < count <= WORDS_AT_MOST and not has_digits(said)
    asks, questioned = text.rstrip().endswith("?"), is_questioned(text)
    meant = _in_few_words(said, asks=asks, questioned=questioned) if few else None
    if meant is None and asks_after(text):
        return Following.ASKS
    if meant is None and regrets(text):
        return Following.REGRETS
    if meant is None and (is_doubtful(text) or disagrees(text)):
        return Following.REACTS
    if meant is None and _THROWN.fullmatch(said):
        return Following.REMARKS
    if meant is None and is_over(text):
        return Following.OVER
    if meant is None and adds(text):
        return Following.ADDS
    if meant is None and count <= REACTING_AT_MOST and _REACTS.fullmatch(said):
        return Following.REACTS
    if meant is None and count <= REACTING_AT_MOST and says_no(text):
        return Following.DENIES
    return meant


def _in_few_words(said: str, *, asks: bool, questioned: bool) -> Following | None:
    if asks and _ASKS_WHETHER.fullmatch(said):
        return Following.ASKS
    if said in NO or _NOT_HELPED.fullmatch(said):
        return Following.NOT_HELPED
    if said in SAID_YES or is_content(said) or _HELPED.fullmatch(said):
        return Following.REACTS if questioned else Following.HELPED
    if _ASKS.fullmatch(said) and not _NAMING.fullmatch(said):
        return Following.ASKS
    return None


def asks_for_news(text: str) -> bool:
    """Is it «ну что, починили свет?»: never the beginning of a complaint, if there is a ticket?"""
    asks = following(text) is Following.ASKS
    return asks and (_ASKS_FOR_NEWS.match(fold(text)) is not None or asks_of_any(text))


def is_bare(text: str) -> bool:
    """Is it a verdict and nothing besides: «да», «нет»?"""
    return fold(text) in NO or following(text) is Following.HELPED
