"""What a few words mean that tell of no problem: thanks, a verdict, a question about a ticket.

* Only a text whose every word is known is a wish. One word more («спасибо, а фонарь не горит»),
  and it is a story: nothing that is told may be lost.
* Words are compared folded: without case, signs and «ё». Each language is heard in the other, as
  greetings are.
"""

import re
import unicodedata
from enum import StrEnum

from core.numbers import part_number
from core.wordsets import words_of

from .greetings import WORDS as GREETINGS
from .texts import fold

WORDS_AT_MOST = 9


class Wish(StrEnum):
    """The verdicts are named as the buttons under a notice are."""

    THANKS = "thanks"
    HELPED = "helped"
    IN_PART = "inpart"
    NOT_HELPED = "nothelped"
    STATUS = "status"
    WITHDRAW = "withdraw"
    FORGET = "forget"
    HUMAN = "human"


def wish_of(text: str) -> tuple[Wish, str] | None:
    """What is wished by these words and no others, and the number of the ticket that they name;
    None: they may be a story."""
    number, rest = part_number(text)
    words = fold(rest).split()
    if not words and not number:
        return (Wish.THANKS, "") if _is_thumbs(text) else None
    if len(words) > WORDS_AT_MOST:
        return None
    verdict = SAID_VERDICTS.get(" ".join(word for word in words if word not in POLITE))
    said = frozenset(words)
    named = Wish.THANKS if _is_thanks(said) else _of_ticket(said, number)
    wish = verdict or (named if number else _of_words(said))
    return (wish, number) if wish else None


def not_helped(text: str) -> str | None:
    """What else is said by who begins with «не помогло»; None: they do not."""
    found = BEGINS_NOT_HELPED.match(text)
    return text[found.end() :].strip() if found else None


def _is_thumbs(text: str) -> bool:
    """Does every picture in it say thanks? «👍👎» does not."""
    pictures = {sign for sign in text if unicodedata.category(sign) == "So"}
    return bool(pictures) and pictures <= THUMBS


def _is_thanks(said: frozenset[str]) -> bool:
    return bool(said & THANKS) and said <= THANKS | POLITE | GLAD


def _of_words(said: frozenset[str]) -> Wish | None:
    if _is_thanks(said):
        return Wish.THANKS
    if _is_calling(said):
        return Wish.HUMAN
    if said & (FORGETTING | CONSENT) and said <= FORGETTING | CONSENT | WITHDRAWING | OF_MINE:
        return Wish.FORGET if _is_forgetting(said) else None
    return _of_ticket(said, "")


def _is_calling(said: frozenset[str]) -> bool:
    """Is somebody alive asked for, or who this is? «Тут человек» may be a danger."""
    if said & MACHINES:
        return said <= MACHINES | PEOPLE | CALLS | AROUND_CALLS
    if said & CALLS:
        return bool(said & PEOPLE) and said <= PEOPLE | CALLS | AROUND_CALLS
    return said in WHO


def _is_forgetting(said: frozenset[str]) -> bool:
    return bool((said & FORGETTING and said & DATA) or (said & CONSENT and said & WITHDRAWING))


def _of_ticket(said: frozenset[str], number: str) -> Wish | None:
    if said & WITHDRAWING:
        named = bool(number or said & TICKETS)
        return Wish.WITHDRAW if named and said <= WITHDRAWING | ABOUT_IT else None
    if "how" in said and said & HOW_TO and not said & MINE:
        return None  # «How can I report?» asks of no ticket
    asked = bool(number or said & STATE or (said & TICKETS and said & ASKING))
    return Wish.STATUS if asked and said <= ABOUT_IT else None


THUMBS = frozenset("👍👌🙏🤝❤😊🙂✅🌹💐👏")
"""What says thanks with no word."""

THANKS = words_of(
    "спасибо спасибочки благодарю благодарим благодарен благодарна ок окей ok okay понял поняла",
    "поняли понятно ясно хорошо ладно отлично супер класс принято",
    "thanks thank great good understood fine perfect got",
)
"""Thanks, or that it was read: one of these words makes it so."""

POLITE = GREETINGS | words_of(
    "да спасибо благодарю большое огромное очень вам всем thanks thank you very much a lot many"
)
GLAD = words_of(
    "жду ждем буду будем за помощь ответ ответа решения работу оперативность внимание быстро",
    "приехали приехал сделали",
    "сынок сынки дочка миленькие милые родные дорогие ребята мужики наконец то ну очень",
    "что воду свет тепло газ отопление дали дал вернули включили дай бог здоровья вам счастья",
    "чисто светло тепло убрано вовремя горит теперь хорошо удачи просто",
    "сделано починили починено убрали вывезли засыпали заделали включили дали устранили исправили",
    "заработало заработал заработала все уже так рад рада рады молодцы и",
    "it for the help your answer work done fixed all nice",
)
"""What else is said by who is content. No «не» is among them."""

SAID_VERDICTS = {
    **dict.fromkeys(
        ("помогло", "да помогло", "все помогло", "помогли", "it helped", "helped"), Wish.HELPED
    ),
    **dict.fromkeys(
        ("частично", "помогло частично", "частично помогло", "in part", "it helped in part"),
        Wish.IN_PART,
    ),
    **dict.fromkeys(
        (
            *("не помогло", "нет не помогло", "не помогли", "не решено", "не сделано"),
            *("it did not help", "did not help", "it didn t help", "didn t help", "not solved"),
        ),
        Wish.NOT_HELPED,
    ),
}
BEGINS_NOT_HELPED = re.compile(
    r"\W*(?:(?:(?:ничего|ничуть|совсем|так\s+и|все\s+равно|всё\s+равно)\s+)?не\s+помогло|не\s+решено|(?:it\s+)?(?:did\s+not|didn.t)\s+help|not\s+solved)(?!\w)"
    r"[\s,.;:!?—–-]*",
    re.IGNORECASE,
)

MACHINES = words_of("робот бот оператор оператора оператором operator bot robot")
PEOPLE = words_of("человек человека человеком живой живым живого вами сотрудник human person you")
CALLS = words_of(
    "поговорить говорить позови позовите соедините свяжите нужен дайте связаться talk speak call",
)
AROUND_CALLS = words_of(
    "хочу можно мне меня с со ты вы это кто а ли или есть здравствуйте пожалуйста",
    "i want to a an with real are is this can do please",
)
WHO = frozenset(
    map(frozenset, (("ты", "кто"), ("вы", "кто"), ("а", "ты", "кто"), ("а", "вы", "кто")))
)
"""«а вы кто?»"""

TICKETS = words_of(
    "заявка заявки заявку заявке заявкой заявок обращение обращения обращению обращением обращении",
    "жалоба жалобы жалобу жалобе жалобой ответ ответа ответят ответите",
    "request requests ticket complaint report answer answered reply",
)
ASKING = words_of(
    "что чего как где когда какой какая какие мой моя мое моей моем моему моим мою моих мои",
    "what where when how my any",
)
HOW_TO = words_of("i to")
MINE = words_of("my check see know")
STATE = words_of("статус состояние status")
ABOUT_IT = (TICKETS | ASKING | STATE | GREETINGS) | words_of(
    "с со по на о об у меня нам мне там ли уже будет есть дела слышно а и ну же н номер номером",
    "срок сроки узнать посмотреть проверить скажите хочу можно рассмотрели рассмотрят решение",
    "the about with of will be to i you me is can know check see number it there news on happened",
)
WITHDRAWING = words_of(
    "отменить отмените отмени отозвать отзовите отзываю отменяю закрыть закройте снять снимите",
    "cancel withdraw close",
)

CONSENT = words_of("согласие согласия consent")
FORGETTING = words_of("удалите удалить удали сотрите стереть забудьте delete remove erase forget")
DATA = words_of("данные информацию аккаунт меня data information account me")
OF_MINE = (DATA | GREETINGS) | words_of(
    "мои мое свои свое мой у на обработку персональных персональные данных из базы все всю хочу",
    "прошу я my the all personal to i want of for processing",
)
