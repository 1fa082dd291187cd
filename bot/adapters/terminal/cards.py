"""A Reply as cards in a terminal, by rich. All is given to it as Text, so nothing that people wrote is markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from bot.core.reply import Bold, Code, Link, Tone
from bot.render.text import Numbers, clean, clean_lines, inline, own_address, picture, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from bot.core.reply import Card, Inline, Line, Reply
    from bot.core.words import Words

_TONES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.WARN: "yellow", Tone.BAD: "bold red"}
_BADGES = {Tone.PLAIN: "reverse", Tone.GOOD: "green reverse", Tone.WARN: "yellow reverse", Tone.BAD: "red reverse"}


class Rich:
    """Cards with frames and colours, as far as the terminal has them (NO_COLOR is heeded)."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, emoji=False, markup=False)

    def show(self, reply: Reply, t: Words) -> None:
        """Print a reply, its cards in frames."""
        for part in _parts(reply, t):
            self._console.print(part)

    def say(self, text: str) -> None:
        """Print one line."""
        self._console.print(text, style="dim")


def _parts(reply: Reply, t: Words) -> Iterator[RenderableType]:
    numbers = Numbers()
    if reply.text:
        yield _line(reply.text, _TONES[reply.tone])
    for card in reply.cards:
        yield _card(card, numbers)
    for image in reply.images:
        yield Text(picture(image, t), "italic")
    for select in reply.selects:
        yield Text(clean(select.label), "bold")
        for option in select.options:
            shown = _label(numbers.label(option))
            yield Padding(shown.append(f" – {clean(option.about)}" if option.about else ""), (0, 0, 0, 2))
    for preview in reply.previews:
        shown = Text("\n").join([Text(row) for row in within(preview)])
        yield Panel(shown, title=Text(clean(preview.title), "bold"), title_align="left", expand=False)
    if reply.buttons:
        yield Text("   ").join([_label(numbers.label(button)) for button in reply.buttons])
    for file in reply.files:
        yield _label(numbers.label(file)).append(f" {clean(file.about)}")
    yield Text("")


def _card(card: Card, numbers: Numbers) -> RenderableType:
    rows = [_line(line) for line in card.body]
    rows += [Text(f"{clean(field.label)}: ", "bold").append_text(_line(field.value)) for field in card.fields]
    if address := own_address(card):
        rows.append(_inline(Link(address, address)))
    if card.footer:
        rows.append(_line(card.footer, "dim"))
    if card.buttons:
        rows.append(Text("   ").join([_label(numbers.label(button)) for button in card.buttons]))
    title = Text(clean(card.title), "bold")
    if card.badge:
        title.append(" ").append(f" {clean(card.badge.text)} ", _BADGES[card.badge.tone])
    return Panel(Text("\n").join([title, *rows]), border_style="dim", expand=False)


def _line(line: Line, style: str = "") -> Text:
    return Text("", style).join([Text("", style), *map(_inline, line)])


def _inline(part: Inline) -> Text:
    shown = "\n".join(clean_lines(inline(part)))
    match part:
        case Bold():
            return Text(shown, "bold")
        case Code():
            return Text(shown.strip("`"), "cyan")
        case Link(_, url) if url.startswith(("https://", "http://")):
            return Text(shown, Style(underline=True, link=clean(url)))  # it stays one link where it is wrapped
        case _:
            return Text(shown)


def _label(text: str) -> Text:
    number, _, label = text.partition(" ")
    return Text(number, "bold cyan").append(f" {label}", "default")
