"""Drafts that are no answer: a question to the resident, «не к нам», what is not done yet.

Each has a button of its own, and under «решено» each is read as mockery. Precision before recall,
as of all that is said of a draft (:mod:`core.quality`): where something is told as done, only a
question that plainly asks is one. Texts come folded: small letters, «е» for «ё».
"""

import re

from .not_yet import is_not_yet, promises, without_dispatch, without_orders
from .refusing import refuses
from .whose import NOBODY, Holders, Named

_SENTENCE = re.compile(r"[^.!?\n;…]+[.!?\n;…]*")
_IF = re.compile(
    r"\b(?:если|в случае|при (?:повтор|появлен|возникнов|поломк|необходим)\w*"
    r"|if|in case|should you)\b"
)
"""«Если повторится, приедем» and «обращайтесь, если что» are of another day."""

_NOT_DONE = re.compile(
    r"\b(?:переда|направ|перенаправ|принят|приня|рассмотр|зарегистр|запланир|планир|намеч"
    r"|заплан|включен"
    r" в план|поставлен|взял|взят|получ|согласован|ожида|жител|недел|водител|строител|детал"
    r"|автомобил"
    r"|магистрал|петел|замен[аыу]?\b|смен[аыу]?\b|стен[аыу]?\b|цен[аыу]?\b|план|кран|экран"
    r"|ели\b|или\b|были?\b"
    r"|был[ао]\b|указан|данн|обратил|сообщил|звонил|извин|уважаем|связан|вызван|сказал|написал|нужн"
    r"|водоканал|канал|подвал|материал|персонал|начал[оау]\b|около|школ|отдел|раздел|предел"
    r"|котел|угол|охран|квартал|обязан|должн|нужен|непонят|объявлен|заключ|составл|оборв|оборван"
    r"|сломан|поврежд"
    r"|разбит|забит|залит|затоплен|разрушен|порван|прорва|упал|лопнул|перегоре|открыт люк"
    r"|неисправ|оттепел|качел|кабел|карусел|панел|тоннел|туннел|модел|мебел|скал|зеркал|сигнал"
    r"|капитал|терминал|портал|вокзал|вертикал|спирал|педал|фонтан|океан|ураган|орган|хулиган"
    r"|шлагбаум"
    r"|минут|ребят|девчат|семен|времен|антен|сирен|ступен|ветеран|\w+[аи]тел|\w+метал|укомплектован"
    r")\w*"
)
"""What looks done by its ending, and is not the work: passed on, planned, «недели», «замена»."""
_DONE = re.compile(
    r"\bда(?:ли|на|но|ны|л|ла)\b|\b\w{2,}(?:[аеиыоуя]л[аио]?|[аеиыоуя]л(?:ся|[аио]сь)"
    r"|ш[её]?л[аио]?|вез|везли|ен[аоы]?"
    r"|ан[аоы]?|ят[аоы]"
    r"|ыт[аоы]?|нут[аоы]?)\b"
    r"|\bготов[аоы]?\b|\bвыговор\w*|\bработа[ею]т\b|\bгор[ия]т\b|\b(?:вода|свет|тепло|газ) (?:есть"
    r"|подан\w*"
    r"|пош\w+)\b"
    r"|\b(?:fixed|repaired|replaced|filled|removed|cleaned|restored|cleared|done|completed"
    r"|installed|mended"
    r"|collected|works|working)\b"
)
_DENIED = re.compile(r"\bне \w+")
"""«Ещё не выбрали» is nothing done."""
_AWARDED = re.compile(
    r"\b(?:выплат|пособи|льгот|субсиди|пенси|компенсаци|доплат)\w* (?:\w+ )?назначен\w*"
    r"|\bназначен\w* (?:\w+ )?(?:выплат|пособи|льгот|субсиди|пенси|компенсаци|доплат)\w*"
)
"""Of money that is no plan."""
_IN_ORDER = re.compile(
    r"\bнет\b|\bне (?:выявл|обнаруж|подтвер|найден|нашл|требу|нужн|наблюда|зафикс)\w*"
    r"|\bв (?:норме|порядке)\b"
    r"|\bсоответству\w+|\bисправ(?:ен|на|но|ны)\b|\b(?:ходит|ходят|открыт[аоы]?|закрыт[аоы]?"
    r"|включен[аоы]?|чисто|чистый|чистая|тепло|теплые|сухо|есть)\b"
    r"|\b(?:в наличии|на месте|по графику|по расписанию|в строю|ok|fine|in order)\b"
    r"|\b(?:считае(?:тся|м)|начисля|рассчит|зависит|полага|положен|тариф|норматив|закон)\w*"
)
"""That all is well is an answer too, though nothing was done for it; so is what the rule is."""
_WILL_BE_DONE = re.compile(r"\b(?:буд(?:ет|ут)|will be)\s+(?:\w+\s+){0,2}?\w+")

_INTERROGATIVE = re.compile(
    r"^(?:[^\w]*(?:здравствуйте|добр\w+ (?:день|вечер|утро|дня)|а|и|но|скажите|подскажите"
    r"|уточните|пожалуйста"
    r"|hello|please|and)\b)*[^\w]*(?:(?:в|во|на|с|со|по|у|до|из|от|к|о|об|под|за)\s+)?"
    r"(?:как(?:ой|ая|ое|ие|ого|ому|им|ом|их|ую)|где|когда|сколько|что|кто|кого|кому|чем|чего"
    r"|чей|чья|чье|куда"
    r"|откуда|котор\w+|почему|зачем|как|есть ли|можете|не могли бы|what|which|where|when|how"
    r"|who|whose|could you"
    r"|can you|is|are|do|does|did)\b"
)
_ASKED_FOR = re.compile(
    r"\b(?:уточните|пришлите|укажите|подскажите|сфотографируйте|назовите|опишите подробн\w+"
    r"|сообщите|напишите"
    r"|скажите|вышлите|прикрепите|please (?:send|tell|specify|describe|attach)"
    r"|could you (?:send|tell|specify))\b"
    r"[^.!?\n]{0,40}?\b(?:фото\w*|снимок|снимки|адрес\w*|номер\w*|этаж\w*|подъезд\w*|квартир\w*"
    r"|дом|место|участ\w+"
    r"|время|дат[ау]|когда|где|как\w*|сколько|чт[оё]|ориентир\w*|подробн\w+|данные|улиц\w+"
    r"|телефон\w*"
    r"|photo\w*|address|number|floor|entrance|place|where|when|which|what|details)\b"
    r"|\b(?:фото\w*|адрес|номер|телефон|контакт\w*|счет|показани\w+|чек\w*|время|дат[ау]|фамили\w+"
    r"|фио"
    r"|видео)(?: \w+){0,3},? (?:пришлите|уточните|укажите|вышлите|напишите"
    r"|прикрепите|сообщите|оставьте|назовите|скиньте|подскажите|продиктуйте|дайте|киньте)\b"
    r"|\b(?:прошу|просим|просьба|прошу вас|просим вас) (?:сообщить|указать|прислать|уточнить"
    r"|выслать"
    r"|оставить|назвать|описать|подсказать|прикрепить|скинуть|написать) (?!о\b|об\b|если)\w+"
    r"|\b(?:оставьте|назовите|скиньте|продиктуйте|киньте)\b[^.!?\n]{0,30}?\b(?:фото\w*|адрес\w*"
    r"|номер\w*"
    r"|телефон\w*|контакт\w*|счет\w*|фамили\w+|координат\w*|точк\w+|геолокаци\w+|видео)\b"
)
_THING = (
    r"(?:фото\w*|снимок|видео|адрес\w*|номер\w*|этаж\w*|подъезд\w*|квартир\w*|ориентир\w*"
    r"|подробн\w+"
    r"|точн\w+|мест[оа]|координат\w*|геолокаци\w*|геометк\w*|телефон\w*|контакт\w*|данн\w+)"
)
_LACKING = re.compile(
    rf"\b(?:нуж(?:ен|на|но|ны)|не хватает|надо|требу\w+|необходим\w*|не указан\w*|не ясно|неясно"
    rf"|непонятно|не видно"
    rf"|нет|без) (?:бы )?(?:\w+ )?{_THING}\b.{{0,30}}$"
    rf"|^\W*(?:{_THING}|дома|и|или|где|как давно|давно)(?:\W+(?:{_THING}|дома|дом|и|или|это"
    rf"|давно))*\W*$"
    rf"|\bне (?:понял|поняла|понятно|вижу|видно|видим|ясно|знаем|указал"
    rf"|указали)\w* (?:\w+ )?(?:{_THING}|где|как\w+|куда|о чем)\b"
    rf"|\b(?:запросите|узнайте|спросите|выясните) (?:\w+ )?(?:{_THING}|где|как\w+|когда"
    rf"|у жител\w+)\b"
    rf"|^\W*(?:а |и )?(?:{_THING}|дом|улица|время) (?:тут |там )?(?:как\w+|где)\W*$"
    rf"|\b{_THING} (?:\w+ )?(?:уточнить|узнать|указать|прислать|скинуть|бы|нуж(?:ен|на|но|ны)|надо"
    r"|не указан\w*|непонят\w+|неясно|не ясно|не ясен|не хватает)\b"
    r"|\b(?:уточнить|узнать|запросить|выяснить|спросить) (?:у жител\w+ |бы |надо )*"
    rf"(?:\w+ )?(?:{_THING}|где|как\w*|когда|сколько)\b"
    rf"|^\W*(?:а|и) (?:\w+ )?{_THING} (?:\w+ )?(?:есть|будет)\W*$"
    r"|\bпусть (?:\w+ )?(?:пришл|уточн|укаж|напиш|сфот|скаж|прилож|скин|опиш|назов|сообщ|добав)\w*"
)
"""What is missing is told, and the resident alone has it."""
_INTERROGATIVE_WORD = re.compile(
    r"^\W*(?:(?:а|и|но|так|подскажите|скажите|пожалуйста|в|во|на|с|со|по|у|до|из|от|к|о|за)\b\W*)*"
    r"(?:как(?:ой|ая|ое|ие|ого|ому|им|ом|их|ую)|где|сколько|куда|откуда|какова|чей|чья|чье|котор\w+"
    r"|что (?:именно|за)|есть ли|почему|which|where|how (?:many|long))\b"
)
UNMARKED_AT_MOST = 10
"""Words of a question without its sign."""
_POLITE = re.compile(r"\bвопрос\w*|\bquestions?\b")
"""«Остались вопросы?» asks for nothing."""

_ORGANISATION = (
    r"(?:ук\b|тсж\b|жэк\w*|управляющ\w+|водоканал\w*|администраци\w+|полици\w+|гибдд"
    r"|росреестр\w*|суд\b|мфц|рэо\b"
    r"|регоператор\w*|регионал\w+|дорожн\w+|городск\w+|энергосбыт\w*|электросет\w*|сет[ия]м?\b"
    r"|теплосет\w*"
    r"|застройщик\w*|собственник\w*|друг\w+|соответствующ\w+|министерств\w+|мэри\w+|поликлиник\w*)"
)
_NOT_OURS = re.compile(
    r"\bне (?:к нам|по адресу|наш(?:а|е|и|у|ей|его|их)?\b|мы\b|на нашем балансе"
    r"|у нас на балансе|в наше[йм] "
    r"(?:\w+ )?(?:компетенци|веден|зон|обслуж|территор)\w*|относится к (?:нам|наш\w+)"
    r"|входит в (?:наш\w+|"
    r"зону|перечень|компетенц)\w*|(?:\w+ )?занимаемся\b|обслуживаем\b|отвечаем за)"
    r"|\b(?:не состоит|не находится|не стоит) на (?:нашем )?балансе"
    rf"|\b(?:это|этим|вопрос|вам)\b(?: \w+){{0,3}} (?:к|в) {_ORGANISATION}"
    r"|\b(?:адресован|направлен|послан|прислан|это|вопрос|заявка)\w* не нам\b"
    r"|\bотношени\w* (?:\w+ ){0,3}не име\w+|\bне име\w+ (?:\w+ ){0,3}отношени\w*"
    r"|\bподведомственност\w+ (?:\w+ )?(?:друг|не наш|ин)\w*|\b(?:друг|ин"
    r"|не наш)\w* подведомственност\w+"
    rf"|\b(?:обращайтесь|обратитесь|обратиться|звоните|пишите)\b(?: \w+){{0,2}} (?:к|в"
    rf"|во) {_ORGANISATION}"
    r"|\bnot (?:ours|our (?:\w+ )?(?:job|area|responsibility|road|network|territory|department)"
    r"|us|for us)\b"
    r"|\b(?:please )?contact (?:the|your) (?:management|housing|water|city|road|police)"
)

_FINISHED = (
    r"(?:дадим|дадут|даст|сдела(?:ем|ют|ет)|почин(?:им|ят|ит)|устран(?:им|ят|ит)|исправ(?:им|ят"
    r"|ит)|замен(?:им|ят|ит)"
    r"|засып(?:лем|лют|лет|ем|ят)|задела(?:ем|ют|ет)|установ(?:им|ят|ит)|постав(?:им|ят|ит)"
    r"|покрас(?:им|ят|ит)"
    r"|выполн(?:им|ят|ит)|законч(?:им|ат|ит)|заверш(?:им|ат|ит)|включ(?:им|ат|ит)|подключ(?:им"
    r"|ат|ит)"
    r"|(?:вы|за|у|от|при|пере)вез(?:ем|ут|ет)|у?бер(?:ем|ут|ет)|убер(?:ем|ут|ет)|очист(?:им|ят"
    r"|ит)|почист(?:им|ят|ит)"
    r"|прочист(?:им|ят|ит)|расчист(?:им|ят|ит)|вычист(?:им|ят|ит)|отремонтиру(?:ем|ют|ет)"
    r"|восстанов(?:им|ят|ит)"
    r"|спил(?:им|ят|ит)|обреж(?:ем|ут|ет)|посып(?:лем|лют|лет|ем|ят)|откача(?:ем|ют|ет)"
    r"|при(?:едем|едут|едет|дем|дут|дет)"
    r"|выед(?:ем|ут|ет)|прибуд(?:ем|ут|ет)|приступ(?:им|ят|ит)|начн(?:ем|ут|ет)|провед(?:ем|ут"
    r"|ет)|провер(?:им|ят|ит)"
    r"|осмотр(?:им|ят|ит)|разбер(?:емся|утся)|отгрейдиру(?:ем|ют)|заасфальтиру(?:ем|ют)"
    r"|залата(?:ем|ют)|полож(?:им|ат)"
    r"|налад(?:им|ят|ит)|запуст(?:им|ят|ит)|закро(?:ем|ют|ет)|огород(?:им|ят)|повес(?:им|ят)"
    r"|вкрут(?:им|ят)"
    r"|отлов(?:им|ят)|вымо(?:ем|ют)|помо(?:ем|ют)|скос(?:им|ят)|покос(?:им|ят)|утепл(?:им|ят)"
    r"|пода(?:дим|дут)"
    r"|появ(?:ится|ятся)|устран(?:ится|ятся)|заработа(?:ет|ют)|верн(?:ем|ут))"
)
_AHEAD = re.compile(
    rf"\b{_FINISHED}\b|\bбуд(?:ет|ут|ем)\b|\b(?:за)?планиру(?:ем|ют|ет|ется|ются)\b"
    rf"|\bзапланирован\w*"
    r"|\bнамечен\w*|\b(?:we|they|it|crew|team|water|power|heating)(?:'ll| will)\b|\bwill be\b"
    r"|\bgoing to\b"
    r"|\b(?:is|are) (?:planned|scheduled)\b"
)


def unfit(
    folded: str, *, solved: bool, holders: Holders = NOBODY, own: str = ""
) -> tuple[str, str]:
    """The code of what such a text is instead of an answer; "" if it is one. And the agency that it
    names as whose it is. ``solved``: it is to go as «решено»; explained, it may well send its
    reader on to others. ``own``: whose draft it is."""
    now = [one for one in _SENTENCE.findall(folded) if one.strip() and not _IF.search(one)]
    if _asks(now, solved=solved):
        told = " ".join(one for one in now if not one.rstrip().endswith("?"))
        # «Колонка? Это водоканал»: who asks has answered.
        whose = holders.read(told, own) if solved and len(told.split()) > 1 else Named("", False)
        return ("not_ours", whose.whom) if whose.passes else ("asks", "")
    if not solved:
        return "", ""
    text = " ".join(now)
    if _is_done(text):
        return refuses(text, _is_done, _is_ahead), ""
    whose = holders.read(without_orders(text), own)
    if whose.passes or _NOT_OURS.search(text):
        return "not_ours", whose.whom
    if no := refuses(text, _is_done, _is_ahead):
        return no, ""
    if _is_ahead(text) or is_not_yet(text):
        return "ahead", ""
    return ("" if _IN_ORDER.search(text) else "undone"), ""


def _is_ahead(text: str) -> bool:
    return _AHEAD.search(text) is not None or promises(text)


def _asks(sentences: list[str], *, solved: bool) -> bool:
    """Do they ask their reader for something, instead of telling? Explained, it may well say what
    to send to others."""
    asked = [one for one in sentences if one.rstrip().endswith("?") and not _POLITE.search(one)]
    if solved and not asked and _asks_without_a_mark(sentences):
        return True
    if any(map(_INTERROGATIVE.search, asked)):
        return True
    if not asked and not (solved and any(map(_ASKED_FOR.search, sentences))):
        return False
    return not _is_done(" ".join(one for one in sentences if one not in asked))


def _asks_without_a_mark(sentences: list[str]) -> bool:
    """«Где именно не горит», «нужно фото»: short, alone, and neither done nor to come."""
    text = " ".join(sentences)
    if len(sentences) != 1 or len(text.split()) > UNMARKED_AT_MOST:
        return False
    if _LACKING.search(text) and not _is_done(text):
        return True
    return (  # «Где именно не горит» is of what burns, and not done for it
        _INTERROGATIVE_WORD.search(text) is not None
        and "," not in text
        and not (_is_ahead(text) or is_not_yet(text))
    )


def _is_done(text: str) -> bool:
    if _AWARDED.search(text):
        return True
    told = _DENIED.sub(" ", without_dispatch(_WILL_BE_DONE.sub(" ", text)))
    return _DONE.search(_NOT_DONE.sub(" ", told)) is not None
