"""«Первую отмените», «а по фонарю что?», «к яме»: one of several tickets is named, by its place in
a row or by its thing, and said what is meant of it.

All words but a name of one or two are such as are said around it; with more it may be a story. That
the name is of a ticket the facts tell, see :class:`dialogs.resident.naming.Naming`.
"""

from collections.abc import Sequence

from core.numbers import part_number
from core.words.classes import FILLERS, PLEASE, THANKS, VOCATIVES
from core.words.wordsets import words_of
from dialogs.texts import fold

from .declining import CAME, DONE
from .greetings import WORDS as GREETINGS

WORDS_AT_MOST = 9
NAME_AT_MOST = 2

PLACES = (
    words_of("первая первую первой первое первый первого первому 1я 1ю first"),
    words_of("вторая вторую второй второе второго второму 2я 2ю second"),
    words_of("третья третью третьей третье третий третьего третьему 3я 3ю third"),
    words_of("четвертая четвертую четвертой четвертое четвертый четвертого четвертому fourth"),
    words_of("пятая пятую пятой пятое пятый пятого пятому fifth"),
)
LAST = words_of("последняя последнюю последней последнее последний последнего последнему last")
BEFORE_LAST = words_of("предпоследняя предпоследнюю предпоследней предпоследнее")
IN_A_ROW = frozenset[str]().union(*PLACES) | LAST | BEFORE_LAST
_ONE = words_of("одну одно одна одной один одному одного one")
"""Which, is not said."""

_POINTING = words_of("та ту той то тот тому этой эту эта это этому that the")
_ABOUT = words_of("про по насчет поводу с со о об обо к ко для about of to")
_LINKING = _POINTING | _ABOUT | words_of("что которая которую которое который где на в во у")
_WHERE = words_of("у на в во")
_OF_MINE = words_of("моя мой мое мою моей моего моему моем моим моими мои моих my")
_REQUEST = words_of(
    "заявка заявки заявку заявке заявкой обращение обращения обращению обращением жалоба жалобы",
    "жалобу жалобе вопрос вопроса вопросу проблема проблемы проблеме проблему контроль контроля",
    "сообщение сообщению пункт пункту номер номеру вариант request ticket issue one",
)
_AROUND = (FILLERS | PLEASE | THANKS | VOCATIVES | GREETINGS) | _LINKING | _OF_MINE | _REQUEST
_AROUND |= words_of(
    "я мы мне нам меня у и а же уже еще ее его их больше теперь сейчас можно прошу хочу надо нужно",
    "них нее из пусть будет давай давайте относится касается вы пожалста сами сам сама само все",
    "is i please",
)

_CALLING = words_of(
    "отмените отмени отменить отменяйте отменяем отменяю отмена отзовите отзови отозвать отзываю",
    "отзываем отзывать отменять отбой неактуально неактуальна неактуален",
    "неактуальное аннулируйте аннулировать cancel withdraw",
)
"""Said of an order, whatever is named with it."""
_TAKING_OFF = words_of(
    "снимите снимай снимайте снимаю снимаем снять снят снята снято снимается закройте закрывайте",
    "закрыть закрывать снимать закрой закрываем закрываю закрыт закрыта уберите убери убирайте",
    "убрать удалите удали удалить забрать забираю вычеркните вычеркивайте remove close delete drop",
)
"""Said of lamps, manholes and heaps too."""
_NEEDED = words_of("надо нужно нужна нужен нужны актуально актуальна актуален актуальны ненадо")
_CUT_OFF = words_of("отключили закрыли закрыл прошло пошла пошло")
"""Said of a trouble as well: «отключили воду»."""
_MENDED = (DONE - CAME - _CUT_OFF) | words_of(
    "закопали закопал закопала засыпал засыпала заделал заделала починила поставили установили",
    "заменили поменяли вкрутили подключили зажгли зажегся зажглась включил включился включилась",
    "включилось убрал убрала спилили откачали залатали заровняли завезли вымыли помыли вычистили",
    "прочистили покрасили прикрутили приварили заварили отогрели пустили увез увезла",
)
_NONE = words_of("никакую никакое никакой никакого ничего никакие none nothing neither")
_DENYING = words_of("не нет ни никто ничего нельзя но not nobody")
_HALF = words_of("половину половина часть частично немного чуть пока только half")
_CALLED = _CALLING | _TAKING_OFF | _NEEDED | _MENDED | {"не"}

_ASKING = words_of(
    "что чего че чо как когда где скоро долго сколько движется двигается движется сдвинулась",
    "сдвинулось поживает тишина глухо молчок молчание новости новость слышно статус результат",
    "ответ ответа what when news status how",
)
_ASKED_WITH = _ASKING | words_of(
    "там ждать еще есть ли дела делается происходит слышно хоть какие какой нибудь так долго будет",
    "приедут починят сделают уберут займутся ответят стоит стоят никак ничего нет никто не is up",
)
_PREPOSED = words_of("по про с со насчет поводу об обо о about")
_ALL = words_of("все всех оба обе обоих три две четыре пять их all both")
_OF_ALL = (_ALL | _OF_MINE | _REQUEST | FILLERS | PLEASE) | words_of(
    "у меня мне и а стоят висят лежат показать покажи покажите какие список мои заявок обращений",
    "жалоб вопросы вопросов проблем тишина молчат молчок без движения ответа что с со по моими",
    "моим заявкам обращениям заявками обращениями them show my requests tickets",
)
_MANY = words_of("заявки заявок обращения обращений жалобы жалоб заявкам заявками их requests")


def names_all(text: str) -> bool:
    """«Все», «обе», where one is asked for."""
    words = frozenset(fold(text).split())
    return bool(words & _ALL) and words <= _ALL | _AROUND | _CALLED


def names_none(text: str) -> bool:
    """«Никакую», «ни одной»."""
    words = frozenset(fold(text).split())
    none = bool(words & _NONE) or ("ни" in words and bool(words & _ONE))
    return none and words <= _NONE | _AROUND | _CALLED | _ONE | {"ни"}


def name_in(text: str) -> tuple[str, ...]:
    """The words of a text that may name a thing: all that are not said around it."""
    words = fold(part_number(text)[1]).split()
    return tuple(one for one in words if one not in _EVERY and one not in IN_A_ROW)


_EVERY = _AROUND | _CALLED | _ASKED_WITH | _ONE | _HALF


def place_in(text: str) -> int | None:
    """The place in a row that is named, from 0; -1: the last; None: none is."""
    for word in fold(text).split():
        if word in LAST:
            return -1
        if word in BEFORE_LAST:
            return -2
        for place, names in enumerate(PLACES):
            if word in names:
                return place
    return None


def calls_off_one(text: str) -> bool:
    """Is one of several said to be needed no more: «по мусору отбой», «лампу включили, снимайте»,
    «отмените одну»?"""
    words = fold(text).split()
    said = frozenset(words)
    if said.isdisjoint(_CALLED) or "?" in text or not 1 < len(words) <= WORDS_AT_MOST:
        return False
    name = _name(words, _AROUND | _CALLED | _ONE)
    if name is None:
        return False
    placed = bool(said & IN_A_ROW)
    named = placed or bool(name) or bool(said & _ONE) or bool(part_number(text)[0])
    if "не" not in said and "нет" not in said:
        if said & _CALLING:
            return named
        if said & _MENDED and name:
            return _is_mended(said, words, name)
        pointed = bool(said & _POINTING and said & _ABOUT)
        return bool(said & _TAKING_OFF) and (placed or pointed or bool(said & _REQUEST))
    return _is_not_needed(words) and named and bool(_is_plain(said) or placed)


def _is_mended(said: frozenset[str], words: Sequence[str], name: Sequence[str]) -> bool:
    """«Яму закопали сами, спасибо», «качели починили»: with nothing else in it, or a word that ends
    it."""
    ends = said & (_TAKING_OFF | THANKS) or not said.isdisjoint({"сами", "сам", "сама", "уже"})
    return said.isdisjoint(_DENYING | _HALF) and bool(ends or len(words) == len(name) + 1)


def _is_not_needed(words: Sequence[str]) -> bool:
    """«Не надо», «не актуальна», and not «не надо сваливать»."""
    return "ненадо" in words or any(
        one == "не" and words[at + 1] in _NEEDED for at, one in enumerate(words[:-1])
    )


def _is_plain(said: frozenset[str]) -> bool:
    """Is it not the beginning of «не надо мусор сваливать»?"""
    since = not said.isdisjoint({"уже", "больше", "теперь"})
    return since or bool(said & _ABOUT) or bool(said & {"актуальна", "актуально", "актуален"})


def asks_after_one(text: str) -> bool:
    """Is one of several asked after: «а по фонарю что?», «яма моя как поживает?», «вторая заявка
    движется?»; or all of them, «все мои заявки»?"""
    words = fold(text).split()
    said = frozenset(words)
    if asks_after_all(text):
        return True
    if said.isdisjoint(_ASKING) or not 1 < len(words) <= WORDS_AT_MOST:
        return False
    name = _name(words, _AROUND | _ASKED_WITH)
    if name is None or len(name) > (2 if "?" in text else 1):
        return False
    if said & IN_A_ROW:
        return not name
    owned = bool(said & _OF_MINE)
    return bool(name) and (owned or _follows(words, name[0], _PREPOSED))


def asks_after_all(text: str) -> bool:
    """«Все мои заявки», «у меня их три, и все стоят»."""
    said = frozenset(fold(text).split())
    return said <= _OF_ALL and bool(said & _MANY) and bool(said & (_ALL | _OF_MINE))


def names_one(text: str) -> bool:
    """Is one named and nothing else said: «к яме», «вторая», «это про детскую площадку»?"""
    words = fold(part_number(text)[1]).split()
    if "?" in text or len(words) > WORDS_AT_MOST:
        return False
    name = _name(words, _AROUND | _ONE)
    if name is None:
        return False
    if not name:
        return not IN_A_ROW.isdisjoint(words) or bool(part_number(text)[0])
    return len(name) == 1 or _follows(words, name[0], _LINKING)


def is_lone_name(text: str) -> bool:
    """Does nothing stand by the name that points to it: «яма», «у нас кипяток», not «к яме»?"""
    words = frozenset(fold(text).split())
    return bool(name_in(text)) and words.isdisjoint(_LINKING - _WHERE | IN_A_ROW)


def _name(words: Sequence[str], around: frozenset[str]) -> list[str] | None:
    """The words that are left, if they are few and stand together."""
    at = [place for place, one in enumerate(words) if one not in around and one not in IN_A_ROW]
    if len(at) > NAME_AT_MOST or (len(at) == NAME_AT_MOST and at[1] != at[0] + 1):
        return None
    return [words[place] for place in at]


def _follows(words: Sequence[str], name: str, before: frozenset[str]) -> bool:
    """Does it stand after one of these, with «моей» between them or not?"""
    at = list(words).index(name) - 1
    while at >= 0 and words[at] in _OF_MINE | _POINTING | {"поводу"} - before:
        at -= 1
    return at >= 0 and words[at] in before
