"""A message → messages that fit a messenger's limits. Pure.

* One fitted message is one call of the messenger: a door cuts nothing any more.
* Text that is too long goes on in the next message; the buttons hang under the last piece.
  Buttons that are too many go on in a message of their own.
* Telegram: files travel apart, before the text, photographs as albums. A screen that asks for
  a place or a contact is a reply keyboard, whose other buttons are typed labels; it must be
  removed later (``closes``), and one message cannot carry both the removal and buttons, so the
  removal goes first, on a message of its own.
* VK: a screen's buttons are the chat's own keyboard; another message's hang under it.
* MAX: a document travels as a voice does everywhere: alone, before what carries the buttons.
* Where the application shows no buttons, the text lists them. If the message is ``numbered``,
  the pressed ones have numbers from 1 in the order of the rows: whoever accepts a typed number
  counts the same way, over all ``PRESS`` buttons of the message, row by row. Places and
  contacts cannot be asked for there: they have no number; links stand with their address.

After fitting, ``closes`` means: remove the keyboard with this message; it has no buttons then.
"""

from collections.abc import Iterable, Iterator
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from core.messages import Button, ButtonKind, Card, Client, File, FileKind, Message, Outgoing, Row

from .keyboards import Grid, Rows, at_once, pages
from .limits import Limits
from .plain import shorten, split


class Words(Struct, frozen=True):
    """What the layout itself has to say."""

    more: str = "Ещё варианты:"
    answer: str = "Ответьте номером или словами."
    closed: str = "Хорошо."


EVERYTHING = Client()
WORDS = Words()


def expand(outgoing: Outgoing, limits: Limits, *, words: Words = WORDS) -> tuple[Outgoing, ...]:
    """Fit what is on its way: the rows of the outbox, one call each, in order.

    A toast stays one; one that says nothing is none where no button waits for it. A card that is
    changed stays one (its text cut short); any other edit becomes new messages where one does not
    hold it whole, or where such buttons cannot be changed.
    Of a new message's parts only the :func:`principal` is the card and keeps the slot; every part
    keeps the ticket, so a reply to any of them is about it.
    """
    message, client, private = outgoing.message, outgoing.client, outgoing.private
    if outgoing.toast is not None:
        said = shorten(message.text.strip(), limits.toast)
        if not said and not limits.spins:
            return ()
        return (outgoing if said == message.text else replace(outgoing, message=Message(said)),)
    if outgoing.threading is not None:
        if not limits.thread:
            return ()
        name = Message(shorten(message.text.strip(), limits.thread))
        return (replace(outgoing, message=name),)
    changes = outgoing.edits is not None or outgoing.card is Card.EDIT
    is_card = outgoing.card is not None or bool(message.files)
    if changes and (not message.screen or limits.screen == limits.own):
        plain = _plain(message, limits.own, limits, client)
        if plain is not None and editable(message, limits):
            return (replace(outgoing, message=_as_edit(message, plain)),)
    parts = fit(message, limits, client, private=private, words=words)
    if changes and editable(message, limits) and (is_card or len(parts) == 1):
        fitted = fit_edit(message, limits, client, private=private, words=words)
        return (replace(outgoing, message=fitted),)
    main = principal(parts)
    stripped = _stripped(outgoing, limits)
    if len(parts) == 1 and outgoing.edits is None:
        return (*stripped, replace(outgoing, message=parts[0]))
    return stripped + tuple(
        replace(outgoing, message=part, edits=None)
        if at == main
        else replace(
            outgoing,
            message=part,
            edits=None,
            card=Card.UNDER if outgoing.card is Card.UNDER else None,
            slot=f"{outgoing.slot}#{at}" if outgoing.slot is not None else None,
        )
        for at, part in enumerate(parts)
    )


def _stripped(outgoing: Outgoing, limits: Limits) -> tuple[Outgoing, ...]:
    """The change that takes the buttons off the screen a new message follows.

    An edit without text: only the buttons are changed. VK has none such, and needs none: its
    screens are the chat's keyboard.
    """
    if outgoing.edits is None or not limits.below:
        return ()
    bare = Outgoing(outgoing.peer, Message(""), outgoing.lane, edits=outgoing.edits)
    return (replace(bare, private=outgoing.private, client=outgoing.client),)


def fit(
    message: Message,
    limits: Limits,
    client: Client = EVERYTHING,
    *,
    private: bool = True,
    words: Words = WORDS,
) -> tuple[Message, ...]:
    """Cut a message into messages that fit, in the order they are sent.

    ``private`` is False in groups, where nobody is asked for a place or a contact.
    A message without text, files and buttons gives none.
    """
    parts = _at_a_look(message, limits, client, private=private, words=words)
    if parts is None:
        parts = _with_care(message, limits, client, private=private, words=words)
    if parts and message.reply_to is not None:
        parts[0] = replace(parts[0], reply_to=message.reply_to)
    return tuple(parts)


def _at_a_look(
    message: Message, limits: Limits, client: Client, *, private: bool, words: Words
) -> list[Message] | None:
    """What :func:`_with_care` makes, where all of the text and the buttons fit as they are."""
    before: list[Message] = []
    attached: tuple[File, ...] = ()
    bare = message
    if message.files or message.reply_to is not None:
        before, attached = _files(message, limits)
        bare = replace(message, files=(), reply_to=None)
    if message.closes and limits.below:
        below = is_below(message, limits)
        if message.rows and not below:
            before.append(Message(message.lead or words.closed, closes=True))
            bare = replace(bare, lead="")
        bare = replace(bare, closes=False)
    grid = limits.screen if message.screen else limits.own
    plain = _plain(bare, grid, limits, client, _asks(message, limits, private=private))
    if plain is None or 2 * len(message.lead) > limits.text:
        return None
    closes = message.closes and limits.below and not message.rows
    return [*before, Message(*plain, files=attached, screen=message.screen, closes=closes)]


def _with_care(
    message: Message, limits: Limits, client: Client, *, private: bool, words: Words
) -> list[Message]:
    text, rows = _arrange(message, limits, client, private=private, words=words)
    first, rest = (limits.screen, limits.own) if message.screen else (limits.own, limits.own)
    laid = pages(rows, first, rest if limits.standing else first)
    if laid and not text.strip():
        text = words.more
    files, attached = _files(message, limits)
    if attached and not text.strip():
        text = message.caption
    body = _body(split(text, limits.text), laid[:1], attached, screen=message.screen)
    if message.lead and not _closes_apart(body, message, limits):
        whole = split(_paragraphs(message.lead, text), limits.text)
        body = _body(whole, laid[:1], attached, screen=message.screen)
    more = _more(laid[1:], message, limits, client, words)
    return [*files, *_closing(body, message, limits, words), *more]


def _asks(message: Message, limits: Limits, *, private: bool) -> frozenset[ButtonKind]:
    """What this message's buttons may ask a person for."""
    return limits.asks if private and (message.screen or not limits.below) else frozenset()


def _plain(
    message: Message,
    grid: Grid,
    limits: Limits,
    client: Client,
    asks: frozenset[ButtonKind] = frozenset(),
) -> tuple[str, Rows] | None:
    """The text and the rows of a message that fits as it is, its buttons in this grid; most do."""
    text, rows = message.text, message.rows
    if message.files or message.reply_to is not None:
        return None
    if message.closes and not (rows and limits.standing):
        return None
    if not text or text != text.strip():
        return None
    if lead := message.lead:
        if lead != lead.strip():
            return None
        text = f"{lead}\n\n{text}"
    if 2 * len(text) > limits.text:
        return None
    if not rows:
        return text, ()
    shown = client.buttons if message.screen else client.inline
    laid = at_once(rows, grid, limits.label, asks) if shown else None
    return None if laid is None else (text, laid)


def _as_edit(message: Message, plain: tuple[str, Rows]) -> Message:
    text, rows = plain
    if message.lead or message.closes:
        return replace(message, text=text, lead="", rows=rows, closes=False)
    return replace(message, rows=rows)


def fit_edit(
    message: Message,
    limits: Limits,
    client: Client = EVERYTHING,
    *,
    private: bool = True,
    words: Words = WORDS,
) -> Message:
    """Fit a change of a message already sent: one message, its text cut short if need be.

    Only the first keyboard's buttons are kept. Files cannot be changed where they travel apart.
    """
    plain = _plain(message, limits.own, limits, client)
    if plain is not None:
        return _as_edit(message, plain)
    text, rows = _arrange(message, limits, client, private=private, words=words)
    laid = pages(rows, limits.own, limits.own)
    return replace(
        message,
        text=shorten(_paragraphs(message.lead, text).strip(), limits.text),
        lead="",
        rows=laid[0] if laid else (),
        files=_files(message, limits)[1],
        closes=False,
        reply_to=None,
    )


def editable(message: Message, limits: Limits) -> bool:
    """May a sent message become this one? Not where the chat's own keyboard changes with it."""
    if limits.standing and message.screen:
        return False
    return not is_below(message, limits) and not (message.closes and limits.below)


def is_below(message: Message, limits: Limits) -> bool:
    """Do this message's buttons go under the input field (Telegram's reply keyboard)?"""
    if not limits.below:
        return False
    for row in message.rows:  # any() is twice as slow, and every message comes by here
        for button in row:
            if button.kind.asks:
                return True
    return False


def principal(parts: tuple[Message, ...]) -> int:
    """Which part stands for the whole: the first with buttons, else the last with a text."""
    for at, part in enumerate(parts):
        if part.rows:
            return at
    texts = [at for at, part in enumerate(parts) if part.text]
    return texts[-1] if texts else 0


def _arrange(
    message: Message, limits: Limits, client: Client, *, private: bool, words: Words
) -> tuple[str, Rows]:
    """The text and the rows as this messenger and this application can show them."""
    asks = _asks(message, limits, private=private)
    rows = tuple(tuple(_askable(row, asks)) for row in message.rows)
    if not (client.buttons if message.screen else client.inline):
        return _listed(message.text, rows, words, 1 if message.numbered else None), ()
    text = message.text
    if is_below(replace(message, rows=rows), limits):
        text = _paragraphs(text, "\n".join(_lines(_only_links(rows))))
        rows = tuple(tuple(b for b in row if b.kind is not ButtonKind.LINK) for row in rows)
    return text, tuple(tuple(_labelled(button, limits) for button in row) for row in rows if row)


def _askable(row: Row, asks: frozenset[ButtonKind]) -> Iterator[Button]:
    return (button for button in row if not button.kind.asks or button.kind in asks)


def _labelled(button: Button, limits: Limits) -> Button:
    label = shorten(button.label.strip() or "…", limits.label)
    return button if label == button.label else replace(button, label=label)


def _only_links(rows: Iterable[Row]) -> Rows:
    return tuple(tuple(b for b in row if b.kind is ButtonKind.LINK) for row in rows)


def _listed(text: str, rows: Rows, words: Words, first: int | None) -> str:
    """The text with its buttons as a list; ``first`` is the first one's number, if any."""
    presses = any(button.kind is ButtonKind.PRESS for row in rows for button in row)
    answer = words.answer if presses and first is not None else ""
    return _paragraphs(text, "\n".join(_lines(rows, first)), answer)


def _lines(rows: Iterable[Row], first: int | None = None) -> Iterator[str]:
    numbers = count(first or 1)
    for button in (button for row in rows for button in row):
        numbered = first is not None and button.kind is ButtonKind.PRESS
        mark = f"{next(numbers)}." if numbered else "•"
        yield f"{mark} {button.label}" + (f": {button.url}" if button.url else "")


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text.strip())


def _files(message: Message, limits: Limits) -> tuple[list[Message], tuple[File, ...]]:
    """Messages that carry files before the text, and the files that the text itself carries."""
    groups = together(message.files, limits)
    carried = not limits.apart and bool(groups) and groups[-1][0].kind not in limits.alone
    apart, attached = (groups[:-1], groups[-1]) if carried else (groups, ())
    if not apart:
        return [], attached
    caption, *rest = split(message.caption, limits.caption) or ("",)
    first, *others = apart
    sent = [_carrying(first, caption, limits), *(_carrying(group, "", limits) for group in others)]
    return [*sent, *(Message(text) for text in rest)], attached


def _carrying(files: tuple[File, ...], caption: str, limits: Limits) -> Message:
    if limits.apart:
        return Message("", files=files, caption=caption)
    return Message(caption, files=files)


def together(files: tuple[File, ...], limits: Limits) -> list[tuple[File, ...]]:
    """The files as they can travel together.

    A voice goes alone everywhere, in MAX a document too, and before what carries the text.
    Telegram mixes photographs with videos only, and documents with documents.
    """
    alone = [(f,) for f in files if f.kind in limits.alone]
    others = tuple(f for f in files if f.kind not in limits.alone)
    if not limits.apart:
        return [*alone, *_chunks(others, limits.files)]
    seen = tuple(f for f in others if f.kind is not FileKind.DOCUMENT)
    documents = tuple(f for f in others if f.kind is FileKind.DOCUMENT)
    return [*_chunks(seen, limits.files), *_chunks(documents, limits.files), *alone]


def _chunks(files: tuple[File, ...], size: int) -> list[tuple[File, ...]]:
    return [files[at : at + size] for at in range(0, len(files), size)]


def _body(
    pieces: tuple[str, ...], page: tuple[Rows, ...], files: tuple[File, ...], *, screen: bool
) -> list[Message]:
    """The text's messages; buttons, files and the screen belong to the last."""
    if not pieces and not files:
        return []
    *before, last = pieces or ("",)
    rows = page[0] if page else ()
    return [
        *(Message(piece) for piece in before),
        Message(last, rows=rows, files=files, screen=screen),
    ]


def _closing(body: list[Message], message: Message, limits: Limits, words: Words) -> list[Message]:
    """The same messages, one of them removing the keyboard that may still stand."""
    if not _closes(body, message, limits):
        return body
    if _closes_apart(body, message, limits):
        return [Message(message.lead or words.closed, closes=True), *body]
    return [replace(body[0], closes=True), *body[1:]]


def _closes(body: list[Message], message: Message, limits: Limits) -> bool:
    """Must a keyboard be removed? A new one takes the old one's place; VK keeps it beside."""
    if not message.closes or not (limits.below or limits.standing):
        return False
    return not (body and body[-1].rows and (is_below(body[-1], limits) or limits.standing))


def _closes_apart(body: list[Message], message: Message, limits: Limits) -> bool:
    """Can the removal only go with a message of its own?"""
    return _closes(body, message, limits) and (not body or (len(body) == 1 and bool(body[-1].rows)))


def _more(
    laid: tuple[Rows, ...], message: Message, limits: Limits, client: Client, words: Words
) -> Iterator[Message]:
    """The pages after the first. VK's hang under their messages: a keyboard stands alone."""
    total = sum(b.kind is ButtonKind.PRESS for row in message.rows for b in row)
    left = [sum(b.kind is ButtonKind.PRESS for row in page for b in row) for page in laid]
    screen = message.screen and not limits.standing
    for at, rows in enumerate(laid):
        if screen or client.inline:
            yield Message(words.more, rows=rows, screen=screen)
            continue
        number = total - sum(left[at:]) + 1 if message.numbered else None
        for text in split(_listed(words.more, rows, words, number), limits.text):
            yield Message(text)
