"""Questions to the bot about itself: what it does, whether a name is needed, how a photo is sent.

They tell of no problem: in a description they would reach an agency that cannot answer them.
"""

import re

from dialogs.texts import fold

_ASKS = re.compile(
    r"(?:(?:а|и|ну|здравствуйте|подскажите|скажите|пожалуйста|извините) )*(?:"
    r"(?:какие|с какими|какими) (?:вопрос\w*|проблем\w*|жалоб\w*) (?:вы |ты |тут |здесь )*"
    r"(?:решае\w+|принимае\w+|занимае\w+|обраща\w+)"
    r"|(?:о чем|что|куда|про что) (?:сюда |тут |здесь |вам )*(?:можно )(?:писать|написать|сообщать)"
    r"|(?:это |у вас )?(?:можно )?(?:ли )?(?:без имени|анонимно|без фамилии)(?: можно)?"
    r"|как (?:мне |тут |здесь |сюда )*(?:прислать|отправить|приложить|прикрепить|добавить)"
    r" (?:фото\w*|видео|файл|место|точку|адрес)"
    r"|как (?:это |тут |здесь |бот )?(?:все )?(?:работает|пользоваться)"
    r"|что (?:это|за бот)(?: за бот)?"
    r"|(?:это )?(?:бесплатно|платно)|сколько (?:это )?стоит|что (?:ты|вы) (?:умее\w+|може\w+)"
    r"|what can you do|how (?:does (?:it|this) work|long does it take|do i send a photo)"
    r"|is (?:it|this) (?:anonymous|free)|what is this"
    r")(?: пожалуйста)?"
)


def asks_about_us(text: str) -> bool:
    """«Анонимно» alone, without a question mark, is an answer."""
    said = fold(text)
    asks = text.rstrip().endswith("?") or len(said.split()) > 2
    return asks and _ASKS.fullmatch(said) is not None
