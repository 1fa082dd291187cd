"""Forms with pictures and places: files fetched and kept, several places picked, nothing lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import answering, uploads
from bot.adapters.slack.uploads import Uploads
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Wrong
from bot.core.kinds import Picture, Places
from bot.core.partial import Partial
from bot.core.pictures import LARGEST
from bot.core.reply import Card, Image, Preview, Reply
from bot.core.roles import Role
from tests.adapters.slack.rig import Club, clubhouse
from tests.browser.stage import png

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.slack import Answer, User, View

PNG = png()


class Poster(Command, name="poster", writes=True):
    """Put up a poster."""

    picture: str = arg("A picture", default="", kind=Picture())
    where: tuple[str, ...] = arg("Where to", default=(), kind=Places())
    title: str = arg("Its title")

    async def run(self, ctx: Context) -> Reply:
        """Say what arrived; ask again for a title that is too short."""
        if len(self.title) < 3:
            texts = {"picture": self.picture, "where": ",".join(self.where), "title": self.title}
            wrong = {"title": Wrong("That is too short.")}
            return Partial(type(self), texts, {}, wrong, submitted=True).reply(ctx.reading)
        found = await ctx.look(lambda tx: tx.pictures.get(self.picture)) if self.picture else None
        size = len(found.content) if found else 0
        return Reply((f"{self.title}: {found.name if found else 'none'}, {size}, {', '.join(self.where)}",))


class Secret(Command, name="secret", needs=Role.ORGANISER):
    """Only organisers' pictures."""

    picture: str = arg("A picture", kind=Picture())

    async def run(self, ctx: Context) -> Reply:
        """Nothing to see."""
        return Reply((ctx.t.language,))


class Look(Command, name="look", private=True):
    """See how a post will look."""

    async def run(self, ctx: Context) -> Reply:
        """A post for each platform."""
        post = Reply(cards=(Card("Open day", body=(("Come and see.",),)),), images=(PICTURE,))
        return Reply(("So:",), previews=(Preview("#a", "slack", "bg", post), Preview("#b", "discord", "bg", post)))


PICTURE = Image("varna.png", "image/png", PNG, "Sunrise over Varna")


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse(Poster, Secret, Look) as club:
        yield club


async def asked(club: Club, line: str = "/club poster", user: User | None = None) -> Answer:
    user = user or club.ana
    return await (await club.slack.command(user, club.general, line)).settled()


def field(view: View, name: str) -> dict[str, object]:
    return next(dict(leaf) for id, leaf in view.leaves if id == name)


async def kept(club: Club) -> int:
    return await club.kit.database.read(lambda tx: len(tx._connection.exec_driver_sql("select id from picture").all()))


async def test_a_picture_that_was_put_into_a_form_arrives(club: Club) -> None:
    answer = await asked(club)
    assert field(answer.form, "picture")["type"] == "file_input"
    photo = club.slack.file(club.ana, "photo.PNG", PNG)
    sent = await club.slack.submit(club.ana, answer.form, title="Open day", picture=photo)
    assert not (await sent.answered()).errors
    await answer.shows(1)
    assert f"Open day: photo.PNG, {len(PNG)}" in answer.text


async def test_a_form_without_its_picture_arrives_too(club: Club) -> None:
    answer = await asked(club)
    await (await club.slack.submit(club.ana, answer.form, title="Open day")).answered()
    await answer.shows(1)
    assert "Open day: none, 0" in answer.text


async def test_what_is_no_picture_is_told_at_its_field(club: Club) -> None:
    answer = await asked(club)
    text = club.slack.file(club.ana, "notes.png", b"Dear all")
    sent = await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=text)).settled()
    assert sent.errors == {"picture": "“notes.png” is no picture that I know. PNG, JPEG, GIF and WebP will do."}
    assert not answer.form.closed
    photo = club.slack.file(club.ana, "photo.png", PNG)
    await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=photo)).answered()
    await answer.shows(1)
    assert "Open day: photo.png" in answer.text


async def test_what_is_too_large_is_not_fetched(club: Club) -> None:
    answer = await asked(club)
    large = club.slack.file(club.ana, "large.png", PNG + b"\0" * LARGEST)
    sent = await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=large)).settled()
    assert "larger than 5 MB" in sent.errors["picture"]
    assert club.slack.requested("download") == []


async def test_what_is_larger_than_slack_says_is_not_read_to_its_end(club: Club) -> None:
    answer = await asked(club)
    large = club.slack.file(club.ana, "large.png", PNG + b"\0" * LARGEST)
    large.length = 1000
    sent = await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=large)).settled()
    assert "larger than 5 MB" in sent.errors["picture"]


async def test_a_file_that_slack_does_not_give_is_told_at_its_field(club: Club) -> None:
    answer = await asked(club)
    club.slack.scopes -= {"files:read"}
    photo = club.slack.file(club.ana, "photo.png", PNG)
    sent = await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=photo)).settled()
    assert sent.errors == {"picture": "I could not fetch “photo.png” from Slack. Please add it again."}


@pytest.mark.parametrize("fault", ["drop", "fail"])
async def test_a_connection_lost_while_fetching_is_tried_again(
    club: Club, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "WAITS", (0.01, 0.01))
    answer = await asked(club)
    photo = club.slack.file(club.ana, "photo.png", PNG)
    getattr(club.slack, fault)("download")
    await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=photo)).answered()
    await answer.shows(1)
    assert "Open day: photo.png" in answer.text


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.05)


@pytest.mark.usefixtures("hurried")
async def test_a_slow_file_delays_no_acknowledgement(club: Club) -> None:
    answer = await asked(club)
    photo = club.slack.file(club.ana, "photo.png", PNG)
    club.slack.slow("download", 1.0)
    sent = await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=photo)).answered()
    assert answer.form.closed
    assert not answer.shown
    await answer.shows(1)
    assert "Open day: photo.png" in answer.text
    assert not sent.failure


@pytest.mark.usefixtures("hurried")
async def test_a_slow_file_that_will_not_do_is_asked_for_once_more(club: Club) -> None:
    answer = await asked(club)
    text = club.slack.file(club.ana, "notes.png", b"Dear all")
    club.slack.slow("download", 0.5)
    await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=text)).answered()
    await answer.shows(1)
    assert "no picture that I know" in answer.text
    again = await (await club.slack.press(club.ana, answer.message, "Fill in")).settled()
    assert again.form.values["title"] == "Open day"
    assert "no picture that I know" in again.form.text
    photo = club.slack.file(club.ana, "photo.png", PNG)
    await (await club.slack.submit(club.ana, again.form, picture=photo)).answered()
    await again.shows(1)
    assert "Open day: photo.png" in again.text


async def test_a_picture_is_kept_while_something_else_is_mended(club: Club) -> None:
    answer = await asked(club)
    photo = club.slack.file(club.ana, "photo.png", PNG)
    again = await (await club.slack.submit(club.ana, answer.form, title="Oh", picture=photo)).settled()
    assert "too short" in again.form.text
    assert "A picture is kept already; another one would take its place." in again.form.text
    await (await club.slack.submit(club.ana, again.form, title="Open day")).answered()
    await answer.shows(1)
    assert "Open day: photo.png" in answer.text


async def test_a_picture_for_a_command_that_is_not_theirs_is_not_fetched(club: Club) -> None:
    answer = await asked(club, "/club secret", club.olga)
    photo = club.slack.file(club.olga, "photo.png", PNG)
    await (await club.slack.change(club.olga, restricted=True)).answered()
    await (await club.slack.submit(club.olga, answer.form, picture=photo)).answered()
    await answer.shows(1)
    assert club.slack.requested("download") == []
    assert await kept(club) == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://slack.com.evil.example/a.png",
        "http://files.slack.com/a.png",
        "https://evil.example/files.slack.com",
        "x",
    ],
)
async def test_the_token_is_shown_to_slack_alone(club: Club, url: str) -> None:
    uploads = Uploads(club.chat._client, None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="could not fetch"):
        await uploads.fetch({"id": "F1", "name": "a.png", "size": 10, "url_private": url})


async def test_a_file_that_slack_says_little_of_is_asked_for(club: Club) -> None:
    answer = await asked(club)
    photo = club.slack.file(club.ana, "photo.png", PNG)
    club.slack.terse = True
    await (await club.slack.submit(club.ana, answer.form, title="Open day", picture=photo)).answered()
    await answer.shows(1)
    assert "Open day: photo.png" in answer.text


async def test_several_places_are_picked_while_they_are_typed(club: Club) -> None:
    funding = club.slack.channel("funding", club.ana)
    await club.chat.messenger.channels.look()
    form = (answer := await asked(club)).form
    assert field(form, "where")["type"] == "multi_external_select"
    offered = await (await club.slack.type_into(club.ana, form, "where", "")).settled()
    assert {"#general (Slack)", "#funding (Slack)"} <= set(offered.names)
    await (await club.slack.type_into(club.ana, form, "where", "n")).settled()
    picked = ["#general (Slack)", "#funding (Slack)"]
    await (await club.slack.submit(club.ana, form, title="Open day", where=picked)).answered()
    await answer.shows(1)
    assert f"slack:{club.general.id}, slack:{funding.id}" in answer.text


async def test_places_that_were_given_already_stand_there_by_their_names(club: Club) -> None:
    await club.chat.messenger.channels.look()
    answer = await asked(club, "/club poster where=#general title=Oh")
    element = field(answer.form, "where")
    assert element["initial_options"] == [
        {
            "text": {"type": "plain_text", "text": "#general (Slack)", "emoji": False},
            "value": f"slack:{club.general.id}",
        }
    ]


async def test_a_place_that_nobody_knows_is_told_at_its_field(club: Club) -> None:
    await club.chat.messenger.channels.look()
    answer = await asked(club, "/club poster where=#nowhere title=Party")
    assert "I know no place “#nowhere”" in answer.form.text
    assert "#nowhere" in str(field(answer.form, "where")["initial_options"])


@pytest.mark.parametrize(
    "written", ["where={0}", "where:{0}", "where={0},{0}", 'where="{0}"', 'where="{0}, {0}"', "where:<#{1}>"]
)
async def test_a_channel_that_slack_has_made_an_id_of_is_that_channel(club: Club, written: str) -> None:
    await club.chat.messenger.channels.look()
    said = written.format(f"<#{club.general.id}|general>", club.general.id)
    answer = await (await club.slack.dm(club.ana, f"/poster title=Party {said}")).settled()
    assert f"slack:{club.general.id}" in answer.text


async def test_a_channel_in_a_sentence_keeps_its_name(club: Club) -> None:
    said = f'/poster title="Come to <#{club.general.id}|general> now"'
    answer = await (await club.slack.dm(club.ana, said)).settled()
    assert "Come to #general now" in answer.text


async def test_a_preview_shows_the_picture_to_the_one_who_asked(club: Club) -> None:
    answer = await asked(club, "/club look")
    assert answer.ephemeral
    (image,) = [block for block in answer.message.blocks if block["type"] == "image"]
    assert club.slack.files[image["slack_file"]["id"]].content == PNG
    assert "#b" in answer.text
    assert answer.text.count("Sunrise over Varna") == 2
    assert answer.message.buttons == ["Show here"]


async def test_a_preview_that_slack_cannot_show_says_the_words_of_its_picture(club: Club) -> None:
    club.slack.scopes -= {"files:write"}
    answer = await asked(club, "/club look")
    assert [block for block in answer.message.blocks if block["type"] == "image"] == []
    assert "Sunrise over Varna" in answer.text
    assert "Open day" in answer.text


async def test_a_channel_that_is_renamed_or_closed_is_known_so_soon(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.adapters.slack import channels
    from tests.servers.slack.waiting import until

    monkeypatch.setattr(channels, "CALM", 0.01)

    def names() -> set[str]:
        return {known.name for known in club.chat.messenger.places()}

    await until(lambda: "general" in names(), 5, lambda: str(names()))
    club.slack.rename(club.general, "lobby")
    await until(lambda: "lobby" in names(), 5, lambda: str(names()))
    club.slack.archive(club.general, club.ana)
    await until(lambda: "lobby" not in names(), 5, lambda: str(names()))
    board = club.slack.channel("board", club.ana, private=True, bot=False)
    club.slack.invite_bot(board, club.ana)
    await until(lambda: "board" in names(), 5, lambda: str(names()))
