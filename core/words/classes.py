"""Words by what they are in the language: those that say yes, send, end, thank, call somebody.

One list of each for whoever hears them. What a question makes of them is its own: which may stand
together, how many, what denies; so is a word that means this only there. A word is folded: without
case and signs, «ё» is «е».

In none of them, for they mean too much:

* «так» is yes in Ukrainian, and in Russian begins a thought («так, сейчас»): by itself it says that
  it is so, and no consent but of who told it in Ukrainian;
* «шли» is «send» and «we walked», «пошли» is «let's go»;
* «щас» is «now», and «ага, щас» a mockery.
"""

from collections.abc import Sequence

from .wordsets import words_of

YES = words_of("да ага угу yes yep yeah")
OF_COURSE = words_of("конечно разумеется естественно безусловно авжеж звісно звичайно sure")
OKAY = words_of("ок окей оки хорошо добре гаразд ok okay")
"""Agree where something is asked; said of what was told, they thank."""
RIGHT = words_of("верно верная правильно точно именно вірно right correct")
"""It is as it was said: no consent to anything."""
AGREED = words_of(
    "согласен согласна согласны соглашаюсь соглашаемся згоден згодна згодні agree agreed",
)
CONFIRMING = words_of("подтверждаю подтверждаем підтверджую confirm")
GIVING = words_of("даю разрешаю разрешаем позволяю позволяем принимаю принимаем одобряю одобряем")
YIELDING = words_of("ладно валяй валяйте")
"""They give way to who asks; elsewhere «ладно» fills a sentence."""
URGING = words_of("давай давайте")
"""«Давайте» is yes to what is offered, and fills a sentence elsewhere."""
GOING = words_of("го поехали погнали")
"""On with it, whatever comes next."""
FINE = words_of("норм нормально нормалек норма пойдет сойдет годится устраивает")
"""It is good enough as it is shown; of what was done, a verdict."""
ASSENT = YES | OF_COURSE | OKAY | AGREED | CONFIRMING
"""Yes, whatever is asked."""
_SIGNS = frozenset("+👍✅👌✔☑🆗💯")
_SHADES = frozenset("\ufe0f\ufe0e\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Of skin, and of how a sign is drawn."""
SIGNS_AT_MOST = 8

NO = words_of("нет неа no nope ні")
REFUSING = words_of("нахрен нафиг нахер нахуй хрен хер фиг")
"""Beside a bare «да» they say no: «да ну нафиг»."""

SENDING = words_of(
    "отправить отправь отправьте отправляй отправляйте отправляем отправляю отправим отправляйся",
    "отправлять отослать отошлите отсылай отсылайте послать пошлите посылай посылайте посылаем",
    "шлите передать передай передайте передавай передавайте подавай подавайте подаем подать",
    "регистрируй регистрируйте оформляй оформляйте send submit",
    "надіслати надішліть надсилайте відправити відправте відправляйте",
)
FINISHED = words_of("готово конец хватит достаточно done finished end enough досить")
"""That there is no more to come. «Всё» says so too, and a dozen other things."""
THANKS = words_of(
    "спс пасиб пасибо пасибки спасиб спасибки спасибище мерси сенкс благодарствую thx",
    "спасибо спасибочки благодарю благодарим дякую дякуємо thanks thank",
)
PLEASE = words_of("пожалуйста пожалуста пожалуйсто плиз плз please")

VOCATIVES = words_of(
    "сынок сыночек сынки дочка доченька доча дочь милая милый милые милок миленькая миленький",
    "миленькие девушка девочка девочки мальчик мальчики ребята ребят ребятки родные родной родная",
    "дорогой дорогая дорогие внучок внучка голубчик голубушка уважаемый уважаемая уважаемые бот",
    "братан братишка братцы бро солнышко",
    "ботик робот дядя тетя друг дружок друзья товарищ товарищи мужики коллеги вам всем",
    "dear bot friend friends everybody all there",
)
"""How people call whom they write to."""
FILLERS = words_of(
    "ну а и уж уже вот так тогда ой ах эх ладно короче общем блин черт чорт пофиг похер похуй",
    "пофигу блять блядь бля сука господи боже well just so then oh",
)
"""What fills a sentence and says nothing by itself; people swear at a machine."""

_AFTER_YES = words_of("ну так ладно блин черт чорт блять блядь бля сука")
_MOCKING = (
    *(("да", one) for one in _AFTER_YES),
    *(("ну", "да", "конечно"), ("ага", "конечно"), ("ага", "щас"), ("да", "щас")),
    *(("ах", "да"), ("ой", "да")),
)


def is_sign(text: str) -> bool:
    """Is it yes without a word: «+», «👍🏻👍»? A text is compared as it stands, for folded it is
    nothing."""
    signs = text.strip()
    if not 0 < len(signs) <= SIGNS_AT_MOST:
        return False
    bare = set(signs) - _SHADES
    return bool(bare) and bare <= _SIGNS


def is_mocking(words: Sequence[str]) -> bool:
    """Does one mock who says yes so, lose patience, or remember something: «да ну», «да ладно», «да
    блин», «ну да, конечно», «ага, щас», «ах да…»? Words that agree in earnest may follow: «да блин
    согласна я»."""
    return any(
        tuple(words[at : at + len(run)]) == run
        for run in _MOCKING
        for at in range(len(words) - len(run) + 1)
    )
