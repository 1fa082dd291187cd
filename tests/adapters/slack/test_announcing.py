"""An announcement as an organiser makes it in Slack: form, picture, preview, post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.adapters.slack.rig import Club, clubhouse
from tests.browser.stage import png

if TYPE_CHECKING:
    from tests.servers.slack import Answer, View

PNG = png()


async def filled_in(club: Club, form: View, **more: object) -> None:
    await (await club.slack.type_into(club.olga, form, "where", "gen")).settled()
    given = {"title": "Open day", "text": "Come and see our laboratories.", "alt": "The sea at sunrise", **more}
    sent = await club.slack.submit(club.olga, form, given, where=["#general (Slack)"])
    assert not (await sent.answered()).errors


def pictures(club: Club, answer: Answer) -> list[bytes | None]:
    blocks = [block for message in answer.shown for block in message.blocks if block["type"] == "image"]
    return [club.slack.files[block["slack_file"]["id"]].content for block in blocks]


async def test_an_announcement_is_made_in_a_form_and_seen_as_slack_will_show_it() -> None:
    async with clubhouse() as club:
        await club.chat.messenger.channels.look()
        answer = await (await club.slack.command(club.olga, club.general, "/club announce")).settled()
        await filled_in(club, answer.form, picture=club.slack.file(club.olga, "varna.png", PNG))
        await answer.shows(1)
        assert answer.ephemeral
        assert "Come and see our laboratories." in answer.text
        assert "#general (Slack)" in answer.text
        assert pictures(club, answer) == [PNG]
        last = answer.shown[-1]
        assert "Change" in last.buttons
        again = await (await club.slack.press(club.olga, last, "Change")).settled()
        assert again.form.values["title"] == "Open day"
        (where,) = [leaf for id, leaf in again.form.leaves if id == "where"]
        assert [option["text"]["text"] for option in where["initial_options"]] == ["#general (Slack)"]
        assert "A picture is kept already" in again.form.text
        await (await club.slack.submit(club.olga, again.form, title="Open days")).answered()
        await again.shows(1)
        assert "Open days" in again.text
        assert pictures(club, again) == [PNG]


async def test_an_announcement_is_typed_with_its_place() -> None:
    async with clubhouse() as club:
        await club.chat.messenger.channels.look()
        line = '/club announce title="Open day" text="Come!" where:#general'
        answer = await (await club.slack.command(club.olga, club.general, line)).settled()
        assert "#general (Slack)" in answer.text
        assert "Open day" in answer.text
