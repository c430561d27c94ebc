"""Words that say when and nothing else: «завтра к обеду», «ориентировочно до пятницы, 18:00».

Of a text of such words alone no reader learns what: it is half an answer, or what was missing in
one. What the words name is not read here, see :mod:`core.words.dates`.
"""

import re

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d.:/-]*\d|\d")
_DAY_OR_PART = (
    r"сегодня|завтра|послезавтра|понедельник\w{0,2}|вторник\w{0,2}|сред[аыуе]|четверг\w{0,2}|пятниц\w{1,2}"
    r"|суббот\w{1,2}|воскресень\w{1,2}|выходн\w{1,3}|праздник\w{0,3}|утр\w{1,2}|вечер\w{0,2}|ноч\w{1,3}"
    r"|обед\w{0,2}|полуноч\w{1,2}|полудн\w|пол(?:день|дня|дню|дне|ночь|ночи)|дн(?:я|ю|е|ем|ей|и|ям)|день|сут\w{2,3}|час(?:а|у|ов|ам|ы|е|ик)?"
    r"|минут\w{0,2}|недел\w{1,3}|месяц\w{0,3}|квартал\w{0,2}|год\w{0,2}|числ[ауо]|смен[ыеу]"
    r"|весн\w{1,2}|лет(?:а|о|у|ом)|осен\w{1,2}|зим\w{1,2}|сезон\w{0,2}"
    r"|январ\w{1,2}|феврал\w{1,2}|март\w{0,2}|апрел\w{1,2}|ма[йяею]|июн\w{1,2}|июл\w{1,2}|август\w{0,2}"
    r"|сентябр\w{1,2}|октябр\w{1,2}|ноябр\w{1,2}|декабр\w{1,2}|го|г"
)
_AROUND = (
    r"до|к|ко|по|в|во|на|с|со|о|и|или|не|за|от|под|для|после|перед|около|через|течени[ие]|между|уже|где-то"
    r"|позднее|позже|раньше|ближе|самое|самый|край|крайний|максимум|минимум|срок\w{0,2}|включительно"
    r"|следующ\w{2,3}|эт(?:ой|ого|от|у|им|ом|и|их|ому)|текущ\w{2,3}|будущ\w{2,3}|ближайш\w{2,3}|рабоч\w{2,3}"
    r"|начал[ауео]|середин\w{1,2}|кон(?:ец|ца|цу|це|цом)|перв\w{2,3}|втор\w{2,3}|трет\w{2,4}|половин\w{1,2}"
    r"|дв[аеу]\w{0,3}|одн\w{2,3}|один|тр[иеё]\w?|четыр\w{1,3}|пят[ьи]|шест[ьи]|сем[ьи]|восьми|восемь"
    r"|десят[ьи]|пар[ауы]|полтор[аы]|пол|календарн\w{2,3}|вероятно|скорее|всего|наверное?|видимо|думаю|точно"
    r"|ориентировочно\w?|примерно|предварительно|приблизительно|планово|будет|будем|будут|сделаем|сделают"
    r"|планируем|планируется|планируют|обещаем|обещают|ожидаем|ожидается|постараемся|надеемся|успеем"
)
"""What stands around a day, and what promises without saying what: «будет», «сделаем»."""
_ENGLISH = (
    r"today|tonight|tomorrow|mondays?|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|morning|noon"
    r"|midday|afternoon|evening|night|midnight|days?|hours?|minutes?|weeks?|months?|year|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|am|pm"
    r"|by|on|at|in|the|of|until|till|before|after|within|around|about|next|this|coming|end|early|late|later|no"
    r"|than|not|from|to|and|or|st|nd|rd|th|business|working|one|two|three|four|five|a|few|probably|likely"
    r"|approximately|latest|noon|expected|planned|it|will|be|done|we|do|promise"
)
_WHEN = re.compile(rf"(?:{_DAY_OR_PART}|{_AROUND}|{_ENGLISH}|[\d.:/-]+)")

AT_MOST = 80
"""Characters: who writes more tells more."""


def says_only_when(text: str) -> bool:
    """Are there words in it, and none but of when?"""
    if len(text) > AT_MOST:
        return False
    words = _TOKEN.findall(text.casefold().replace("ё", "е"))
    return bool(words) and all(map(_WHEN.fullmatch, words))
