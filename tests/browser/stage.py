"""A web chat with commands that show what the page can draw: pictures, previews, and forms that ask for both."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Picture, Places
from bot.core.reply import (
    Badge,
    Bold,
    Button,
    Card,
    Code,
    Field,
    File,
    Image,
    Inline,
    Link,
    Option,
    Preview,
    Reply,
    Select,
    Tone,
    Weight,
    When,
)

ALT = "The harbour of Varna at dawn, with two cranes"
AT = datetime(2026, 11, 30, 7, tzinfo=UTC)
HOSTILE = (
    "<img src=x onerror=alert(1)> **not bold** `not code` @everyone <@1> [no](https://evil.example) _a_ # x & &lt;"
)


def png(width: int = 640, height: int = 320) -> bytes:
    """A sunrise, as a PNG."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = b"".join(
        b"\x00" + bytes(v for x in range(width) for v in (40 + 200 * y // height, 90 + 90 * x // width, 160 - y // 4))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURE = Image("varna.png", "image/png", png(), ALT)


def announced(does: Command, text: str = "") -> Reply:
    """An announcement with everything that a post can have."""
    card = Card(
        "Cancer Mission: open calls",
        url="https://example.org/calls",
        badge=Badge("Open", Tone.GOOD),
        body=(("Two stages, and ", Bold("partners from the region"), " are wanted. Type ", Code("/calls"), "."),),
        fields=(
            Field("Closes", (When(AT, "30 November 2026, 09:00"),)),
            Field("Budget", ("€12 million",)),
            Field("Where", (Link("the portal", "https://example.org/portal"),)),
            Field("More", (HOSTILE,)),
        ),
        footer=("Source: the portal, checked on 22 November 2026",),
        buttons=(Button("Details", does, Weight.MAIN), Button("Remind me", does)),
    )
    said: tuple[Inline, ...] = ("The club meets in ", Bold("Varna"), " on ", When(AT, "30 November 2026, 09:00"), ".\n")
    return Reply(
        (*said, Link("Register here", "https://example.org/register"), f"\n{text or HOSTILE}"),
        cards=(card,),
        selects=(Select("Pick a call", (Option("One", does), Option("Two", does))),),
        buttons=(Button("All calls", does), Button("Leave", does, Weight.DANGER)),
        images=(PICTURE,),
        files=(File("calls.csv", "text/csv", b"a,b\r\n", "2 columns"),),
    )


class Show(Command, name="show"):
    """Shows an announcement as each platform will."""

    long: bool = arg("With a text that is too long", default=False)

    async def run(self, ctx: Context) -> Reply:
        post = announced(self, "A long word or two. " * 250 if self.long else "")
        return Reply(
            ("This is what will be posted.",),
            previews=(
                Preview("#funding (Discord)", "discord", "en", post),
                Preview("#funding (Slack)", "slack", "bg", post),
                Preview("#events (Web)", "web", "bg", post),
            ),
            buttons=(Button("Post it", self, Weight.MAIN),),
        )


class Look(Command, name="look"):
    """Shows a picture."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("A picture:",), images=(PICTURE,))


class Attach(Command, name="attach"):
    """Takes a picture and places."""

    title: str = arg("The title")
    picture: str = arg("A picture", kind=Picture(), default="")
    where: tuple[str, ...] = arg("Where to post it", kind=Places(), default=())

    async def run(self, ctx: Context) -> Reply:
        kept = await ctx.look(lambda tx: tx.pictures.get(self.picture)) if self.picture else None
        shown = (Image(kept.name, kept.media_type, kept.content, "What was attached"),) if kept else ()
        return Reply((f"{self.title}: {', '.join(self.where)}",), images=shown)


COMMANDS = (Show, Look, Attach)
