"""What topics are called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic's name in both languages."""

    id: str
    en: str
    bg: str = ""

    def title(self, lang: str) -> str:
        """The name in a language, in English where there is no other."""
        return self.bg if self.bg and lang == "bg" else self.en
