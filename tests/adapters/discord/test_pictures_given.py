"""Pictures that people give to commands and forms: fetched in time, kept once, and what is wrong with them is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.adapters.discord.uploads import Upload, fetch
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import LongText, Picture
from bot.core.pictures import LARGEST
from bot.core.reply import Image, Reply
from bot.core.roles import Role
from tests.adapters.discord.rig import Club, clubhouse
from tests.servers.discord import Attachment, Callback

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.discord import Modal
    from tests.servers.discord.world import Json

PNG = b"\x89PNG\r\n\x1a\n and what is in it"
CDN = "GET /ephemeral-attachments"


class Poster(Command, name="poster"):
    """Show a poster."""

    title: str = arg("What it says", in_form=True)
    picture: str | None = arg("What it shows", default=None, kind=Picture())

    async def run(self, ctx: Context) -> Reply:
        return await _shown(ctx, self.title, self.picture)


class Board(Command, name="board", needs=Role.ORGANISER):
    """Show a poster for organisers, filled in over two forms."""

    one: str = arg("First", in_form=True)
    picture: str = arg("Picture", in_form=True, kind=Picture())
    three: str = arg("Third", default="", in_form=True)
    four: str = arg("Fourth", default="", in_form=True)
    five: str = arg("Fifth", default="", in_form=True)
    six: str = arg("Sixth", default="", in_form=True, kind=LongText())

    async def run(self, ctx: Context) -> Reply:
        return await _shown(ctx, f"{self.one} {self.six}", self.picture)


async def _shown(ctx: Context, title: str, picture: str | None) -> Reply:
    kept = await ctx.look(lambda tx: tx.pictures.get(picture)) if picture else None
    assert bool(kept) == bool(picture)
    return Reply((title,), images=(Image(kept.name, kept.media_type, kept.content, title),) if kept else ())


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse(Poster, Board) as club:
        yield club


def png(name: str = "lab.png", content: bytes = PNG, told: int | None = None) -> Attachment:
    return Attachment(name, content, content_type="image/png", told=told)


def label(form: Modal, name: str) -> Json:
    """The label that a form's field stands in."""
    found: Json = next(each for each in form.data["components"] if each["component"]["custom_id"] == name)
    return found


async def test_a_picture_given_with_a_command_arrives(club: Club) -> None:
    answer = await club.discord.slash(club.ana, club.general, "poster", title="Open day", picture=png())
    assert (await answer.settled()).message.files == {"lab.png": PNG}


async def test_a_picture_that_is_slow_to_come_holds_no_acknowledgement_up() -> None:
    async with clubhouse(Poster, patience=0.1) as club:
        club.discord.slow(CDN, 0.5)
        answer = await club.discord.slash(club.ana, club.general, "poster", title="Open day", picture=png())
        await answer.settled()
        assert answer.kind is Callback.DEFERRED
        assert answer.message.files == {"lab.png": PNG}


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_connection_lost_on_the_way_to_a_picture_is_no_matter(club: Club, lost: int) -> None:
    club.discord.drop(CDN, times=lost)
    answer = await club.discord.slash(club.ana, club.general, "poster", title="Open day", picture=png())
    assert (await answer.settled()).message.files == {"lab.png": PNG}


async def test_a_picture_given_in_a_form_arrives(club: Club) -> None:
    form = (await (await club.discord.slash(club.olga, club.general, "board")).settled()).form
    first = await (await club.discord.submit(club.olga, form, one="Open day", picture=png())).settled()
    assert "Part 1 of 2 is kept" in first.text
    form = (await (await club.discord.press(club.olga, first.message, "Go on")).settled()).form
    last = await (await club.discord.submit(club.olga, form, six="Come!")).settled()
    assert "Open day Come!" in last.text
    assert last.message.files == {"lab.png": PNG}


async def test_a_picture_typed_before_the_form_goes_along_with_it(club: Club) -> None:
    asked = await (await club.discord.slash(club.ana, club.general, "poster", picture=png())).settled()
    answer = await (await club.discord.submit(club.ana, asked.form, title="Open day")).settled()
    assert answer.message.files == {"lab.png": PNG}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (png(told=LARGEST + 1), "“lab.png” is larger than 5 MB"),
        (png(content=PNG + bytes(LARGEST), told=10), "“lab.png” is larger than 5 MB"),
        (png("list.csv", b"a,b,c"), "“list.csv” is no picture that I know"),
    ],
    ids=["too large", "larger than told", "no picture"],
)
async def test_what_is_no_picture_or_too_large_is_told_at_the_form_with_what_was_typed(
    club: Club, given: Attachment, said: str
) -> None:
    answer = await club.discord.slash(club.ana, club.general, "poster", title="Open day", picture=given)
    form = (await answer.settled()).form
    assert form.values["title"] == "Open day"
    assert label(form, "picture")["description"].startswith(said)
    again = await (await club.discord.submit(club.ana, form, picture=png())).settled()
    assert again.message.files == {"lab.png": PNG}


async def test_a_picture_refused_in_a_forms_part_is_asked_for_again_and_the_rest_is_kept(club: Club) -> None:
    form = (await (await club.discord.slash(club.olga, club.general, "board")).settled()).form
    given = png("list.csv", b"a,b,c")
    refused = await (await club.discord.submit(club.olga, form, one="Open day", picture=given)).settled()
    assert "“list.csv” is no picture" in refused.text
    form = (await (await club.discord.press(club.olga, refused.message, "Fill in")).settled()).form
    assert form.values["one"] == "Open day"
    first = await (await club.discord.submit(club.olga, form, picture=png())).settled()
    form = (await (await club.discord.press(club.olga, first.message, "Go on")).settled()).form
    last = await (await club.discord.submit(club.olga, form)).settled()
    assert last.message.files == {"lab.png": PNG}


async def test_a_picture_refused_in_a_short_form_is_told_with_a_way_back_to_what_was_typed(club: Club) -> None:
    form = (await (await club.discord.slash(club.ana, club.general, "poster")).settled()).form
    given = png("list.csv", b"a,b,c")
    refused = await (await club.discord.submit(club.ana, form, title="Open day", picture=given)).settled()
    assert "“list.csv” is no picture that I know" in refused.text
    form = (await (await club.discord.press(club.ana, refused.message, "Fill in")).settled()).form
    assert form.values["title"] == "Open day"
    again = await (await club.discord.submit(club.ana, form, picture=png())).settled()
    assert again.message.files == {"lab.png": PNG}


async def test_a_picture_that_is_kept_is_said_to_be_and_need_not_be_given_again(club: Club) -> None:
    form = (await (await club.discord.slash(club.olga, club.general, "board")).settled()).form
    assert form.fields["picture"]["required"]
    form = (await (await club.discord.slash(club.olga, club.general, "board", picture=png())).settled()).form
    assert not form.fields["picture"]["required"]
    assert label(form, "picture")["description"] == "A picture is kept already; another one would take its place."
    first = await (await club.discord.submit(club.olga, form, one="Open day", picture=png("new.png"))).settled()
    form = (await (await club.discord.press(club.olga, first.message, "Go on")).settled()).form
    last = await (await club.discord.submit(club.olga, form)).settled()
    assert last.message.files == {"new.png": PNG}


async def test_a_picture_that_discord_does_not_give_is_asked_for_again(club: Club) -> None:
    club.discord.fail(CDN, 404)
    answer = await club.discord.slash(club.ana, club.general, "poster", title="Open day", picture=png())
    form = (await answer.settled()).form
    assert label(form, "picture")["description"] == "I could not fetch “lab.png” from Discord. Please attach it again."


async def test_who_may_not_use_a_command_has_nothing_fetched(club: Club) -> None:
    admin = club.discord.user("Adam")
    club.discord.join(club.guild, admin, next(role for role in club.guild.roles if role.name == "Admins"))
    answer = await (await club.discord.slash(admin, club.general, "board", one="x", picture=png())).settled()
    assert not answer.message.files
    assert not club.discord.requested(CDN)


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/lab.png", "https://cdn.discordapp.com.evil.example/x", "file:///etc/passwd", "lab.png"],
)
async def test_nothing_is_fetched_from_elsewhere_than_discord(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(Oops, match="could not fetch"):
            await fetch(session, Upload("lab.png", 10, url))
