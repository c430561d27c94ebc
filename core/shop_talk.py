"""What operators say to each other where an answer to the resident is waited for.

«Беру», «занимаюсь»: they take the ticket. «Серёга, глянь», «кто поедет?», «не в тот чат»: they talk
to a colleague. «Дубль 26-000017»: it is the same as another. Each has a way of its own; as
«решено» each would be mockery. Texts come folded; a colleague's name is told by its capital.
"""

import re

from .words.wordsets import words_of

WORD = re.compile(r"[а-яa-z]+")

_TAKING = words_of(
    "беру берем берусь беремся возьму возьмем возьмусь взял взяла взяли взялся взялась взято взят",
    "принял приняла приняли принято принята принимаю принимаем приму примем работаю работаем",
    "занимаюсь занимаемся займусь займемся занялся занялась занялись понял поняла поняли понятно",
    "посмотрим посмотрю смотрю смотрим гляну глянем разбираюсь разбираемся разберусь разберемся",
    "мое моя мой наше наша наш делаю делаем сделаю сделаем еду едем отработаю отработаем вижу",
    "видим",
    "taking mine looking",
)
_IN_WORK = re.compile(r"(?:в работу|в работе|на себя|to work|i take it|take it|on it)")
_BESIDE_TAKING = words_of(
    "я мы сам сама сами это этот эту эти его ее их уже сейчас щас тогда ок окей хорошо ладно да",
    "себе",
    "в во на за к себя работу работе исполнение исполнению заявку заявка заявки обращение",
    "обращением",
    "задачу задача сведению тут здесь принято спасибо коллеги вопрос вопросом",
    "этим этой ним ней ними и пока всем теперь i it we am on this one",
)
TAKING_AT_MOST = 7
"""Words."""

_TO_ONE = words_of(
    "ты тебя тебе тобой твой твоя твое твои твоего твоей твою",
    "глянь гляди посмотри смотри займись съезди сходи сгоняй проверь возьми забери захвати сфоткай",
    "сфотай сфотографируй подхвати сделай подъедь заедь заскочи разберись позвони набери ответь",
    "передай скажи узнай уточни подскажи кинь скинь пришли напиши помоги посвети закрой отпишись",
    "поставь поменяй заделай почини выезжай езжай дуй бери делай ответь подключись глянешь",
    "возьмешь",
    "съездишь посмотришь сделаешь займешься знаешь помнишь можешь видел видела слышишь будешь",
    "едешь",
)
"""Said to one whom one calls «ты»: never to a resident."""
_WHO_OF_US = re.compile(
    r"\bкто(?:-нибудь|-то)?(?: \w+){0,2} (?:рядом|близко|ближе|свободен|свободна|свободный"
    r"|на смене|дежурит"
    r"|на дежурстве|на месте|едет|поедет|ездил|берет|возьмет|взял|займется|занимается|выезжал"
    r"|выезжает"
    r"|выедет|сможет|может|в курсе|знает|из наших|там был|был там|закроет|ответит|отвечает"
    r"|отвечал)\b"
    r"|^(?:мужики|парни|пацаны|девчата|девочки|народ|ребята|ребят|коллеги|шеф|начальник"
    r"|бригадир)(?=\s*[,!])"
)
_NOT_HERE = re.compile(
    r"\b(?:не сюда|не туда|не в тот чат|не в ту (?:тему|беседу)|не тот чат|не тому|чатом ошиб\w+"
    r"|ошиб\w+ чатом"
    r"|ошиб\w+ окном|промахнул\w+|это не (?:сюда|вам|тебе)|удалите это|wrong chat)\b"
)
NOT_HERE_AT_MOST = 8
"""Words: «мусор привезли не туда, вывезли» is told at length."""
_GIVEN_TO = re.compile(
    r"^(?P<who>[А-ЯЁ][а-яё]+)(?:\s[А-ЯЁ][а-яё]*\.?)?\s+(?:уже\s+)?(?:взял[аи]?|берёт|берет"
    r"|возьм[её]т|займ[её]тся"
    r"|занимается|поехала?|едет|поедет|смотрит|посмотрит|глянет|разберётся|разберется|в курсе"
    r"|на месте|делает"
    r"|сделает|принял[аи]?|выехала?|съездит)\W*$"
)
"""«Сергей взял», and nothing more."""
_NAMES = words_of(
    "александр алексей анатолий андрей антон аркадий артем борис вадим валентин валера валерий",
    "василий",
    "виктор виталий влад владимир владислав вячеслав геннадий георгий григорий данил даниил денис",
    "дмитрий евгений егор иван игорь илья кирилл константин костя лев леонид максим марат михаил",
    "никита",
    "николай олег павел петр роман руслан семен сергей станислав степан тимур федор эдуард юрий",
    "яков",
    "саша леша миша сережа серега дима вова женя паша ваня вася петя коля толя слава стас макс",
    "гена гриша",
    "рома боря витя леха саня юра федя гоша толик колян димон вован костян андрюха",
    "алина алла анастасия анна антонина валентина валерия вера виктория галина дарья евгения",
    "екатерина",
    "елена жанна зоя инна ирина карина кристина лариса лидия любовь людмила маргарита марина мария",
    "надежда наталья нина оксана ольга полина раиса светлана софья тамара татьяна ульяна юлия яна",
    "аня таня оля ира лена наташа катя маша даша юля настя ксюша люда галя надя света вика рита",
    "лида",
    "михалыч петрович иваныч палыч саныч николаич степаныч васильич юрич сергеич семеныч",
)
_SURNAME = re.compile(r"[а-я]{2,}(?:ов|ев|енко|ский|чук)а?")
"""«Иванов», «Петренко»: what ends so, and does what a person does."""
_SHORT_NAME = re.compile(
    r"(?:оль|ань|тань|мань|мариш|марин|ир|лен|наташ|кать|маш|даш|саш|паш|леш|миш|сереж|дим|вов"
    r"|жень|юль|насть"
    r"|ксюш|люб|люд|люсь|галь|надь|вер|вань|вась|петь|коль|толь|ром|вить|юр|слав)"
)
"""Names as only those at hand are called by."""
TALK_AT_MOST = 25
"""Words of talk: who tells a resident more tells it whole."""

_DOUBLE = re.compile(
    r"\b(?:дубл(?:ь|ика\w*|ирует\w*|ь\w*)|дублер|повтор(?:ное|ная|но|яет\w*)?|то же самое"
    r"|та же (?:заявка|яма)"
    r"|такая (?:заявка )?уже (?:есть|была)|(?:заявка|обращение) уже (?:есть|было|была)|duplicate)\b"
)
_ABOUT_A_DOUBLE = re.compile(
    r"\b(?:если|при)\b[^.]*\bповтор|\bповтор(?:но|ное|ная)\b(?! (?:обращ|заявк|сообщ|\d))"
)
DOUBLE_AT_MOST = 10
"""Words."""


def takes(folded: str) -> bool:
    """Does it say that whoever writes takes it, and nothing else?"""
    words = WORD.findall(folded)
    if not words or len(words) > TAKING_AT_MOST or re.search(r"[\d?]", folded):
        return False
    if "контрол" in folded:
        return False
    taking = any(word in _TAKING for word in words) or _IN_WORK.search(folded) is not None
    return taking and all(word in _TAKING or word in _BESIDE_TAKING for word in words)


def among_colleagues(text: str, folded: str) -> bool:
    """Is it said to a colleague, and not to the resident?"""
    words = WORD.findall(folded)
    if not words or len(words) > TALK_AT_MOST:
        return False
    given = _GIVEN_TO.match(text.strip())
    if given and (words[0] in _NAMES or _SURNAME.fullmatch(words[0])):
        return True
    if any(word in _TO_ONE for word in words) or _WHO_OF_US.search(folded):
        return True
    if len(words) <= NOT_HERE_AT_MOST and _NOT_HERE.search(folded):
        return True
    return text.strip()[0].isupper() and _SHORT_NAME.fullmatch(words[0]) is not None


def is_double(folded: str) -> bool:
    """Does it say that the ticket is another one's duplicate?"""
    words = WORD.findall(folded)
    return (
        0 < len(words) <= DOUBLE_AT_MOST
        and _DOUBLE.search(folded) is not None
        and _ABOUT_A_DOUBLE.search(folded) is None
    )
