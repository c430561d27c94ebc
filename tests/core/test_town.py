"""The town file: the shipped one is whole; codes, places, routes and deadlines are found."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.dangers import KINDS
from core.town import Town, load_town
from core.town.file import Box, Region
from core.town.values import LONGEST_LABEL, label_length

from .small_town import SMALL, load

SHIPPED = Path(__file__).parents[2] / "town.toml"
YAKUTSK = ZoneInfo("Asia/Yakutsk")


@pytest.fixture(scope="module")
def shipped() -> Town:
    return load_town(SHIPPED)


# The shipped example


def test_the_shipped_file_holds_what_the_field_has(shipped: Town) -> None:
    assert len(shipped.groups) == 13
    assert len(shipped.topics) == 62
    assert [place.name for place in shipped.municipalities] == [
        "Благовещенск",
        "Свободный",
        "Белогорск",
        "Тында",
    ]
    assert shipped.zone == YAKUTSK
    assert "59-ФЗ" in shipped.consent.text
    assert shipped.services_link in shipped.consent.text


def test_every_complaint_has_somebody_to_answer_and_a_deadline(shipped: Town) -> None:
    filed = datetime(2026, 11, 20, 15, tzinfo=YAKUTSK)
    for topic in shipped.topics:
        for municipality in (*(place.code for place in shipped.municipalities), None, "gone"):
            agency = shipped.route(topic, municipality)
            # A city's administration answers for its own city alone.
            administered = topic.startswith("safety.") and topic != "safety.dogs"
            anothers = administered and municipality not in ("blag", "svobodny", "tynda")
            assert agency.coordinators == (topic == "other" or anothers)
            assert shipped.first_answer_deadline(topic, agency.code, filed) > filed
            assert shipped.solution_deadline(topic, agency.code, filed) > filed


def test_everything_on_a_button_fits_a_phone(shipped: Town) -> None:
    labels = [group.label for group in shipped.groups]
    labels += [topic.name for topic in shipped.topics.values()]
    labels += [agency.short for agency in shipped.agencies]
    labels += [place.name for place in shipped.municipalities]
    labels += [
        option
        for topic in shipped.topics.values()
        for question in topic.questions
        for option in question.options
    ]
    assert max(map(label_length, labels)) <= LONGEST_LABEL
    assert all(len(f"{code}".encode()) <= 12 + 1 + 16 for code in shipped.topics)


def test_what_cannot_wait_is_fast(shipped: Town) -> None:
    fast = {topic.code for topic in shipped.topics.values() if topic.fast}
    assert fast == {
        *("roads.pothole", "roads.snow", "roads.lights", "house.lift"),
        *("heat.cold", "heat.hot", "heat.heating", "heat.burst", "heat.sewer"),
        *("power.outage", "power.wire", "power.gas", "yard.snow", "yard.manhole"),
        *("lamps.dark", "waste.missed", "safety.dogs"),
    }


def test_danger_is_told_whom_to_call(shipped: Town) -> None:
    gas = shipped.topic("power.gas")
    assert gas
    assert gas.emergency
    assert "104" in gas.emergency
    assert "112" in gas.emergency
    for code in ("power.wire", "yard.manhole", "heat.burst", "house.lift"):
        topic = shipped.topic(code)
        assert topic
        assert "112" in topic.warning


@pytest.mark.parametrize("page", [SHIPPED, SHIPPED.parent / "docs" / "administrators.md"])
def test_every_kind_of_danger_is_named_where_administrators_read_of_them(page: Path) -> None:
    told = page.read_text(encoding="utf-8")
    assert not [kind for kind in KINDS if not re.search(rf"\b{kind}\b", told)]
    if page.suffix == ".md":
        named = ("fire", "gas", "electric", "violence", "suicide")
        assert "и ещё восемь видов" in told
        assert len(KINDS) - len(named) == 8


def test_what_is_said_of_health_and_money_is_private(shipped: Town) -> None:
    assert all(t.private for t in shipped.topics.values() if t.group == "health")
    fee = shipped.topic("waste.fee")
    assert fee
    assert fee.private


def test_every_topic_has_words_it_is_known_by(shipped: Town) -> None:
    assert all(topic.keywords for topic in shipped.topics.values() if topic.code != "other")


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [
        (50.29, 127.53, True),  # Благовещенск
        (53.73, 127.27, True),  # Зея
        (56.57, 121.65, True),  # Юктали
        (49.42, 130.09, True),  # Архара
        (53.07, 132.95, True),  # Экимчан
        (52.03, 113.50, False),  # Чита
        (48.48, 135.07, False),  # Хабаровск
        (56.66, 124.72, False),  # Нерюнгри
        (55.75, 37.62, False),  # Москва
    ],
)
def test_the_region_is_told_from_its_neighbours(
    shipped: Town, lat: float, lon: float, inside: bool
) -> None:
    assert shipped.covers(lat, lon) is inside


def test_years_ahead_without_a_calendar_are_known(shipped: Town) -> None:
    assert shipped.years_without_calendar(2024, 2027) == ()
    assert shipped.years_without_calendar(2024, 2100)


# Looking things up


def test_a_group_without_topics_is_a_topic(tmp_path: Path) -> None:
    town = load(tmp_path)
    other = town.topic("other")
    assert other
    assert (other.code, other.group, other.name) == ("other", "other", "Другое")
    assert town.topic("roads") is None, "a group with topics is none"


def test_codes_that_are_gone_are_none(tmp_path: Path) -> None:
    town = load(tmp_path)
    assert town.topic("roads.gone") is None
    assert town.group("gone") is None
    assert town.agency("gone") is None
    assert town.municipality("gone") is None
    assert town.calendar("gone") == town.calendar("zur")
    assert town.calendar("roads") is town.calendar("roads")


@pytest.mark.parametrize(
    ("topic", "municipality", "agency"),
    [
        ("roads.pit", "left", "roads"),
        ("roads.pit", None, "roads"),
        ("roads.pit", "right", "zur"),
        ("roads.sign", "left", "gas"),
        ("roads.sign", "right", "gas"),  # the topic is more than the municipality
        ("roads.gone", "left", "roads"),
        ("other", "left", "zur"),
        ("gone", None, "zur"),
    ],
)
def test_the_most_specific_route_wins(
    tmp_path: Path, topic: str, municipality: str | None, agency: str
) -> None:
    assert load(tmp_path).route(topic, municipality).code == agency


def test_a_route_for_everything_comes_last(tmp_path: Path) -> None:
    town = load(tmp_path, SMALL + '[[routes]]\ntopic = "*"\nmunicipality="left"\nagency = "gas"\n')
    assert town.route("other", "left").code == "gas"
    assert town.route("other", "right").code == "zur"
    assert town.route("roads.pit", "left").code == "roads"


def test_a_point_belongs_to_the_nearest_centre(tmp_path: Path) -> None:
    town = load(tmp_path)
    for lon, code in ((127.70, "left"), (127.80, "right"), (128.30, "right")):
        place = town.municipality_at(51.0, lon)
        assert place
        assert place.code == code
    assert town.municipality_at(51.9, 128.0) is None
    assert town.covers(51.9, 128.0), "the region is more than its towns"
    assert not town.covers(55.75, 37.62)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("г. Свободный, ул. Ленина 5", "Свободный"),
        ("ул. Ленина 5, г.Свободный", "Свободный"),
        ("Город СВОБОДНЫЙ", "Свободный"),
        ("Свободный", "Свободный"),
        ("Свободный, Ленина 5", "Свободный"),
        ("Свободный ул. Ленина, 5", "Свободный"),
        ("Свободный, 3-я Линейная 5", "Свободный"),
        ("Ленина 5, Свободный", "Свободный"),
        ("Белогорск Кирова 5", "Белогорск"),
        ("Благовещенск, 50 лет Октября 12", "Благовещенск"),
        ("676450, Россия, Амурская область, г Свободный", "Свободный"),
        ("Амурская область, Белогорск, Кирова 5", "Белогорск"),
        ("г. Благовещенск, пер. Свободный, 7", "Благовещенск"),
        ("Тында, мкр. Таёжный 3", "Тында"),
        ("в Белогорске на Ленина 5", "Белогорск"),
        ("Ленина 5 в Свободном", "Свободный"),
        ("в городе Тынде у вокзала", "Тында"),
        ("Качели сломаны, Благовещенск, Лазо 20", "Благовещенск"),
        ("Не горит фонарь, Благовещенск, Амурская 200", "Благовещенск"),
        ("Качели сломаны Благовещенск Лазо 20", "Благовещенск"),
        ("Нет света Благовещенск Ленина 44", "Благовещенск"),
        ("Нет света Свободный Ленина 44", "Свободный"),
        ("Нет света. Благовещенск, Ленина 44", "Благовещенск"),
        ("Качели сломаны, Тында, ул. 50 лет Октября, д. 12", "Тында"),
        ("Ленина 44, Свободный, света нет", "Свободный"),
        ("ленина 44, свободный", "Свободный"),
        ("Пушкина 4, Белогорск, мусор не вывозят", "Белогорск"),
        ("Ленина 40 Свободный", "Свободный"),
        ("ленина 40 свободный", "Свободный"),
        ("Ленина, 40 Свободный", "Свободный"),
        ("Пушкина 4 Белогорск", "Белогорск"),
        ("мусор не вывозят пушкина 6 белогорск", "Белогорск"),
        ("Lenina 20, Blagoveshchensk", "Благовещенск"),
        ("Zeyskaya street 100, Blagoveshchensk", "Благовещенск"),
        ("Lenina 20 Svobodny", "Свободный"),
        ("Svobodnyy, Lenina 20", "Свободный"),
        ("lenina 20, tynda", "Тында"),
        ("Blagoveschensk", "Благовещенск"),
        ("яма Благовещенск, Ленина 5", "Благовещенск"),
        ("лифт не работает во втором подъезде Благовещенск, Лазо 5", "Благовещенск"),
        ("Ленина 5 Благовещенск яма", "Благовещенск"),
        ("ФОНАРЬ У ДОМА ЛЕНИНА 40 БЛАГОВЕЩЕНСК ТЕЛЕФОН 8924", "Благовещенск"),
        ("двор по адресу Свободный, ул. Шатковская 12 не убирают", "Свободный"),
        ("я из Белогорска, у нас на Кирова 5 яма", "Белогорск"),
        ("на проспекте 60 лет октября дом 8 тында снег не чистят", "Тында"),
        ("яма ул. Ленина д 5 в г. Благовещенске", "Благовещенск"),
        ("в городе Свободном нет света на Шатковской 12", "Свободный"),
        ("автобус из Белогорска, Ленина 5", None),
        ("перекрыт свободный проезд у дома 5", None),
        ("у дома 5 проезд не свободный", None),
        ("Ленина 5, свободный проезд перекрыт", None),
        ("на Свободной 5", None),
        ("Свободная 5", None),
        ("ул. Свободная, 12", None),
        ("трасса Белогорск – Свободный, ямы 20 штук", None),
        ("магазин Белогорск Ленина 5", None),
        ("автобус 5 Белогорск", None),
        ("яма, проспект Белогорск 5", None),
        ("в Свободном переулке 5", None),
        ("Ленина 5, в свободной зоне парковки", None),
        ("Ленина 5, в свободном углу двора", None),
        ("в Благовещенском районе", None),
        ("переулок Свободный, 5", None),
        ("Свободный пер., 5", None),
        ("Свободный переулок 5", None),
        ("Свободный пер. дом 5", None),
        ("Свободный, 5", None),
        ("Тында, д. 5, кв. 2", None),
        ("ул. Тында, 4", None),
        ("Белогорская 5", None),
        ("Ленина 5", None),
        ("", None),
    ],
)
def test_an_address_names_its_town_and_not_a_street(
    shipped: Town, address: str, name: str | None
) -> None:
    found = shipped.municipality_named(address)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("address", "elsewhere"),
    [
        ("Москва, Тверская 12", True),
        ("в Санкт-Петербурге на Невском 5", True),
        ("Тверская 12, Хабаровск", True),
        ("Нижний Новгород", True),
        ("В Чите на улице Ленина 5 не горит светофор", True),
        ("в Комсомольске-на-Амуре, Ленина 5", True),
        ("Забайкальский край, Могоча", True),
        ("я из Приморского края", True),
        ("Амурская область, Шимановск, Ленина 5", False),
        ("Хорошая область, Ленина 5", False),
        ("в читке новостей, Ленина 5", False),
        ("Московская 12", False),
        ("Благовещенск, ул. Казань 5", False),
        ("магазин Самара, Ленина 5", False),
        ("Благовещенск, Ленина 5, автобус в Хабаровск", False),
        ("Шимановск, Ленина 5", False),
        ("", False),
    ],
)
def test_a_big_city_of_another_region_is_known(
    shipped: Town, address: str, elsewhere: bool
) -> None:
    assert shipped.is_elsewhere(address) is elsewhere


def test_no_city_of_ones_own_region_is_elsewhere(shipped: Town) -> None:
    far_east = Region(name="Дальний Восток", box=Box(south=42, west=120, north=60, east=140))
    assert not replace(shipped, region=far_east).is_elsewhere("Хабаровск, Ленина 5")


# Time


def test_a_deadline_is_the_topics_in_the_agencys_hours(tmp_path: Path) -> None:
    town = load(tmp_path)
    friday = datetime(2026, 11, 20, 15, tzinfo=YAKUTSK)
    assert town.first_answer_deadline("roads.sign", "zur", friday) == datetime(
        2026, 11, 23, 15, tzinfo=YAKUTSK
    )
    assert town.first_answer_deadline("roads.pit", "gas", friday) == datetime(
        2026, 11, 20, 19, tzinfo=YAKUTSK
    ), "a fast topic, around the clock"
    assert town.first_answer_deadline("roads.pit", "roads", friday) == datetime(
        2026, 11, 28, 11, tzinfo=YAKUTSK
    ), "three hours on Saturday, Monday is off by days.csv, the last hour a week later"


def test_the_week_is_read_day_by_day(tmp_path: Path) -> None:
    roads = load(tmp_path).calendar("roads")
    assert roads.hours(date(2026, 11, 23)) == ()
    assert roads.hours(date(2026, 11, 30)) == ((540, 1080),)
    assert roads.hours(date(2026, 12, 1)) == ()
    assert roads.hours(date(2026, 11, 28)) == ((600, 720), (780, 840))


def test_a_topics_own_hours_override_the_towns(tmp_path: Path) -> None:
    text = SMALL.replace("fast = true", "fast = true\nfirst_answer_hours = 1.5\nsolution_days = 3")
    town = load(tmp_path, text + "[deadlines]\nfast_first_answer_hours = 2\nsolution_days = 12\n")
    pit, sign = town.topic("roads.pit"), town.topic("roads.sign")
    assert pit
    assert sign
    assert (pit.first_answer_hours, pit.solution_days) == (1.5, 3)
    assert (sign.first_answer_hours, sign.solution_days) == (8, 12)
