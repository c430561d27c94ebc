"""A text whose gaps are filled with words, written out as Fluent would, in a tenth of the time.

Most texts are words, gaps, and choices by a word («yes», a state's name). Whatever else Fluent has,
and every number, whose form is the language's, is left to Fluent.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from fluent.syntax import ast
from msgspec import Struct


class Gap(Struct, frozen=True):
    name: str


class Choice(Struct, frozen=True):
    """``variants``: by the word in the gap ``name``; ``other``: for any word else."""

    name: str
    variants: Mapping[str, "Wording"]
    other: "Wording"


Wording: TypeAlias = tuple["str | Gap | Choice", ...]


class _Fluents(Exception):
    """Only Fluent knows how to write this."""


def wording_of(pattern: ast.Pattern) -> Wording | None:
    """What a text is made of; None: it is Fluent's to write."""
    try:
        return _read(pattern)
    except _Fluents:
        return None


def write_out(wording: Wording, args: Mapping[str, Any]) -> str | None:
    """The text with its gaps filled; None: one is filled with no word, or with nothing."""
    try:
        return _write(wording, args)
    except _Fluents:
        return None


def _read(pattern: ast.Pattern) -> Wording:
    return tuple([_piece(element) for element in pattern.elements])


def _piece(element: ast.TextElement | ast.Placeable) -> str | Gap | Choice:
    if isinstance(element, ast.TextElement):
        return element.value
    match element.expression:
        case ast.VariableReference(id=named):
            return Gap(named.name)
        case ast.SelectExpression(selector=ast.VariableReference(id=named), variants=variants):
            return _choice(named.name, variants)
    raise _Fluents


def _choice(name: str, variants: list[ast.Variant]) -> Choice:
    read: dict[str, Wording] = {}
    other: Wording = ()
    for variant in variants:
        if not isinstance(variant.key, ast.Identifier):
            raise _Fluents
        wording = read.setdefault(variant.key.name, _read(variant.value))
        other = wording if variant.default else other
    return Choice(name, read, other)


def _write(wording: Wording, args: Mapping[str, Any]) -> str:
    text = ""
    for piece in wording:
        if isinstance(piece, str):
            text += piece
        elif isinstance(piece, Gap):
            text += _word(args, piece.name)
        else:
            chosen = piece.variants.get(_word(args, piece.name), piece.other)
            text += _write(chosen, args)
    return text


def _word(args: Mapping[str, Any], name: str) -> str:
    word = args.get(name)
    if not isinstance(word, str):
        raise _Fluents
    return word
