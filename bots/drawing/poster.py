"""Draws a poster of figures: ``python -m bots.drawing.poster`` reads it as JSON, and writes a PNG.

1080 by 1350 points, as a telephone shows a photograph in a chat: few words, large, dark on paper.
Everything is placed by hand in points from the upper left corner; what is too long is cut.
"""

import sys

import msgspec
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from core.reports.posters import Number, Poster, Tone

WIDTH, HEIGHT, MARGIN, DOTS = 1080, 1350, 64, 100

PAPER, INK, MUTED, LINE = "#F8F6F1", "#1F2D3A", "#6F7B85", "#E2DED4"
RECEIVED, ANSWERED = "#C3CED6", "#2F6F73"
TONES = {Tone.GOOD: "#2F7A57", Tone.BAD: "#B4532F", Tone.PLAIN: MUTED}


class _Sheet:
    def __init__(self) -> None:
        self.figure = Figure(figsize=(WIDTH / DOTS, HEIGHT / DOTS), dpi=DOTS, facecolor=PAPER)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0))
        self.axes.axis("off")

    def say(
        self, x: float, y: float, text: str, size: float, colour: str = INK,
        *, bold: bool = False, right: bool = False, middle: bool = False, room: float = 0,
        least: float = 0,
    ) -> float:  # fmt: skip
        """Write in points, and return how wide it became; what is wider than ``room`` is made
        smaller down to ``least``, then cut."""
        said = self.axes.text(
            x, y, text, color=colour, fontsize=size * 72 / DOTS, va="baseline",
            ha="right" if right else "center" if middle else "left",
            weight="bold" if bold else "normal", parse_math=False,
        )  # fmt: skip
        while room and len(text) > 1 and said.get_window_extent().width > room:
            if size > least > 0:
                size -= 1
                said.set_fontsize(size * 72 / DOTS)
                continue
            text = text[:-1]
            said.set_text(f"{text.rstrip()}…")
        return float(said.get_window_extent().width)

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A rounded box from its upper left corner."""
        if width <= 0 or height <= 0:
            return
        round_by = min(8.0, width / 2, height / 2)
        shape = f"round,pad=0,rounding_size={round_by}"
        self.axes.add_patch(
            FancyBboxPatch((x, y), width, height, boxstyle=shape, facecolor=colour, linewidth=0)
        )


def draw(poster: Poster) -> Figure:
    sheet, inner = _Sheet(), WIDTH - 2 * MARGIN
    sheet.say(MARGIN, 100, poster.title, 42, bold=True, room=inner)
    sheet.say(MARGIN, 148, poster.subtitle, 27, MUTED, room=inner)
    _heads(sheet, poster.heads, 190)
    _bars(sheet, poster, 440)
    _kept(sheet, poster, 780)
    _ranks(sheet, poster, 985)
    sheet.say(MARGIN, HEIGHT - 36, poster.footer, 20, MUTED, room=inner)
    return sheet.figure


def _heads(sheet: _Sheet, heads: tuple[Number, ...], top: float) -> None:
    gap = 20
    width = (WIDTH - 2 * MARGIN - gap) / 2
    for place, one in enumerate(heads):
        x, y = MARGIN + place % 2 * (width + gap), top + place // 2 * 112
        sheet.bar(x, y, width, 98, "#FFFFFF")
        sheet.say(x + 24, y + 34, one.label, 22, MUTED, room=width - 48)
        edge, tone = x + width - 24, TONES[one.tone]
        taken = sheet.say(edge, y + 80, one.change, 24, tone, bold=True, right=True)
        room = width - 48 - taken - 24
        sheet.say(x + 24, y + 82, one.value, 42, bold=True, room=room, least=26)


def _bars(sheet: _Sheet, poster: Poster, top: float) -> None:
    sheet.say(MARGIN, top + 10, poster.bars_title, 27, bold=True)
    _legend(sheet, poster, top + 46)
    left, inner, floor, height = MARGIN, WIDTH - 2 * MARGIN, top + 268, 190
    sheet.bar(left, floor + 1, inner, 2, LINE)
    most = max((max(one.received, one.answered) for one in poster.bars), default=0) or 1
    step = inner / max(1, len(poster.bars))
    wide = min(46.0, step * 0.38)
    every = 1 if len(poster.bars) <= 8 else 5
    for place, one in enumerate(poster.bars):
        middle = left + step * (place + 0.5)
        for count, x, colour in (
            (one.received, middle - wide - 1, RECEIVED),
            (one.answered, middle + 1, ANSWERED),
        ):
            tall = height * count / most
            sheet.bar(x, floor - tall, wide, tall, colour)
            if every == 1 and count:
                sheet.say(x + wide / 2, floor - tall - 8, str(count), 20, MUTED, middle=True)
        if (len(poster.bars) - 1 - place) % every == 0:
            sheet.say(middle, floor + 32, one.label, 20, MUTED, middle=True)


def _legend(sheet: _Sheet, poster: Poster, y: float) -> None:
    x = float(MARGIN)
    for word, colour in ((poster.received, RECEIVED), (poster.answered, ANSWERED)):
        sheet.bar(x, y - 16, 20, 20, colour)
        sheet.say(x + 30, y, word, 21, MUTED)
        x += 60 + 13 * len(word)


def _kept(sheet: _Sheet, poster: Poster, top: float) -> None:
    inner = WIDTH - 2 * MARGIN
    sheet.say(MARGIN, top + 10, poster.kept_title, 27, bold=True, room=inner - 320)
    sheet.bar(MARGIN, top + 32, inner, 28, LINE)
    if poster.kept is not None:
        sheet.bar(MARGIN, top + 32, inner * poster.kept, 28, ANSWERED)
        sheet.say(
            WIDTH - MARGIN, top + 10, f"{round(poster.kept * 100)} %", 30, bold=True, right=True
        )
        sheet.say(
            WIDTH - MARGIN - 110, top + 9, poster.kept_change, 22, TONES[poster.kept_tone],
            bold=True, right=True,
        )  # fmt: skip
    step = inner / max(1, len(poster.smalls))
    for place, one in enumerate(poster.smalls):
        x = MARGIN + step * place
        sheet.say(x, top + 102, one.label, 21, MUTED, room=step - 16)
        sheet.say(x, top + 146, one.value, 34, bold=True, room=step * 0.62)
        sheet.say(x + step - 56, top + 145, one.change, 22, TONES[one.tone], bold=True, right=True)


def _ranks(sheet: _Sheet, poster: Poster, top: float) -> None:
    inner = WIDTH - 2 * MARGIN
    sheet.say(MARGIN, top + 10, poster.ranks_title, 27, bold=True, room=inner)
    most = max((one.count for one in poster.ranks), default=0) or 1
    for place, one in enumerate(poster.ranks):
        y = top + 50 + place * 54
        sheet.say(MARGIN, y, one.label, 23, room=inner - 200)
        sheet.say(WIDTH - MARGIN - 90, y, str(one.count), 23, bold=True, right=True)
        sheet.say(WIDTH - MARGIN, y, one.change, 21, MUTED, right=True)
        sheet.bar(MARGIN, y + 10, inner, 10, LINE)
        sheet.bar(MARGIN, y + 10, inner * one.count / most, 10, ANSWERED)


def main() -> None:
    poster = msgspec.json.decode(sys.stdin.buffer.read(), type=Poster)
    draw(poster).savefig(sys.stdout.buffer, format="png", dpi=DOTS, facecolor=PAPER)


if __name__ == "__main__":
    main()
