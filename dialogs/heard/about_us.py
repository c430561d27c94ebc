"""Questions to the bot about itself: what it does, whether a name is needed, how a photo is sent.

They tell of no problem: in a description they would reach an agency that cannot answer them.
"""

import re
from collections.abc import Sequence

from core.words.classes import VOCATIVES
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS
from .to_the_bot import FILLING

_ASKS = re.compile(
    r"(?:(?:а|и|ну|сюда|тут|здесь|здравствуйте|подскажите|скажите|пожалуйста|извините) )*(?:"
    r"(?:какие|с какими|какими) (?:вопрос\w*|проблем\w*|жалоб\w*) (?:вы |ты |тут |здесь )*"
    r"(?:решае\w+|принимае\w+|занимае\w+|обраща\w+)"
    r"|(?:о чем|что|куда|про что) (?:сюда |тут |здесь |вам )*(?:можно )(?:писать|написать|сообщать)"
    r"|(?:это |у вас )?(?:можно )?(?:ли )?(?:без имени|анонимно|без фамилии)(?: можно)?"
    r"|как (?:мне |тут |здесь |сюда )*(?:прислать|отправить|приложить|прикрепить|добавить)"
    r" (?:фото\w*|видео|файл|место|точку|адрес|голосов\w+)"
    r"|как (?:мне |тут |здесь |сюда )*(?:фото\w*|видео|файл|место|точку|адрес|голосов\w+)"
    r" (?:прислать|отправить|приложить|прикрепить|добавить|скинуть)"
    r"|(?:можно|могу) (?:ли |я |тут |сюда |вам )*(?:(?:прислать|отправить|отправлять|слать|скинуть"
    r"|записать) )?"
    r"(?:голосов\w+|аудио|войс|видео)(?: сообщени\w+)?(?: прислать| отправить| слать| скинуть"
    r"| записать)?"
    r"|(?:на )?как(?:ом|их) язык\w+(?: \w+){0,6}|(?:ты |вы )?(?:\w+ )?(?:по \w+ски"
    r"|по \w+ськи) (?:понимае\w+|можно|говори\w+)"
    r"|сколько (?:жалоб|обращений|заявок|сообщений|раз) (?:\w+ ){0,2}(?:день|сутки|раз|отправить"
    r"|подать|писать)"
    r"|как (?:подать|отправить|написать|оставить) (?:жалобу|обращение|заявку"
    r"|сообщение)(?: \w+){0,8}"
    r"|как (?:это |тут |здесь |бот )?(?:все )?(?:работает|пользоваться)"
    r"|что (?:это|за бот)(?: за бот)?"
    r"|(?:это )?(?:бесплатно|платно)|сколько (?:это )?стоит|что (?:ты|вы) (?:умее\w+|може\w+)"
    r"|what can you do|who are you|what is this(?: bot)?"
    r"|how (?:does (?:it|this) work|long does it take|do i send a photo)"
    r"|is (?:it|this) (?:anonymous|free)"
    r")(?: пожалуйста)?"
)


def asks_about_us(text: str) -> bool:
    """«Анонимно» alone, without a question mark, is an answer."""
    said = fold(text)
    asks = text.rstrip().endswith("?") or len(said.split()) > 2
    return asks and _ASKS.fullmatch(said) is not None


_ROUND = GREETINGS | FILLING | VOCATIVES | words_of("да будьте добры скажите")
_PLACES = words_of("куда это где я мы тут сюда здесь за что")
_TIME = words_of(
    "сколько ответа ответ ответов обычно времени как долго быстро вы тут здесь у вас по нужно надо",
    "вообще придется дней ждать на обращения заявки жалобы срок сроки какой какие когда будет",
)
_WHO = words_of(
    "кто будет это все всё мои мое моё сообщения сообщение тут здесь их его мне там потом",
    "обращения",
    "обращение заявку заявки вообще вас у",
)
_CALL = words_of(
    "хочу хотел хотела бы не писать мне лучше",
    "можно кому куда нибудь то как вам ли по телефону просто есть если кем с кто связаться",
)
_LOOKS = words_of(
    "просто нет проблем проблемы у меня я так пока только никаких бот бота ничего интересно",
    "работает",
    "ли это решила решил посмотреть никакой не что хочу хотел хотела бы",
)
_LOST = words_of(
    "мне уже раньше но я его ее её где найти как мой мое моё свой своё мою и не могу теперь куда",
    "ответ обращение номер заявку жалобу переписку отвечали ответили писали писал писала",
)
_KINDS: tuple[tuple[str, frozenset[str], frozenset[str], frozenset[str]], ...] = (
    ("help", words_of("попал попала попали"), words_of("куда"), _PLACES),
    (
        "help",
        words_of("вопрос вопросик спросить вопросы"),
        words_of("можно есть хочу хотел хотела"),
        words_of("можно есть задать у меня к вас хочу хотел хотела бы один я мне ли возник"),
    ),
    (
        "help",
        words_of("ждать отвечаете отвечают рассматриваете рассматривают приходит"),
        words_of("обычно вообще вас отвечаете рассматриваете отвечают рассматривают приходит"),
        _TIME,
    ),
    (
        "human",
        words_of("читать читает читаете отвечать прочитает прочтет увидит видит рассматривает"),
        words_of("кто"),
        _WHO,
    ),
    ("human", words_of("позвонить дозвониться созвониться"), _CALL, _CALL),
    ("help", words_of("смотрю тест тестирую проверка проверяю любопытно"), _LOOKS, _LOOKS),
    (
        "status",
        words_of("потерял потеряла потерялся потерялось удалил удалила"),
        words_of("ответ обращение номер заявку жалобу переписку отвечали ответили"),
        _LOST,
    ),
)
"""What is wished → one of its words, one more that must be there, and all that may be besides."""
_CORES = frozenset().union(*(cores for _, cores, _, _ in _KINDS))


def asked_of_us(words: Sequence[str]) -> str:
    """What somebody wishes who asks the bot in these words, folded, with a greeting around them:
    «здравствуйте, это куда я попал?»; "": it is no such question."""
    if _CORES.isdisjoint(words):
        return ""
    said = frozenset(words) - _ROUND
    for wish, cores, needed, around in _KINDS:
        if said & cores and said & needed and said <= cores | needed | around:
            return wish
    return ""
