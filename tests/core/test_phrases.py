"""Blocks of phrases as patterns."""

from core.words.phrases import any_of, one_of, said

WAITING = any_of("""
    жд(?:ем|ут) | ожида(?:ем|ют)
    # what has to come first
    пока (?:нет|не) \\w+
    до (?:весны|лета
        |осени|зимы)
""")


def test_each_phrase_counts_and_no_other() -> None:
    pattern = one_of(WAITING)
    for text in ("ждем", "вас ждут", "ожидаем ответа", "пока нет денег", "до осени", "до лета"):
        assert pattern.search(text), text
    for text in ("жду", "пока", "до вторника", "what has to come first", "#"):
        assert not pattern.search(text), text


def test_whole_words_are_whole() -> None:
    nothing = said("нет | ничего не \\w+")
    assert nothing.search("света нет")
    assert nothing.search("ничего не понял")
    assert not nothing.search("интернет")
    assert not nothing.search("нету")


def test_a_block_is_part_of_another() -> None:
    pattern = one_of(rf"""
        мы {WAITING}
        завтра
    """)
    assert pattern.search("мы ждем")
    assert pattern.search("завтра")
    assert not pattern.search("ждем")
