"""Drafts that are no answer: a question to the resident, «не к нам», what is not done yet.

Each has a button of its own, and under «решено» each is read as mockery. Precision before recall,
as of all that is said of a draft (:mod:`core.quality`): where something is told as done, only a
question that plainly asks is one. Texts come folded: small letters, «е» for «ё».
"""

import re

from .answered_as import DONE, answered_as
from .not_yet import is_not_yet, promises, without_dispatch, without_orders
from .refusing import refuses
from .whose import NOBODY, Holders, Named
from .words.phrases import any_of, one_of

_SENTENCE = re.compile(r"[^.!?\n;…]+[.!?\n;…]*")
_IF = re.compile(
    r"\b(?:если|в случае|при (?:повтор|появлен|возникнов|поломк|необходим)\w*"
    r"|if|in case|should you)\b"
)
"""«Если повторится, приедем» and «обращайтесь, если что» are of another day."""

_NOT_DONE = one_of(r"""
    \b(?:переда|направ|перенаправ|принят|приня|рассмотр|зарегистр|запланир|планир|намеч)\w*
    \b(?:заплан|включен в план|поставлен|взял|взят|получ|согласован|ожида|жител|недел)\w*
    \b(?:водител|строител|детал|автомобил|магистрал|петел|замен[аыу]?\b|смен[аыу]?\b)\w*
    \b(?:стен[аыу]?\b|цен[аыу]?\b|план|кран|экран|ели\b|или\b|были?\b|был[ао]\b|указан|данн)\w*
    \b(?:обратил|сообщил|звонил|извин|уважаем|связан|вызван|сказал|написал|нужн|водоканал)\w*
    \b(?:канал|подвал|материал|персонал|начал[оау]\b|около|школ|отдел|раздел|предел|котел)\w*
    \b(?:угол|охран|квартал|обязан|должн|нужен|непонят|объявлен|заключ|составл|оборв|оборван)\w*
    \b(?:сломан|поврежд|разбит|забит|залит|затоплен|разрушен|порван|прорва|упал|лопнул)\w*
    \b(?:перегоре|открыт люк|неисправ|оттепел|качел|кабел|карусел|панел|тоннел|туннел|модел)\w*
    \b(?:мебел|скал|зеркал|сигнал|капитал|терминал|портал|вокзал|вертикал|спирал|педал)\w*
    \b(?:фонтан|океан|ураган|орган|хулиган|шлагбаум|минут|ребят|девчат|семен|времен|антен)\w*
    \b(?:спил\b|поня|оповещ|извещ)\w*
    \b(?:сирен|ступен|ветеран|\w+[аи]тел|\w+метал|укомплектован)\w*
""")
"""What looks done by its ending, and is not the work: passed on, planned, «недели», «замена»."""
_DONE = one_of(r"""
    \bда(?:ли|на|но|ны|л|ла)\b
    \b\w{2,}(?:[аеиыоуя]л[аио]?|[аеиыоуя]л(?:ся|[аио]сь)|ш[её]?л[аио]?|вез|везли|ен[аоы]?)\b
    \b\w{2,}(?:ан[аоы]?|ят[аоы]|ыт[аоы]?|нут[аоы]?)\b
    \bготов[аоы]?\b | \bвыговор\w* | \bработа[ею]т\b | \bгор[ия]т\b
    \b(?:вода|свет|тепло|газ) (?:есть|подан\w*|пош\w+)\b
    \b(?:fixed|repaired|replaced|filled|removed|cleaned|restored|cleared|done|completed)\b
    \b(?:installed|mended|collected|works|working)\b
""")
_DENIED = re.compile(r"\bне \w+")
"""«Ещё не выбрали» is nothing done."""
_AWARDED = re.compile(
    r"\b(?:выплат|пособи|льгот|субсиди|пенси|компенсаци|доплат)\w* (?:\w+ )?назначен\w*"
    r"|\bназначен\w* (?:\w+ )?(?:выплат|пособи|льгот|субсиди|пенси|компенсаци|доплат)\w*"
)
"""Of money that is no plan."""
_IN_ORDER = one_of(r"""
    \bнет\b
    \bне (?:выявл|обнаруж|подтвер|найден|нашл|требу|нужн|наблюда|зафикс)\w*
    \bв (?:норме|порядке)\b
    \bсоответству\w+ | \bисправ(?:ен|на|но|ны)\b
    \b(?:ходит|ходят|открыт[аоы]?|закрыт[аоы]?|включен[аоы]?|чисто|чистый|чистая|тепло|теплые)\b
    \b(?:сухо|есть)\b
    \b(?:в наличии|на месте|по графику|по расписанию|в строю|ok|fine|in order)\b
    \b(?:считае(?:тся|м)|начисля|рассчит|зависит|полага|положен|тариф|норматив|закон)\w*
""")
"""That all is well is an answer too, though nothing was done for it; so is what the rule is."""
_WILL_BE_DONE = re.compile(r"\b(?:буд(?:ет|ут)|will be)\s+(?:\w+\s+){0,2}?\w+")

_INTERROGATIVE = one_of(r"""
    ^(?:[^\w]*(?:здравствуйте|добр\w+ (?:день|вечер|утро|дня)|а|и|но|скажите|подскажите|уточните
        |пожалуйста|hello|please|and)\b)*[^\w]*(?:(?:в|во|на|с|со|по|у|до|из|от|к|о|об|под
        |за)\s+)?(?:как(?:ой|ая|ое|ие|ого|ому|им|ом|их|ую)|где|когда|сколько|что|кто|кого|кому|чем
        |чего|чей|чья|чье|куда|откуда|котор\w+|почему|зачем|как|есть ли|можете|не могли бы|what
        |which|where|when|how|who|whose|could you|can you|is|are|do|does|did)\b
""")
_ASKED_FOR = one_of(r"""
    \b(?:уточните|пришлите|укажите|подскажите|сфотографируйте|назовите|опишите подробн\w+
        |сообщите|напишите|скажите|вышлите|прикрепите|отправьте|направьте|перешлите
        |please (?:send|tell|specify|describe|attach)
        |could you (?:send|tell|specify))\b[^.!?\n]{0,40}?\b(?:фото\w*|снимок|снимки|адрес\w*
        |номер\w*|этаж\w*|подъезд\w*|квартир\w*|дом|место|участ\w+|время|дат[ау]|когда|где|как\w*
        |сколько|чт[оё]|ориентир\w*|подробн\w+|данные|улиц\w+|телефон\w*|photo\w*|address|number
        |скан\w*|копи[юиея]\w*|снилс|фио|квитанци\w*|справк\w*|показани\w*|документ\w*|его|их
        |floor|entrance|place|where|when|which|what|details)\b
    \b(?:фото\w*|адрес|номер|телефон|контакт\w*|счет|показани\w+|чек\w*|время|дат[ау]|фамили\w+
        |фио|видео)(?: \w+){0,3},? (?:пришлите|уточните|укажите|вышлите|напишите|прикрепите|сообщите
        |оставьте|назовите|скиньте|подскажите|продиктуйте|дайте|киньте)\b
    \b(?:прошу|просим|просьба|прошу вас|просим вас) (?:сообщить|указать|прислать|уточнить
        |выслать|оставить|назвать|описать|подсказать|прикрепить|скинуть|написать) (?!о\b|об\b
        |если)\w+
    \b(?:оставьте|назовите|скиньте|продиктуйте|киньте)\b[^.!?\n]{0,30}?\b(?:фото\w*|адрес\w*
        |номер\w*|телефон\w*|контакт\w*|счет\w*|фамили\w+|координат\w*|точк\w+|геолокаци\w+|видео)\b
""")
_THING = (
    r"(?:фото\w*|снимок|видео|адрес\w*|номер\w*|этаж\w*|подъезд\w*|квартир\w*|ориентир\w*"
    r"|подробн\w+"
    r"|фио\b|снилс\w*|скан\w*|копи[яюи]\w*|показани\w*|дат[аы] \w+"
    r"|точн\w+|мест[оа]|координат\w*|геолокаци\w*|геометк\w*|телефон\w*|контакт\w*|данн\w+)"
)
_LACKING = one_of(rf"""
    \b(?:нуж(?:ен|на|но|ны)|не хватает|надо|требу\w+|необходим\w*|не указан\w*|не ясно|неясно
        |непонятно|не видно|нет|без) (?:бы )?(?:\w+ )?{_THING}\b.{{0,30}}$
    ^\W*(?:{_THING}|дома|и|или|где|как давно|давно)(?:\W+(?:{_THING}|дома|дом|и|или|это
        |давно))*\W*$
    \bне (?:понял|поняла|понятно|вижу|видно|видим|ясно|знаем|указал
        |указали)\w* (?:\w+ )?(?:{_THING}|где|как\w+|куда|о чем)\b
    \bжд[уе]м? (?:от вас )?(?:\w+ )?(?:уточнени\w+|{_THING})
    \b(?:запросите|узнайте|спросите|выясните) (?:\w+ )?(?:{_THING}|где|как\w+|когда
        |у жител\w+)\b
    ^\W*(?:а |и )?(?:{_THING}|дом|улица|время) (?:тут |там )?(?:как\w+|где)\W*$
    \b{_THING} (?:\w+ )?(?:уточнить|узнать|указать|прислать|скинуть|бы|нуж(?:ен|на|но|ны))\b
    \b{_THING} (?:\w+ )?(?:надо|не указан\w*|непонят\w+|неясно|не ясно|не ясен|не хватает)\b
    \b(?:уточнить|узнать|запросить|выяснить
        |спросить) (?:у жител\w+ |бы |надо )*(?:\w+ )?(?:{_THING}|где|как\w*|когда|сколько)\b
    ^\W*(?:а|и) (?:\w+ )?{_THING} (?:\w+ )?(?:есть|будет)\W*$
    \bпусть (?:\w+ )?(?:пришл|уточн|укаж|напиш|сфот|скаж|прилож|скин|опиш|назов|сообщ|добав)\w*
""")
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

_ORGANISATION = any_of(r"""
    ук\b | тсж\b | жэк\w* | управляющ\w+ | водоканал\w* | администраци\w+ | полици\w+ | гибдд
    росреестр\w* | суд\b | мфц | рэо\b | регоператор\w* | регионал\w+ | дорожн\w+ | городск\w+
    рэс\b | дрск\b | гжи\b | мин(?:здрав|соц|обр|транс|строй|природ|жкх)\w* | \w+надзор\w*
    прокуратур\w* | участков\w+ | сельсовет\w* | глав[ае]\b | управлени\w+ | росавтодор\w*
    энергосбыт\w* | электросет\w* | сет[ия]м?\b | теплосет\w* | застройщик\w* | собственник\w*
    друг\w+ | соответствующ\w+ | министерств\w+ | мэри\w+ | поликлиник\w*
""")
_NOT_OURS = one_of(rf"""
    \bне (?:к нам|по адресу|наш(?:а|е|и|у|ей|его|их)?\b|мы\b|на нашем балансе|у нас на балансе)
    \bне в наше[йм] (?:\w+ )?(?:компетенци|веден|зон|обслуж|территор)\w*
    \bне (?:относится к (?:нам|наш\w+)|входит в (?:наш\w+|зону|перечень|компетенц)\w*)
    \bне (?:(?:\w+ )?занимаемся\b|обслуживаем\b|отвечаем за)
    \b(?:не состоит|не находится|не стоит) на (?:нашем )?балансе
    \b(?:это|этим|вопрос|вам)\b(?: \w+){{0,3}} (?:к|в) {_ORGANISATION}
    \b(?:адресован|направлен|послан|прислан|это|вопрос|заявка)\w* не нам\b
    \bотношени\w* (?:\w+ ){{0,3}}не име\w+
    \bне име\w+ (?:\w+ ){{0,3}}отношени\w*
    \bподведомственност\w+ (?:\w+ )?(?:друг|не наш|ин)\w*
    \b(?:друг|ин|не наш)\w* подведомственност\w+
    \b(?:обращайтесь|обратитесь|обратиться|звоните|пишите)\b(?: \w+){{0,2}} (?:к|в
        |во) {_ORGANISATION}
    \bnot (?:ours|our (?:\w+ )?(?:job|area|responsibility|road|network|territory|department))\b
    \bnot (?:us|for us)\b
    \b(?:please )?contact (?:the|your) (?:management|housing|water|city|road|police)
""")

_PASSED_ON = one_of(rf"""
    \b(?:пересла|переслан|отосла|перекину|переброс|перенаправ)\w*
    \b(?:скину|отда|отписа|отправи|направи|переда|сброси)\w* (?:\w+ ){{0,2}}?(?:им|ему|ей|туда)\b
    \b(?:скинул|отдал|отписал|отправил|направил|направлен|передал|передан|ушл|сбросил)\w*(?:
        \w+){{0,2}}? (?:в |во |к |на )?{_ORGANISATION}
    \b(?:перевод|передача) (?:\w+ )?(?:в|на|к) {_ORGANISATION}
    \bполномочия (?:\w+ )?{_ORGANISATION}
""")
"""«Скинули в электросети»: whose it is now, and nothing of it is done."""
_FINISHED = any_of(r"""
    дадим | дадут | даст | сдела(?:ем|ют|ет) | почин(?:им|ят|ит) | устран(?:им|ят|ит)
    исправ(?:им|ят|ит) | замен(?:им|ят|ит) | засып(?:лем|лют|лет|ем|ят) | задела(?:ем|ют|ет)
    установ(?:им|ят|ит) | постав(?:им|ят|ит) | покрас(?:им|ят|ит) | выполн(?:им|ят|ит)
    законч(?:им|ат|ит) | заверш(?:им|ат|ит) | включ(?:им|ат|ит) | подключ(?:им|ат|ит)
    (?:вы|за|у|от|при|пере)вез(?:ем|ут|ет)
    у?бер(?:ем|ут|ет) | убер(?:ем|ут|ет) | очист(?:им|ят|ит) | почист(?:им|ят|ит)
    прочист(?:им|ят|ит) | расчист(?:им|ят|ит) | вычист(?:им|ят|ит) | отремонтиру(?:ем|ют|ет)
    восстанов(?:им|ят|ит) | спил(?:им|ят|ит) | обреж(?:ем|ут|ет) | посып(?:лем|лют|лет|ем|ят)
    откача(?:ем|ют|ет)
    при(?:едем|едут|едет|дем|дут|дет)
    выед(?:ем|ут|ет) | прибуд(?:ем|ут|ет) | приступ(?:им|ят|ит) | начн(?:ем|ут|ет)
    провед(?:ем|ут|ет) | провер(?:им|ят|ит) | осмотр(?:им|ят|ит) | разбер(?:емся|утся)
    отгрейдиру(?:ем|ют) | заасфальтиру(?:ем|ют) | залата(?:ем|ют) | полож(?:им|ат)
    налад(?:им|ят|ит) | запуст(?:им|ят|ит) | закро(?:ем|ют|ет) | огород(?:им|ят)
    повес(?:им|ят) | вкрут(?:им|ят) | отлов(?:им|ят) | вымо(?:ем|ют) | помо(?:ем|ют)
    скос(?:им|ят) | покос(?:им|ят) | утепл(?:им|ят) | пода(?:дим|дут) | появ(?:ится|ятся)
    устран(?:ится|ятся) | заработа(?:ет|ют) | верн(?:ем|ут)
""")
_WORK_AHEAD = re.compile(rf"\b{_FINISHED}\b")
_LOOKED_AT = re.compile(r"\b(?:провер|осмотр|разбер|верн|начн|приступ)\w*")
_MADE_SAFE = re.compile(r"\b(?:огражд|огород|огорож|осмотр|обследов|зафиксир|перекры)\w*")
_CLAUSE = re.compile(r"[,;.!?\n]|\s(?:но|а|и)\s")
_AHEAD = one_of(rf"""
    \b{_FINISHED}\b | \bбуд(?:ет|ут|ем)\b
    \b(?:за)?планиру(?:ем|ют|ет|ется|ются)\b
    \bзапланирован\w* | \bнамечен\w*
    \b(?:we|they|it|crew|team|water|power|heating)(?:'ll| will)\b
    \bwill be\b | \bgoing to\b
    \b(?:is|are) (?:planned|scheduled)\b
""")


_SUPPLY = r"(?:вод|тепл|отоплен|газ|напряжен|электр|свет|стояк)\w*"
_SUPPLIED = re.compile(
    rf"\b{_SUPPLY}(?: \w+){{0,3}} (?<!не )(?:подан[аоы]?|пода(?:ли|л)|пущен\w*|пустили)\b"
    rf"|(?<!не )\b(?:подали|подан[аоы]?|пустили) (?:\w+ ){{0,2}}{_SUPPLY}"
)
"""«Горячая вода подана»: what is supplied is there, and no request that was handed in."""
CALLED_AT_MOST = 2
"""Words by which an agency is called."""
_SEEN = frozenset({"ahead", "talk", "taking"})
"""Kinds of few words by the examples (:mod:`core.answered_as`) that are flaws of the same names. Of
the others the rules know more."""


def unfit(
    folded: str, *, solved: bool, holders: Holders = NOBODY, own: str = ""
) -> tuple[str, str]:
    """The code of what such a text is instead of an answer; "" if it is one. And the agency that it
    names as whose it is. ``solved``: it is to go as «решено»; explained, it may well send its
    reader on to others. ``own``: whose draft it is."""
    now = [one for one in map(_as_it_is, _SENTENCE.findall(folded)) if one.strip()]
    if solved and _calls_another(folded, holders, own):
        return "talk", ""
    if _asks(now, solved=solved):
        rest = (one for one in now if not one.rstrip().endswith("?"))
        told = " ".join(one for one in rest if not _ASKED_FOR.search(one))
        # «Колонка? Это водоканал»: who asks has answered.
        whose = holders.read(told, own) if solved and len(told.split()) > 1 else Named("", False)
        return ("not_ours", whose.whom) if whose.passes else ("asks", "")
    if not solved:
        return "", ""
    text = " ".join(now)
    if _ends_ahead(text):
        return "ahead", ""
    if is_done(text):
        return refuses(text, is_done, _is_ahead), ""
    whose = holders.read(without_orders(text), own)
    if whose.passes or _NOT_OURS.search(text) or _PASSED_ON.search(text):
        return "not_ours", whose.whom
    if no := refuses(text, is_done, _is_ahead):
        return no, ""
    if _is_ahead(text) or is_not_yet(text):
        return "ahead", ""
    kind = answered_as(text)
    if kind == DONE or _IN_ORDER.search(text):
        return "", ""
    return (kind if kind in _SEEN else "undone"), ""


def _calls_another(folded: str, holders: Holders, own: str) -> bool:
    """«Горгаз, что с заявкой?» is asked of an agency, and not of the resident."""
    called, comma, asked = folded.partition(",")
    if not comma or not asked.rstrip().endswith("?") or len(called.split()) > CALLED_AT_MOST:
        return False
    return holders.named(called) not in ("", own)


def _is_ahead(text: str) -> bool:
    return _AHEAD.search(text) is not None or promises(text)


def _as_it_is(sentence: str) -> str:
    """What a sentence says before its «если»."""
    condition = _IF.search(sentence)
    return sentence[: condition.start()] if condition else sentence


def _ends_ahead(text: str) -> bool:
    """«Люк ограждён, крышку поставим завтра»: only made safe, or looked at, and the work is left.
    What is done in part («яму засыпали, асфальт положим») is an answer."""
    *before, last = [one for one in _CLAUSE.split(text.strip(" .!\n")) if one.strip()] or [""]
    if not before or is_done(last) or not _WORK_AHEAD.search(_LOOKED_AT.sub(" ", last)):
        return False
    return not is_done(_MADE_SAFE.sub(" ", " ".join(before)))


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
    return not is_done(" ".join(one for one in sentences if one not in asked))


def _asks_without_a_mark(sentences: list[str]) -> bool:
    """«Где именно не горит», «нужно фото»: short, alone, and neither done nor to come."""
    text = " ".join(sentences)
    if len(sentences) != 1 or len(text.split()) > UNMARKED_AT_MOST:
        return False
    if _LACKING.search(text) and not is_done(text):
        return True
    return (  # «Где именно не горит» is of what burns, and not done for it
        _INTERROGATIVE_WORD.search(text) is not None
        and "," not in text
        and not (_is_ahead(text) or is_not_yet(text))
    )


def is_done(text: str) -> bool:
    """Is something told as done? ``text`` comes folded."""
    if _AWARDED.search(text):
        return True
    if _SUPPLIED.search(text):
        return True
    told = _PASSED_ON.sub(" ", _WILL_BE_DONE.sub(" ", text))
    told = _DENIED.sub(" ", without_dispatch(told))
    return _DONE.search(_NOT_DONE.sub(" ", told)) is not None
