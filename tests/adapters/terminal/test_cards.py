import io
from dataclasses import dataclass

from rich.console import Console

from bot.adapters.terminal.cards import Rich
from bot.core.reply import (
    Badge,
    Bold,
    Button,
    Card,
    Code,
    Field,
    File,
    Image,
    Link,
    Option,
    Preview,
    Reply,
    Select,
    Tone,
)
from bot.core.words import words


@dataclass(frozen=True)
class Secret:
    """An action."""

    def pack(self, *, public: bool = False) -> str:
        return "1! secret" if public else "1 secret"

    def line(self) -> str:
        return "/secret"


def drawn(reply: Reply, **options: object) -> str:
    out = io.StringIO()
    screen = Rich(Console(file=out, width=60, highlight=False, emoji=False, markup=False, **options))  # type: ignore[arg-type]
    screen.show(reply, words("en"))
    return out.getvalue()


CARD = Card(
    "[bold]КРИБ[/bold] :smile: \x1b[31m",
    "https://krib.bg",
    Badge("open", Tone.GOOD),
    ((Bold("big"), " ", Code("x`y"), " ", Link("site", "https://a.bg")),),
    (Field("City", ("Sofia",)),),
    ("Checked",),
    (Button("Tell us", Secret()),),
)


def test_what_people_wrote_is_never_markup() -> None:
    shown = drawn(Reply(("[red]hello[/red]",), (CARD,)))
    assert "[red]hello[/red]" in shown
    assert "[bold]КРИБ[/bold] :smile: \ufffd[31m" in shown
    assert "\x1b" not in shown


def test_every_part_is_there_and_choices_are_numbered() -> None:
    reply = Reply(
        ("Hello",),
        (CARD,),
        (Select("Pick", (Option("First", Secret(), "the one"),)),),
        (Button("More", Secret()),),
        files=(File("list.csv", "text/csv", b"", "All of it"),),
    )
    shown = drawn(reply)
    for part in (
        *("Hello", " open ", "big", "x`y", "site (https://a.bg)", "City: Sofia", "https://krib.bg", "Checked"),
        *("[1] Tell us", "Pick", "[2] First – the one", "[3] More", "[4] list.csv All of it"),
    ):
        assert part in shown


def test_no_color_is_heeded() -> None:
    assert "\x1b[3" not in drawn(Reply(("x",), tone=Tone.BAD), force_terminal=True, no_color=True)
    assert "\x1b[" in drawn(Reply(("x",), tone=Tone.BAD), force_terminal=True, color_system="standard")


def test_only_a_web_address_becomes_a_link_of_the_terminal() -> None:
    shown = drawn(
        Reply((Link("a", "https://a.bg"), " ", Link("b", "file:///etc/passwd"))), force_terminal=True, no_color=True
    )
    assert "https://a.bg\x1b\\" in shown
    assert shown.count("\x1b]8;id=") == 1


def test_a_picture_is_told_in_words_and_a_preview_has_a_frame() -> None:
    image = Image("x.png", "image/png", b"\x89PNG", "The [bold]harbour[/bold]")
    preview = Preview("#funding (Slack)", "slack", "en", Reply(("Come!",), cards=(CARD,), images=(image,)))
    shown = drawn(Reply(("Look",), images=(image,), previews=(preview,)))
    assert shown.count("[Picture: The [bold]harbour[/bold]]") == 2
    assert "─ #funding (Slack) ─" in shown
    assert "│ Come!" in shown
    assert "\x1b" not in shown
    assert "[1]" not in shown
