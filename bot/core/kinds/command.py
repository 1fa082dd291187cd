"""A command as the value of an argument: what is to be run later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.codec import Garbled, unpack
from bot.core.errors import Wrong
from bot.core.kinds.base import Choice, Kind, Reading

LONGEST = 500  # characters of a packed command in a schedule


@dataclass(frozen=True, slots=True)
class CommandLine(Kind):
    """A command that people type as a line, such as `calls within=7`; kept packed, with ids for the names in it."""

    name: ClassVar[str] = "command"

    def read(self, text: str, by: Reading) -> str:
        if by.commands is None:
            raise Wrong("No command can be scheduled from here.")
        packed = by.commands.packed(text, by)
        if len(packed) > LONGEST:
            raise Wrong("That is {n} characters long; at most {most} fit.", n=len(packed), most=LONGEST)
        return packed

    def parse(self, text: str) -> str:
        try:
            unpack(text)
        except Garbled as garbled:
            raise ValueError(text[:40]) from garbled
        if len(text) > LONGEST:
            raise ValueError(text[:40])
        return text

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        return by.commands.matching(text, by) if by.commands else ()
