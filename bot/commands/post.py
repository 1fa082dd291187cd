"""/post: what every announcement is when its time has come. Nobody types it."""

from __future__ import annotations

from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text, Whole
from bot.core.reply import Card, Image, Line, Reply
from bot.domain.announcement import Announcement
from bot.storage.pictures import Picture
from bot.storage.store import Tx


class Post(Command, name="post", hidden=True):
    """What an organiser wrote, as the place will read it."""

    content: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    language: str = arg(default="", kind=Text(2), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The announcement in the language of the place, unless another is named."""
        if ctx.account is not None:  # somebody asks, and it may be somebody else's draft
            raise Garbled(self.spec.name)
        return await announced(ctx, self.content, self.language or ctx.t.language)


async def announced(ctx: Context, content: int, language: str) -> Reply:
    """The announcement that a content row holds, in a language."""

    def read(tx: Tx) -> tuple[Announcement, Picture | None]:
        found = tx.contents.get(content)
        if found is None:
            raise Oops("What was to be posted has been deleted.")
        said = Announcement.of(found.body)
        return said, tx.pictures.get(said.picture) if said.picture else None

    said, picture = await ctx.look(read)
    return drawn(said, picture, language)


def drawn(whole: Announcement, picture: Picture | None, language: str) -> Reply:
    """An announcement as nodes."""
    said, spoken = whole.within(language), whole.spoken(language)
    title, text = said.title[spoken], said.text[spoken]
    lines: tuple[Line, ...] = tuple((line,) for line in text.split("\n"))
    images = (Image(picture.name, picture.media_type, picture.content, said.alt[spoken]),) if picture else ()
    if not title and not said.link:
        return Reply((text,) if text else (), images=images)
    return Reply(cards=(Card(title or said.link, url=said.link, body=lines if text else ()),), images=images)
