"""What is said where a place is asked for, and is plainly none."""

import re

from core.words.classes import FILLERS, YES
from core.words.digits import has_digits
from core.words.wordsets import words_of
from dialogs.heard.declining import is_plea
from dialogs.heard.greetings import is_greeting
from dialogs.heard.wishes import wish_of
from dialogs.texts import fold

NO_PLACE = words_of(
    "не знаю незнаю хз без понятия понятно помню уверен уверена тут здесь там вот же я мы",
    "уже написала написал писала писал сказала сказал говорила говорил указала указал выше",
    "раньше а и ну да нет зачем вам адрес адреса это этот мой свой нужен надо хочу говорить",
    "где что туда i do don t know not sure here there this that is it my already said wrote told",
    "you why no idea the address need другой другое другая другом не тот то та адрес место неверно",
    "неправильно неправильный ошибка wrong another other",
    "потом позже дальше далее пропустить пропусти пропустите без этого обойтись можно ли просто",
    "помогите помоги спасите срочно важно неважно разница какая какой смысл обязательно любое",
    "любой везде skip later whatever",
    "см смотри смотрите сверху в тексте текст описании сообщении есть",
    "скажу сообщу объясню расскажу назову позвоню позвоните созвонимся телефону личку лично устно",
    "отсюда оттуда нигде никак никакой никакого никуда откуда узнаете сами найдете знаете по",
    "пропуск пропускаю скип на месте нажимаю жму тыкаю нажал нажала",
    "фото фотографии скинул скинула прислал прислала отправил отправила почему так сложно долго",
)
WAITING = words_of(
    "сейчас щас ща сек секунду секундочку минуту минутку минуточку подожди подождите погоди",
    "погодите скину гляну посмотрю пришлю отправлю напишу уточню узнаю спрошу выйду дойду момент",
    "одну я вам адрес дом номер только его ее и wait moment one sec",
)
_WAITS = words_of(
    "скину гляну посмотрю пришлю отправлю напишу уточню узнаю спрошу выйду дойду подожди подождите",
    "погоди погодите минуту минутку минуточку секунду секундочку сек момент wait moment",
)
"""One of these, or nobody is asked to wait."""
EXCLAMATIONS = words_of(
    "блин капец пипец кошмар ужас жесть офигеть обалдеть достали достало задолбали надоело",
    "надоели безобразие издеваетесь черт блят блять бля блядь сука нах нахрен хрен ппц damn",
)
STANDS = words_of(
    "у возле около напротив за перед между рядом в во на по от под над вдоль через к до при in at",
    "near behind",
)
OURS = words_of("нас меня вас дома us")
"""«У нас пожар»: no place."""


JOINS = words_of("не нет нету еще также тоже опять снова")
"""Words of a story rather than of a place."""
GOING_ON = words_of("и а еще плюс также тоже and also")
"""What begins with them is more of the story."""
LANDMARKS = (
    "остановк", "магазин", "школ", "сад", "аптек", "больниц", "поликлиник", "двор", "парк", "рын",
    "вокзал", "мост", "площад", "угол", "угл", "улиц", "дом", "подъезд", "дорог", "перекрест",
    "сквер", "набережн", "завод", "гараж", "стадион", "церк", "храм", "кладбищ", "центр", "театр",
    "район", "сел", "деревн", "посел", "трасс", "берег", "пляж", "стоянк", "перрон", "заправк",
)  # fmt: skip
"""Beginnings of words that are found on the ground."""
GOING_ON_AT_MOST = 4
_TIME = re.compile(
    r"(?:(?:примерно|около|обычно|каждый день|ночью|вечером|утром|днем) )*"
    r"(?:после \d{1,2}(?: \d\d)?|со? \d{1,2}(?: \d\d)? до \d{1,2}(?: \d\d)?"
    r"|(?:со? |до |к |в |около )?\d{1,2}(?: \d\d)?(?= (?:час|утра|вечера|ночи|дня)))"
    r"(?: (?:час\w*|утра|вечера|ночи|дня|утром|вечером|ночью|примерно))*"
)
"""«После 23», «с 8 до 10 вечера»: the answer to another question; «к 3 подъезду» is a place."""


_ADDING = words_of("допишите допиши добавьте добавь дополните дополни припишите припиши add")
_ON_THE_GROUND = ("дорог", "улиц", "дом", "двор", "подъезд", "тротуар", "площадк", "road", "street")
_POINTING = words_of("там тут здесь это вот же there here")
_ROUND_GROUND = (FILLERS | YES | _POINTING) | words_of("на по в во у the on")


def adds(text: str) -> bool:
    """Is something to be added to what was told: «к выбоине допишите: пробили колесо»?"""
    return not _ADDING.isdisjoint(fold(text).split())


def is_ground(text: str) -> bool:
    """«Да дорога же там»: what every town has, pointed at."""
    words = fold(text).split()
    if _POINTING.isdisjoint(words):
        return False
    rest = [word for word in words if word not in _ROUND_GROUND]
    return len(rest) == 1 and rest[0].startswith(_ON_THE_GROUND)


def joins(text: str) -> bool:
    """Does it deny something, or go on with it?"""
    return not JOINS.isdisjoint(fold(text).split())


def goes_on(text: str) -> bool:
    """«И вода»: more of what happened, which names no place, or none that anybody would find."""
    begun, others = fold(text).split()[:1], fold(text).split()[1:]
    if GOING_ON.isdisjoint(begun) or not 0 < len(others) <= GOING_ON_AT_MOST:
        return False
    if has_digits(text) or any(map(str.istitle, text.split()[1:])):
        return False
    return not any(word in STANDS or word.startswith(LANDMARKS) for word in others)


def is_no_place(text: str) -> bool:
    """Is it plainly no place: a question, a plea to do without one, a time of the day, or no word
    that could be of one? With another number in it, it may be: «Ленина 5?»."""
    if has_digits(text):
        return _TIME.fullmatch(fold(text)) is not None
    words = fold(text).split()
    if not words:
        return False
    asks = text.rstrip().endswith("?") or NO_PLACE.issuperset(words)
    return asks or is_plea(text) or is_greeting(text) or wish_of(text) is not None


def exclaims(text: str) -> bool:
    """«Да блин, контейнеры переполнены»: no place, unless it has a number or stands as one."""
    if has_digits(text) or stands(text):
        return False
    return not EXCLAMATIONS.isdisjoint(fold(text).split())


def waits(text: str) -> bool:
    """«Подождите, сейчас гляну»"""
    words = fold(text).split()
    return not _WAITS.isdisjoint(words) and WAITING.issuperset(words)


def stands(text: str) -> bool:
    """Does it begin as a place does: «у дома, где пожар»?"""
    first, second = (*fold(text).split(), "", "")[:2]
    return first in STANDS and second not in OURS
