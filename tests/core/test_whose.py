"""Whose work words say it is."""

import pytest

from core.whose import OTHERS, Holders

HOLDERS = Holders(
    {
        "power": ("Электрические сети, диспетчерская", "Электросети", "ДРСК"),
        "housing": ("Государственная жилищная инспекция", "Жилищная инспекция"),
        "roads": ("Дорожная служба города", "Дорожная служба"),
    },
    {"roads": ("Ямы", "Светофоры")},
)


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("передайте в электросети", "power"),
        ("это к энергетикам", "power"),
        ("опора на балансе дрск", "power"),
        ("столб дрск", "power"),
        ("передайте в гжи", "housing"),
        ("пусть дорожники чинят", "roads"),
        ("передайте в полицию", OTHERS),
    ],
)
def test_an_agency_is_known_by_all_its_names_and_by_its_trade(words: str, whose: str) -> None:
    named = HOLDERS.read(words, "zur")
    assert (named.whom, named.passes) == (whose, True)


def test_what_is_ones_own_is_passed_to_nobody() -> None:
    assert not HOLDERS.read("столб дрск", "power").whom


def test_a_company_that_the_town_file_does_not_name_is_nobodys_by_its_trade() -> None:
    assert HOLDERS.named("россети") == ""
