"""The local Slack met by a bare slack-bolt application: what people do, and what they see of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk.errors import SlackApiError

from tests.servers.slack.bare import Heard, Shop, button, field, form, option, plain, row, shop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.slack import View
    from tests.servers.slack.bare import Does
    from tests.servers.slack.ids import Json


@pytest.fixture
async def house() -> AsyncIterator[Shop]:
    async with shop() as made:
        yield made


def opens(view: Json) -> Does:
    async def does(heard: Heard) -> None:
        await heard.client.views_open(trigger_id=heard.body["trigger_id"], view=view)
        await heard.ack()

    return does


async def opened(house: Shop, view: Json) -> View:
    house.does = opens(view)
    return await (await house.slack.command(house.ana, house.general, "/form")).opened()


async def test_a_command_is_answered_to_one_person_and_its_text_is_escaped(house: Shop) -> None:
    async def does(heard: Heard) -> None:
        await heard.ack()
        await heard.respond(text=f"{heard.body['command']} {heard.body['text']}")

    house.does = does
    answer = await (await house.slack.command(house.ana, house.general, "/club calls a<b & within=60")).settled()
    assert (answer.content, answer.ephemeral) == ("/club calls a&lt;b &amp; within=60", True)
    assert answer.text == "/club calls a<b & within=60"
    assert house.slack.messages(house.general) == []
    assert house.slack.messages(house.general, house.ana) == [answer.message]


async def test_an_acknowledgement_can_carry_the_answer(house: Shop) -> None:
    house.does = lambda heard: heard.ack(text="Here", response_type="in_channel")
    answer = await (await house.slack.command(house.ana, house.general, "/club")).settled()
    assert (answer.text, answer.ephemeral) == ("Here", False)
    assert house.slack.messages(house.general) == [answer.message]


async def test_a_button_replaces_its_message_and_a_menu_says_what_was_picked(house: Shop) -> None:
    menu: Json = {"type": "static_select", "action_id": "many", "placeholder": plain("How many")}
    menu["options"] = [option("One"), option("Two")]
    more = {"type": "overflow", "action_id": "more", "options": [option("Hide")]}
    await house.client.chat_postMessage(channel=house.general.id, text="x", blocks=[row(button("More"), menu, more)])
    (message,) = house.slack.messages(house.general)
    assert (message.buttons, message.menus["How many"]) == (["More"], ["One", "Two"])

    async def does(heard: Heard) -> None:
        await heard.ack()
        (action,) = heard.body["actions"]
        await heard.respond(text=str(action.get("selected_option", action)["text"]["text"]), replace_original=True)

    house.does = does
    for act in (
        await house.slack.press(house.ana, message, "More"),
        await house.slack.pick(house.ana, message, "How many", "Two"),
        await house.slack.overflow(house.ana, message, "Hide"),
    ):
        await act.settled()
        assert act.message is message
    assert message.content in ("More", "Two", "Hide")
    assert message.blocks == []
    with pytest.raises(AssertionError, match="no such button"):
        await house.slack.press(house.ana, message, "More")


async def test_a_link_button_tells_the_bot_too(house: Shop) -> None:
    blocks = [row(button("Site", url="https://club.bg"))]
    await house.client.chat_postMessage(channel=house.general.id, text="x", blocks=blocks)
    (message,) = house.slack.messages(house.general)
    await (await house.slack.press(house.ana, message, "Site")).answered()
    assert house.heard[-1]["actions"][0]["url"] == "https://club.bg"
    assert message.links == {"Site": "https://club.bg"}


async def test_a_form_is_filled_in_and_sent(house: Shop) -> None:
    ask = field("age", {"type": "number_input", "is_decimal_allowed": False}, optional=True)
    view = await opened(house, form(field("name", {"max_length": 5}), ask, private_metadata="kept"))
    assert (view.title, view.fields) == ("About you", {"name": "Name", "age": "Age"})
    for values, says in (
        ({}, "Name is required"),
        ({"name": "Анастасия"}, "takes 0 to 5 characters, not 9"),
        ({"name": "Ана\nНа"}, "takes one line"),
        ({"name": "Ана", "Age": "many"}, "takes a number"),
        ({"surname": "x"}, "has no field 'surname'"),
    ):
        with pytest.raises(AssertionError, match=says):
            await house.slack.submit(house.ana, view, values)
    house.does = lambda heard: heard.ack()
    await (await house.slack.submit(house.ana, view, name="Ана")).answered()
    told = house.heard[-1]["view"]
    assert told["state"]["values"]["name"]["answer"] == {"type": "plain_text_input", "value": "Ана"}
    assert told["private_metadata"] == "kept"
    assert (view.closed, house.ana.stack) == (True, [])


async def test_errors_stand_at_their_fields_and_the_form_stays(house: Shop) -> None:
    view = await opened(house, form(field("name")))
    house.does = lambda heard: heard.ack(response_action="errors", errors={"name": "Too short"})
    answer = await (await house.slack.submit(house.ana, view, name="A")).settled()
    assert (answer.errors, view.closed) == ({"name": "Too short"}, False)
    house.does = lambda heard: heard.ack(response_action="errors", errors={"nmae": "Too short"})
    assert await (await house.slack.submit(house.ana, view, name="A")).failed() == "invalid_response_errors"


async def test_a_form_becomes_another_or_lies_on_another_three_at_most(house: Shop) -> None:
    first = await opened(house, form(field("one")))
    house.does = lambda heard: heard.ack(response_action="update", view=form(field("two")))
    updated = await (await house.slack.submit(house.ana, first, one="x")).settled()
    assert (updated.form, list(first.fields)) == (first, ["two"])
    house.does = lambda heard: heard.ack(response_action="push", view=form(field("three")))
    second = (await (await house.slack.submit(house.ana, first, two="x")).settled()).form
    with pytest.raises(AssertionError, match="another view lies on it"):
        await house.slack.submit(house.ana, first, two="x")
    third = (await (await house.slack.submit(house.ana, second, three="x")).settled()).form
    assert await (await house.slack.submit(house.ana, third, three="x")).failed() == "push_limit_reached"
    house.does = lambda heard: heard.ack(response_action="clear")
    await (await house.slack.submit(house.ana, third, three="x")).answered()
    assert house.ana.stack == []


async def test_only_a_view_that_asks_for_it_tells_of_being_closed(house: Shop) -> None:
    quiet = await opened(house, form(field("name")))
    assert (await house.slack.close(house.ana, quiet)).delivery is None
    told = await opened(house, form(field("name"), notify_on_close=True))
    house.does = lambda heard: heard.ack()
    await (await house.slack.close(house.ana, told)).answered()
    assert house.heard[-1]["type"] == "view_closed"


async def test_what_is_typed_is_completed_and_only_that_can_be_sent(house: Shop) -> None:
    menu = {"type": "external_select", "min_query_length": 2}
    view = await opened(house, form(field("partner", menu)))
    house.does = lambda heard: heard.ack(options=[option("Криб")] if heard.body["value"] == "кри" else [])
    with pytest.raises(AssertionError, match="from 2 characters on"):
        await house.slack.type_into(house.ana, view, "partner", "к")
    with pytest.raises(AssertionError, match="offers"):
        await house.slack.submit(house.ana, view, partner="Криб")
    assert (await (await house.slack.type_into(house.ana, view, "partner", "кри")).answered()).names == ["Криб"]
    house.does = lambda heard: heard.ack()
    await (await house.slack.submit(house.ana, view, partner="Криб")).answered()
    assert house.heard[-1]["view"]["state"]["values"]["partner"]["answer"]["selected_option"]["value"] == "криб"


async def test_a_mention_a_direct_message_and_nothing_else_is_heard(house: Shop) -> None:
    slack = house.slack
    mention = await (await slack.say(house.ana, house.general, f"{slack.me.mention} 1 < 2")).answered()
    direct = await (await slack.dm(house.ana, "hello")).answered()
    unheard = await slack.say(house.ana, house.general, "hello all")
    assert house.events == ["app_mention", "message"]
    assert house.heard[0]["event"]["text"] == f"{slack.me.mention} 1 &lt; 2"
    assert (mention.took is not None, direct.acknowledged, unheard.delivery) == (True, True, None)


async def test_people_who_come_and_change_are_told_of(house: Shop) -> None:
    boris = house.slack.user("Boris", restricted=True)
    await (await house.slack.join(boris)).answered()
    await (await house.slack.join_channel(boris, house.general)).answered()
    await (await house.slack.change(boris, locale="de-DE", restricted=False)).answered()
    assert house.events == ["team_join", "member_joined_channel", "user_change"]
    users = [each["event"]["user"] for each in house.heard if isinstance(each["event"]["user"], dict)]
    assert [(user["is_restricted"], user.get("locale")) for user in users] == [(True, None), (False, "de-DE")]


async def test_the_home_tab_is_published_and_its_hash_guards_it(house: Shop) -> None:
    view = {"type": "home", "blocks": [{"type": "section", "text": plain("Welcome")}]}
    answer = await house.slack.open_home(house.ana)
    first = await house.client.views_publish(user_id=house.ana.id, view=view)
    assert (await answer.opened()).text == "Welcome"
    await house.client.views_publish(user_id=house.ana.id, view=view, hash=first["view"]["hash"])
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await house.client.views_publish(user_id=house.ana.id, view=view, hash=first["view"]["hash"])


async def test_a_button_on_the_home_tab_opens_a_form(house: Shop) -> None:
    view = {"type": "home", "blocks": [row(button("Change"))]}
    await house.client.views_publish(user_id=house.ana.id, view=view)
    assert house.ana.home
    house.does = opens(form(field("name")))
    answer = await (await house.slack.press(house.ana, house.ana.home, "Change")).settled()
    assert answer.form.title == "About you"
    told = house.heard[-1]
    assert (told["container"]["type"], "response_url" in told, "channel" in told) == ("view", False, False)


async def test_a_file_is_uploaded_and_shown(house: Shop) -> None:
    await house.client.files_upload_v2(channel=house.general.id, content=b"a,b", filename="list.csv", title="List")
    (message,) = house.slack.messages(house.general)
    assert [(file.name, file.content) for file in message.files] == [("list.csv", b"a,b")]


async def test_a_shortcut_opens_what_it_opens(house: Shop) -> None:
    house.does = opens(form(field("name")))
    assert (await (await house.slack.shortcut(house.ana, "wrong")).opened()).title == "About you"
    assert house.heard[-1]["callback_id"] == "wrong"
