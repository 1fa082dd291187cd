"""People come and go, get roles, and write."""

from __future__ import annotations

import re

from tests.servers.discord import payloads
from tests.servers.discord.permissions import Permission
from tests.servers.discord.rest.drafts import keep, remove
from tests.servers.discord.sessions import Intent
from tests.servers.discord.state import State
from tests.servers.discord.world import THREADS, Channel, Guild, Member, Message, Role, User

LONGEST = 2000

_ROLE = re.compile(r"<@&(\d+)>")
_MENTION = re.compile(r"<@!?(\d+)>")


class People(State):
    """Acts that need no answer. The bot is told at once."""

    def user(self, name: str, locale: str = "en-GB", *, bot: bool = False, dms_open: bool = True) -> User:
        """Make an account."""
        made = User(name, locale, bot, dms_open)
        self.users[made.id] = made
        return made

    def guild(self, name: str, owner: User | None = None, *, bot: bool = True, locale: str = "en-US") -> Guild:
        """Make a server; the bot is in it, with a role of its own that may do the usual things."""
        made = Guild(name, owner or self.user(f"owner of {name}"), locale)
        if bot:
            made.add(self.me, made.role(self.me.name, Permission.NONE))
        self.guilds.append(made)
        made.heard = lambda thing: self._changed(made, thing, "CREATE")
        if bot:
            self.gateway.dispatch("GUILD_CREATE", payloads.guild(made, self.me), made, Intent.GUILDS)
        return made

    def bot_role(self, guild: Guild) -> Role:
        """The bot's own role in a guild; its permissions can be changed at once."""
        return guild.members[self.me.id].roles[0]

    def changed(self, guild: Guild, *things: Channel | Role) -> None:
        """Tell the bot that a test changed channels or roles, such as their permissions."""
        for thing in things:
            self._changed(guild, thing, "UPDATE")

    def delete_channel(self, channel: Channel) -> None:
        """A moderator deletes a channel or a thread."""
        assert channel.guild
        channel.guild.channels.remove(channel)
        self._changed(channel.guild, channel, "DELETE")

    def delete_role(self, guild: Guild, role: Role) -> None:
        """A moderator deletes a role; everybody loses it."""
        guild.roles.remove(role)
        self.gateway.dispatch("GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": str(role.id)}, guild)
        for member in guild.members.values():
            if role in member.roles:
                member.roles.remove(role)
                self.tell_member("GUILD_MEMBER_UPDATE", guild, member)

    def _changed(self, guild: Guild, thing: Channel | Role, how: str) -> None:
        if isinstance(thing, Channel) and thing.kind in THREADS:
            if not (thing.archived and how == "CREATE"):
                told = payloads.thread(thing) | ({"newly_created": True} if how == "CREATE" else {})
                self.gateway.dispatch(f"THREAD_{how}", told, guild)
        elif isinstance(thing, Channel):
            self.gateway.dispatch(f"CHANNEL_{how}", payloads.channel(thing), guild)
        else:
            data = {"guild_id": str(guild.id), "role": payloads.role(thing)}
            self.gateway.dispatch(f"GUILD_ROLE_{how}", data, guild)

    def expel_bot(self, guild: Guild) -> None:
        """The owner removes the bot from the server."""
        del guild.members[self.me.id]
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild)

    def erase(self, message: Message) -> None:
        """A moderator, or its author, deletes a message."""
        remove(self, message)

    def join(self, guild: Guild, user: User, *roles: Role, pending: bool = False) -> Member:
        """Somebody joins; `pending` until they agreed to the rules."""
        member = guild.add(user, *roles, pending=pending)
        self.tell_member("GUILD_MEMBER_ADD", guild, member)
        return member

    def nickname(self, guild: Guild, user: User, nick: str) -> None:
        """Somebody goes by another name on a server."""
        guild.members[user.id].nick = nick
        self.tell_member("GUILD_MEMBER_UPDATE", guild, guild.members[user.id])

    def clear_pending(self, guild: Guild, user: User) -> None:
        """Somebody agrees to the rules."""
        guild.members[user.id].pending = False
        self.tell_member("GUILD_MEMBER_UPDATE", guild, guild.members[user.id])

    def leave(self, guild: Guild, user: User) -> None:
        """Somebody leaves."""
        del guild.members[user.id]
        data = {"guild_id": str(guild.id), "user": payloads.user(user)}
        self.gateway.dispatch("GUILD_MEMBER_REMOVE", data, guild, Intent.GUILD_MEMBERS)

    def give_role(self, guild: Guild, user: User, role: Role) -> None:
        """A moderator gives a role."""
        guild.members[user.id].roles.append(role)
        self.tell_member("GUILD_MEMBER_UPDATE", guild, guild.members[user.id])

    def take_role(self, guild: Guild, user: User, role: Role) -> None:
        """A moderator takes a role away."""
        guild.members[user.id].roles.remove(role)
        self.tell_member("GUILD_MEMBER_UPDATE", guild, guild.members[user.id])

    async def say(self, user: User, channel: Channel, text: str, reply_to: Message | None = None) -> Message:
        """Write into a channel. `<@ID>` (a user's `.mention`) pings."""
        assert 0 < len(text) <= LONGEST, f"{len(text)} characters are no message"
        if channel.guild:
            assert user.id in channel.guild.members, f"{user.name} is not in {channel.guild.name}"
            may = channel.guild.permissions(user, channel)
            needed = Permission.SEND_MESSAGES_IN_THREADS if channel.kind in THREADS else Permission.SEND_MESSAGES
            assert may & needed, f"{user.name} may not write in #{channel.name}"
        found = dict.fromkeys(int(id) for id in _MENTION.findall(text))
        mentions = [self.users[id] for id in found if id in self.users]
        message = Message(channel, user, text, mentions=mentions, reference=reply_to, type=19 if reply_to else 0)
        roles = {role.id for role in channel.guild.roles} if channel.guild else set()
        message.mention_roles = [id for id in map(int, _ROLE.findall(text)) if id in roles]
        if reply_to and reply_to.author not in mentions:
            mentions.append(reply_to.author)
        keep(self, message)
        return message

    async def dm(self, user: User, text: str) -> Message:
        """Write to the bot alone."""
        return await self.say(user, self.conversation(user), text)

    def messages(self, channel: Channel, user: User | None = None) -> list[Message]:
        """What stands in a channel now, oldest first, as everybody sees it, or one user."""
        return [message for message in channel.messages if message.seen_by in (None, user)]

    def dms(self, user: User) -> list[Message]:
        """What stands in the conversation of the bot and somebody, oldest first."""
        return list(self.conversation(user).messages)
