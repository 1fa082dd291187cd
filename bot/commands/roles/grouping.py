"""Roles on Discord and user groups on Slack that make organisers beside the settings."""

from __future__ import annotations

from bot.commands.facts.storing import Act
from bot.commands.roles.changing import still_organiser
from bot.commands.roles.giving import group_of, settled_elsewhere
from bot.core.command import Command
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.storage.roles import Grant
from bot.storage.store import Tx


def refuse_group(tx: Tx, key: str, ctx: Context, *, gives: bool) -> None:
    """Raise Oops for a change that must not be, as things stand in this transaction."""
    still_organiser(tx, ctx)
    platform, _, id = key.partition(":")
    told, granted = group_of(key, ctx), any((one.platform, one.id) == (platform, id) for one in tx.roles.grants())
    if told and told.settled:
        raise Oops(
            "{name} makes organisers by the settings. Whoever runs the bot changes that in its settings; it can't be"
            " changed here.",
            name=told.name,
        )
    if gives == granted:
        raise Oops(
            "It makes organisers already, so there is nothing to change."
            if gives
            else "It makes nobody an organiser, so there is nothing to change."
        )
    if gives and platform == "discord" and told is None:
        raise Oops("There is no such role on Discord any more.")
    if gives and any(id in roles for roles in ctx.places.roles.values()):
        raise Oops(
            "Everybody can have this role by choosing a field of interest, so it can't make organisers. Please make"
            " a role of its own."
        )
    if not gives and not tx.roles.organisers() and not settled_elsewhere(ctx):
        raise Oops("Nobody is an organiser by name. Please make somebody one first, so that one stays.")


def set_group(tx: Tx, key: str, name: str, command: Command, ctx: Context, *, gives: bool) -> None:
    """Let a role or a user group make organisers, or no more, and write the audit's line."""
    refuse_group(tx, key, ctx, gives=gives)
    platform, _, id = key.partition(":")
    told = {"group": key, "name": name, "role": "organiser"}
    if gives:
        tx.roles.grant(Grant(platform, id, name, int(Role.ORGANISER)), ctx.who.id, ctx.now)
    else:
        tx.roles.revoke(platform, id)
    Act.of(command, ctx).note(tx, None if gives else told, told if gives else None)
