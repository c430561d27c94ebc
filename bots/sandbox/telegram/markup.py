"""parse_mode: takes HTML and Markdown apart into text and entities, as far as bots use them.

What Telegram would refuse (an unknown tag, one left open, a reserved character of MarkdownV2 not
escaped) is refused. Offsets and lengths are in UTF-16 units.
"""

import re
from html import unescape
from typing import Any, Final

from bots.sandbox.world import Json

from .rules import TelegramError, bad_request, utf16

_TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}
_HTML: Final = re.compile(r"<(/?)([a-zA-Z0-9-]*)([^<>]*)>|<|[^<]+")
_MARKS: Final = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
}
_MARKDOWN: Final = re.compile(
    r"\\(?P<escaped>[\x01-\x7e])|(?P<mark>```|__|\|\||[*_~`])"
    r"|\[(?P<label>(?:\\.|[^\]\\])*)\]\((?P<link>[^)]+)\)|(?P<plain>.)",
    re.DOTALL,
)
_RESERVED: Final = frozenset("_*[]()~`>#+-=|{}.!")
_DETECTED: Final = (
    ("bot_command", re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w)")),
    ("mention", re.compile(r"(?<!\w)@\w{3,32}")),
    ("url", re.compile(r"https?://[^\s<>]+")),
    ("hashtag", re.compile(r"(?<!\w)#\w+")),
)


def read_text(text: str, mode: Any, entities: Any) -> tuple[str, list[Json]]:
    """The text a person sees, and its entities. Raises ``TelegramError``."""
    found = _read_entities(entities or [])
    if mode:
        reader = {"html": _read_html, "markdownv2": _read_markdown_2, "markdown": _read_markdown}
        if str(mode).lower() not in reader:
            raise bad_request("unsupported parse_mode")
        text, found = reader[str(mode).lower()](text)
    return _trim(text, found)


def _read_entities(entities: Any) -> list[Json]:
    if not isinstance(entities, list):
        raise bad_request("expected an Array of MessageEntity")
    for entity in entities:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request("can't parse MessageEntity")
        for name in ("offset", "length"):
            if not isinstance(entity.get(name), int) or isinstance(entity[name], bool):
                raise bad_request(f'field "{name}" of the MessageEntity must be an Integer')
    return list(entities)


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Telegram cuts white space off both ends."""
    shift = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    size = utf16(text)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        end = min(size, entity["offset"] + entity["length"] - shift)
        if start < end:
            kept.append({**entity, "offset": start, "length": end - start})
    taken = {(entity["offset"], entity["type"]) for entity in kept}
    kept += [each for each in detect(text) if (each["offset"], each["type"]) not in taken]
    return text, sorted(kept, key=lambda entity: int(entity["offset"]))


def detect(text: str) -> list[Json]:
    """Commands, mentions, links and hashtags that nobody marked up."""
    return [
        {
            "type": kind,
            "offset": utf16(text[: match.start()]),
            "length": utf16(match.group()),
        }
        for kind, pattern in _DETECTED
        for match in pattern.finditer(text)
    ]


def _unparsed(reason: str) -> TelegramError:
    return bad_request(f"can't parse entities: {reason}")


def _read_html(source: str) -> tuple[str, list[Json]]:
    text = ""
    entities: list[Json] = []
    opened: list[tuple[str, int, str]] = []
    for match in _HTML.finditer(source):
        closing, tag, attributes = match.groups()
        place = len(source[: match.start()].encode())
        if tag is None:
            if match.group() == "<":
                raise _unparsed(f"Unclosed start tag at byte offset {place}")
            text += unescape(match.group())
        elif not closing:
            if tag.lower() not in _TAGS:
                raise _unparsed(f'Unsupported start tag "{tag}" at byte offset {place}')
            opened.append((tag.lower(), utf16(text), attributes))
        else:
            if not opened or opened[-1][0] != tag.lower():
                raise _unparsed(f'Unexpected end tag "{tag}" at byte offset {place}')
            entities += _entity(*opened.pop(), end=utf16(text))
    if opened:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return text, entities


def _entity(tag: str, start: int, attributes: str, *, end: int) -> list[Json]:
    entity: Json = {"type": _TAGS[tag], "offset": start, "length": end - start}
    value = re.search(r"""(?:href|emoji-id)\s*=\s*["']?([^"'\s]+)""", attributes)
    if tag == "a":
        if value is None:
            return []
        entity["url"] = unescape(value.group(1))
    if tag == "tg-emoji":
        if value is None:
            return []
        entity["custom_emoji_id"] = value.group(1)
    return [entity] if end > start else []


def _read_markdown_2(source: str) -> tuple[str, list[Json]]:
    return _read_marks(source, strict=True)


def _read_markdown(source: str) -> tuple[str, list[Json]]:
    return _read_marks(source, strict=False)


def _read_marks(source: str, *, strict: bool) -> tuple[str, list[Json]]:
    text = ""
    entities: list[Json] = []
    opened: list[tuple[str, int]] = []
    for match in _MARKDOWN.finditer(source):
        mark, label, plain = match.group("mark", "label", "plain")
        if mark is not None:
            if opened and opened[-1][0] == mark:
                start = opened.pop()[1]
                length = utf16(text) - start
                if length:
                    entities.append({"type": _MARKS[mark], "offset": start, "length": length})
            else:
                opened.append((mark, utf16(text)))
        elif label is not None:
            length = utf16(label)
            link = {"type": "text_link", "offset": utf16(text), "length": length}
            entities.append({**link, "url": match.group("link")})
            text += label
        elif plain is not None:
            _check_reserved(plain, opened, strict=strict)
            text += plain
        else:
            text += match.group("escaped")
    if opened:
        raise _unparsed(f"Can't find end of the entity starting at byte offset {opened[-1][1]}")
    return text, entities


def _check_reserved(character: str, opened: list[tuple[str, int]], *, strict: bool) -> None:
    in_code = bool(opened) and "`" in opened[-1][0]
    if strict and not in_code and character in _RESERVED:
        raise _unparsed(
            f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
        )
