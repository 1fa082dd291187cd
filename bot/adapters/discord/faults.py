"""What Discord refuses, in words: which permission is missing, in which channel, and where to grant it.

Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json. Permissions are called what Discord's
own settings call them, in each language.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, NoReturn

from discord import HTTPException, RateLimited

from bot.adapters.discord.lost import LOST
from bot.adapters.discord.posting import DM, Room, TooMuch
from bot.core.messenger import DirectClosed, NotAllowed, PlaceGone, PostGone, TryLater, Unclear, Undelivered
from bot.core.words import later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from discord import Client, Guild, Member, Permissions

FAULTS = (HTTPException, RateLimited, *LOST)

SOON = timedelta(seconds=5)
NOT_SOON = timedelta(minutes=10)
SERVER_ERROR, TOO_MANY = 500, 429
NO_ACCESS, NO_PERMISSION, ROLE_GONE = 50001, 50013, 10011

VIEW, SEND, IN_THREADS, EMBED, ATTACH = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "embed_links",
    "attach_files",
)
PING, THREADS, CREATE = "mention_everyone", "create_public_threads", "create_posts"

# By discord.py's names of the permissions; in a forum send_messages is called “Create Posts”.
MISSING = {
    VIEW: later(
        "I can't see {channel}. Allow “View Channel” in the channel's permissions, or “View Channels”"
        " in Server Settings → Roles → {role}."
    ),
    SEND: later(
        "I may not send messages in {channel}. Allow “Send Messages” in Server Settings → Roles → {role},"
        " or in the channel's own permissions."
    ),
    IN_THREADS: later(
        "I may not send messages in the thread {channel}. Allow “Send Messages in Threads”"
        " in Server Settings → Roles → {role}, or in the permissions of the channel that it belongs to."
    ),
    CREATE: later(
        "I may not create posts in {channel}. Allow “Create Posts” in the channel's permissions,"
        " or “Send Messages and Create Posts” in Server Settings → Roles → {role}."
    ),
    THREADS: later(
        "I may not start threads in {channel}. Allow “Create Public Threads” in Server Settings → Roles → {role},"
        " or in the channel's own permissions."
    ),
    EMBED: later(
        "I may not show cards in {channel}. Allow “Embed Links” in Server Settings → Roles → {role},"
        " or in the channel's own permissions."
    ),
    ATTACH: later(
        "I may not send files in {channel}. Allow “Attach Files” in Server Settings → Roles → {role},"
        " or in the channel's own permissions."
    ),
    PING: later(
        "I may not ping in {channel}, so I have sent nothing. Allow “Mention @everyone, @here, and All Roles”"
        " in Server Settings → Roles → {role}, or in the channel's own permissions."
    ),
}
_NO_MESSAGES = later("{channel} takes no messages. Please choose a text channel.")
_LOCKED = later("The thread {channel} is locked. Unlock it, or choose another place.")
WRONG_PLACE = {
    50008: _NO_MESSAGES,
    50024: _NO_MESSAGES,
    40058: _NO_MESSAGES,
    50083: _LOCKED,
    160005: _LOCKED,
    40067: later(
        "{channel} wants a tag on every post, and I have none to give. Switch off"
        " “Require people to select tags when posting” in the channel's settings."
    ),
}
NO_ROLE = later("There is no role {name} on the server any more. Please set another.")
UNREADABLE = later(
    "I can't tell whether this has arrived in {channel}, so I have not sent it again: please look there."
    " So that I can look myself, allow “Read Message History” in Server Settings → Roles → {role},"
    " or in the channel's own permissions."
)
TOO_MUCH = later(
    "I can't tell whether this has arrived in {channel}: too much has been said there since."
    " I have not sent it again; please look there."
)


@contextmanager
def told(client: Client, room: Room, *needs: str, history: bool = False) -> Iterator[None]:
    """Raise in our words what Discord refuses.

    `needs` are the permissions of what is tried, the one that most likely is missing first. A `history` that can't be
    read is Unclear.
    """
    try:
        yield
    except (*FAULTS, TooMuch) as error:
        tell(error, client, room, needs, history=history)


def tell(error: Exception, client: Client, room: Room, needs: Sequence[str] = (), *, history: bool = False) -> NoReturn:
    """Raise this error in our words; what is our own fault as it is."""
    _raise(_explained(error, client, room, needs, history=history), error)


def _raise(said: Exception, error: Exception) -> NoReturn:
    if said is error:
        raise error
    raise said from error


def _explained(error: Exception, client: Client, room: Room, needs: Sequence[str], *, history: bool) -> Exception:
    if isinstance(error, RateLimited):
        return TryLater(timedelta(seconds=error.retry_after))
    if isinstance(error, TooMuch):
        return unclear(client, room, TOO_MUCH)
    if isinstance(error, HTTPException):
        if history and error.code in (NO_ACCESS, NO_PERMISSION):
            return unclear(client, room)
        return _refused(error, client, room, needs)
    return TryLater(SOON)


def _refused(error: HTTPException, client: Client, room: Room, needs: Sequence[str]) -> Exception:
    match error.code:
        case 10003 | 10004:  # unknown channel, unknown server
            return PlaceGone(shown(room))
        case 10008:  # unknown message
            return PostGone(shown(room))
        case 10007 | 10013:  # unknown member, unknown user
            return Undelivered(later("This person is not on the server any more."))
        case 50007 | 50278:  # cannot send to this user, no server in common
            return DirectClosed()
        case 50001:  # missing access
            return DirectClosed() if room.kind == DM else refusal(client, room, VIEW)
        case 50013:  # missing permissions
            return refusal(client, room, _lacking(client, room, needs))
        case code if code in WRONG_PLACE:
            return NotAllowed(WRONG_PLACE[code], channel=shown(room))
        case 40003:  # direct messages opened too fast
            return TryLater(NOT_SOON)
    if error.status == TOO_MANY:
        told = error.response.headers.get("Retry-After")
        return TryLater(timedelta(seconds=float(told)) if told else SOON)
    return TryLater(SOON) if error.status >= SERVER_ERROR else error


def refusal(client: Client, room: Room, permission: str) -> NotAllowed:
    """That a permission is missing in a channel, and where to grant it."""
    key = CREATE if permission == SEND and room.opens_threads else permission
    return NotAllowed(MISSING[key], channel=shown(room), role=own_role(client, room.guild))


def unclear(client: Client, room: Room, why: str = UNREADABLE) -> Unclear:
    """That nobody can say whether something arrived."""
    return Unclear(why, channel=shown(room), role=own_role(client, room.guild))


def tell_role(error: Exception, client: Client, guild: int, role: int) -> NoReturn:
    """Raise in our words why a role could not be given or taken."""
    _raise(_role_fault(error, client, guild, role), error)


def _role_fault(error: Exception, client: Client, guild: int, role: int) -> Exception:
    server = client.get_guild(guild)
    known = server.get_role(role) if server else None
    name, own = known.name if known else str(role), own_role(client, guild)
    code = error.code if isinstance(error, HTTPException) else 0
    if code in (NO_ACCESS, NO_PERMISSION):
        me = _me(client, server)
        if me and not me.guild_permissions.manage_roles:
            return NotAllowed(
                later(
                    "I may not give or take the role “{name}”. Allow “Manage Roles”"
                    " in Server Settings → Roles → {role}, and drag {role} above “{name}” in that list."
                ),
                name=name,
                role=own,
            )
        return NotAllowed(
            later(
                "I may not give or take the role “{name}”, because it does not stand below mine."
                " In Server Settings → Roles, drag {role} above “{name}”."
            ),
            name=name,
            role=own,
        )
    if code == ROLE_GONE:
        return NotAllowed(NO_ROLE, name=name)
    return _explained(error, client, Room(0, 0, guild=guild), (), history=False)


def permissions(client: Client, room: Room) -> Permissions | None:
    """What the bot may do in a channel, as far as the gateway has told."""
    server = client.get_guild(room.guild)
    channel = server.get_channel(room.parent or room.id) if server else None
    me = _me(client, server)
    return channel.permissions_for(me) if channel and me else None


def own_role(client: Client, guild: int) -> str:
    """The name of the role that Discord made for the bot."""
    server = client.get_guild(guild)
    if server and server.self_role:
        return server.self_role.name
    return client.user.name if client.user else "bot"


def _me(client: Client, server: Guild | None) -> Member | None:
    return server.get_member(client.user.id) if server and client.user else None


def _lacking(client: Client, room: Room, needs: Sequence[str]) -> str:
    held = permissions(client, room)
    lacking = [need for need in (VIEW, *needs) if held is not None and not getattr(held, need)]
    return lacking[0] if lacking else (*needs, SEND)[0]


def shown(room: Room) -> str:
    """A channel's name as people see it."""
    return "DM" if room.kind == DM else f"#{room.name or room.id}"
