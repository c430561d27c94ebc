"""What became of something that was told before: «я писала вам про фонарь, сделали?».

Whatever it names, a question about it is no complaint: the request is shown, or it is said that
there is none here. What was told to somebody else («писал в УК, молчат») is a story.
"""

from core.words.wordsets import words_of
from dialogs.texts import fold

WORDS_AT_MOST = 20
_FILED = words_of(
    "писал писала писали написал написала написали подавал подавала подавали подал подала подали",
    "отправлял отправляла отправил отправила отправили обращался обращалась обращались обратился",
    "обратилась обратились жаловался жаловалась жаловались пожаловался пожаловалась сообщал",
    "сообщала сообщили сообщил сообщила оставлял оставляла оставил оставила заявлял reported filed",
    "complained wrote sent submitted",
)
_TICKET = words_of(
    "заявка заявки заявку заявке заявкой обращение обращения обращению обращением обращении жалоба",
    "жалобы жалобу жалобе жалобой запрос request ticket complaint report",
)
_OWN = words_of("мой моя мое моей моему моем моим мою моего моих мои наш наша наше нашу нашей my")
_MATTER = _TICKET | words_of("вопрос вопросом вопросу вопроса проблемой проблему")
_TO_YOU = words_of("вам вас сюда боту бот бота здесь тут you")
_BEFORE = words_of(
    "неделю неделе недели месяц месяца назад вчера позавчера давно раньше прошлой прошлом week ago",
    "yesterday month last",
)
_ASKS = words_of(
    "статус новости результат результаты ответ ответа ответили тишина молчок молчание молчите",
    "когда почему где узнать what when status answer news happened",
)
_CHECK = words_of("проверьте проверь проверить посмотрите посмотри найдите найти узнать check")
_MESSENGERS = words_of(
    "телеграм телеграме телеграмме телеграмм тг вк вконтакте макс максе мессенджере telegram vk max"
)
_OTHERS = words_of(
    "ук тсж жэк жэу жкх управляющую управляющей управляйку администрацию мэрию мэру губернатору",
    "президенту путину прокуратуру полицию участковому водоканал водоканалу регоператору гжи",
    "жилинспекцию аварийку аварийную диспетчеру диспетчерскую госуслуги роспотребнадзор депутату",
    "энергетикам электросети электросетям рэс им туда ему ей police council",
)
_SILENT = words_of(
    "молчите молчат молчание игнорируете игнорируют ответят ответите отвечаете отвечают ответит",
    "движение движения подвижки сдвиги прогресс progress",
)
_ROUND_SILENT = _SILENT | words_of(
    "почему чего че зачем что вы мне нам не а и ну вообще то кто нибудь есть ли какие какое либо",
    "будет так долго все еще же это там когда мое на по обращение обращению заявку заявке any is",
)


def asks_of_earlier(text: str) -> bool:
    """Is it asked what became of something told here before, or why there is silence?"""
    words = frozenset(fold(text).split())
    if not words or len(words) > WORDS_AT_MOST or not words.isdisjoint(_OTHERS):
        return False
    asks = "?" in text or bool(words & _ASKS)
    if asks and words & _SILENT and words <= _ROUND_SILENT:
        return True
    if words & _CHECK and words & _TICKET:
        return True
    if words & _FILED:
        here = "?" in text or words & (_TO_YOU | _TICKET | _BEFORE)
        return bool(words & _MESSENGERS) or (asks and bool(here))
    return asks and bool(words & _OWN) and bool(words & _MATTER)
