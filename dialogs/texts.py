"""The texts, by key, in every language the town speaks.

* Texts stand in ``texts/*.ftl`` (Fluent: plurals and choices are written there, not here).
* Every key exists in every language. A missing key is a mistake of ours, never shown to anyone.
* A moment is told in the zone of whoever reads it.
* Fluent cannot choose by an empty text, so each argument ``x`` has a ``has-x``: ``yes`` or ``no``.
* What people wrote goes in as it is: nothing in it is ever read as markup or as Fluent.
"""

from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax.ast import Junk

from .effects import Arg, Day, Label, Phrase, Stamp, Until
from .wording import Wording, wording_of, write_out

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("ru", "en")

# Fluent refuses long arguments, to guard against hostile translations. Ours are our own, and a
# resident's story may be as long as several messages.
resolver.MAX_PART_LENGTH = 100_000


REMEMBERED = 2048
"""Texts with their gaps filled that are remembered."""


class Catalogue:
    """All languages, read once."""

    def __init__(self) -> None:
        self._bundles = {language: _bundle(FOLDER, language) for language in LANGUAGES}
        self._plain: dict[tuple[str, str], str] = {}
        # What is said again and again has the same gaps: a topic's name, an agency's, a number.
        self._written = lru_cache(maxsize=REMEMBERED)(self._write)
        self._until = lru_cache(maxsize=REMEMBERED)(self._tell_until)
        self._wordings: dict[tuple[str, str], Wording | None] = {}

    def say(self, language: str, text: Label, zone: tzinfo) -> str:
        """Write a phrase out. Raises LookupError if there is no such text."""
        if isinstance(text, str):
            return text
        if text.args:
            return self._written(language, text, zone)
        return self._plain.get((language, text.key)) or self.plain(language, text.key)

    def _write(self, language: str, text: Phrase, zone: tzinfo) -> str:
        args = {key: self._argument(language, value, zone) for key, value in text.args}
        args |= {f"has-{key}": "yes" if value else "no" for key, value in args.items()}
        return self._format(language, text.key, args)

    def plain(self, language: str, key: str) -> str:
        """Write out a text that has no gaps; once, and then from memory."""
        known = self._plain.get((language, key))
        if known is None:
            known = self._plain[language, key] = self._format(language, key, {})
        return known

    def keys(self, language: str) -> frozenset[str]:
        return frozenset(self._bundles[language]._messages)  # noqa: SLF001  because fluent.runtime lists its messages nowhere else

    def _format(self, language: str, key: str, args: dict[str, Any]) -> str:
        bundle = self._bundles.get(language) or self._bundles["ru"]
        wording = self._wording(language, key)
        if wording is not None and (short := write_out(wording, args)) is not None:
            return short
        message = bundle.get_message(key)
        if message.value is None:
            raise LookupError(f"{key} has no text in {language}")
        text, errors = bundle.format_pattern(message.value, args)
        if errors:
            raise LookupError(f"{key} in {language}: {errors[0]}")
        return str(text)

    def _wording(self, language: str, key: str) -> Wording | None:
        if (language, key) not in self._wordings:
            bundle = self._bundles.get(language) or self._bundles["ru"]
            pattern = bundle._messages[key].value  # noqa: SLF001  because fluent.runtime gives what it makes of it, and not the text
            self._wordings[language, key] = wording_of(pattern) if pattern is not None else None
        return self._wordings[language, key]

    def _argument(self, language: str, value: Arg, zone: tzinfo) -> str | int:
        match value:
            case Phrase():
                return self.say(language, value, zone)
            case tuple():
                return "\n".join(self.say(language, line, zone) for line in value)
            case Until(at, told):
                today = told.astimezone(zone) if isinstance(told, datetime) else told
                here = at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
                return self._until(language, here, year=here.year != today.year)
            case Day(at):
                return _day(at.astimezone(zone).date(), language)
            case Stamp(at):
                return at.astimezone(zone).strftime("%d.%m.%Y, %H:%M")
        return value

    def _tell_until(self, language: str, at: datetime, *, year: bool) -> str:
        """«вторника, 24 ноября, 15:30»: after «до», so the weekday is in the genitive. ``at``: by
        the reader's clock."""
        args = {
            "weekday": at.isoweekday(),
            "date": _day(at.date(), language, year=year),
            "time": at.strftime("%H:%M"),
        }
        return self._format(language, "moment-until", args)


@cache  # of files of ours, that nobody changes meanwhile
def _bundle(folder: Path, language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted(folder.glob(f"{language}*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for junk in (entry for entry in resource.body if isinstance(entry, Junk)):
            raise LookupError(f"{path.name}: cannot be read: {junk.content}")
        bundle.add_resource(resource)
    return bundle


@lru_cache(maxsize=1024)
def _day(date: date, language: str, *, year: bool = False) -> str:
    return format_date(date, "d MMMM y" if year else "d MMMM", locale=language)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """What a typed label is compared by: letters and digits, without case, signs and emoji; «ё» is
    «е», as most people type it."""
    folded = text.casefold().replace("ё", "е")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())
