"""A few words that tell of no problem are told from a story."""

import pytest

from dialogs.wishes import Wish, not_helped, wish_of

WISHES = {
    Wish.THANKS: (
        *("спасибо", "Спасибо большое!", "Благодарю", "приехали, спасибо", "ок", "Понял", "👍"),
        *("Спасибо, всё сделали быстро", "хорошо, жду", "thanks", "Thank you very much!", "🙏🙏"),
        *("Спасибо! Жду ответа", "👍🏻❤️"),
    ),
    Wish.HELPED: ("помогло", "👍 Помогло", "Спасибо, помогло!", "It helped"),
    Wish.IN_PART: ("Частично", "помогло частично", "in part"),
    Wish.NOT_HELPED: ("не помогло", "Не решено.", "нет, не помогло", "It didn't help"),
    Wish.STATUS: (
        *("что с моей заявкой?", "где моё обращение", "Здравствуйте, когда ответят", "статус"),
        *(
            "status of my request",
            "how is my report",
            "какой статус у моей заявки",
            "when will you answer?",
        ),
    ),
    Wish.WITHDRAW: (
        *("отменить заявку", "Отозвать обращение", "cancel my request", "удалите мою заявку"),
    ),
    Wish.FORGET: (
        *("удалите мои данные", "отзываю согласие", "Отозвать согласие на обработку данных"),
        *("как удалить все мои данные", "как мне удалить свои данные из бота?"),
        *("хочу чтобы вы удалили всё что обо мне знаете", "Мои данные удалите, пожалуйста"),
        *("сотрите пожалуйста всё что я вам писала", "прекратите обработку моих данных"),
        *("здравствуйте я бы хотела чтобы вы удалили все мои персональные данные из базы",),
        *("я своё согласие на обработку хочу отозвать", "уберите мои данные", "забудьте меня"),
        *("не хочу, чтобы вы хранили мои данные", "How do I delete my data?"),
        *("больше не согласна на обработку персональных данных",),
        *("delete my data", "I withdraw my consent", "удалите все мои персональные данные"),
    ),
}


@pytest.mark.parametrize(
    ("text", "wish"), [(text, wish) for wish, texts in WISHES.items() for text in texts]
)
def test_a_wish_is_heard(text: str, wish: Wish) -> None:
    assert wish_of(text) == (wish, "")


@pytest.mark.parametrize(
    "text",
    [
        *("26-000008", "26 000008", "26000008", "№26-000008", "№ 26 – 000008", "статус 26-000008"),
        *("когда ответят на 26-000008?", "что по заявке номер 26 000008"),
    ],
)
def test_a_number_in_any_hand_asks_of_its_ticket(text: str) -> None:
    assert wish_of(text) == (Wish.STATUS, "26-000008")


def test_a_ticket_may_be_thanked_for() -> None:
    assert wish_of("26-000001 спасибо") == (Wish.THANKS, "26-000001")


def test_a_ticket_may_be_named_that_is_to_be_withdrawn() -> None:
    assert wish_of("отмените заявку 26-000008") == (Wish.WITHDRAW, "26-000008")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Спасибо, а фонарь не горит",
            "спасибо не работает",
            "спасибо за яму",
            "нет ответа из УК",
        ),
        *("Ждем помощь", "жду", "How can I report?", "how to report", "👍👎", "😡👍"),
        *("яма", "жалоба", "обращение", "хочу подать жалобу", "26-000008 опять течёт", "дети"),
        *("отменили автобус", "закрыть люк", "отключить отопление", "удалите свалку у меня"),
        *("удалите мусор", "уберите мои данные с квитанции", "сотрите надпись", "удалите"),
        *("удалите мои данные счётчика", "уберите у меня", "что вы обо мне знаете", "не согласна"),
        *("уберите всё что на дороге", "сотрите что написали на стене дома", "уберите меня"),
        *("что с дорогой", "когда дадут воду?", "согласен", "8 914 123 45 67", "да", "нет", "…"),
        *("помогите", "не помогло обращение в УК, яма на дороге", "хорошо бы убрать снег", ""),
    ],
)
def test_a_story_is_no_wish(text: str) -> None:
    assert wish_of(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Не помогло, врут", "врут"),
        ("👎 Не помогло", ""),
        ("не решено. Яма на месте", "Яма на месте"),
        ("It didn't help: still dark", "still dark"),
        ("не помогло!!!", ""),
        ("Совсем не помогло", ""),
        ("ничего не помогло, опять воды нет", "опять воды нет"),
    ],
)
def test_what_follows_not_helped_is_the_reason(text: str, rest: str) -> None:
    assert not_helped(text) == rest


@pytest.mark.parametrize("text", ["Совсем другое", "не помоглоо", "помогло"])
def test_who_does_not_begin_so_does_not_return(text: str) -> None:
    assert not_helped(text) is None
