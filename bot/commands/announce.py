"""/announce: an organiser posts something to several places at once, in both languages, now or later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.commands.announcing.drafts import Order, kept, plain, write
from bot.commands.announcing.preview import preview
from bot.commands.announcing.templates import filled, missing, template
from bot.core import line
from bot.core.codec import unpack
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Wrong
from bot.core.kinds import CommandLine, Duration, LongText, OneOf, Picture, Places, Recurring, Text, Whole
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.core.spec import Param
from bot.core.words import later, text_language
from bot.domain.announcement import Announcement
from bot.domain.recurrence import Series
from bot.domain.schedule import GRACE

OTHER = {"bg": "en", "en": "bg"}
LEADS = ("https://", "http://")
SETTINGS = frozenset(("template", "blanks", "late", "urgent", "alt_other"))  # asked for only when they matter


class Whom(StrEnum):
    """Whom a post calls."""

    NOBODY = "nobody"
    HERE = "here"
    EVERYONE = "everyone"


LABELS = {
    Whom.NOBODY: later("Nobody"),
    Whom.HERE: later("Everybody who is there then"),
    Whom.EVERYONE: later("Everybody"),
}
PING = OneOf(Whom, LABELS)
LATE = Duration(timedelta(minutes=5), timedelta(days=7))


class Announce(
    Command,
    name="announce",
    needs=Role.ORGANISER,
    writes=True,
    examples=(
        "announce",
        'announce title="Open day" text="Come and see our laboratories." where=#general when="every monday 9:00"',
    ),
):
    """Prepare a post for several places, see how it will look, then send or schedule it."""

    submit = later("See how it looks")

    title: str = arg("Its title, in Bulgarian or English", default="", kind=Text(150))
    text: str = arg("What it says, in the same language", default="", kind=LongText(3000), in_form=True)
    title_other: str = arg("The title in the other language", default="", kind=Text(150))
    text_other: str = arg("The text in the other language", default="", kind=LongText(3000), in_form=True)
    link: str = arg("A link, such as https://example.org", default="", kind=Text(500))
    where: tuple[str, ...] = arg("Where to, such as #general, slack:#general, or a group", default=(), kind=Places())
    when: Series | None = arg(
        "When, such as tomorrow at 9:00 or every monday 9:00; empty is now", default=None, kind=Recurring()
    )
    ping: Whom = arg("Whom it calls; nobody unless you say so", default=Whom.NOBODY, kind=PING)
    picture: str = arg("A picture", default="", kind=Picture())
    alt: str = arg("What the picture shows, for those who don't see it", default="", kind=Text(500))
    alt_other: str = arg("The same in the other language", default="", kind=Text(500))
    template: str = arg("A template to begin with", default="", kind=Text(60))
    blanks: str = arg("What fills the template's blanks: name = value, one a line", default="", kind=LongText(2000))
    late: timedelta = arg("How late it may still be sent", default=GRACE, kind=LATE)
    urgent: bool = arg("Whether quiet hours don't hold it", default=False)
    draft: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    @classmethod
    def asks(cls, texts: Mapping[str, str]) -> tuple[Param, ...]:
        """What makes an announcement; of a template only what it leaves open."""
        if texts.get("template"):
            return tuple(p for p in cls.spec.shown if p.name in ("blanks", "where", "when", "ping"))
        return tuple(p for p in cls.spec.shown if p.name not in SETTINGS)

    async def run(self, ctx: Context) -> Reply:
        """Keep it as a draft and show how it will look; ask again for what is missing."""
        said = self._said(ctx)
        if self.template:
            form = await ctx.look(lambda tx: template(tx, self.template))
            said, lacks = filled(form, self.blanks), missing(form, self.blanks)
            if lacks:
                return self._again({"blanks": Wrong("Still to be filled in: {names}.", names=", ".join(lacks))}, ctx)
        errors = self._errors(said)
        if errors:
            return self._again(errors, ctx)
        ping = "" if self.ping is Whom.NOBODY else self.ping.value
        order = Order(self.when, self.where, ping, self.late, self.urgent)
        title = next(iter(plain(said.title).values()), "") or next(iter(plain(said.text).values()), "")
        number = await ctx.work(lambda tx: write(tx, said, order, title.split("\n")[0], ctx, self.draft, self.version))
        return await preview(await ctx.look(lambda tx: kept(tx, number, ctx.who)), ctx)

    def _said(self, ctx: Context) -> Announcement:
        language = text_language(f"{self.title} {self.text}") or ctx.who.language
        other = OTHER[language]
        return Announcement(
            plain({language: self.title, other: self.title_other}),
            plain({language: self.text, other: self.text_other}),
            self.link,
            self.picture,
            plain({language: self.alt, other: self.alt_other}),
        )

    def _errors(self, said: Announcement) -> dict[str, Wrong]:
        errors = {}
        if not said.languages():
            errors["text"] = Wrong("Please write a title or a text.")
        ours, theirs = (
            text_language(f"{a} {b}") for a, b in ((self.title, self.text), (self.title_other, self.text_other))
        )
        if ours and ours == theirs:
            errors["text_other"] = Wrong("Both texts seem to be in one language. This one is for the translation.")
        if said.link and not said.link.startswith(LEADS):
            errors["link"] = Wrong("A link begins with https://.")
        if said.picture and not plain(said.alt):
            errors["alt"] = Wrong("Please say in a few words what the picture shows: not everybody sees it.")
        if not self.where:
            errors["where"] = Wrong("Please name at least one place, such as #general.")
        return errors

    def _again(self, errors: dict[str, Wrong], ctx: Context) -> Reply:
        hidden = {name: str(n) for name, n in (("draft", self.draft), ("version", self.version)) if n}
        return Partial(type(self), texts_of(self, ctx), hidden, errors, submitted=True).reply(ctx.reading)


def texts_of(command: Announce, ctx: Context) -> dict[str, str]:
    """An announcement's arguments as people type them."""
    return form_texts(command.spec.shown, {p.name: getattr(command, p.name) for p in command.spec.shown}, ctx)


def form_texts(params: tuple[Param, ...], values: Mapping[str, Any], ctx: Context) -> dict[str, str]:
    """Values as people would type them; what is as it is anyway is left out."""
    from bot.core.rhythm import spoken

    texts = {}
    for param in params:
        value = values.get(param.name, param.default)
        if value == param.default:
            continue
        if isinstance(value, Series):
            texts[param.name] = spoken(value, ctx.t, ctx.now)
        elif isinstance(param.kind, CommandLine):
            parcel = unpack(value)
            texts[param.name] = line.write(parcel.command, parcel.texts).removeprefix("/")
        else:
            texts[param.name] = param.kind.write(value)
    return texts
