"""Settings that cannot stand, explained in one line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

from bot.core.errors import Oops
from bot.core.words import later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

CONFIG = "club.toml"
SECTION = later("It must be a section of the file, with keys of its own.")


class Misconfigured(Oops):
    """A setting that cannot stand. `right` is the English sentence that says what would do."""

    def __init__(self, text: str, /, *, right: str = "", **names: object) -> None:
        super().__init__(text)
        self.names = names
        self.right = right


def explained(error: ErrorDetails, settings: type[BaseModel]) -> Misconfigured:
    """What pydantic found, with the place that set it and what would be right."""
    path = [str(part) for part in error["loc"]]
    if error["type"] == "extra_forbidden":
        names = [name for name in _fields(settings, path[:-1]) if len(path) > 1 or _is_section(settings, name)]
        known = ", ".join(sorted(names))
        return Misconfigured("{where}: there is no such key. There are: {known}.", where=_where(path), known=known)
    right = _right(settings, path)
    if len(path) == 1 and not _is_section(settings, path[0]):
        return Misconfigured("The value of {where} won't do. {right}", right=right, where=path[0].upper())
    value = str(error["input"])[:60]
    return Misconfigured("{where}: “{value}” won't do. {right}", right=right, where=_where(path), value=value)


def _where(path: list[str]) -> str:
    """The variable that set the value, if one did, else its place in the file."""
    variables = {name.upper(): name for name in os.environ}
    for size in range(len(path), 1, -1):
        if variable := variables.get("__".join(path[:size]).upper()):
            return variable
    return f"{os.environ.get('CLUB_CONFIG') or CONFIG}: {'.'.join(path)}"


def _right(settings: type[BaseModel], path: list[str]) -> str:
    """What the nearest declared key on the way says it must be."""
    for size in range(len(path), 0, -1):
        declared = _fields(settings, path[: size - 1]).get(path[size - 1])
        if declared is not None and declared.description:
            return declared.description
    return SECTION


def _fields(model: type[BaseModel], path: list[str]) -> Mapping[str, FieldInfo]:
    """The keys at that path, by the names that people write."""
    found: type[BaseModel] | None = model
    for step in path:
        field = _named(found).get(step) if found else None
        found = _section(field.annotation) if field else found  # no field: a name of the club's own, such as a place's
    return _named(found) if found else {}


def _named(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _section(annotation: object) -> type[BaseModel] | None:
    """The section that an annotation holds: itself, an optional one, or the values of a table."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _section(part))), None)


def _is_section(settings: type[BaseModel], name: str) -> bool:
    field = settings.model_fields.get(name)
    return field is not None and _section(field.annotation) is not None
