"""What is wrong with blocks or a view: sentences, each with a pointer to its place, as Slack words them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tests.servers.slack.ids import Json
    from tests.servers.slack.world import File

CONTAINER = 30  # characters for what each text stands in: https://github.com/slackapi/bolt-js/issues/2867

Path = tuple[str | int, ...]
_ADDRESS = re.compile(r"(https?|mailto|tel|slack)://?\S+|mailto:\S+|tel:\S+")


class Problems:
    """All that is wrong with one body."""

    def __init__(self, files: Mapping[str, File] | None = None) -> None:
        self.files = files or {}  # that the bot may show
        self.found: list[str] = []
        self.used: set[str] = set()  # block_ids so far
        self.weight = 0  # of all texts and what they stand in
        self.focused = 0  # elements that want the focus

    def add(self, at: Path, said: str) -> None:
        self.found.append(f"{said} [json-pointer:/{'/'.join(str(step) for step in at)}]")

    def weigh(self, text: str) -> None:
        """Count a text towards the size of all blocks."""
        self.weight += len(text) + CONTAINER

    @property
    def messages(self) -> list[str]:
        return [f"[ERROR] {said}" for said in self.found]

    def object(self, at: Path, value: Any, known: Collection[str], needed: Collection[str] = ()) -> Json | None:  # noqa: ANN401
        """The object, if it is one; with what it needs, and nothing that is unknown."""
        if not isinstance(value, dict):
            self.add(at, "must be an object")
            return None
        for name in value:
            if name not in known:
                self.add(at, f"invalid additional property: {name}")
        for name in needed:
            if value.get(name) is None:
                self.add(at, f"missing required field: {name}")
        return value

    def text(self, at: Path, value: Any, most: int, least: int = 1) -> bool:  # noqa: ANN401 - any JSON
        """Whether it is a text of that length."""
        if not isinstance(value, str):
            self.add(at, "must be a string")
        elif len(value) > most:
            self.add(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.add(at, f"must be more than {least - 1} characters")
        else:
            return True
        return False

    def items(self, at: Path, value: Any, most: int, least: int = 1) -> list[Any]:  # noqa: ANN401 - any JSON
        """The items of a list of that length; none if it is no list."""
        if not isinstance(value, list):
            self.add(at, "must be an array")
            return []
        if len(value) > most:
            self.add(at, f"no more than {most} items allowed")
        elif len(value) < least:
            self.add(at, f"must have at least {least} item{'s' * (least != 1)}")
        return value

    def whole(self, at: Path, value: Any, least: int, most: int) -> bool:  # noqa: ANN401 - any JSON
        """Whether it is a number between these."""
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(at, "must be an integer")
        elif not least <= value <= most:
            self.add(at, f"must be between {least} and {most}")
        else:
            return True
        return False

    def flag(self, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
        if not isinstance(value, bool):
            self.add(at, "must be a boolean")

    def one_of(self, at: Path, value: Any, known: Collection[Any]) -> bool:  # noqa: ANN401 - any JSON
        if isinstance(value, str | int) and value in known:
            return True
        self.add(at, f"must be a valid enum value, one of {', '.join(map(str, known))}")
        return False

    def address(self, at: Path, value: Any, most: int = 3000) -> None:  # noqa: ANN401 - any JSON
        """A link that Slack can follow."""
        if self.text(at, value, most) and not _ADDRESS.fullmatch(value):
            self.add(at, "must be a valid url")

    def block_id(self, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
        """At most 255 characters, once in a message or view."""
        if self.text((*at, "block_id"), value, 255):
            if value in self.used:
                self.add((*at, "block_id"), f"`block_id` {value} already exists")
            self.used.add(value)
