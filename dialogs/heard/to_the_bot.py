"""What is said to the bot itself and tells of nothing: «да всё верно, сынок», «дочка, не понимаю,
какую кнопку», «фото чего?».

Only a text whose every word is known is such: one word more, and it may be a part of the story.
"""

from core.words.wordsets import words_of
from dialogs.texts import fold

VOCATIVES = words_of(
    "сынок сыночек сынки дочка доченька дочь милая милый милок миленькая миленький миленькие",
    "девушка",
    "девочка девочки мальчик мальчики ребята ребятки родные родной дорогой дорогая дорогие внучок",
    "внучка голубчик голубушка уважаемый уважаемая уважаемые бот ботик робот дядя друг друзья",
    "товарищ товарищи мужики коллеги вам всем dear bot friend friends everybody all there",
)
"""How people call whom they write to."""
FILLING = words_of(
    "ну а и же уж уже вот так то тогда давай давайте ой ах эх ладно короче общем вообще в блин",
    "черт чорт пофиг похер похуй пофигу блять блядь бля сука",
    "пожалуйста просто тоже чего чё че кстати значит господи боже please well just so then oh",
)
"""What fills a sentence and says nothing by itself; people swear at a machine."""
REFUSING = words_of("нахрен нафиг нахер нахуй хрен хер фиг")
"""Beside a bare «да» they say no: «да ну нафиг»."""
AGREEING = words_of(
    "да ага угу верно верная правильно конечно именно точно хорошо ок окей yes yeah yep right",
    "correct",
)
_SENDING = words_of(
    "отправь отправьте отправляй отправляйте отправляем отправить отправляю шли шлите передай",
    "передайте передавай передавайте посылай посылайте send",
)
_LOST = words_of(
    "понимаю понял поняла понятно непонятно знаю могу умею получается вижу разберусь разбираюсь",
    "нажать нажимать жать тыкать нажала нажал understand",
)
"""With «не», «как» or «куда» beside it."""
_LOST_IN = words_of(
    "не я мне какую какая какой какое куда где что как кнопку кнопка кнопки тут здесь делать",
    "дальше",
    "помоги помогите подскажи подскажите скажи скажите это ничего надо нужно все выбрать don t i",
    "what",
    "which where how button do to the is",
)
_ASKED = words_of(
    "фото фотографию фотографии снимок чего какое какую зачем кого что вам photo of what",
)
_ENDING = words_of("все всё это вот ну конец спасибо больше ничего у меня на этом that is all")
_ROUND = VOCATIVES | FILLING | words_of("спасибо все это я мне вам там мой моя благодарю it")


def agrees_to(text: str) -> bool:
    """Is nothing said but yes: «да верно сынок»? «Хорошо бы» is none."""
    words = fold(text).split()
    if words == ["да", "ну"]:
        return False
    return not AGREEING.isdisjoint(words) and (AGREEING | _ROUND).issuperset(words)


def is_ending(text: str) -> bool:
    """Is nothing said but that all is told, or thanks for it?"""
    words = fold(text).split()
    ends = not _ENDS.isdisjoint(words)
    return ends and "?" not in text and (_ENDING | VOCATIVES | FILLING).issuperset(words)


_ENDS = words_of("все всё спасибо all")


def is_to_the_bot(text: str) -> bool:
    """Is nothing told by it?"""
    words = frozenset(fold(text).split())
    if words & (AGREEING | _SENDING) and words <= AGREEING | _SENDING | _ROUND:
        return True
    if words & _LOST and words <= _LOST | _LOST_IN | _ROUND | AGREEING:
        return True
    asks = "?" in text and bool(words) and words <= _ASKED | _ROUND
    return asks or is_ending(text)
