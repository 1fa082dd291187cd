"""A Reply as plain lines of text, for a terminal, a pipe or a mail.

Text that people wrote may hold anything: no control character of it reaches a terminal, where it could move the
cursor, repaint the screen or turn the direction of reading.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeAlias, assert_never

from bot.core.codec import Garbled, unpack
from bot.core.reply import Bold, Button, Code, File, Link, Mention, Option, When
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.core.reply import Action, Card, Form, Image, Inline, Line, Preview, Reply
    from bot.core.words import Words

Choice: TypeAlias = Button | Option | File

# What turns the direction of text, https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHOWN_AS = "\ufffd"


def clean(text: str) -> str:
    """The text on one line, without anything that a terminal obeys."""
    return " ".join(clean_lines(text))


def clean_lines(text: str) -> list[str]:
    """The text's own lines, each without anything that a terminal obeys."""
    if text.isprintable():
        return [text]
    text = text.replace("\r\n", "\n").replace("\t", " ")
    for end in "\r\v\f\x85\u2028\u2029":
        text = text.replace(end, "\n")
    return ["".join(map(_harmless, line)) for line in text.split("\n")]


def _harmless(char: str) -> str:
    if char.isprintable():
        return char
    group = unicodedata.category(char)
    return _SHOWN_AS if group in ("Cc", "Cs") or char in _TURNS else char


def inline(part: Inline) -> str:
    """One node as plain text; it may hold line breaks, and is not yet cleaned."""
    match part:
        case str():
            return part
        case Bold(text):
            return text
        case Code(text):
            return f"`{text}`"
        case Link(label, url):
            return url if label == url else f"{label} ({url})"
        case When(_, shown):
            return shown
        case Mention(name):
            return name
        case _:
            assert_never(part)


def said(line: Line) -> list[str]:
    """A line of nodes as the lines they come to; none for nothing."""
    text = "".join(map(inline, line))
    return clean_lines(text) if text else []


def choices(reply: Reply) -> tuple[Choice, ...]:
    """What can be picked by its number, in the order in which it is shown."""
    buttons = [button for card in reply.cards for button in card.buttons]
    options = [option for select in reply.selects for option in select.options]
    return (*buttons, *options, *reply.buttons, *reply.files)


def lines(
    reply: Reply, t: Words, *, numbered: bool = False, worth: Callable[[Action], bool] | None = None
) -> list[str]:
    """The whole reply. Numbered, its choices carry the numbers of `choices`.

    Else those that can be typed say how, and the others are left out, as are those that are not `worth` typing.
    """
    return list(_numbered(reply, t) if numbered else _readable(reply, t, worth))


def picture(image: Image, t: Words) -> str:
    """What stands for a picture."""
    return t("[Picture: {alt}]", alt=clean(image.alt))


class Numbers:
    """Counts choices from 1."""

    def __init__(self) -> None:
        self._last = 0

    def label(self, choice: Choice) -> str:
        """The next number and what it does."""
        self._last += 1
        return f"[{self._last}] {clean(choice.name if isinstance(choice, File) else choice.label)}"

    def row(self, choices: Iterable[Button]) -> list[str]:
        """Their labels in one line; none for none."""
        labels = [self.label(choice) for choice in choices]
        return ["   ".join(labels)] if labels else []


def _numbered(reply: Reply, t: Words) -> Iterator[str]:
    numbers = Numbers()
    yield from said(reply.text)
    for card in reply.cards:
        yield from ("", *_card(card), *(f"  {row}" for row in numbers.row(card.buttons)))
    yield from (picture(image, t) for image in reply.images)
    for select in reply.selects:
        yield from ("", clean(select.label))
        for option in select.options:
            yield f"  {numbers.label(option)}" + (f" – {clean(option.about)}" if option.about else "")
    yield from _previews(reply)
    for row in numbers.row(reply.buttons):
        yield from ("", row)
    for file in reply.files:
        yield from ("", numbers.label(file), *said((file.about,)))


def _previews(reply: Reply) -> Iterator[str]:
    """Each under its title; nothing in them can be picked."""
    for preview in reply.previews:
        yield from ("", clean(preview.title), *(f"  {line}".rstrip() for line in within(preview)))


def within(preview: Preview) -> list[str]:
    """A post as plain lines, in the words of its place; what can be pressed there stands in brackets."""
    return list(_still(preview.reply, words(preview.language)))


def _still(reply: Reply, t: Words) -> Iterator[str]:
    def labels(buttons: Iterable[Button]) -> list[str]:
        row = "   ".join(f"[{clean(button.label)}]" for button in buttons)
        return [row] if row else []

    yield from said(reply.text)
    for card in reply.cards:
        yield from ("", *_card(card), *(f"  {row}" for row in labels(card.buttons)))
    yield from (picture(image, t) for image in reply.images)
    for select in reply.selects:
        yield from ("", clean(select.label), *(f"  {clean(option.label)}" for option in select.options))
    for row in labels(reply.buttons):
        yield from ("", row)
    for file in reply.files:
        yield from ("", clean(file.name), *said((file.about,)))


def _readable(reply: Reply, t: Words, worth: Callable[[Action], bool] | None) -> Iterator[str]:
    def typable(choices: Iterable[Button | Option]) -> list[str]:
        return [
            f"{clean(choice.label)}: {clean(choice.does.line())}"
            for choice in choices
            if not (isinstance(choice, Button) and choice.public)
            and typed(choice.does)
            and (worth is None or worth(choice.does))
        ]

    yield from said(reply.text)
    for card in reply.cards:
        yield from ("", *_card(card), *(f"  {row}" for row in typable(card.buttons)))
    yield from (picture(image, t) for image in reply.images)
    for select in reply.selects:
        if rows := typable(select.options):
            yield from ("", clean(select.label), *(f"  {row}" for row in rows))
    yield from _previews(reply)
    if rows := typable(reply.buttons):
        yield from ("", *rows)
    for file in reply.files:
        yield from ("", clean(file.name), *said((file.about,)), *_content(file))
    if reply.form:
        yield from ("", *_form(reply.form, t))


def _card(card: Card) -> Iterator[str]:
    badge = f"  [{clean(card.badge.text)}]" if card.badge else ""
    yield f"{clean(card.title)}{badge}"
    for line in card.body:
        yield from (f"  {text}" for text in said(line))
    for field in card.fields:
        first, *rest = said(field.value) or [""]
        yield f"  {clean(field.label)}: {first}"
        yield from (f"    {text}" for text in rest)
    if address := own_address(card):
        yield f"  {clean(address)}"
    yield from (f"  {text}" for text in said(card.footer))


def own_address(card: Card) -> str:
    """The card's address, unless one of its facts is a link there already."""
    linked = {part.url for field in card.fields for part in field.value if isinstance(part, Link)}
    return "" if card.url in linked else card.url


def typed(does: Action) -> bool:
    """Whether typing the action's line does the same: nothing of it is hidden."""
    line = does.line()
    try:
        return bool(line) and all(f" {name}=" in line for name in unpack(does.pack()).texts)
    except Garbled:
        return False


def _content(file: File) -> list[str]:
    """What stands in a file of text; nothing of any other."""
    if not file.media_type.startswith("text/"):
        return []
    return clean_lines(file.content.decode("utf-8-sig", "replace").rstrip("\r\n"))


def _form(form: Form, t: Words) -> Iterator[str]:
    for blank in form.blanks:
        needed = t("needed") if blank.required else t("optional")
        yield f"  {clean(blank.name)} ({needed}): {clean(blank.label)}"
        if blank.choices:
            yield f"    {', '.join(clean(value) for _, value in blank.choices)}"
        if blank.error:
            yield f"    {clean(blank.error)}"
