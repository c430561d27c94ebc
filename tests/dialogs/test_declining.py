"""How people say that a picture comes later, and that nothing is needed any more."""

import pytest

from dialogs.heard.declining import is_later, is_over


@pytest.mark.parametrize(
    "text", ["потом", "Фото потом пришлю", "попозже скину", "завтра сфотографирую", "later"]
)
def test_a_picture_may_come_later(text: str) -> None:
    assert is_later(text)


@pytest.mark.parametrize(
    "text", ["", "потом прорвало и вторую трубу", "вечером темно", "пришлю", "завтра приедут"]
)
def test_what_tells_something_is_no_later(text: str) -> None:
    assert not is_later(text)


@pytest.mark.parametrize(
    "text",
    [
        *("дали уже свет, не надо", "уже вывезли, не надо", "Уже не надо", "не надо уже, починили"),
        *("всё, свет дали, больше не надо", "уже починили", "ой, уже неактуально", "отбой"),
        *(
            "передумала",
            "свет уже дали, спасибо",
            "горит уже, не нужно",
            "свет дали",
            "не надо, свет дали",
            "всё, дали воду",
            "Not needed any more",
        ),
    ],
)
def test_it_may_be_over(text: str) -> None:
    assert is_over(text)


@pytest.mark.parametrize(
    "text",
    [
        *("не надо", "уже горит", "мусор не вывезли", "вывезли, но не всё", "дом уже горит"),
        *("свет дали на час и опять выключили", "уже вывезли контейнеры, мусор остался", ""),
        *(
            "не надо перекрывать дорогу",
            "уже неделю",
            "починили плохо",
            "включили свет и выключили",
            "воды не дали",
        ),
    ],
)
def test_a_story_goes_on(text: str) -> None:
    assert not is_over(text)
