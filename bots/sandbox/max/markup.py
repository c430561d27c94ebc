"""A formatted text: what remains of it, and where it is bold, slanted and so on.

* Spans are kept as the page knows them, by Telegram's names; :func:`elements` says them in MAX's.
  Both count in UTF-16 units.
* HTML: tags that MAX does not know are stripped, their text stays. Markdown: what opens and is not
  closed is text.
"""

import re
from html.parser import HTMLParser
from typing import Final

from bots.sandbox.world import Json

from .rules import utf16

_NAMES: Final = {
    "bold": "strong",
    "italic": "emphasized",
    "strikethrough": "strikethrough",
    "underline": "underline",
    "code": "monospaced",
    "mark": "highlighted",
    "heading": "heading",
    "text_link": "link",
    "text_mention": "user_mention",
}
_TAGS: Final = {
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("del", "s"), "strikethrough"),
    **dict.fromkeys(("ins", "u"), "underline"),
    **dict.fromkeys(("pre", "code"), "code"),
    "mark": "mark",
    "h1": "heading",
    "a": "text_link",
}
_MARKS: Final = {
    "**": "bold",
    "__": "bold",
    "*": "italic",
    "_": "italic",
    "~~": "strikethrough",
    "++": "underline",
    "```": "code",
    "`": "code",
    "^^": "mark",
}
_PIECE: Final = re.compile(
    r"(?P<code>```|`)(?P<inner>.+?)(?P=code)"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<url>[^)\s]+)\)"
    r"|(?P<mark>\*\*|~~|\+\+|\^\^|\*|(?<!\w)__?)(?P<words>\S(?:.*?\S)?)(?P=mark)"
    r"|^# (?P<heading>[^\n]+)",
    re.DOTALL | re.MULTILINE,
)
_MENTION: Final = "max://user/"


def read_text(text: str, named: str | None) -> tuple[str, list[Json]]:
    """The plain text and its spans; ``named`` is the format, None for none."""
    if named == "html":
        return _read_html(text)
    return _read_markdown(text, 0) if named == "markdown" else (text, [])


def elements(spans: list[Json]) -> list[Json]:
    """The spans as MAX's ``markup``."""
    drawn = []
    for span in spans:
        element = {"type": _NAMES[span["type"]], "from": span["offset"], "length": span["length"]}
        if span["type"] == "text_link":
            element["url"] = span["url"]
        if span["type"] == "text_mention":
            element["user_id"] = int(span["user"])
        drawn.append(element)
    return drawn


def _span(kind: str, start: int, length: int, url: str | None = None) -> Json:
    drawn: Json = {"type": kind, "offset": start, "length": length}
    if url is not None and url.startswith(_MENTION) and url.removeprefix(_MENTION).isdecimal():
        return {**drawn, "type": "text_mention", "user": url.removeprefix(_MENTION)}
    return drawn if url is None else {**drawn, "url": url}


def _read_markdown(text: str, start: int) -> tuple[str, list[Json]]:
    """``start``: how many units of the whole text stand before this piece."""
    plain, spans, position = "", list[Json](), 0
    for match in _PIECE.finditer(text):
        plain += text[position : match.start()]
        at = start + utf16(plain)
        inner, kind, nested = _read_piece(match, at)
        spans += [_span(kind, at, utf16(inner), match["url"]), *nested]
        plain, position = plain + inner, match.end()
    return plain + text[position:], spans


def _read_piece(match: re.Match[str], at: int) -> tuple[str, str, list[Json]]:
    if match["code"]:
        return match["inner"], "code", []  # nothing is formatted in code
    if match["label"]:
        return match["label"], "text_link", []
    inner, nested = _read_markdown(match["words"] or match["heading"], at)
    return inner, _MARKS[match["mark"]] if match["mark"] else "heading", nested


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.spans: list[Json] = []
        self._open: list[tuple[str, int, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _TAGS:
            self._open.append((tag, utf16(self.text), dict(attrs).get("href")))
        elif tag == "br":
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        opened = next((each for each in reversed(self._open) if each[0] == tag), None)
        if opened is None:
            return
        self._open.remove(opened)
        length = utf16(self.text) - opened[1]
        if length and (tag != "a" or opened[2]):
            self.spans.append(_span(_TAGS[tag], opened[1], length, opened[2]))

    def handle_data(self, data: str) -> None:
        self.text += data


def _read_html(text: str) -> tuple[str, list[Json]]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.text, sorted(reader.spans, key=lambda each: (each["offset"], -each["length"]))
