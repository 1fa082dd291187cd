"""People come and go, write, and are in channels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.servers.slack import payloads
from tests.servers.slack.ids import Json, stamp
from tests.servers.slack.state import State
from tests.servers.slack.web.chat import remove
from tests.servers.slack.web.files import kind_of
from tests.servers.slack.world import Channel, File, Group, Message, User

if TYPE_CHECKING:
    from typing import Unpack

    from tests.servers.slack.acts.profile import Profile
    from tests.servers.slack.answers import Answer

LONGEST = 12_000  # characters that the client lets one write
_TOKEN = re.compile(r"(<(?:[@#][A-Z0-9]+(?:\|[^<>]*)?|![^<>]+|https?://[^<>]+)>)")


def marked(text: str) -> str:
    """What somebody typed as Slack tells it: three signs are entities, mentions and links stay."""
    parts = _TOKEN.split(text)
    return "".join(part if n % 2 else escaped(part) for n, part in enumerate(parts))


def escaped(text: str) -> str:
    """Three signs as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class People(State):
    """Acts that the bot is told of as events."""

    def user(self, name: str, locale: str = "en-GB", **more: Unpack[Profile]) -> User:
        """Make an account, without telling the bot."""
        made = User(name, locale, **more)
        self.users[made.id] = made
        return made

    def channel(self, name: str, *members: User, private: bool = False, bot: bool = True) -> Channel:
        """Make a channel; the bot is in it unless told otherwise."""
        made = Channel(name, private, members=[*members, *([self.me] if bot else [])])
        self.channels.append(made)
        return made

    def file(self, user: User, name: str, content: bytes) -> File:
        """Somebody's own file, to be put into a form."""
        made = File(name, len(content), content=content, complete=True, kind=kind_of(content), owner=user)
        self.files[made.id] = made
        return made

    def rename(self, channel: Channel, name: str) -> None:
        """A public channel is called otherwise from now on, which the bot is told."""
        channel.name = name
        self.tell({"type": "channel_rename", "channel": {"id": channel.id, "name": name, "created": 1700000000}})

    def archive(self, channel: Channel, user: User) -> None:
        """Somebody closes a public channel, which the bot is told."""
        channel.archived = True
        self.tell({"type": "channel_archive", "channel": channel.id, "user": user.id})

    def enter(self, user: User, channel: Channel) -> None:
        """Somebody is in a channel, without telling the bot."""
        if user not in channel.members:
            channel.members.append(user)

    def invite_bot(self, channel: Channel, inviter: User | None = None) -> None:
        """Somebody invites the bot into a channel, which it is told."""
        if self.me not in channel.members:
            channel.members.append(self.me)
            self._entered(self.me, channel, None, inviter)

    def group(self, handle: str, *users: User) -> Group:
        """Make a user group."""
        made = Group(handle, list(users))
        self.groups.append(made)
        return made

    async def join(self, user: User, *channels: Channel) -> Answer:
        """Somebody joins the workspace (team_join), and then channels."""
        answer = self.make_answer(user, None, f"{user.name} joins the workspace")
        self.users[user.id] = user
        self.tell({"type": "team_join", "user": payloads.user(self, user)}, answer)
        for channel in channels:
            await self.join_channel(user, channel)
        return answer

    async def join_channel(self, user: User, channel: Channel, inviter: User | None = None) -> Answer:
        """Somebody joins a channel, or is invited to it."""
        answer = self.make_answer(user, channel, f"{user.name} joins #{channel.name}")
        assert user not in channel.members, f"{user.name} is in #{channel.name}"
        channel.members.append(user)
        self._entered(user, channel, answer, inviter)
        return answer

    def _entered(self, user: User, channel: Channel, answer: Answer | None, inviter: User | None) -> None:
        told: Json = {"type": "member_joined_channel", "user": user.id, "channel": channel.id, "team": self.team_id}
        told |= {"channel_type": "G" if channel.private else "C"} | ({"inviter": inviter.id} if inviter else {})
        if self.me in channel.members and f"{channel.kind}:read" in self.scopes:
            self.tell(told, answer)

    def leave_channel(self, user: User, channel: Channel) -> None:
        """Somebody leaves a channel, or is removed; `slack.me` is the bot."""
        channel.members.remove(user)
        told = {"type": "member_left_channel", "user": user.id, "channel": channel.id, "team": self.team_id}
        if self.me in channel.members:
            self.tell(told)

    async def change(self, user: User, **changes: object) -> Answer:
        """Somebody's profile changes (user_change): name, locale, tz, restricted, deactivated and so on."""
        answer = self.make_answer(user, None, f"{user.name} changes {[*changes]}")
        for name, value in changes.items():
            assert hasattr(user, name), f"people have no {name}"
            setattr(user, name, value)
        self.tell({"type": "user_change", "user": payloads.user(self, user, locale=True)}, answer)
        return answer

    async def say(self, user: User, channel: Channel, text: str, thread: Message | None = None) -> Answer:
        """Write into a channel, or in a thread below a message. `<@ID>` (`slack.me.mention`) pings."""
        assert 0 < len(text) <= LONGEST, f"{len(text)} characters are no message"
        assert user in channel.members, f"{user.name} is not in #{channel.name}"
        assert not channel.archived, f"#{channel.name} is archived"
        assert not channel.direct or self.messages_tab, "messages to the application are switched off"
        message = Message(channel, user, marked(text))
        if thread:
            message.thread_ts = thread.thread_ts or thread.ts
        channel.messages.append(message)
        answer = self.make_answer(user, channel, f"{user.name}: {text}")
        answer.heard = message
        told = payloads.message(self, message) | {"client_msg_id": message.ts}
        mentioned = self.me.mention in message.content and self.me in channel.members and not channel.direct
        if mentioned and "app_mentions:read" in self.scopes:
            self.tell({**told, "type": "app_mention", "channel": channel.id}, answer)
        self.tell_message(told, channel, answer)
        return answer

    async def dm(self, user: User, text: str, thread: Message | None = None) -> Answer:
        """Write to the bot alone."""
        return await self.say(user, self.conversation(user), text, thread)

    async def open_home(self, user: User, tab: str = "home") -> Answer:
        """Open the bot's page, on the tab `home` or `messages`."""
        assert tab != "home" or self.home_tab, "the application has no home tab"
        answer = self.make_answer(user, None, f"{user.name} opens the tab {tab}")
        told: Json = {"type": "app_home_opened", "user": user.id, "channel": self.conversation(user).id, "tab": tab}
        if tab == "home" and user.home:
            told["view"] = payloads.view(self, user.home)
        self.tell(told, answer)
        return answer

    def erase(self, message: Message) -> None:
        """A moderator, or its author, deletes a message."""
        remove(message)
        event = {"subtype": "message_deleted", "hidden": True, "deleted_ts": message.ts, "ts": stamp()}
        self.tell_message(event, message.channel)

    def messages(self, channel: Channel, user: User | None = None) -> list[Message]:
        """What stands in a channel now, oldest first, as everybody sees it, or one user."""
        return [message for message in channel.messages if message.seen_by in (None, user)]

    def dms(self, user: User) -> list[Message]:
        """What stands in the conversation of the bot and somebody, oldest first."""
        return list(self.conversation(user).messages)
