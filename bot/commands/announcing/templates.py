"""Templates: announcements with named blanks, such as {speaker}."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.errors import Oops
from bot.domain.announcement import Announcement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.storage.store import Tx

_BLANK = re.compile(r"\{\s*([^\W\d][\w -]{0,39}?)\s*\}")
_GIVEN = re.compile(r"^\s*\{?([^\W\d][\w -]{0,39}?)\}?\s*[=:]\s*(.*?)\s*$")


def template(tx: Tx, name: str) -> Announcement:
    """The template of a name; Oops with the names that there are."""
    found = tx.contents.template(name.strip())
    if found is None:
        known = ", ".join(f"“{one.name}”" for one in tx.contents.templates()[:10])
        raise Oops(
            "There is no template “{name}”. There are: {known}."
            if known
            else "There are no templates yet. Prepare a post with /announce, then press “Keep as a template”.",
            name=name[:60],
            known=known,
        )
    return Announcement.of(found.body)


def blanks(said: Announcement) -> tuple[str, ...]:
    """The names of a template's blanks, in the order in which they are read."""
    texts = [text for part in (said.title, said.text, said.alt) for text in part.values()]
    return tuple(dict.fromkeys(name for text in (*texts, said.link) for name in _BLANK.findall(text)))


def given(text: str) -> Mapping[str, str]:
    """What somebody wrote for the blanks, `name = value` on each line."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _GIVEN.match(line)
        if match and match[2]:
            found[match[1].casefold()] = match[2]
    return found


def missing(said: Announcement, text: str) -> tuple[str, ...]:
    """The blanks for which nothing was written."""
    known = given(text)
    return tuple(name for name in blanks(said) if name.casefold() not in known)


def filled(said: Announcement, text: str) -> Announcement:
    """A template with its blanks filled, in one pass: what people write holds no blanks of its own."""
    known = given(text)

    def fill(part: str) -> str:
        return _BLANK.sub(lambda blank: known.get(blank[1].casefold(), blank[0]), part)

    parts = ({language: fill(one) for language, one in of.items()} for of in (said.title, said.text, said.alt))
    title, body, alt = parts
    return Announcement(title, body, fill(said.link), said.picture, alt)


def asked(said: Announcement) -> str:
    """The lines that a person fills in."""
    return "\n".join(f"{name} = " for name in blanks(said))
