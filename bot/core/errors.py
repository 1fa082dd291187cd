"""What can go wrong, as a tree.

Oops             the person's to mend: says what is wrong and what would be right
├── Wrong        one value of one argument
└── Which        a name that several records answer to
anything else    ours: logged once under a reference that the person sees too (core.rescue)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.reply import Button


class Oops(Exception):
    """A mistake that the person can mend. `text` is an English sentence of the catalogue, `names` fill its blanks."""

    def __init__(self, text: str, /, *, buttons: tuple[Button, ...] = (), **names: object) -> None:
        super().__init__(text)
        self.text = text
        self.names = names
        self.buttons = buttons


class Wrong(Oops):
    """A value that an argument cannot take."""


class Which(Oops):
    """A name that fits several records: `choices` are their labels and ids."""

    def __init__(self, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__("Which one do you mean?")
        self.choices = choices
