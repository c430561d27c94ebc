"""Cells of a table that a spreadsheet opens. Pure.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and a
formula can send the table to a stranger or start a program (OWASP, «CSV Injection»). What
residents wrote goes into cells, so such a cell gets an apostrophe before it: it is shown as
text. Spreadsheets pass over blanks, and some fold full-width forms, so what stands behind
either is looked at too. Every cell is put between quotes by the writer, so no separator inside
it begins another cell.
"""

import unicodedata

FORMULA = frozenset("=+-@")
"""What makes a cell a formula, after full-width forms are folded (NFKC)."""

DASHES = frozenset("\u2212\ufe63\uff0d")
"""Minus signs that are no hyphen: some programs read them as one."""


def safe_cell(text: str) -> str:
    """The text as a cell that is no formula, without characters that are not seen."""
    shown = "".join(sign if _is_shown(sign) else " " for sign in text.replace("\r\n", "\n"))
    return f"'{shown}" if _is_formula(text) else shown


def _is_shown(sign: str) -> bool:
    return sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs")


def _is_formula(text: str) -> bool:
    if text[:1] in ("\t", "\r"):
        return True
    for sign in text:
        folded = unicodedata.normalize("NFKC", sign)
        if sign in DASHES or folded[:1] in FORMULA:
            return True
        if not sign.isspace() and unicodedata.category(sign)[0] not in "CZ":
            return False
    return False
