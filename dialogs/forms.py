"""The small forms: what a resident or an operator writes about one ticket.

All but the operator's answer and question are sent as soon as they are whole; those two are
shown back first, because what reached a resident cannot be taken back. An answer may be pictures
or a voice alone, a question may not.
"""

from collections.abc import Callable, Mapping

from .effects import Answers, Option, Phrase, phrase
from .enclosures import enclosed
from .engine import Dialog, State
from .steps import Choice, Photos, Text, always, never

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


OFFICE_NOTES: Mapping[str, Phrase] = {
    "photo": phrase("office-photo-noted"),
    "voice": phrase("office-voice-noted"),
    "file": phrase("office-file-noted"),
}
"""What becomes of an operator's files: it is the resident who will see and hear them."""


def _draft(name: str, wordless: Callable[[Answers], bool]) -> Dialog:
    def summary(state: State) -> Phrase:
        files = state.answers.get("files")
        return phrase(
            f"{name}-summary",
            ticket=state.about,
            text=str(state.answers.get("words") or ""),
            enclosed=enclosed(files) if isinstance(files, tuple) else (),
        )

    return Dialog(
        name,
        (
            _files(),
            Text(
                key="words",
                at_most=TEXT_AT_MOST,
                files_to="files",
                notes=OFFICE_NOTES.__getitem__,
                optional=wordless,
                skipped="way-wordless",
            ),
        ),
        summary=summary,
    )


ANSWER = _draft("answer", wordless=_has_files)
ASK = _draft("ask", wordless=never)
DRAFTS = (ANSWER.name, ASK.name)

REFUSE = Dialog("refuse", (Text(key="reason", at_least=3, at_most=500),), confirms=False)


def resident_forms() -> Mapping[str, Dialog]:
    return {form.name: form for form in (ADD, RETURN, WITHDRAW)}


def operator_forms() -> Mapping[str, Dialog]:
    return {form.name: form for form in (ANSWER, ASK, REFUSE)}
