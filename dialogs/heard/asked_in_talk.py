"""What else is asked of whoever answers here: who is in charge, until when, whether a child may
write; and leave taken of it.

Known as in :mod:`~dialogs.heard.about_us`: by a word of its kind, by another that must be there,
and by no third that is unknown.
"""

from core.words.classes import FILLERS, PLEASE, THANKS, VOCATIVES
from core.words.wordsets import words_of

from .greetings import WORDS as GREETINGS

_ROUND = (GREETINGS | VOCATIVES | FILLERS | PLEASE) | words_of(
    "я мне меня мной мы нас нам вы вас вам ты тебя тебе твой ваш ваша у с со к за это эта этот все",
    "всё тут здесь там сюда и а же ли не да бы то эй слышь слыш слушай послушай алло бот ботом",
    "вообще реально правда точно просто только интересно хочу можно or the a an is are you your do",
    "does to me i it this here can will эти этим в",
)
_ASKS = words_of("кто какой какая что чего где кого есть сколько много who any how many")
_BOSS = words_of(
    "главный главная главного начальник начальника начальство старший старшего директор директора",
    "диспетчер диспетчера диспетчером дежурный дежурного дежурным специалист специалиста boss",
    "специалистом менеджер менеджера консультант консультанта администратор администратора manager",
)
_CALLS = words_of(
    "позовите позови соедините соедини соединить переключите переключи переведите дай дайте",
    "пригласите свяжите связать нужен нужна нужно поговорить говорить хотел хотела call get talk",
)
_ALIVE = words_of(
    "живой живая живые живых люди кожаные кожаный человек человека народ народу alive"
)
_THERE = words_of("есть нибудь кто то ещё еще на связи или одни роботы один робот роботов")
_WORKS = words_of("работаете работаешь работает работать принимаете принимаешь work working open")
_HOURS = words_of(
    "скольки часа часов час времени сегодня завтра выходным выходные выходной ночам ночью вечером",
    "праздникам воскресеньям субботам ещё еще сейчас графику today now late weekends hours",
)
_WHEN = words_of("до по со в во какого какому какой каком сколько когда during till until")
_HOW = words_of("как how")
_MADE = _WORKS | words_of("устроен устроена устроено действует пользоваться использовать use made")
_READS = words_of(
    "читает читают читаете прочитают прочтут видит видят передадите передаёте передаете"
)
_BY_WHOM = words_of(
    "кто сколько много человек народу людей точно кому правда отвечаете людям кто нибудь их его"
)
_ANSWERS = words_of("отвечаете отвечаешь передадите реагируете поможете помогаете помогает")
_USE = words_of("толк смысл польза")
_TRICK = words_of("мошенники мошенник мошенница развод обман разводите обманываете лохотрон scam")
_PUNISHED = words_of("накажут оштрафуют уволят посадят накажете отомстят сдадите")
_WHOM = words_of("если кому меня соседи узнают что будет потом")
_AGE = words_of("лет годика годиков years old")
_MANY = words_of("несколько две три")
_PROBLEMS = words_of(
    "проблем проблемы проблему жалоб жалобы жалобу обращений обращения тем сразу разных других",
)
_WHO_MAY = words_of(
    "дети детям ребёнок ребенок ребенку школьник школьникам пенсионер пенсионерам пенсионерка",
    "соседа соседку соседей маму бабушку местный местная приезжий приезжим гость иностранцам",
)
_MAY = words_of("можно могу могут может нельзя разрешено если can may if")
_TELLING = words_of(
    "писать написать пишу пожаловаться жаловаться подать обратиться обращаться сообщить отправить",
    "write report ask одной в одном сообщении",
)
_TONGUE = words_of("татарском украинском бурятском китайском узбекском таджикском казахском")
_PICTURES = words_of("фото фотка фотку фотография фотографию снимок видео photo picture")
_NEEDED = words_of("обязательно нужно надо нужна нужны можно без need necessary required")
_VOICE = words_of("голосом голосовым голосовое голосовые надиктовать наговорить сказать voice")
_BY_VOICE = words_of("сообщением сообщение прислать записать отправить message")
_TIRED = words_of(
    "надоел надоела надоело надоели достал достала достали замучил замучили заколебали"
)
_OF_TALK = words_of("разговаривать говорить общаться писать отвечать вопросами вопросы бот робот")
_WITH_ROBOT = words_of("ботом роботом машиной железкой программой")
_EVER = words_of("уже меня мне ты вы вас тобой вами с больше всё хочу буду не")
_HAILS = words_of("эй слышь слыш слушай послушай алло йоу брателло")
_FINE_WORD = words_of(
    "благодарность благодарю спасибо похвалить хвалю похвала похвалил благодарить"
)
_NO_COMPLAINT = words_of("жалоба жалобу жалуюсь жаловаться пожаловаться проблема претензия ругаюсь")
_SAYING = words_of("сказать хотел хотела хочу наоборот")
_ANY = frozenset[str]()

_KINDS: tuple[tuple[str, frozenset[str], frozenset[str], frozenset[str]], ...] = (
    ("human", _BOSS, _ASKS | _CALLS, _ASKS | _CALLS | words_of("с")),
    ("human", _ALIVE, _THERE | _ASKS, _THERE | _ASKS | words_of("читает это")),
    ("readers", _READS, _BY_WHOM, _BY_WHOM | _USE),
    ("hours", _WORKS, _HOURS, _WHEN | _HOURS),
    ("hours", words_of("скольки часа"), _WORKS | words_of("до"), _WHEN | _WORKS | _HOURS),
    ("help", _MADE, _HOW, _HOW),
    ("readers", _ANSWERS | _USE, words_of("вообще точно вы правда будет есть"), _BY_WHOM | _USE),
    ("official", _TRICK, words_of("вы не ли это часом случайно"), words_of("часом случайно какой")),
    ("nameless", _PUNISHED, _ANY, _WHOM),
    ("help", _AGE, _MAY, _MAY | _TELLING),
    ("help", _WHO_MAY, _MAY, _MAY | _TELLING | _AGE),
    ("help", _MANY, _MAY, _MAY | _PROBLEMS | _TELLING),
    ("help", _TONGUE, _MAY, _MAY | _TELLING | words_of("на")),
    ("picture", _PICTURES, _NEEDED, _NEEDED),
    ("picture", _VOICE, _MAY, _MAY | _BY_VOICE),
    ("praise", _FINE_WORD, _NO_COMPLAINT, _NO_COMPLAINT | _SAYING),
    ("human", _TIRED, _OF_TALK, _OF_TALK | _EVER),
    ("human", _WITH_ROBOT, _OF_TALK, _OF_TALK | _EVER),
)
"""What is asked → one of its words, one more that must be there, and all that may be besides."""
_CORES = frozenset().union(*(cores for _, cores, _, _ in _KINDS))

_PARTINGS = tuple(
    map(
        words_of,
        (
            *("до свидания", "до свиданья", "досвидания", "всего доброго", "всего хорошего"),
            *("прощайте", "пока", "до встречи", "покедова", "bye", "goodbye"),
        ),
    )
)
_PARTING = frozenset[str]().union(*_PARTINGS) | words_of(
    "вам тебе всем вас и good пошел пошла тогда"
)
_PARTS = _PARTING | VOCATIVES | FILLERS | PLEASE | (THANKS - words_of("благодарю"))


def asked_in_talk(said: frozenset[str]) -> str:
    """What somebody wishes who says these words, folded, to the bot; "": it is no such question."""
    if said <= _PARTS and any(one <= said for one in _PARTINGS):
        return "thanks" if said & THANKS else "parting"
    if said & _HAILS and said <= _ROUND | _HAILS:
        return "human"
    if _CORES.isdisjoint(said):
        return ""
    if not _AGE.isdisjoint(said):
        said = frozenset(one for one in said if not one.isdecimal())
    for wish, cores, needed, around in _KINDS:
        known = said & cores and (not needed or said & needed)
        if known and said - _ROUND <= cores | needed | around:
            return wish
    return ""
