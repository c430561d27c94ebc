"""Text from people is cleaned once; text is cut without losing a word."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bots.doors.plain import NAME_LENGTH, clean, clean_name, shorten, split, units

texts = st.lists(st.text(alphabet="абвгд, .!?\n\n👩🏽‍🚒é🚰z", max_size=60), max_size=12).map(
    " ".join
)


def test_direction_overrides_and_zero_width_blanks_are_dropped() -> None:
    assert clean("Иван\u202eнавИ \u2066x\u2069 с\u200bл\ufeffово\x00") == "ИваннавИ x слово"


def test_every_sign_alone_is_kept_or_dropped_by_what_it_is() -> None:
    joined, dropped = "\u200c\u200d\n\t\r\u2028\u2029", {"Cc", "Cf", "Cs", "Co"}
    for sign in map(chr, (*range(0x20000), *range(0xE0000, 0xE1000), 0x10FFFF)):
        if sign not in joined:
            kept = unicodedata.category(sign) not in dropped
            assert clean(sign) == (sign if kept else ""), hex(ord(sign))


def test_line_ends_are_one_kind_and_a_tab_is_a_space() -> None:
    assert clean("раз\r\nдва\rтри\tчетыре\u2028пять") == "раз\nдва\nтри четыре\nпять"


def test_an_emoji_of_several_people_stays_whole() -> None:
    assert clean("👨‍👩‍👧 ok ❤️") == "👨‍👩‍👧 ok ❤️"


def test_half_of_a_surrogate_pair_is_dropped_so_the_text_can_be_stored() -> None:
    assert clean("дом \ud83d 5").encode() == "дом  5".encode()


def test_a_name_is_one_line_of_limited_length() -> None:
    assert clean_name("  Анна \n Петровна\u202e ") == "Анна Петровна"
    assert clean_name("\u3164\u200d\u2800") == ""
    assert len(clean_name("я" * 500)) == NAME_LENGTH


def test_a_text_is_cut_between_paragraphs_before_lines_before_words() -> None:
    assert split("один два\n\nтри четыре", 12) == ("один два", "три четыре")
    assert split("один два\nтри четыре", 12) == ("один два", "три четыре")
    assert split("один два три", 9) == ("один два", "три")
    assert split("самоедлинноеслово", 10) == ("самоедлинн", "оеслово")


def test_an_emoji_is_not_cut_in_two() -> None:
    assert split("яя👨‍👩‍👧", 9) == ("яя", "👨‍👩‍👧")


def test_blank_text_gives_no_pieces() -> None:
    assert split(" \n ", 10) == ()


@given(st.text(max_size=80))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(sign) in {"Cs", "Co"} for sign in once)
    assert not any(unicodedata.bidirectional(s) in {"RLO", "LRO", "RLE", "LRE"} for s in once)


@given(texts, st.integers(min_value=2, max_value=50))
def test_every_piece_fits_and_nothing_but_blanks_is_lost(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < units(piece) <= limit and piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    if all(units(word) <= limit for word in text.split()):
        assert " ".join(pieces).split() == text.split()


@given(texts, st.integers(min_value=2, max_value=50))
def test_a_shortened_text_fits_and_says_that_it_is_shortened(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert units(short) <= limit
    assert short == text or short.endswith("…")


@given(st.text(alphabet="а👍 ", max_size=100))
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2
