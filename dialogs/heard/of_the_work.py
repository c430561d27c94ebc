"""What is said of those who work on a problem, and of their answer, and not of a problem:
«приезжали, посмотрели и уехали», «вы издеваетесь?», «вы не ту яму засыпали».

Some topics have such words too («никто не приезжал» is an ambulance's). So where a ticket is there
to be spoken of they are left out before a topic is listened for; the thing that is named with them
(«скорая не приехала») is heard still.
"""

import re

from core.words.phrases import one_of, said
from dialogs.texts import fold

_OF_WORKERS = said(r"""
    (?:при|у|подъ?|вы|за)(?:еха|езжа|ед[уеи])\w*
    при(?:ход|ш)\w* | уш(?:ел|л)\w* | (?:по|о|рас|за)?смотр\w* | гля(?:ну|де)\w*
    (?:с|по)?фот(?:к|огр)\w* | (?:по|до)?звон\w* | (?:по)?обещ\w* | (?:с|рас)каз(?:ал|ыв)\w*
    напис\w* | отпис\w* | отве[тч]\w* | отдел(?:ал|ыв)\w* | издева\w* | изд[её]вк\w*
    сме(?:е|ё)тесь | шутите | вр(?:ут|али|ете|ешь|аль[её]) | вранье | обман\w* | игнор\w*
    молч\w*
    (?:подо)?жд(?:у|ем|ете|ал|али|ать|ите)
    плач[ую] | плати\w* | никто | никого | никому | когда | вы | вас | вам | ваш\w* | напомн\w*
    поторо\w* | ускор\w* | администраци\w* | организаци\w* | бригад\w* | мастер\w{0,2}
    рабочи\w* | работник\w* | ремонтник\w* | сотрудник\w* | исполнител\w* | диспетчер\w*
    ничего | долго | стыд\w* | совест\w* | сколько | серьезно | правда | неправда | уснули
    спите | nobody | you | your | came | left | answered? | promised | lying | lied?
""")
_ANOTHER = re.compile(
    r"\b(?:друг(?:ая|ой|ое|ую|ие|ом|их|ого)|нов(?:ая|ую|ое|ый|ых)|также|another"
    r"|(?<!все )(?<!как\w\w )(?<!что )еще"
    r"(?! (?:не|нет|никто|ничего|долго|ждать|больше|хуже|глубже|сильнее|шире|на месте|там|так"
    r"|стоит|лежит|раз)\b)(?= \w))\b"
)
"""«Всё ещё темно», «ещё не засыпали» are of the same."""
_ANOTHER_THAN_SAID = re.compile(r"\b(?:это|в смысле|какая|почему|обслуживает|нужна?) друг\w+")
"""«В смысле другая???» throws back what was answered."""
_ELSEWHERE_DONE = re.compile(
    r"\bне (?:ту|тот|том|там|те|той|туда|в том|на той|по адресу)\b|перепутал\w*|wrong (?:place|one)"
)
_ANSWERS_BACK = one_of(r"""
    (?:(?:да|нет|но|а|ну|так|это|все|эта) )*(?:(?:не ?правда|вранье|ложь|обман\w*|отписк\w*
        |вр(?:ете|ут)|не соглас\w*|вы (?:что|там|же|вообще|ничего|не|вр\w+|обман\w+|издева\w+)
        |ничего (?:вы|никто) не|никто ничего не)\b|в смысле\b)(?: .*)?
    (?:no )?(?:it is|it s|that is|that s) not (?:fixed|done|true)(?: .*)?
    (?:no )?not fixed(?: .*)?
""")


def without_workers(text: str) -> str:
    """What is left to hear a topic in: of most texts all of it, which is heard once for all."""
    left, several = _OF_WORKERS.subn(" ", fold(text))
    return " ".join(left.split()) if several else text


def names_another(text: str) -> bool:
    """Is it said that it is of something besides?"""
    said = fold(text)
    return _ANOTHER.search(said) is not None and _ANOTHER_THAN_SAID.search(said) is None


def is_done_elsewhere(text: str) -> bool:
    """Is it said that the work was done in the wrong place? The right one is named with it."""
    return _ELSEWHERE_DONE.search(fold(text)) is not None


def answers_back(text: str) -> bool:
    """Is it thrown back at somebody who said something: «неправда, …», «в смысле другая?»."""
    return _ANSWERS_BACK.fullmatch(fold(text)) is not None
