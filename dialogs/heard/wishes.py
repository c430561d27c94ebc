"""What a few words mean that tell of no problem: thanks, a verdict, a question about a ticket.

* Only a text whose every word is known is a wish. One word more («спасибо, а фонарь не горит»),
  and it is a story: nothing that is told may be lost.
* Words are compared folded: without case, signs and «ё». Each language is heard in the other, as
  greetings are.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from core.numbers import part_number
from core.words.classes import OKAY, VOCATIVES, is_sign
from core.words.classes import THANKS as SAID_SO
from core.words.wordsets import words_of
from dialogs.texts import fold

from .about_us import asked_of_us, asks_about_us
from .asked_in_talk import asked_in_talk
from .content import is_waiting
from .greetings import WORDS as GREETINGS
from .questions import question_of
from .settings import setting_of
from .verdicts import is_denied, is_questioned

WORDS_AT_MOST = 9
FORGETTING_AT_MOST = 14
"""Whoever asks to be forgotten asks at length, and politely."""


class Wish(StrEnum):
    """The verdicts are named as the buttons under a notice are."""

    THANKS = "thanks"
    HELPED = "helped"
    IN_PART = "inpart"
    NOT_HELPED = "nothelped"
    STATUS = "status"
    WITHDRAW = "withdraw"
    DATA = "data"
    """What is kept of them, a copy of it, or that it be deleted."""
    HUMAN = "human"
    HELP = "help"
    MONEY = "money"
    NAMELESS = "nameless"
    READERS = "readers"
    TIME = "time"
    CALL = "call"
    HOURS = "hours"
    OFFICIAL = "official"
    LANGUAGE = "language"
    QUIET = "quiet"
    """No broadcasts any more."""
    LOUD = "loud"
    """Broadcasts again."""
    PHONE = "phone"
    """Their number is another now."""
    PICTURE = "picture"
    PRAISE = "praise"
    PARTING = "parting"


ABOUT_US = frozenset(
    {
        *(Wish.DATA, Wish.HUMAN, Wish.HELP, Wish.MONEY, Wish.NAMELESS, Wish.READERS, Wish.TIME),
        *(Wish.CALL, Wish.HOURS, Wish.OFFICIAL),
        *(Wish.LANGUAGE, Wish.QUIET, Wish.LOUD, Wish.PHONE, Wish.PICTURE, Wish.PRAISE),
        Wish.PARTING,
    }
)
"""Asked of the bot, and of no ticket; only how long it takes a ticket tells better."""


@lru_cache(maxsize=256)  # a turn asks it of the same words several times
def wish_of(text: str) -> tuple[Wish, str] | None:
    """What is wished by these words and no others, and the number of the ticket that they name;
    None: they may be a story."""
    if kind := question_of(text):
        return Wish(kind), ""
    if asks_about_us(text):
        return Wish.HELP, ""
    number, rest = part_number(text)
    words = fold(rest).split()
    if not number and (is_sign(text) or is_waiting(text)):
        return Wish.THANKS, ""
    if not words and not number:
        return (thumbs, "") if (thumbs := _thumbs(text)) else None
    if not number and (asked := asked_of_us(words)):
        return Wish(asked), ""
    if len(words) > WORDS_AT_MOST:
        forgotten = len(words) <= FORGETTING_AT_MOST and _is_forgetting(frozenset(words))
        return (Wish.DATA, number) if forgotten else None
    verdict = SAID_VERDICTS.get(" ".join(word for word in words if word not in POLITE))
    if verdict is not Wish.NOT_HELPED and is_questioned(text):
        verdict = None  # «помогло?» throws the question back
    said = frozenset(words)
    named = Wish.THANKS if _is_thanks(said) else _of_ticket(said, number)
    wish = verdict or (named if number else _of_words(said))
    if not wish and not number and (talk := asked_in_talk(said)):
        return Wish(talk), ""
    return (wish, number) if wish else None


def is_noted(text: str) -> bool:
    """Is it said that it was read, and nobody thanked: «ок», «понял, жду»?"""
    words = frozenset(fold(text).split())
    blessed = any(one <= words for one in BLESSINGS)
    return bool(words) and words.isdisjoint(SAID_THANKS) and not blessed


def not_helped(text: str) -> str | None:
    """What else is said by who begins with «не помогло»; None: they do not. Irony is said whole:
    «как мёртвому припарка»."""
    if is_denied(text):
        return text.strip()
    found = BEGINS_NOT_HELPED.match(text)
    return text[found.end() :].strip() if found else None


def _thumbs(text: str) -> Wish | None:
    """What the pictures say, if all of them say the same: «👍👎» is nothing."""
    pictures = {sign for sign in text if unicodedata.category(sign) == "So"}
    if pictures and pictures <= THUMBS:
        return Wish.THANKS
    return Wish.NOT_HELPED if pictures == {THUMB_DOWN} else None


def _is_thanks(said: frozenset[str]) -> bool:
    thanked = said & THANKS or any(one <= said for one in BLESSINGS)
    return bool(thanked) and said <= THANKS | POLITE | GLAD | BLESSING


def _of_words(said: frozenset[str]) -> Wish | None:
    if _is_thanks(said):
        return Wish.THANKS
    if _is_calling(said):
        return Wish.HUMAN
    if setting := setting_of(said):
        return Wish(setting)
    if _is_forgetting(said) or _is_asking_data(said):
        return Wish.DATA
    return _of_ticket(said, "")


def _is_calling(said: frozenset[str]) -> bool:
    """Is somebody alive asked for, or who this is? «Тут человек» may be a danger."""
    if said & MACHINES:
        return said <= MACHINES | PEOPLE | CALLS | AROUND_CALLS
    if said & CALLS:
        return bool(said & PEOPLE) and said <= PEOPLE | CALLS | AROUND_CALLS
    return said - BESIDES in WHO


def _is_forgetting(said: frozenset[str]) -> bool:
    """Is it asked to delete what is known of them, or is the consent taken back? In any order, and
    with nothing besides: a heap is to be deleted too, and data stand on a bill."""
    if not said <= ASKED_TO_FORGET:
        return False
    if said & FORGETTING and said & DATA:
        return True
    if said & PUTTING_AWAY and said & DATA and said & (OWN | LISTS):
        return True
    if said & CONSENT and said & WITHDRAWING:
        return True
    refused = bool(said & STOPPING) or "не" in said
    return refused and bool(said & KEEPING) and bool(said & DATA)


def _is_asking_data(said: frozenset[str]) -> bool:
    """Is it asked what is kept of them, or for a copy? «Данные» alone are a meter's, and
    «информация» is what a timetable lacks."""
    named = said & PERSONAL or (said & INFORMATION and said & ABOUT)
    return bool(named) and bool(said & ABOUT_ME) and said <= ASKED_FOR_DATA


def _of_ticket(said: frozenset[str], number: str) -> Wish | None:
    if said & (WITHDRAWING | FORGETTING):  # «удалите мою заявку»
        named = bool(number or said & (TICKETS | OF_TICKETS))
        return Wish.WITHDRAW if named and said <= WITHDRAWING | FORGETTING | ABOUT_IT else None
    if said & TICKETS and said & NEEDED and "не" in said and said <= ABOUT_IT | NEEDED:
        return Wish.WITHDRAW
    if "how" in said and said & HOW_TO and not said & MINE:
        return None  # «How can I report?» asks of no ticket
    asked = bool(number or said & STATE or (said & TICKETS and said & ASKING))
    return Wish.STATUS if asked and said <= ABOUT_IT else None


THUMBS = frozenset("👍👌🙏🤝❤😊🙂✅🌹💐👏")
"""What says thanks with no word."""
THUMB_DOWN = "👎"

THANKS = (
    SAID_SO
    | OKAY
    | words_of(
        "благодарен благодарна понял поняла поняли понятно ясно ладно отлично супер класс принято",
        "ура замечательно прекрасно здорово круто наконец дождались дождался дождалась",
        "great good understood fine perfect got",
    )
)
"""Thanks, or that it was read: one of these words makes it so."""

BLESSINGS = tuple(
    map(
        words_of,
        (
            *("бог здоровья", "господь здоровья", "от души", "храни бог", "храни господь"),
            *("низкий поклон", "всех благ", "здоровья вам", "счастья вам", "удачи вам"),
        ),
    )
)
"""Thanks in other words."""
BLESSING = frozenset[str]().union(*BLESSINGS) | words_of(
    "дай дайте вас тебя всем крепкого долгих лет жизни за все это земной добра желаю процветания"
)
SAID_THANKS = SAID_SO | words_of("благодарен благодарна молодцы здоровья")

POLITE = (GREETINGS | SAID_SO) | words_of(
    "да большое огромное очень вам всем you very much a lot many щиро",
)
GLAD = VOCATIVES | words_of(
    "жду ждем буду будем за помощь ответ ответа решения работу оперативность внимание быстро",
    "приехали приехал сделали",
    "наконец то ну очень",
    "что воду свет тепло газ отопление дали дал вернули включили дай бог здоровья вам счастья",
    "чисто светло тепло убрано вовремя горит теперь хорошо удачи просто",
    "сделано починили починено убрали вывезли засыпали заделали включили дали устранили исправили",
    "заработало заработал заработала все уже так рад рада рады молодцы и",
    "it for the help your answer work done fixed all nice",
    "ждать бабушка за вашу помощь",
    "обратную связь ждать буду ответили реагирование скорый быстрый отклик всё ваш вашу такую",
)
"""What else is said by who is content. No «не» is among them."""

SAID_VERDICTS = {
    **dict.fromkeys(
        (
            "устраивает",
            "it suits me",
            "помогло",
            "да помогло",
            "все помогло",
            "помогли",
            "it helped",
            "helped",
        ),
        Wish.HELPED,
    ),
    **dict.fromkeys(
        ("частично", "помогло частично", "частично помогло", "in part", "it helped in part"),
        Wish.IN_PART,
    ),
    **dict.fromkeys(
        (
            *("не устраивает", "нет не устраивает", "it does not suit me"),
            *("не помогло", "нет не помогло", "не помогли", "не решено", "не сделано"),
            *("it did not help", "did not help", "it didn t help", "didn t help", "not solved"),
        ),
        Wish.NOT_HELPED,
    ),
}
BEGINS_NOT_HELPED = re.compile(
    r"\W*(?:нет\W+)?(?:(?:(?:ничего|ничуть|ничем|никак|совсем|вообще|увы|это|к\s+сожалению|так\s+и"
    r"|все\s+равно|всё\s+равно)\s+)?не\s+помогло|не\s+решено|(?:it\s+)?(?:did\s+not|didn.t)\s+help"
    r"|not\s+solved)(?!\w)"
    r"[\s,.;:!?—–-]*",
    re.IGNORECASE,
)

MACHINES = words_of(
    "программа нейросеть ии автомат",
    "робот роботы бот боты оператор оператора оператором operator bot robot",
)
PEOPLE = words_of(
    "человек люди человека человеком живой живым живого вами сотрудник human person you"
)
CALLS = words_of(
    "поговорить говорить позови позовите соедините свяжите нужен дайте связаться talk speak call",
)
AROUND_CALLS = words_of(
    "голосом лично телефону по",
    "бы телефон скажите подскажите номер или искусственный интеллект на том конце",
    "хочу можно мне меня с со ты вы это кто а ли или есть здравствуйте пожалуйста",
    "i want to a an with real are is this can do please",
)
BESIDES = GREETINGS | words_of("а и еще же ну вообще это там будьте добры скажите so")
BESIDES -= words_of("good")
WHO = frozenset(
    words_of(asked)
    for asked in (
        *("ты кто", "вы кто", "кто вы такие", "кто вы такой", "кто ты такой", "кто ты такая"),
        *("вы тут", "ты тут", "вы здесь", "ты здесь", "кто тут", "есть кто", "есть кто нибудь"),
        *("есть кто живой", "как дела", "как ваши дела", "как твои дела", "как поживаете"),
        *("как вас зовут", "как тебя зовут", "что вы за бот"),
        *("who are you", "how are you", "are you there", "anybody here", "is anybody there"),
    )
)
"""«а вы кто?», and what is said to see whether somebody is there."""

TICKETS = words_of(
    "заявка заявки заявку заявке заявкой заявок обращение обращения обращению обращением обращении",
    "жалоба жалобы жалобу жалобе жалобой ответ ответа ответят ответите",
    "request requests ticket complaint report answer answered reply",
)
MANY = words_of(
    "заявки заявок обращения обращений жалобы жалоб мои моих мною все requests complaints tickets"
)
"""Whoever says so wants the list."""
ASKING = words_of(
    "что чего как где когда какой какая какие мой моя мое моей моем моему моим мою моих мои",
    "what where when how my any",
)
HOW_TO = words_of("i to")
MINE = words_of("my check see know")
STATE = words_of("статус состояние status")
ABOUT_IT = (TICKETS | ASKING | STATE | GREETINGS) | words_of(
    "свою свое свой моя",
    "с со по на о об у меня нам мне там ли уже будет есть дела слышно а и ну же н номер номером",
    "срок сроки узнать посмотреть проверить скажите хочу можно рассмотрели рассмотрят решение",
    "the about with of will be to i you me is can know check see number it there news on happened",
)
NEEDED = words_of("не нужна нужно нужен актуальна актуально надо больше неактуальна неактуально")
OF_TICKETS = words_of(
    "отозвать отзовите отзываю отзови отменяю отмена аннулировать аннулируйте withdraw"
)
"""Said of nothing else, whatever is named or not."""
WITHDRAWING = OF_TICKETS | words_of(
    "отменить отмените отмени отозвать отзовите отзываю отменяю закрыть закройте снять снимите",
    "отзови забрать забираю аннулировать аннулируйте",
    "cancel withdraw close",
)

CONSENT = words_of("согласие согласия consent")
FORGETTING = words_of(
    "удалите удалить удали удалили удалил удаляйте удаление удаления сотрите стереть сотри стерли",
    "стирайте забудьте забудь забыть уничтожьте уничтожить delete remove erase forget",
)
PUTTING_AWAY = words_of("уберите убрать убери убрали")
"""Said of heaps first of all: what is theirs must be named."""
DATA = words_of(
    "данные данных информацию инфу аккаунт аккаунта профиль переписку меня обо знаете",
    "номер телефон телефона имя имени фамилию фио контакт контакты писал писала писали написал",
    "написала data information account profile me",
)
OWN = words_of("мои моих мой мое моего свои своих мою свою обо my")
LISTS = words_of("базы базе списков списка рассылки")
"""Out of which people are taken, and no heaps."""
KEEPING = words_of(
    "хранили хранить храните обрабатывали обрабатывать обрабатывайте обработка обработку",
    "использовали использовать используйте согласен согласна keeping processing store use",
)
STOPPING = words_of("прекратите прекратить перестаньте stop don t")
OF_MINE = (DATA | OWN | GREETINGS) | words_of(
    "мое свое мой моего моей свой своего своей на у обработку персональных персональные личные",
    "личных данных из с базы базе бота боте бот чата чате системы вашей вас вы вам все всю что",
    "которые которую о об мне я хочу хотел хотела бы прошу требую нужно надо можно могу можете ли",
    "списков списка рассылки",
    "требую по фз закону закон согласно 152 уничтожить",
    "как где чтобы чтоб есть собрали сохранили отсюда тут здесь полностью совсем навсегда уже и а",
    "больше не свою the all personal to i want of for your bot from you know about have everything",
    "how do can could would like that is it and no longer",
)
PERSONAL = words_of("данные данных data")
INFORMATION = words_of("информация информацию information")
ABOUT = words_of("обо about")
ABOUT_ME = words_of("мои моих мне меня персональные персональных личные личных my me personal")
ASKED_FOR_DATA = (PERSONAL | INFORMATION | ABOUT | ABOUT_ME | GREETINGS) | words_of(
    "какие какая какую все всю у вас вы есть хранятся хранится храните собрали собираете обо о об",
    "скачать скачайте выгрузить получить дайте дай прислать пришлите покажите показать посмотреть",
    "копию копия хочу можно прошу про ваши что там это бот бота боте базе в из с и а ли же моем",
    "what which is kept do you have about all of the a copy download get show send i want can see",
)
ASKED_TO_FORGET = CONSENT | FORGETTING | PUTTING_AWAY | WITHDRAWING | KEEPING | STOPPING | OF_MINE
