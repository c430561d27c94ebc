"""Words about how the bot speaks to somebody: its language, its broadcasts, a phone that changed.

Each has a command or a way of its own, which nobody knows by heart. As with any wish, only a text
whose every word is known is one: «отключили уведомление о воде» tells.
"""

from collections.abc import Set as AbstractSet

from core.words.classes import FILLERS, PLEASE, THANKS, VOCATIVES
from core.words.wordsets import words_of

from .greetings import WORDS as GREETINGS

LANGUAGE, QUIET, LOUD, PHONE = "language", "quiet", "loud", "phone"

_ROUND = (GREETINGS | VOCATIVES | FILLERS | PLEASE | THANKS) | words_of(
    "я мне меня мой моя мое мои у вы вас вам ты бот бота это эти ваш ваши ваша ваших от на с со в",
    "из как где можно ли хочу хотела хотел бы нужно надо прошу могу больше все всё всякие совсем",
    "теперь снова опять обратно сюда там здесь тут не но же the my me your to i want a from in can",
    "you do please how it all any more off on",
)
_LANGUAGE = words_of("язык языка языке language")
_ENGLISH = words_of("english английский английском английски инглиш")
_TONGUES = _ENGLISH | words_of("русский русском русски russian по other another другой другом")
_CHANGING = words_of(
    "смени смените сменить поменяй поменяйте поменять переключи переключите переключить измени",
    "измените изменить выбрать сделай сделайте говори говорите говорить отвечай отвечайте пиши",
    "пишите перейди перейдите перейти понимаете общаться change switch set choose speak use",
)
_PARTS_OF_TALK = _LANGUAGE | _TONGUES | _CHANGING

_NOTICES = words_of(
    "рассылка рассылки рассылку рассылок рассылкой уведомления уведомлений уведомление оповещения",
    "оповещение подписка подписки подписку новости новостей спам напоминания напоминаний",
    "notifications notification newsletter subscription broadcasts",
)
_OFF = words_of(
    "отключи отключите отключить выключи выключите выключить убери уберите убрать отмени отмените",
    "отменить прекрати прекратите прекратить останови остановите остановить удали удалите удалить",
    "исключи исключите вычеркни вычеркните отписка stop mute disable turn off cancel",
)
_LEAVING = words_of(
    "отписаться отпиши отпишите отписывайте отписываюсь отпишусь отписать unsubscribe",
)
_ON = words_of(
    "включи включите включить верни верните вернуть возобнови возобновите восстановите enable",
)
_JOINING = words_of("подпиши подпишите подписаться подписываюсь subscribe")
_WRITING = words_of(
    "пишите пиши писать присылай присылайте присылать шли шлите слать спамь",
    "спамьте спамить беспокойте беспокоить тревожьте дергайте",
)
_TO_ME = words_of("мне меня спамь спамьте спамить присылайте присылай шлите")
_STOPPING = words_of("не хватит хорош перестань перестаньте прекрати прекратите довольно")
_ANYTHING = words_of("ничего никакие никаких сообщения сообщений сообщение ерунду ваше каждый день")
_PARTS_OF_QUIET = _NOTICES | _OFF | _LEAVING | _WRITING | _STOPPING | _ANYTHING
_PARTS_OF_LOUD = _NOTICES | _ON | _JOINING | words_of("присылайте присылай присылать назад")

_NUMBER = words_of("телефон телефона номер номера контакт контакты почта почту phone number")
_CHANGED = words_of(
    "изменился изменилась сменился сменилась поменялся поменялась сменила сменил сменили поменяла",
    "поменял изменила изменил новый новая другой другая изменить сменить поменять обновите",
    "changed new",
)
_PARTS_OF_PHONE = _NUMBER | _CHANGED | words_of("был была стал раньше у меня уже свой is has")
_NAMED = _TONGUES - words_of("по другой другом other another")
_CORES = _LANGUAGE | _NAMED | _NOTICES | _LEAVING | _JOINING | _WRITING | _NUMBER
_MY = words_of("мой моя у меня свой я как my i how")


def setting_of(said: frozenset[str]) -> str:
    """What is to be set otherwise; "": nothing, or something is told besides."""
    if _CORES.isdisjoint(said):
        return ""
    rest = said - _ROUND
    if _is_of_language(said, rest):
        return LANGUAGE
    if rest <= _PARTS_OF_QUIET and _is_quiet(said):
        return QUIET
    if rest <= _PARTS_OF_LOUD and (said & _JOINING or (said & _NOTICES and said & _ON)):
        return LOUD
    changed = said & _NUMBER and said & _CHANGED and said & _MY and "не" not in said
    return PHONE if changed and rest <= _PARTS_OF_PHONE else ""


def _is_of_language(said: frozenset[str], rest: AbstractSet[str]) -> bool:
    if not rest <= _PARTS_OF_TALK or "не" in said:
        return False
    if said & _LANGUAGE and said & (_CHANGING | _TONGUES):
        return True
    changed = said & _CHANGING and said & _NAMED
    return bool(changed) or (bool(said & _ENGLISH) and rest <= _ENGLISH | words_of("по"))


def _is_quiet(said: frozenset[str]) -> bool:
    if said & _LEAVING or (said & _NOTICES and said & (_OFF | _STOPPING)):
        return True
    return bool(said & _WRITING and said & _STOPPING and said & _TO_ME)
