"""Plain data with comments, written as YAML. Every text is quoted, so that none means anything to YAML."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.words import Words


@dataclass(frozen=True, slots=True)
class Noted:
    """A text or a truth value with the comment that stands beside it."""

    value: str | bool
    why: str


def plain(data: Any) -> Any:  # noqa: ANN401 - any data at all
    """The data without its comments."""
    match data:
        case dict():
            return {key: plain(value) for key, value in data.items()}
        case list():
            return [plain(value) for value in data]
        case Noted():
            return data.value
        case _:
            return data


def lines(data: dict[str, Any], t: Words, indent: str = "") -> Iterator[str]:
    """Mappings, lists that are not empty, and single values as YAML, the comments in a language of ours."""
    for key, value in data.items():
        match value:
            case dict():
                yield f"{indent}{key}:"
                yield from lines(value, t, f"{indent}  ")
            case list():
                yield f"{indent}{key}:"
                for item in value:
                    yield from _item(item, t, f"{indent}  ")
            case _:
                yield f"{indent}{key}: {_single(value, t)}"


def _item(item: Any, t: Words, indent: str) -> Iterator[str]:  # noqa: ANN401
    if not isinstance(item, dict):
        yield f"{indent}- {_single(item, t)}"
        return
    for number, line in enumerate(lines(item, t, f"{indent}  ")):
        yield line if number else f"{indent}- {line[len(indent) + 2 :]}"


def _single(value: Any, t: Words) -> str:  # noqa: ANN401
    if isinstance(value, Noted):
        return f"{_single(value.value, t)}  # {t(value.why)}"
    if isinstance(value, bool):
        return str(value).lower()
    written: str = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=math.inf)
    return written.rstrip("\n")
