"""The local Discord met by a bare discord.py client: what people do, and what they see of the answers."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.servers.bare import Client, House
from tests.servers.discord import Attachment, Callback, Discord, Intent, Permission, running


async def test_the_client_is_ready_and_knows_every_member(house: House) -> None:
    guild = house.client.get_guild(house.guild.id)
    assert guild
    assert guild.get_member(house.ana.id)
    assert guild.get_channel(house.general.id)


async def test_a_wrong_token_is_refused() -> None:
    async with running():
        client = Client()
        async with client:
            with pytest.raises(discord.LoginFailure):
                await client.start("wrong")


async def test_an_intent_that_the_portal_does_not_grant_ends_the_connection() -> None:
    async with running() as server:
        server.gateway.enabled = Intent(0)
        client = Client()
        async with client:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(server.token)


async def test_a_command_is_answered_to_one_person(house: House) -> None:
    answer = await house.server.slash(house.ana, house.general, "hello", name="Ана", loud=True)
    await answer.settled()
    assert (answer.content, answer.ephemeral, answer.kind) == ("Hello Ана!", True, Callback.MESSAGE)
    assert house.server.messages(house.general) == []
    assert house.server.messages(house.general, house.ana) == [answer.message]


async def test_a_deferred_answer_is_edited_and_followed(house: House) -> None:
    answer = await (await house.server.slash(house.ana, house.general, "slow")).settled()
    assert answer.deferred
    assert [message.content for message in answer.shown] == ["Thought", "And more"]
    assert [message.content for message in house.server.messages(house.general)] == ["Thought"]


@pytest.mark.parametrize(
    ("command", "options", "says"),
    [
        ("nothing", {}, "not registered"),
        ("hello", {}, "required"),
        ("hello", {"name": 1}, "takes a text"),
        ("hello", {"name": "Ana", "age": 1}, "no option 'age'"),
        ("country", {}, "a group of"),
        ("country lose", {}, "has no 'lose'"),
        ("secret", {}, "shown to administrators only"),
    ],
)
async def test_what_cannot_be_typed_fails_the_test(
    house: House, command: str, options: dict[str, object], says: str
) -> None:
    with pytest.raises(AssertionError, match=says):
        await house.server.slash(house.ana, house.general, command, **options)


async def test_an_administrator_is_shown_every_command(house: House) -> None:
    house.guild.members[house.ana.id].roles.append(house.guild.role("boss", Permission.ADMINISTRATOR))
    await house.server.slash(house.ana, house.general, "secret")


async def test_a_command_for_guilds_is_not_in_direct_messages(house: House) -> None:
    place = house.server.conversation(house.ana)
    with pytest.raises(AssertionError, match="not for direct messages"):
        await house.server.slash(house.ana, place, "country find", name="x")
    answer = await (await house.server.slash(house.ana, place, "hello", name="Ана")).settled()
    assert answer.content == "Hello Ана"


async def test_autocomplete_gives_choices(house: House) -> None:
    choices = await house.server.type_into(house.ana, house.general, "country find", "name", "ру")
    assert choices == [{"name": "Румъния", "value": "Румъния"}]


async def test_a_button_a_menu_and_a_form(house: House) -> None:
    server, view = house.server, discord.ui.View()
    view.add_item(discord.ui.Button(label="More", custom_id="more"))
    options = [discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")]
    view.add_item(discord.ui.Select(placeholder="How many", options=options, custom_id="many"))
    await house.place.send("Choose", view=view)
    (message,) = server.messages(house.general)
    assert (message.buttons, message.menus) == (["More"], {"How many": ["One", "Two"]})

    picked = await server.pick(house.ana, message, "How many", "Two")
    used = await house.used()
    assert used.data
    assert used.data.get("values") == ["2"]
    await used.response.edit_message(content="Two it is")
    await picked.settled()
    assert (picked.kind, message.content, picked.message) == (Callback.UPDATE, "Two it is", message)

    pressed = await server.press(house.ana, message, "More")
    await (await house.used()).response.send_modal(_form())
    await pressed.answered()
    assert (pressed.form.title, pressed.form.labels) == ("About you", ["Name", "Colour"])
    with pytest.raises(AssertionError, match="is required"):
        await server.submit(house.ana, pressed.form, name=" ")
    with pytest.raises(AssertionError, match="takes 0 to 5 characters"):
        await server.submit(house.ana, pressed.form, name="Анастасия")
    sent = await server.submit(house.ana, pressed.form, name="Ана", Colour="Red")
    used = await house.used()
    data: Any = used.data
    inputs = [label["component"] for label in data["components"]]
    assert [(each.get("value"), each.get("values")) for each in inputs] == [("Ана", None), (None, ["r"])]
    await used.response.send_message("Thanks")
    assert (await sent.settled()).content == "Thanks"


def _form() -> discord.ui.Modal:
    modal = discord.ui.Modal(title="About you", custom_id="about")
    name: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(custom_id="name", max_length=5)
    colours = [discord.SelectOption(label="Red", value="r"), discord.SelectOption(label="Blue", value="b")]
    colour: discord.ui.Select[discord.ui.Modal] = discord.ui.Select(custom_id="colour", options=colours)
    modal.add_item(discord.ui.Label(text="Name", component=name))
    modal.add_item(discord.ui.Label(text="Colour", component=colour))
    return modal


async def test_a_file_given_to_a_form_is_told_of_and_can_be_fetched(house: House) -> None:
    server = house.server
    opened = await server.slash(house.ana, house.general, "anything")
    modal = discord.ui.Modal(title="A picture", custom_id="picture")
    upload: discord.ui.FileUpload[discord.ui.Modal] = discord.ui.FileUpload(custom_id="file")
    modal.add_item(discord.ui.Label(text="File", component=upload))
    await (await house.used()).response.send_modal(modal)
    form = (await opened.answered()).form
    with pytest.raises(AssertionError, match="takes files"):
        await server.submit(house.ana, form, file="lab.png")
    with pytest.raises(AssertionError, match="takes 1 to 1"):
        await server.submit(house.ana, form, file=[])
    await server.submit(house.ana, form, file=Attachment("lab.png", b"picture", content_type="image/png"))
    data: Any = (await house.used()).data
    (id,) = data["components"][0]["component"]["values"]
    told = discord.Attachment(data=data["resolved"]["attachments"][id], state=house.client._connection)
    assert (told.filename, told.size, told.content_type) == ("lab.png", 7, "image/png")
    assert await told.read() == b"picture"
    with pytest.raises(discord.NotFound):
        await house.client.http.get_from_cdn(told.url.partition("?")[0])


async def test_a_message_is_heard_and_one_is_sent_edited_and_deleted(house: House) -> None:
    await house.server.say(house.ana, house.general, f"{house.server.me.mention} what?")
    sent = await house.place.send("That.")
    await sent.edit(content="This.")
    assert [message.content for message in house.server.messages(house.general)][-1] == "This."
    await sent.delete()
    await house.soon(lambda: bool(house.client.heard))
    assert house.client.heard[0].content.endswith("what?")
    assert len(house.server.messages(house.general)) == 1


async def test_without_the_intent_only_what_is_meant_for_the_bot_can_be_read(house: House) -> None:
    await house.server.say(house.ana, house.general, "Between us")
    await house.server.say(house.ana, house.general, f"{house.server.me.mention} hello")
    await house.server.dm(house.ana, "In private")
    await house.soon(lambda: len(house.client.heard) == 3)
    assert [bool(message.content) for message in house.client.heard] == [False, True, True]


async def test_direct_messages_reach_those_whose_are_open(house: House) -> None:
    user = house.client.get_user(house.ana.id)
    assert user
    await user.send("Hello")
    house.ana.dms_open = False
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("Again")
    assert refused.value.code == 50007
    assert [message.content for message in house.server.dms(house.ana)] == ["Hello"]


async def test_who_joins_is_told_and_so_is_the_end_of_pending(house: House) -> None:
    boris = house.server.user("boris")
    house.server.join(house.guild, boris, pending=True)
    await house.soon(lambda: bool(house.client.joined))
    (member,) = house.client.joined
    assert member.pending
    house.server.clear_pending(house.guild, boris)
    await house.soon(lambda: not member.pending)


async def test_a_channel_made_later_is_known(house: House) -> None:
    later = house.guild.forum("posts", "news")
    await house.soon(lambda: isinstance(house.client.get_channel(later.id), discord.ForumChannel))


async def test_nobody_is_left_pointed_at_the_server() -> None:
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    async with running() as server:
        assert server.api == Route.BASE
    assert before == (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)


def test_ids_grow() -> None:
    server = Discord()
    assert server.user("a").id < server.user("b").id


async def test_each_shard_hears_of_its_own_guilds() -> None:
    class Sharded(discord.AutoShardedClient):
        async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
            """Identify at once: nobody else does."""

    async with running() as server:
        server.gateway.shards = 2
        guild = server.guild("Club")
        client = Sharded(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)
        async with client:
            task = asyncio.create_task(client.start(server.token))
            await asyncio.wait_for(client.wait_until_ready(), 5)
            found = client.get_guild(guild.id)
            assert found
            assert found.shard_id == (guild.id >> 22) % 2
            assert [session.shard for session in server.gateway.live] == [(0, 2), (1, 2)]
            await client.close()
            await task


async def test_what_the_bot_cannot_see_it_does_not_hear(house: House) -> None:
    house.general.deny(house.server.bot_role(house.guild), Permission.VIEW_CHANNEL)
    await house.server.say(house.ana, house.general, f"{house.server.me.mention} hello")
    await house.server.dm(house.ana, "In private")
    await house.soon(lambda: bool(house.client.heard))
    assert [message.content for message in house.client.heard] == ["In private"]


async def test_a_reply_is_waited_for(house: House) -> None:
    asked = await house.server.say(house.ana, house.general, "Anybody?")
    with pytest.raises(AssertionError, match="0 replies"):
        await house.server.reply(asked, timeout=0.02)
    await house.place.send("Me")
    assert (await house.server.reply(asked)).content == "Me"


async def test_a_thread_that_people_start_is_known(house: House) -> None:
    thread = house.guild.thread(house.general, "Talk")
    await house.server.say(house.ana, thread, f"{house.server.me.mention} hello")
    await house.soon(lambda: bool(house.client.heard))
    (heard,) = house.client.heard
    assert isinstance(heard.channel, discord.Thread)


async def test_a_role_that_is_deleted_is_lost_by_all(house: House) -> None:
    role = house.guild.role("keepers")
    house.server.give_role(house.guild, house.ana, role)
    guild = house.client.get_guild(house.guild.id)
    member = guild and guild.get_member(house.ana.id)
    assert member
    await house.soon(lambda: [each.name for each in member.roles] == ["@everyone", "keepers"])
    house.server.delete_role(house.guild, role)
    await house.soon(lambda: [each.name for each in member.roles] == ["@everyone"])
