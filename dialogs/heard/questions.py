"""Questions to the bot that a line answers: what it costs, who reads it, how long it takes.

A question is known by one content word or two of its kind; all the rest are words that any question
has (who, how, you, me, is it), a request by its names, and a greeting: those are a closed class of
the language. One content word more («сколько стоит проезд?»), and it is no question to the bot.
"""

import re

from core.words.classes import FILLERS, PLEASE, VOCATIVES
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS

_ROUND = (GREETINGS | VOCATIVES | FILLERS | PLEASE) | words_of(
    "кто что чего чем кому кого как какой какая какие каких когда где куда сколько почему зачем",
    "ли же бы не и или то это эта этот этого все всё вы вас вам вами ваш ваша ваши я меня мне мой",
    "моя мое мои моё мою моего моих мы нам нас наш он она они их его ее есть будет будут буду быть",
    "можно нужно надо обязательно могу можете может хочу узнать спросить интересно скажите",
    "подскажите пожалуйста тут здесь сюда отсюда там потом через для за на в во с со у к ко от до",
    "по о об обо про из без если только вообще обычно примерно реально правда потом сам сами мной",
    "бот бота боте боту обращение обращения обращений обращению заявка заявки заявку заявок жалоба",
    "жалобы жалобу жалоб сообщение сообщения сообщений вопрос вопросы ответ ответа ответы",
    "who what how when where why is it this are you your my me i do does will the a an to for of",
    "and my can there any request report complaint message messages",
)
_SENT = words_of(
    "отправить отправлять отправлю подать подавать подам написать писать пишу напишу пожаловаться",
    "жаловаться отправляю обратиться обращаться сообщить сообщать приходит придет приходят",
)
_TIMES = words_of("сколько долго быстро скоро срок сроки дней часов времени long fast soon")
_MONEY = words_of(
    "платно платный платная бесплатно бесплатный стоит стоить деньги денег платить заплатить плачу",
    "оплата оплачивать оплатить стоимость цена берете берут cost free pay paid money",
)
_NAME = words_of(
    "анонимно анонимность анонимный анонимная анонимным имя имени именем фамилия фамилию фамилии",
    "паспорт паспорта регистрация регистрации регистрироваться регистрация фио представляться",
    "конфиденциально секретно тайно узнают узнает личность anonymous anonymously name",
)
_NAMED = words_of(
    "указывать указать называть назвать писать нужна нужен нужны сосед соседи соседям соседка",
    "видна виден видно увидят увидит узнать говорить давать дать телефон номер номера телефона",
    "контакт",
)
_SEEN = words_of("увидят увидит видят видит видно покажете показываете показывают передадут дадите")
_PHONE = words_of("номер телефон номера телефона контакт контакты")
_READ = words_of(
    "читает читают прочитает прочтет прочитают видит видят увидит увидят смотрит смотрят получает",
    "получают получит идут идет уходят уходит попадает попадают попадет попадут передаете",
    "передаешь отправляете направляете рассматривает рассматривают занимается reads sees goes",
)
_OFFICE = words_of(
    "администрация администрации администрацию администрацией мэр мэрия мэрии мэру губернатор",
    "губернатору глава главе власти чиновники чиновник город города mayor",
)
_WAIT = words_of(
    "ждать ожидать отвечаете отвечают ответят ответите отвечает реагируют реагируете реагирует",
    "рассматриваете рассматривают рассмотрят рассмотрение реакция ответ ответа срок сроки решают",
    "решаете wait answer take",
)
_CALL = words_of(
    "позвоните позвонят перезвоните перезвонят перезванивают перезваниваете звоните звонят звонить",
    "звонок позвонит перезвонит call phone",
)
_HOURS = words_of(
    "круглосуточно ночью выходные выходной выходным праздники праздникам суббота субботу",
    "воскресенье график режим часы night weekends",
)
_WORK = words_of("работаете работает работаешь принимаете отвечаете отвечают work working")
_OFFICIAL = words_of(
    "официально официальный официальная официальное государственный государственная госуслуги",
    "законно чей чьи official мошенники мошенник мошенничество развод обман фейк настоящий",
    "настоящая",
)
_FROM = words_of("вы это ты бот вас you this")
_KEPT = words_of("храните хранятся хранится хранишь собираете собирают знаете знаешь хранение")
_DATA = words_of("данные данных информация информацию обо data")
_TOPICS = words_of("проблемы проблемах проблема проблемами темы темах вопросы вопросам вопросами")
_ANY = frozenset[str]()

_KINDS: tuple[tuple[str, frozenset[str], frozenset[str], frozenset[str]], ...] = (
    ("data", _KEPT, _DATA, _KEPT | _DATA),
    ("money", _MONEY, _ANY, _MONEY | _SENT | words_of("услуга услуги пользоваться использование")),
    ("nameless", _NAME, _ANY, _NAME | _NAMED | _SENT),
    ("nameless", _PHONE, _SEEN, _PHONE | _SEEN | words_of("другие всем соседи сосед")),
    ("call", _CALL, _ANY, _CALL | _SENT | words_of("телефону телефон номер")),
    ("call", words_of("почту почте письмо письмом email"), _WAIT, _WAIT),
    ("human", words_of("связаться контакты"), words_of("как вами вам contact"), _ANY),
    ("hours", _HOURS, _WORK, _HOURS | _WORK),
    ("hours", words_of("круглосуточно"), _ANY, _HOURS | _WORK),
    ("time", _WAIT, _TIMES, _WAIT | _TIMES | _SENT | words_of("дня день часа неделю так")),
    ("readers", _READ, _ANY, _READ | _OFFICE | _SENT),
    ("official", _OFFICIAL | _OFFICE, _FROM, _OFFICIAL | _OFFICE | words_of("относитесь")),
    ("help", _TOPICS, _SENT, _TOPICS | _SENT),
    ("help", words_of("подать подавать пожаловаться жаловаться"), words_of("как"), _SENT),
)
"""What is asked → one of its words, one more that must be there, and all that may be besides."""
_CORES = frozenset().union(*(cores for _, cores, _, _ in _KINDS))
_ASKING = words_of(
    "кто что чем кому как какой какая какие каких когда где куда сколько почему можно подскажите",
    "скажите надо нужно а who what how when where why is do does can will are",
)
"""It begins so where no question mark stands."""
_FACTS = words_of(
    "телефон телефоны номер график расписание погода погоду адрес режим часы курс тариф тарифы",
    "phone number schedule weather timetable address",
)
_FOR_FACTS = words_of(
    "какой какая какие какое подскажите скажите дайте узнать где есть what where tell which",
)
_BEFORE_IT = GREETINGS | FILLERS
_MAY = words_of("можно могу может can may")
_NUMBERS = words_of(
    "телефон телефоны телефончик номер номера номерок номеру линия линии phone number"
)
_GIVE = words_of(
    "дай дать скажи скинь скиньте пришлите напиши напишите надо нужен нужна нужно мне только",
    "продиктуй продиктуйте сбрось сбросьте подскажи give need",
)
_GIVEN = _GIVE | _FOR_FACTS | words_of("чтобы телефона номера хочу хотела хотел бы")
"""«Дай номер жэка», «мне только телефон»: with no other verb beside them."""
_MANAGED = words_of("управляющая управляющую управляйка управляйку ук жэк жэу тсж")
_MANAGES = words_of("обслуживает управляет")
_HOMES = words_of("дом домом дома")
_WHICH_ONE = words_of("кто какая какой какую какое узнать")
_SHORTLY = words_of("телефончик номерок")
_BARE = words_of("номер телефон")
BARE_AT_MOST = 3
"""«Номер энергосбыта»; «телефон украли» tells."""
_VERB = re.compile(r"(?:л[аои]?|лся|лась|лось|лись|[еия]т|[её]н|ены|ана|ано|аны|ти|ть|ся)$")
_REACHING = words_of("дозвониться позвонить звонить связаться")
_HOW = words_of("как куда кому")
_TO_WHOM = words_of("до в во к ко по с со из")
_NOT_FACTS = words_of(
    "если не нет почему сломан сломался молчит дома вагона автобуса мой моя мое мои"
)
FACTS_AT_MOST = 8
WORDS_AT_MOST = 10
FEW = 6
"""Words: longer tells something."""


def question_of(text: str) -> str:
    """What is asked of the bot; "": nothing, or something else as well."""
    words = fold(text).split()
    said = frozenset(words)
    if _CORES.isdisjoint(said) or len(words) > WORDS_AT_MOST:
        return ""
    rest = [word for word in words if word not in GREETINGS]
    asks = "?" in text or (bool(rest) and rest[0] in _ASKING)
    if not asks:
        return ""
    for kind, cores, needed, around in _KINDS:
        known = said & cores and (not needed or said & needed)
        if known and said <= _ROUND | cores | needed | around:
            return kind
    return ""


def asks_for_facts(text: str) -> bool:
    """Is something asked that is looked up elsewhere: «подскажите телефон водоканала»?"""
    words = [word for word in fold(text).split() if word not in GREETINGS or word == "подскажите"]
    if _asks_for_a_number(words, text) or _asks_who_manages(words):
        return True
    if not 0 < len(words) <= FEW or "не" in words or has_digits(text):
        return False
    return words[0] in _FOR_FACTS and not _FACTS.isdisjoint(words)


def _asks_for_a_number(words: list[str], text: str) -> bool:
    """«Номер диспетчера есть?», «как дозвониться до водоканала». «Куда звонить, если света нет» and
    «куда звонить? он горит» tell what has happened."""
    rest = [one for one in words if one not in FILLERS]
    if not 0 < len(rest) <= FACTS_AT_MOST or not _NOT_FACTS.isdisjoint(rest):
        return False
    reaching = next((at for at, one in enumerate(rest) if one in _REACHING), None)
    if reaching is not None:
        after = rest[reaching + 1 :]
        return rest[0] in _HOW and (not after or after[0] in _TO_WHOM)
    if not _SHORTLY.isdisjoint(rest):
        return True
    if rest[0] in _BARE and 1 < len(rest) <= BARE_AT_MOST and not any(map(_VERB.search, rest)):
        return not has_digits(text)
    asks = "?" in text or not _FOR_FACTS.isdisjoint(rest) or rest[:2] == ["по", "какому"]
    if not asks and not _GIVE.isdisjoint(rest) and len(rest) <= FEW:
        asks = not has_digits(text) and not any(
            _VERB.search(one) for one in rest if one not in _GIVEN
        )
    return asks and not _NUMBERS.isdisjoint(rest)


def _asks_who_manages(words: list[str]) -> bool:
    """«Кто моя управляйка», «как узнать, какая у нас УК»."""
    rest = [one for one in words if one not in FILLERS]
    if not 0 < len(rest) <= FEW or "не" in rest:
        return False
    if rest[0] == "кто" and not _MANAGES.isdisjoint(rest) and not _HOMES.isdisjoint(rest):
        return True
    if _MANAGED.isdisjoint(rest):
        return False
    return not _WHICH_ONE.isdisjoint(rest) and not any(
        _VERB.search(one) for one in rest if one not in _GIVEN and one not in _MANAGED
    )


def asks_whether_to_tell(text: str) -> bool:
    """«Можно пожаловаться на соседей?»: whether it is told here, and not yet what happened."""
    if "?" not in text or has_digits(text):
        return False
    rest = [word for word in fold(text).split() if word not in _BEFORE_IT]
    if not 1 < len(rest) <= FEW:
        return False
    return rest[0] in _MAY and not _SENT.isdisjoint(rest)
