"""Who has no Russian letters, no buttons, or doubts about the consent, gets on in words."""

import pytest

from core.words.in_latin import as_answered
from tests.dialogs.telling_it import Told, at_the_place


def at_the_consent(text: str = "Яма на дороге, Благовещенск, Ленина 5") -> Told:
    return Told(consented="").says(text)


def test_a_whole_complaint_in_latin_letters() -> None:
    told = at_the_consent().says("soglasna").says("da").says("propustit").says("da")
    assert told.asked == "photos"
    told.says("net foto").says("ne nado")
    assert "Проверьте" in told.sees
    assert told.state.answers["what"] == "Яма на дороге, Благовещенск, Ленина 5"
    assert not told.says("net").submitted


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Net foto!", "нет фото"),
        ("vsyo verno", "всё верно"),
        ("otpravljaj", "отправляй"),
        ("da?", "да?"),
        ("net sveta na Kalinina 5", "net sveta na Kalinina 5"),
        ("no photo", "no photo"),
        ("ok", "ok"),
    ],
)
def test_only_answers_are_read_in_russian_letters(text: str, read: str) -> None:
    assert as_answered(text) == read


def test_yes_in_ukrainian_agrees_for_who_tells_in_it() -> None:
    assert at_the_consent("Немає світла на Калініна 5").says("так").consent
    told = at_the_consent().says("так")
    assert not told.consent, "in Russian it begins a thought"
    assert told.state.answers["what"] == "Яма на дороге, Благовещенск, Ленина 5"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("кнопка не нажимается", "напишите «согласен»"),
        ("боюсь мошенников", "по закону нужно ваше разрешение"),
        ("а что будет если не дам", "по закону нужно ваше разрешение"),
        ("я подумаю", "рассказанное сохранится"),
    ],
)
def test_doubts_about_the_consent_are_answered_and_never_told(text: str, answer: str) -> None:
    told = at_the_consent().says(text)
    assert answer in told.hints[0]
    assert told.state.answers["what"] == "Яма на дороге, Благовещенск, Ленина 5"


def test_the_button_of_a_lift_is_its_trouble() -> None:
    told = at_the_consent("Застрял лифт, Ленина 5").says("кнопка не нажимается")
    assert told.state.answers["what"] == "Застрял лифт, Ленина 5\nкнопка не нажимается"


def test_a_picture_and_a_contact_in_other_words() -> None:
    told = at_the_place().says("Благовещенск, Ленина, 5")
    for text in ("сфоткал, сейчас", "вот смотрите"):
        assert told.says(text).hints[0].startswith("Жду фото"), text
    assert told.says("телефон кнопочный").asked == "contact"
    assert "6 цифр" in told.says("914 123").hints[0]
    assert told.says("ivan собака мейл ру").state.answers["contact"] == "ivan@mail.ru"
    assert told.state.answers["what"] == "Яма на дороге"


@pytest.mark.parametrize("text", ["мой телефон тот же", "в профиле", "у вас есть мой номер", "-"])
def test_a_contact_that_is_known_already_is_passed_over(text: str) -> None:
    told = at_the_place().says("Благовещенск, Ленина, 5").presses("Пропустить").says(text)
    assert "Проверьте" in told.sees
