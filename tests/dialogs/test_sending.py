"""What is said at the summary in place of «Отправить», and what is not."""

import pytest

from dialogs.heard.sending import agrees_to_send, is_sending


@pytest.mark.parametrize(
    "said",
    [
        *("все верно отправьте", "ну отправляйте уже", "да отправьте пожалуйста", "всё так"),
        *("верно, отправляйте", "да, всё правильно", "спасибо, отправляйте", "ага отправляй"),
        *("да верно сынок", "можно отправлять", "ошибок нет, посылайте", "давайте", "👍", "+"),
        *("yes, send it please", "передайте пожалуйста куда следует", "ок, спасибо"),
    ],
)
def test_all_is_right(said: str) -> None:
    assert agrees_to_send(said)


@pytest.mark.parametrize(
    "said",
    [
        *("не отправляйте", "отправили?", "да, и подъезд 3", "нет", "спасибо", "так", "все"),
        *("верно, только дом 42", "неправильно", "да но адрес другой", "отправьте мастера", ""),
        *("нет, отправьте", "передайте им что холодно", "📷", "подожди отправлять"),
    ],
)
def test_more_is_said_or_less(said: str) -> None:
    assert not agrees_to_send(said)


@pytest.mark.parametrize(
    ("said", "sends"),
    [("да отправляй", True), ("пошлите уже", True), ("да всё верно", False), ("готово", False)],
)
def test_only_what_names_the_sending_is_heard_at_any_question(said: str, sends: bool) -> None:
    assert is_sending(said) is sends
