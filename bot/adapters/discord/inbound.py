"""What Discord says, as one Request, whatever it was: a slash command, a button, a list, a form, a line of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import Member

from bot.adapters.discord import uploads
from bot.core.codec import Garbled, Parcel, unpack
from bot.core.context import Account, Place
from bot.core.request import Filled, Request, Said
from bot.core.roles import Role
from bot.render.discord import ids
from bot.render.held import Carried, Held

if TYPE_CHECKING:
    from discord import Guild, Interaction, Message, User

    from bot.adapters.discord.roles import Roles

PLATFORM = "discord"
SUBCOMMAND = 1
GROUP = 2

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is there, and where."""

    account: Account
    place: Place
    name: str
    language: str
    role: Role

    def asks(self, id: int, said: Said, *, aloud: bool = False, heard: str = "") -> Request:
        """Their request; its id names them, since writes are kept by it."""
        key = f"{PLATFORM}:{self.account.id}:{id}"
        return Request(key, self.account, self.place, said, self.name, self.language, aloud, self.role, heard)


def asker(interaction: Interaction, roles: Roles) -> Asker:
    """Who used a command, a button or a form."""
    place = Place(PLATFORM, str(interaction.channel_id), direct=interaction.guild_id is None)
    spoken = language(interaction.locale.value)
    return _asker(interaction.user, place, spoken, roles, interaction.client.guilds)


def author(message: Message, roles: Roles, guilds: Sequence[Guild]) -> Asker:
    """Who wrote a message. Discord tells nobody's language with it."""
    place = Place(PLATFORM, str(message.channel.id), direct=message.guild is None)
    return _asker(message.author, place, "", roles, guilds)


def _asker(user: User | Member, place: Place, language: str, roles: Roles, guilds: Sequence[Guild]) -> Asker:
    if isinstance(user, Member):
        role = roles.of_member(user.guild.id, (role.id for role in user.roles), pending=user.pending)
    else:
        role = roles.of_user(guilds, user.id)
        user = next((member for guild in guilds if (member := guild.get_member(user.id))), user)  # called as there
    return Asker(Account(PLATFORM, str(user.id)), place, user.display_name, language, role)


def language(locale: str) -> str:
    """The language of ours that a client's locale stands for: Bulgarian for bg, English for all others."""
    return "bg" if locale == "bg" else "en"


def command(data: Json) -> Filled:
    """A slash command and its options as texts, two words for a subcommand; files are left out."""
    name, options = _words(data)
    texts = (option for option in options if "value" in option and option["type"] != uploads.OPTION)
    return Filled(name, {option["name"]: _text(option["value"]) for option in texts})


def focused(data: Json) -> tuple[str, str]:
    """The option that somebody is typing, and what stands in it so far."""
    _, options = _words(data)
    return next(((o["name"], _text(o.get("value", ""))) for o in options if o.get("focused")), ("", ""))


def _words(data: Json) -> tuple[str, Sequence[Json]]:
    name, options = data["name"], data.get("options", ())
    while options and options[0]["type"] in (SUBCOMMAND, GROUP):
        (inner,) = options
        name, options = f"{name} {inner['name']}", inner.get("options", ())
    return name, options


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def held(data: Json) -> Held:
    """What a button, the option picked from a list, or a form carries; of what we never wrote, nothing."""
    picked = data.get("values")
    try:
        return ids.read(picked[0] if picked else data["custom_id"])
    except Garbled:
        return Carried("")


def answers(data: Json) -> dict[str, str]:
    """A form's answers, one text for each blank; nothing picked is an empty text. Files are left out."""
    return dict(_answers(data["components"]))


def _answers(components: Sequence[Json]) -> Iterator[tuple[str, str]]:
    for component in components:
        inner = component.get("component")  # a Label holds one, a row several
        yield from _answers([inner] if inner else component.get("components", ()))
        if "custom_id" in component and component["type"] != uploads.FIELD:
            picked = component.get("values")
            yield component["custom_id"], component.get("value", "") if picked is None else "".join(picked[:1])


def filled(packed: str, texts: Mapping[str, str]) -> Filled:
    """A form that carried its command and what is hidden in its own id; of what cannot be read, no command."""
    try:
        parcel = unpack(packed)
    except Garbled:
        parcel = Parcel("")  # the core says that this no longer works
    return Filled(parcel.command, texts, parcel.texts)
