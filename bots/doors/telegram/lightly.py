"""aiogram, imported without building all of its models.

* Its import has pydantic build each of 450 types of the Bot API with all that it is made of: four
  seconds and a hundred megabytes, and we use a dozen. So that is put off, as the types themselves
  ask for by ``defer_build``: pydantic builds a model when it is first used.
* The types name one another in annotations that only aiogram's namespace can resolve. Its own loop
  over them hands it to ``model_rebuild``; so is it here, whenever pydantic comes to build one.
* If aiogram was imported before, all is built already, and this changes nothing.
"""

from typing import Any, Literal, Optional, Union

from pydantic import BaseModel

_BASE: Any = BaseModel  # what is put into it here is no business of the type checker's
_build = _BASE.model_rebuild.__func__


def import_lightly() -> None:
    """Import aiogram; those who import it afterwards get the same."""
    _BASE.model_rebuild = classmethod(_put_off)
    try:
        from aiogram import methods, types
    finally:
        _BASE.model_rebuild = classmethod(_build)
    from aiogram.client.default import Default
    from aiogram.methods.base import Response

    names: dict[str, Any] = {
        **{name: getattr(types, name) for name in types.__all__},
        "List": list,
        "Optional": Optional,
        "Union": Union,
        "Literal": Literal,
        "Default": Default,
    }

    def build(cls: Any, /, **asked: Any) -> Any:
        return _build(cls, **{"_types_namespace": names, **asked})

    kinds: tuple[Any, ...] = (types.TelegramObject, methods.TelegramMethod, Response)
    for kind in kinds:
        kind.model_rebuild = classmethod(build)
    types.Message.model_rebuild()  # a sixth of a second, in which nobody waits for an answer yet


def _put_off(cls: Any, /, **_: object) -> None:
    """Instead of ``model_rebuild`` while aiogram is imported."""
