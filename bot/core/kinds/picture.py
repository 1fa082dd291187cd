"""A picture, which the adapter has kept already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import Kind, Reading

_ID = re.compile(r"[\w-]{16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Picture(Kind):
    """The id of a picture that was uploaded."""

    name: ClassVar[str] = "picture"

    def read(self, text: str, by: Reading) -> str:
        try:
            return self.parse(text.strip())
        except ValueError:
            raise Wrong("A picture can't be typed. Please attach it, or add it in the form.") from None

    def parse(self, text: str) -> str:
        if not _ID.fullmatch(text):
            raise ValueError(text[:40])
        return text
