"""How a resident is reached: asked at its step, and kept apart wherever else it is said."""

import pytest

from core.words.reachable import KEPT_AT_MOST
from dialogs.events import Shared

from .telling_it import Told, at_the_place, at_the_summary


def at_the_photos() -> Told:
    return at_the_place().says("Благовещенск, Ленина, 5")


def at_the_contact() -> Told:
    return at_the_photos().presses("Пропустить")


@pytest.mark.parametrize(
    "contact",
    [
        *("+7 (914) 123-45-67", "89141234567", "anna@example.org"),
        *("@anna_ivanova", "t.me/anna_ivanova", "https://vk.com/anna.ivanova"),
        *("max.ru/anna_ivanova", "https://max.ru/u/f9LHodD0cOLqk3-x_Zr1nA2bV8wYtE5s"),
    ],
)
def test_a_contact_may_be_typed(contact: str) -> None:
    anna = at_the_contact().says(contact)
    assert anna.asked is None
    assert contact in anna.sees


@pytest.mark.parametrize("contact", ["позвоните", "1", "anna@", "+" * 20, "1234567890123456789"])
def test_what_is_no_contact_is_asked_again(contact: str) -> None:
    assert at_the_contact().says(contact).asked == "contact"


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("звоните вечером 8 914 555 66 77", "8 914 555 66 77"),
        ("Мой номер: +7 (914) 555-66-77, Анна", "+7 (914) 555-66-77"),
        ("тел 52-10-10, кв. 12", "52-10-10"),
        ("Звоните с 9.00-18.00, 8–914–555–12–34", "8-914-555-12-34"),
        ("с 9-00 до 18-00, 89145551234", "89145551234"),
        ("после 18 8 914 555 66 77", "8 914 555 66 77"),
        ("позвоните мужу 89141234567 или мне 89147654321", "89141234567, 89147654321"),
        ("лучше в телеграме @anna_ivanova", "@anna_ivanova"),
    ],
)
def test_a_contact_is_found_among_words(text: str, contact: str) -> None:
    anna = at_the_contact().says(text)
    assert anna.asked is None
    assert anna.state.answers["contact"] == contact
    assert "Остальное не записал" in anna.hints[0]


@pytest.mark.parametrize(
    "text",
    [
        *("звоните с 9.00–18.00", "после 01.12.26", "01.12.26", "675000 Благовещенск"),
        *("долг 15000 рублей", "долг 15 000 рублей", "9.00-18.00"),
    ],
)
def test_a_time_or_a_sum_is_no_contact(text: str) -> None:
    assert at_the_contact().says(text).asked == "contact"


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("89145556677 или 89145556688", "89145556677, 89145556688"),
        ("89145556677, anna@example.org", "89145556677, anna@example.org"),
        ("мой номер 89145556677, он же 8 914 555 66 77", "89145556677"),
        ("пишите на anna@example.org, спасибо", "anna@example.org"),
    ],
)
def test_all_contacts_are_kept_each_once(text: str, contact: str) -> None:
    anna = at_the_contact().says(text)
    assert anna.asked is None
    assert anna.state.answers["contact"] == contact
    assert f"📱 {contact}" in anna.sees


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8914123456", "В номере 8914123456 10 цифр, а нужно 11"),
        ("мой 8 914 123-45-678", "В номере 8 914 123-45-678 12 цифр, а нужно 11"),
        ("+7 914 123 45 6", "В номере +7 914 123 45 6 10 цифр, а нужно 11"),
        ("914123456", "В номере 914123456 9 цифр, а нужно 11"),
    ],
)
def test_a_number_that_lacks_a_digit_is_asked_for_again(text: str, said: str) -> None:
    anna = at_the_contact().says(text)
    assert anna.asked == "contact"
    assert said in anna.hints[0]
    assert "contact" not in anna.state.answers


@pytest.mark.parametrize(
    "text", ["погоди там не 40 а 42", "во дворе вторая яма", "Обойдите дом справа"]
)
def test_what_is_told_in_place_of_a_contact_is_added_to_the_story(text: str) -> None:
    anna = at_the_contact().says(text)
    assert anna.asked == "contact"
    assert anna.hints == ["Добавил к описанию."]
    assert anna.state.answers["what"] == f"Яма на дороге\n{text}"


@pytest.mark.parametrize(
    "text",
    [
        "почему так много вопросов",
        "а можно без этого?",
        "Это обязательно?",
        "why do you ask",
        "зачем",
    ],
)
def test_who_asks_why_hears_that_it_may_be_skipped(text: str) -> None:
    anna = at_the_contact().says(text)
    if anna.asked is not None:  # «зачем» alone is a no
        assert "Нажмите «Пропустить»" in anna.hints[0]
    assert anna.state.answers["what"] == "Яма на дороге"


@pytest.mark.parametrize("text", ["нет", "Нет телефона", "не надо", "не хочу", "no phone", "нету"])
def test_no_at_the_contact_skips_it(text: str) -> None:
    anna = at_the_contact().says(text)
    assert anna.asked is None
    assert anna.state.answers["contact"] is None


def test_ones_own_number_may_be_shared_and_somebody_elses_may_not() -> None:
    anna = at_the_contact().does(Shared("+79141234567", own=False))
    assert anna.asked == "contact"
    assert "чужой контакт" in anna.hints[0]
    assert anna.does(Shared("+79141234567", own=True)).asked is None


# said elsewhere


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("89141112233, но звоните после 6", "\n📱, но звоните после 6"),
        ("мой номер 89141112233", ""),
        ("8 (914) 111-22-33", ""),
        ("кв 8, anna@example.org", "\nкв 8, 📱"),
    ],
)
def test_a_contact_is_kept_apart_wherever_it_is_said(text: str, rest: str) -> None:
    for anna in (Told().says("Яма на дороге"), at_the_photos(), at_the_summary()):
        anna.says(text)
        assert "Контакт записал отдельно" in anna.hints[0] or "как контакт" in anna.hints[0]
        assert anna.state.answers["what"] == f"Яма на дороге{rest}"
        assert str(anna.state.answers["contact"]) in text


def test_it_need_not_be_said_again() -> None:
    anna = at_the_photos().says("мой телефон 89141112233").presses("Пропустить")
    assert anna.asked is None
    assert "📱 89141112233" in anna.sees


def test_under_a_picture_it_is_a_contact_too() -> None:
    anna = at_the_photos().sends("a", text="звоните 89141112233")
    assert anna.photos() == ["a"]
    assert anna.state.answers["contact"] == "89141112233"
    assert anna.state.answers["what"] == "Яма на дороге"


def test_one_more_is_no_other() -> None:
    anna = at_the_summary().says("89141112233").says("+7 914 111-22-33").says("anna@example.org")
    assert anna.state.answers["contact"] == "89141112233, anna@example.org"


def test_many_numbers_in_several_messages_are_all_kept() -> None:
    first = ", ".join(f"8914111223{last}" for last in range(3))
    anna = at_the_photos().says(f"Мои номера: {first}")
    anna.says("ещё мои телефоны 89142223344, 89142223355").presses("Пропустить")
    assert anna.asked is None
    assert anna.state.answers["contact"] == f"{first}, 89142223344, 89142223355"


def test_past_enough_the_older_ones_stay_and_no_more_is_called_kept() -> None:
    anna = at_the_summary()
    for last in range(KEPT_AT_MOST):
        anna.says(f"мой номер 891411122{last:02}")
        assert "Записал как контакт" in anna.hints[0]
    kept = anna.state.answers["contact"]
    for told in ("мой номер 89145556677", "кв 8, мой номер 89145556677"):
        assert "Не записал: 89145556677" in anna.says(told).hints[0]
        assert (anna.asked, anna.state.answers["contact"]) == (None, kept)


def test_the_place_has_none() -> None:
    anna = at_the_place().says("Благовещенск, Ленина 5, тел. 89141112233")
    assert anna.asked == "photos"
    assert "89141112233" not in str(anna.state.answers["place"])
    assert anna.state.answers["contact"] == "89141112233"
    anna = at_the_place().says("89141112233")
    assert anna.asked == "place"
    assert "как контакт" in anna.hints[0]


STORIES = pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Яма на дороге, мой телефон 89141112233", "Яма на дороге, мой телефон 📱"),
        ("Яма на дороге. 8 914 111 22 33 Анна", "Яма на дороге. 📱 Анна"),
    ],
)


@STORIES
def test_the_first_story_has_it_apart_too(text: str, kept: str) -> None:
    for anna in (Told().says(text), Told().presses("Сообщить о проблеме").says(text)):
        assert "📱" in anna.hints[0]
        assert anna.asked == "guess"
        assert anna.state.answers["what"] == kept


def test_a_contact_alone_is_no_story() -> None:
    for anna in (
        Told().says("мой телефон 89141112233"),
        Told().presses("Сообщить о проблеме").says("89141112233"),
    ):
        assert anna.asked == "what"
        assert anna.state.answers["contact"] == "89141112233"


def test_a_number_of_somebody_else_stays_in_the_story() -> None:
    anna = at_the_summary().says("звонил в УК 89141234567")
    assert "Добавил к описанию." in anna.hints[0]
    assert str(anna.state.answers["what"]).endswith("звонил в УК 89141234567")
    assert anna.state.answers["contact"] is None
