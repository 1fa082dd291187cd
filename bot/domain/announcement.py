"""What organisers write to be posted: a title and a text in one language or both, a link, a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Said = Mapping[str, str]  # by language; an empty text is none


@dataclass(frozen=True, slots=True)
class Announcement:
    """A text as it was written. `picture` is the id of a stored one; `alt` says what it shows."""

    title: Said = field(default_factory=dict)
    text: Said = field(default_factory=dict)
    link: str = ""
    picture: str = ""
    alt: Said = field(default_factory=dict)

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Announcement:
        """Read it from what `body` gave."""
        said = {name: dict(body.get(name, {})) for name in ("title", "text", "alt")}
        return cls(link=body.get("link", ""), picture=body.get("picture", ""), **said)

    def body(self) -> dict[str, Any]:
        """It as plain JSON."""
        said = {name: {k: v for k, v in getattr(self, name).items() if v} for name in ("title", "text", "alt")}
        return {**said, "link": self.link, "picture": self.picture}

    def languages(self) -> tuple[str, ...]:
        """The languages in which it says something."""
        return tuple(sorted({language for said in (self.title, self.text) for language, text in said.items() if text}))

    def spoken(self, language: str) -> str:
        """The language in which it is said to those who read this one: the other where this says nothing."""
        has = self.languages()
        return language if language in has or not has else has[0]

    def within(self, language: str) -> Announcement:
        """It in one language; in the other where that says nothing."""
        chosen = self.spoken(language)

        def pick(said: Said) -> Said:
            return {chosen: said.get(chosen) or ""}

        return Announcement(
            pick(self.title), pick(self.text), self.link, self.picture, {chosen: _any(self.alt, chosen)}
        )


def _any(said: Said, language: str) -> str:
    return said.get(language) or next((text for text in said.values() if text), "")
