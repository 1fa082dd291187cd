"""One value of a closed list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import Choice, Kind, Reading
from bot.core.words import Words
from bot.domain.fold import fold


class Label(StrEnum):
    """An enum whose values people read: `label` is the English name of a member for the catalogue."""

    @property
    def label(self) -> str:
        """The English words for this value; capital first letter, translated by whoever shows it."""
        return self.value.replace("-", " ").capitalize()

    @property
    def proper(self) -> bool:
        """Whether the label is a name that is the same in every language."""
        return False


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """One value of an enum; people may type its value or its label in either language.

    `labels` are the English words for enums that have none of their own.
    """

    name: ClassVar[str] = "choice"
    enum: type[StrEnum]
    labels: Mapping[Any, str] | None = None

    def read(self, text: str, by: Reading) -> StrEnum:
        wanted = fold(text)
        both = (*self.choices(by.t), *(Choice(self._label(m), m.value) for m in self.enum))
        for choice in both:
            if wanted in (fold(choice.label), fold(choice.value)):
                return self.enum(choice.value)
        known = ", ".join(choice.value for choice in self.choices(by.t))
        raise Wrong("“{text}” is not one of: {known}.", text=text[:40], known=known)

    def parse(self, text: str) -> StrEnum:
        return self.enum(text)

    def write(self, value: object) -> str:
        return str(self.enum(str(value)).value)

    def choices(self, t: Words) -> tuple[Choice, ...]:
        return tuple(Choice(self._said(m, t), m.value) for m in self.enum)

    def _said(self, member: StrEnum, t: Words) -> str:
        label = self._label(member)
        return label if isinstance(member, Label) and member.proper else t(label)

    def _label(self, member: StrEnum) -> str:
        if self.labels:
            return self.labels[member]
        return member.label if isinstance(member, Label) else member.value.capitalize()
