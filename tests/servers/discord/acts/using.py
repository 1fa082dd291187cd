"""Using the bot: commands, autocomplete, buttons, menus, forms. Each act returns its Answer at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord import payloads
from tests.servers.discord.acts import slash
from tests.servers.discord.acts.forms import answered
from tests.servers.discord.acts.people import People
from tests.servers.discord.answers import Answer, Use
from tests.servers.discord.permissions import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.discord.modals import Modal
    from tests.servers.discord.world import Channel, Json, Message, User

BUTTON, MENU, LINK = 2, 3, 5
RESOLVED = {5: "user", 6: "role", 7: "mentionable", 8: "channel"}  # menus of things that Discord knows


class Using(People):
    """Acts that the bot answers."""

    async def slash(self, user: User, channel: Channel, command: str, /, **options: object) -> Answer:
        """Send a command, such as "partners" or "fact edit". AssertionError for what cannot be typed."""
        said = " ".join([f"{user.name}: /{command}", *(f"{name}={value}" for name, value in options.items())])
        data = self._command(user, channel, command, options, said)
        return self._use(Use.COMMAND, user, channel, data, said)

    async def type_into(
        self, user: User, channel: Channel, command: str, option: str, text: str, /, **others: object
    ) -> list[Json]:
        """Type into an option that completes: the choices, each {"name", "value"}. `others` were filled in before."""
        said = f"{user.name}: /{command} {option}={text}…"
        data = self._command(user, channel, command, {**others, option: text}, said, focused=option)
        answer = self._use(Use.AUTOCOMPLETE, user, channel, data, said, typed=self._typed(data))
        return (await answer.answered()).choices

    def _command(
        self, user: User, channel: Channel, command: str, given: Mapping[str, object], said: str, focused: str = ""
    ) -> Json:
        name, *words = command.split()
        found = slash.registered(self, channel.guild, name)
        slash.shown(found, user, channel)
        declared, way = slash.leaf(found, words)
        if focused:
            kind = next((option for option in declared if option["name"] == focused), None)
            assert kind, f"{said}: there is no option {focused!r}"
            assert kind.get("autocomplete"), f"{said}: {focused!r} does not complete"
        options = slash.options(declared, given, said, focused=focused)
        data: Json = {"id": found["id"], "name": found["name"], "type": 1, "options": slash.wrap(way, options)}
        if "guild_id" in found:
            data["guild_id"] = found["guild_id"]
        resolved = {} if focused else slash.resolved(channel.guild, given, self)
        return data | ({"resolved": resolved} if resolved else {})

    def _typed(self, data: Json) -> int:
        options = data["options"]
        while options[0]["type"] in (slash.SUBCOMMAND, slash.GROUP):
            options = options[0]["options"]
        return next(int(option["type"]) for option in options if option.get("focused"))

    async def press(self, user: User, message: Message, label: str) -> Answer:
        """Press the button of that label."""
        said = f"{user.name}: [{label}]"
        self._sees(user, message, said)
        buttons = [leaf for leaf in message.leaves if leaf["type"] == BUTTON]
        found = next((leaf for leaf in buttons if leaf.get("label") == label), None)
        assert found, f"{said}: the message has no such button, only {[leaf.get('label') for leaf in buttons]}"
        assert not found.get("disabled"), f"{said}: it is disabled"
        assert found["style"] != LINK, f"{said}: it is a link"
        data = {"custom_id": found["custom_id"], "component_type": BUTTON, "id": found["id"]}
        return self._use(Use.COMPONENT, user, message.channel, data, said, message)

    async def pick(self, user: User, message: Message, placeholder: str, *labels: Any) -> Answer:  # noqa: ANN401
        """Pick options, by their labels, from the menu of that placeholder; people, roles, channels from others."""
        said = f"{user.name}: {placeholder} → {', '.join(str(label) for label in labels)}"
        self._sees(user, message, said)
        found = next((leaf for leaf in message.leaves if leaf.get("placeholder", "") == placeholder), None)
        assert found, f"{said}: the message has no such menu, only {[*message.menus]}"
        assert not found.get("disabled"), f"{said}: it is disabled"
        low, high = found.get("min_values", 1), found.get("max_values", 1)
        assert low <= len(labels) <= high, f"{said}: it takes {low} to {high}"
        data: Json = {"custom_id": found["custom_id"], "component_type": found["type"], "id": found["id"]}
        if found["type"] == MENU:
            by_label = {option["label"]: option["value"] for option in found["options"]}
            for label in labels:
                assert label in by_label, f"{said}: it offers {[*by_label]}"
            data["values"] = [by_label[label] for label in labels]
        else:
            data["values"] = [str(label.id) for label in labels]
            data["resolved"] = slash.resolved(message.channel.guild, {str(n): label for n, label in enumerate(labels)})
        return self._use(Use.COMPONENT, user, message.channel, data, said, message)

    async def submit(
        self, user: User, modal: Modal, values: Mapping[str, object] | None = None, /, **named: object
    ) -> Answer:
        """Send a form: values by custom_id or label, what is not named as it stands.

        AssertionError for what the client does not let one send.
        """
        said = f"{user.name}: form “{modal.title}”"
        assert user is modal.user, f"{said} is open before {modal.user.name}"
        given = {**(values or {}), **named}
        data: Json = {"custom_id": modal.custom_id, "components": answered(modal, given)}
        things = {f"{name} {n}": each for name, value in given.items() for n, each in enumerate(_each(value))}
        if resolved := slash.resolved(modal.channel.guild, things, self):
            data["resolved"] = resolved
        return self._use(Use.MODAL, user, modal.channel, data, said, modal.source)

    def _sees(self, user: User, message: Message, said: str) -> None:
        assert not message.deleted, f"{said}: the message is gone"
        guild = message.channel.guild
        assert guild is None or user.id in guild.members, f"{said}: {user.name} is not in the server"
        if message.seen_by is not None:
            assert message.seen_by is user, f"{said}: only {message.seen_by.name} sees it"

    def _use(
        self,
        use: Use,
        user: User,
        channel: Channel,
        data: Json,
        said: str,
        source: Message | None = None,
        typed: int = 0,
    ) -> Answer:
        answer = Answer(use, user, channel, said, self.deadline, self.token_life, typed, self.quiet, source)
        self.answers[answer.token] = answer
        self.gateway.dispatch("INTERACTION_CREATE", self._told(answer, data), channel.guild)
        return answer

    def _told(self, answer: Answer, data: Json) -> Json:
        guild, channel, user = answer.channel.guild, answer.channel, answer.user
        told: Json = {
            "id": str(answer.id),
            "application_id": str(self.application_id),
            "type": int(answer.use),
            "data": data,
            "token": answer.token,
            "version": 1,
            "channel_id": str(channel.id),
            "channel": payloads.channel(channel),
            "locale": user.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if guild:
            held = str(int(guild.permissions(user, channel)))
            told["member"] = {**payloads.member(guild.members[user.id]), "permissions": held}
            told["channel"]["permissions"] = held
            told |= {
                "guild_id": str(guild.id),
                "guild": payloads.partial_guild(guild),
                "guild_locale": guild.locale,
                "app_permissions": str(int(guild.permissions(self.me, channel))),
                "authorizing_integration_owners": {"0": str(guild.id)},
                "context": 0,
            }
        else:
            told |= {
                "user": payloads.user(user),
                "app_permissions": str(int(EVERYTHING)),
                "authorizing_integration_owners": {"0": "0"},
                "context": 1,
            }
        if answer.source:
            told["message"] = payloads.message(answer.source)
        return told


def _each(value: object) -> list[Any]:
    return [*value] if isinstance(value, list | tuple) else [value]
