"""Words, numbers, yes and no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import Choice, Kind, Reading
from bot.core.words import Words

LINE = 200  # characters of a text on one line


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Words on one line."""

    name: ClassVar[str] = "text"
    longest: int = LINE

    def read(self, text: str, by: Reading) -> str:
        text = " ".join(text.split())
        if len(text) > self.longest:
            raise Wrong("That is {n} characters long; at most {most} fit.", n=len(text), most=self.longest)
        return text

    def parse(self, text: str) -> str:
        if len(text) > self.longest:
            raise ValueError(text[:40])
        return text


@dataclass(frozen=True, slots=True)
class LongText(Text):
    """Words on several lines."""

    name: ClassVar[str] = "long text"
    longest: int = 4000

    def read(self, text: str, by: Reading) -> str:
        text = text.replace("\r\n", "\n").strip()
        if len(text) > self.longest:
            raise Wrong("That is {n} characters long; at most {most} fit.", n=len(text), most=self.longest)
        return text


@dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number within bounds."""

    name: ClassVar[str] = "whole number"
    least: int = 0
    most: int = 1_000_000

    def read(self, text: str, by: Reading) -> int:
        try:
            return self.parse(text.strip())
        except ValueError:
            raise Wrong(
                "“{text}” must be a whole number from {least} to {most}.",
                text=text[:40],
                least=self.least,
                most=self.most,
            ) from None

    def parse(self, text: str) -> int:
        if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) < 20):  # noqa: PLR2004
            raise ValueError(text[:40])
        if not self.least <= int(text) <= self.most:
            raise ValueError(text)
        return int(text)


YES = frozenset(("yes", "y", "true", "on", "1", "да", "д"))
NO = frozenset(("no", "n", "false", "off", "0", "не", "н"))


@dataclass(frozen=True, slots=True)
class YesNo(Kind):
    """Yes or no."""

    name: ClassVar[str] = "yes/no"

    def read(self, text: str, by: Reading) -> bool:
        word = text.strip().casefold()
        if word not in YES | NO:
            raise Wrong("“{text}” must be yes or no.", text=text[:40])
        return word in YES

    def parse(self, text: str) -> bool:
        if text not in ("yes", "no"):
            raise ValueError(text[:40])
        return text == "yes"

    def write(self, value: object) -> str:
        return "yes" if value else "no"

    def choices(self, t: Words) -> tuple[Choice, ...]:
        return Choice(t("Yes"), "yes"), Choice(t("No"), "no")
