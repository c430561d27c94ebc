"""The small forms: what a resident writes about one ticket. They are sent as soon as
they are whole.

An operator's stand in ``desk/forms.py``.
"""

from collections.abc import Mapping

from .effects import Answers, Option, phrase
from .engine import Dialog
from .steps import Choice, Photos, Text, always

TEXT_AT_MOST = 3500
"""Characters: with what stands around it, one message of any messenger."""


def _has_files(before: Answers) -> bool:
    return bool(before.get("files"))


def _files() -> Photos:
    return Photos(key="files", clears=True, volunteered=always, optional=always)


ADD = Dialog(
    "add",
    (
        _files(),
        Text(
            key="words",
            at_most=TEXT_AT_MOST,
            files_to="files",
            waits=True,
            optional=_has_files,
            done="way-done",
            skipped="way-done",
        ),
    ),
    confirms=False,
)

RETURN = Dialog(
    "return",
    (
        _files(),
        Text(
            key="reason",
            at_least=3,
            at_most=TEXT_AT_MOST,
            files_to="files",
            waits=True,
            done="way-done",
        ),
    ),
    confirms=False,
)

WITHDRAW = Dialog(
    "withdraw",
    (Choice(key="sure", of=lambda before: (Option("yes", phrase("withdraw-yes")),)),),
    confirms=False,
)


def resident_forms() -> Mapping[str, Dialog]:
    return {form.name: form for form in (ADD, RETURN, WITHDRAW)}
