"""What is written out the short way is what Fluent writes, in every text and every language."""

from functools import cache
from random import Random

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from dialogs.texts import FOLDER, LANGUAGES
from dialogs.wording import wording_of, write_out

from .written import GAPS, KEYS, entries

SIGNS = "аё \n{}$«»-0"


@cache
def bundle(language: str) -> FluentBundle:
    made = FluentBundle([language], use_isolating=False)
    for path in sorted(FOLDER.glob(f"{language}*.ftl")):
        made.add_resource(FluentResource(path.read_text("utf-8")))
    return made


WORDINGS = {
    (language, entry.id.name): wording_of(entry.value)
    for language in LANGUAGES
    for entry in entries(language)
    if isinstance(entry, ftl.Message) and entry.value is not None
}


def by_fluent(language: str, key: str, args: dict[str, str]) -> str:
    found = bundle(language)
    pattern = found.get_message(key).value
    assert pattern is not None
    text, errors = found.format_pattern(pattern, args)
    assert errors == []
    return str(text)


def test_every_text_is_written_as_fluent_writes_it() -> None:
    chance = Random(2026)  # noqa: S311  because it is seeded to be the same each time, and no secret
    for (language, key), wording in WORDINGS.items():
        gaps = GAPS[language][key]
        words = {name: [*sorted(gaps.variants.get(name, ())), "", SIGNS] for name in gaps.names}
        for _ in range(2 + 2 * sum(map(len, words.values()))):
            args = {name: chance.choice(some) for name, some in sorted(words.items())}
            if wording is not None:
                assert write_out(wording, args) == by_fluent(language, key, args)


def test_most_texts_go_the_short_way() -> None:
    assert sum(wording is None for wording in WORDINGS.values()) < len(WORDINGS) / 5
    assert {key for _, key in WORDINGS} == set(KEYS)


def read(text: str) -> ftl.Pattern:
    (message,) = FluentParser().parse(text).body
    assert isinstance(message, ftl.Message)
    assert message.value is not None
    return message.value


def test_a_number_and_a_gap_that_nothing_fills_are_left_to_fluent() -> None:
    wording = wording_of(read("a = { $n ->\n    [one] да\n   *[other] { $x }\n    }"))
    assert wording is not None
    assert write_out(wording, {"n": "one"}) == "да"
    assert write_out(wording, {"n": 1}) is None
    assert write_out(wording, {"n": "two"}) is None
    assert write_out(wording, {"n": "two", "x": "нет"}) == "нет"


def test_what_is_no_word_gap_or_choice_is_left_to_fluent() -> None:
    for text in ("a = { NUMBER($n) }", "a = { b }", 'a = { "x" }', "a = { $n ->\n   *[1] x\n    }"):
        assert wording_of(read(text)) is None
