"""What is a verdict and nothing besides, what takes it back, and who is sorry for a press."""

import pytest

from dialogs.heard.declining import is_over
from dialogs.heard.following import Following, following, is_bare
from dialogs.heard.verdicts import is_content, is_half, regrets
from dialogs.heard.wishes import wish_of

CONTENT = (
    *("помогло", "Помогло, спасибо большое!", "да, всё помогло", "Помогло? Да, спасибо"),
    *("помогло, спасибо мастеру Ивану", "it helped a lot, thanks"),
)
DENIED = (
    *("помогло? нет конечно", "помогло бы, если бы приехали", "помогло как мёртвому припарка"),
    *("сделали? где?", "Починили? Ничего не починили", "helped? no"),
)
DOUBTFUL = (
    *("помогло на один день", "помогло соседу, а у нас яма", "вроде помогло", "помогло?"),
    *("помогло частично, вторая яма осталась", "да уж, помогли", "помогло 🤣", "сделали 🤡"),
    *("и это вы называете заделали?", "приезжайте и посмотрите"),
)


def test_only_the_bare_word_and_thanks_are_a_verdict() -> None:
    assert [one for one in CONTENT if not is_content(one)] == []
    assert [one for one in (*DENIED, *DOUBTFUL) if is_content(one) or wish_of(one)] == []
    assert [one for one in (*DENIED, *DOUBTFUL) if is_bare(one)] == []


def test_irony_says_no_and_the_rest_is_asked_about() -> None:
    assert [one for one in DENIED if following(one) is not Following.NOT_HELPED] == []
    assert [one for one in DOUBTFUL if following(one) is not Following.REACTS] == []


def test_what_is_yet_to_be_done_judges_nothing() -> None:
    assert [one for one in ("приедут", "сделайте", "ответьте", "будет") if is_bare(one)] == []
    assert is_bare("сделали")


def test_a_half_is_heard() -> None:
    assert is_half("помогло ненадолго")
    assert is_half("убрали, но не везде")
    assert not is_half("помогло")


@pytest.mark.parametrize(
    ("text", "over"),
    [
        *((one, True) for one in ("уже горит, спасибо", "отмените, уже починили", "отмените")),
        *((one, True) for one in ("приехал, отмените", "it works now, please close")),
        *((one, True) for one in ("дали воду! спасибо мужики", "заработало, можно закрыть")),
        *((one, False) for one in ("закройте люк", "не горит, спасибо", "уже горит", "спасибо")),
        *((one, False) for one in ("отмените автобус", "сделали? спасибо", "приехали и уехали")),
    ],
)
def test_what_is_over_says_so_with_thanks_or_calls_it_off(text: str, *, over: bool) -> None:
    assert is_over(text) is over


@pytest.mark.parametrize(
    ("text", "sorry"),
    [
        *((one, True) for one in ("ой, я не то нажала", "ошиблась кнопкой", "верните обращение")),
        *((one, True) for one in ("отозвал по ошибке", "верните как было", "wrong button")),
        *((one, False) for one in ("верните воду", "ошибся адресом", "откройте подъезд")),
    ],
)
def test_who_is_sorry_for_a_press(text: str, *, sorry: bool) -> None:
    assert regrets(text) is sorry
