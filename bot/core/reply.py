"""What the bot says, free of any platform. A str is always literal text, never markup.

Renderers in `bot.render` turn these nodes into each platform's payload; a node that a renderer does not know
fails the type check (`assert_never`), so nothing is ever dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Bold:
    """Text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be typed or copied as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A label that leads to an address (http or https)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class When:
    """A moment. `shown` is how it reads in the person's zone; a platform may add each reader's own local time."""

    at: datetime
    shown: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody by name. In a reply's own text their own platform calls them, everywhere else this is their name."""

    name: str
    platform: str
    id: str


Inline: TypeAlias = str | Bold | Code | Link | When | Mention
Line: TypeAlias = tuple[Inline, ...]


class Tone(StrEnum):
    """How something is meant; always said in words too."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Action(Protocol):
    """A command, as a button sees it."""

    def pack(self, *, public: bool = False) -> str:
        """The command as text that `Core.handle` reads back exactly."""
        ...

    def line(self) -> str:
        """The command as a person would type it."""
        ...


class Weight(StrEnum):
    """What a button asks for."""

    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Pressing it runs the command that it carries; `public` answers in the channel for everybody."""

    label: str
    does: Action
    weight: Weight = Weight.PLAIN
    public: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a select."""

    label: str
    does: Action
    about: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A list to pick one from; picking runs its command."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A short state, such as open or closed."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled fact."""

    label: str
    value: Line


@dataclass(frozen=True, slots=True)
class Card:
    """One record (its kind and id in `record`): its title, facts, and in the footer where they come from."""

    title: str
    url: str = ""
    badge: Badge | None = None
    body: tuple[Line, ...] = ()
    fields: tuple[Field, ...] = ()
    footer: Line = ()
    buttons: tuple[Button, ...] = ()
    record: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """One question of a form. `choices` (label, value) make it a list; `record` asks for suggestions while typing."""

    name: str
    label: str
    kind: str
    required: bool = False
    value: str = ""
    error: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    suggests: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What an adapter opens to fill in a command; sent back as the command's name and one text per blank.

    `hidden` travels along unseen and comes back with the answers, untrusted as everything that comes from outside.
    """

    command: str
    title: str
    blanks: tuple[Blank, ...]
    submit: str
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep: a list as CSV, one's own data."""

    name: str
    media_type: str
    content: bytes
    about: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with the words for those who don't see it; `alt` is never empty, and no fact stands in it alone."""

    name: str
    media_type: str
    content: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A post as a place of a platform will show it, in the place's language; nothing in it can be pressed."""

    title: str
    platform: str
    language: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, from top to bottom. `private` narrows the command's own setting, it never widens it.

    What is `fleeting` is shown and kept in no history: it holds a secret. What is `idle` has nothing to tell, so that
    a schedule sends nothing.
    """

    text: Line = ()
    cards: tuple[Card, ...] = ()
    selects: tuple[Select, ...] = ()
    buttons: tuple[Button, ...] = ()
    form: Form | None = None
    files: tuple[File, ...] = ()
    images: tuple[Image, ...] = ()
    previews: tuple[Preview, ...] = ()
    tone: Tone = Tone.PLAIN
    private: bool = False
    fleeting: bool = False
    idle: bool = False
    notices: tuple[Notice, ...] = ()


SILENCE = Reply(private=True, idle=True)
"""No answer at all: an adapter acknowledges what was asked and shows nothing."""


class Audience(StrEnum):
    """Whom a notice is for."""

    ORGANISERS = "organisers"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that others should read as well; it is posted once, after the answer's own write is stored."""

    to: Audience
    reply: Reply


@dataclass(frozen=True, slots=True)
class Confirm:
    """Asked before what cannot be undone: the core gives `does` a one-use button, `says` tells what would happen."""

    does: Action
    says: Line
    label: str
