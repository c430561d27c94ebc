"""What is said to «Помогло?» in other words than «помогло»: by who is content («сойдёт», «претензий
нет», «вывезли, чисто», «закрывайте»), who cannot tell yet («проверю вечером», «я не дома»), and who
is not content.

Content is only a text whose every word is known: one more may take it back. It closes nothing by
itself, and nothing is returned by it: the mark is asked for once more. Discontent is heard by what
denies or accuses; what is neither may be either.
"""

import re

from core.words.classes import (
    AGREED,
    CONFIRMING,
    FILLERS,
    FINE,
    GIVING,
    OF_COURSE,
    OKAY,
    PLEASE,
    RIGHT,
    THANKS,
    VOCATIVES,
    YES,
)
from core.words.wordsets import words_of
from dialogs.texts import fold

from .greetings import WORDS as GREETINGS
from .verdicts import WRY

WORDS_AT_MOST = 15
_PLEASED = (FINE | CONFIRMING | GIVING | AGREED | RIGHT) | words_of(
    "доволен довольна довольны рад рада рады удовлетворен удовлетворена удовлетворены приемлемо",
    "чисто чистенько чистота красота порядок порядке красиво шикарно отлично супер класс классно",
    "топ зачет лайк четко чотко ровно ровненько светло тепло сухо тихо безопасно лады удобно",
    "справились смогли молодцы молодец ура вау решен решена решено решили решилось устраивает",
    "устроило положительно великолепно прекрасно замечательно здорово круто огонь респект ажур",
    "закрывайте закройте закрыть закрой закрываем закрывать закрывай нормуль нормалек пойдет",
    "дождались дождался дождалась оперативно быстро качественно хорошо снимаю снимайте",
    "good great fine perfect clean satisfied happy close solved fixed",
)
_DONE = re.compile(
    r"(?:по|за|у|от|об?|вы|воз?|ис|рас|при|с|до|под|пере)?"
    r"(?:чини|дела|сыпа|бра|вез|вози|ремонтирова|стран|став|чисти|прави|краси|меня|мени|ключи|еха"
    r"|асфальтирова|лата|вари|мы|горе|работа|те[кп]|крепи|клеи|пили|грузи|ровня|гово?ри|реш[аи])"
    r"\w{0,3}?(?:л[аои]?|н[аоы]?|ены?|ено|ена)"
)
"""What was done, of whatever work: asked of one word at a time."""
_NO_TROUBLE = (
    r"(?:претензи[йи]|вопрос(?:ов|а)?|проблемы?|жалоб\w?|нареканий|замечаний|возражений|ям[аы]?"
    r"|мусора?|свалк[аи]|луж[аи]?|снега?|льда|л[её]д|наледи|грязи|запаха?|вони|шума|течи|протечки"
    r"|сосул(?:ек|ьки)|собак|сугроб(?:а|ов)|complaints|questions|problems?)"
)
_AROUND_NO = r"(?:(?:больше|никаких|никакой|уже|теперь|у|меня|нас|к|ним|вам|там|тут|мы|я) )*"
_PHRASES = re.compile(
    rf"\b(?:{_NO_TROUBLE} {_AROUND_NO}(?:нету?|не (?:имею|имеем|осталось|стало|имеется))\b"
    rf"|(?:нету?|не (?:имею|имеем|осталось|стало|имеется)|без|no) {_AROUND_NO}{_NO_TROUBLE}\b"
    rf"|{_AROUND_NO}(?:не (?:беспокойте|беспокоит|беспокою|ожидал[аи]?|думал[аи]?"
    r"|верил[аи]?|верится))|лучше поздно чем никогда|не прошло и \w+"
    r"|(?:отзываю|снимаю) \w+|с контроля)\b"
)
"""What says no and is content, or only fills."""
_AROUND = (YES | OF_COURSE | OKAY | THANKS | PLEASE | FILLERS | VOCATIVES | GREETINGS) | words_of(
    "все всё это вроде теперь сейчас можно можете могу и я мы вы мне нам",
    "нас у меня в с на пока как",
    "очень большое огромное работу работой работа сделано обращение",
    "заявку заявка жалобу дело вопрос",
    "вопроса тему моё мое мою его ее их там тут реально действительно правда наконец то",
    "быть считаю считайте полностью вполне больше сегодня вчера утром только что даже дальше",
    "быстренько ездить ходить проблема порядок it is all my the request now you",
)
_NOT_YET = words_of(
    "проверю проверим гляну глянем посмотрю посмотрим отвечу отпишусь напишу скажу узнаю увижу",
    "схожу проверить посмотреть глянуть увидим check later",
)
_CANNOT_TELL = re.compile(
    r"\b(?:не (?:знаю|дома|в курсе|видел[аи]?|проверял[аи]?|смотрел[аи]?|могу (?:пока )?сказать"
    r"|там|в городе|понял[аи]? пока|уверен[аы]?)|в отъезде|на работе|уехал[аи]?|not home"
    r"|do not know|don t know|not sure)\b"
)
_AROUND_NOT_YET = (FILLERS | OKAY | THANKS | PLEASE | VOCATIVES | YES) | words_of(
    "вечером завтра утром днем потом позже сегодня попозже послезавтра",
    "приду буду когда как вернусь",
    "домой с работы на выходных неделе еще пока сам сама сами лично я мы",
    "там что и в у это обязательно",
    "сначала сперва надо нужно сейчас точно пойду поеду я меня не дома",
    "will i it tonight tomorrow when first am at work",
)
_DENIES = words_of(
    "не нет нету ни ничего никто никого нигде никогда никак",
    "нифига нихрена нихера ненадо но однако",
    "плохо хуже ужас ужасно кошмар позор стыд стыдно отписка отписки",
    "вранье ложь обман бред халтура",
    "отвали отвяжись тяп ляп зря снова опять рано плохая плохие безобразие издевательство бардак",
    "беспредел врете врут обещали обещаете срок осталась остался",
    "осталось остались верните вернуть",
    "хотели грязно темно криво косо хреново фигово херово half not",
    "never nothing nobody bad worse",
)


def is_satisfied(text: str) -> bool:
    """Is nothing said but that all is well, or may be closed? «Хорошо» and «ок» alone only say that
    it was read."""
    if "?" in text or not WRY.isdisjoint(text):
        return False
    said = fold(text)
    if len(said.split()) > WORDS_AT_MOST:
        return False
    bare, phrased = _PHRASES.subn(" ", said)
    words = bare.split()
    done = [word for word in words if _DONE.fullmatch(word)]
    pleased = _PLEASED.intersection(words) - OKAY
    rest = frozenset(words) - frozenset(done)
    return bool(phrased or done or pleased) and rest <= _PLEASED | _AROUND


def is_undecided(text: str) -> bool:
    """Is nothing said but that one cannot tell yet?"""
    if "?" in text:
        return False
    bare, phrased = _CANNOT_TELL.subn(" ", fold(text))
    words = frozenset(bare.split())
    return bool(phrased or words & _NOT_YET) and words <= _NOT_YET | _AROUND_NOT_YET


def is_discontent(text: str) -> bool:
    """Is something denied or accused in it, beyond what the content and the undecided deny?"""
    if not WRY.isdisjoint(text):
        return True
    bare = _CANNOT_TELL.sub(" ", _PHRASES.sub(" ", fold(text)))
    return not _DENIES.isdisjoint(bare.split())
