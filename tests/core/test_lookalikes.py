"""Latin letters among Russian ones."""

import time

from hypothesis import given
from hypothesis import strategies as st

from core.words.lookalikes import as_russian


def test_a_word_of_both_alphabets_becomes_russian_and_a_latin_one_stays() -> None:
    assert as_russian("из крaна eле кaпает") == "из крана еле капает"
    assert as_russian("Cвет на Lenina, дом 18a") == "Свет на Lenina, дом 18а"
    assert as_russian("wifi 5a") == "wifi 5a", "nothing in it is Russian"


@given(st.text(alphabet="абвгaeop 12xyXЁё-", max_size=60))
def test_every_letter_keeps_its_place(text: str) -> None:
    made = as_russian(text)
    assert len(made) == len(text)
    assert as_russian(made) == made


def test_a_long_word_is_read_at_once() -> None:
    began = time.perf_counter()
    as_russian(f"{'a' * 2000}@{'a' * 2000} ы")
    assert time.perf_counter() - began < 0.1
