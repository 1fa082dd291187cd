"""The one way in which a role is changed by name: checked and written in one transaction, which decides races."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from typing import Any

from bot.commands.facts.storing import Act
from bot.commands.roles.giving import settled_elsewhere
from bot.commands.roles.standing import Standing
from bot.core import outbox
from bot.core.command import Command
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.reply import Action
from bot.core.roles import Role
from bot.storage.roles import Met
from bot.storage.store import Tx

UNDO = timedelta(minutes=10)


def found(tx: Tx, person: str) -> Met:
    """Somebody the club has met. Raises Oops for an id that nobody has."""
    met = tx.roles.met(person)
    if met is None:
        raise Oops("I don't know this person any more. /role shows everybody.")
    return met


def called(met: Met, ctx: Context) -> str:
    """What somebody is called in a sentence."""
    return met.name or ctx.t("somebody without a name")


def refuse(tx: Tx, met: Met, role: Standing, ctx: Context) -> None:
    """Raise Oops for a change that must not be, as things stand in this transaction."""
    still_organiser(tx, ctx)
    own, now = met.id == ctx.who.id, Role(met.role)
    if own and role.role > now:
        raise Oops("Nobody raises themselves. Please ask another organiser to do it.")
    last = now is Role.ORGANISER and role.role < now and tx.roles.organisers() == 1
    if last and not settled_elsewhere(ctx, met.accounts):
        raise Oops(
            "You are the last organiser: nobody could let anybody in after you. Please make somebody else an"
            " organiser first."
            if own
            else "This is the last organiser by name. Please make somebody else an organiser first."
        )


def still_organiser(tx: Tx, ctx: Context) -> None:
    """Raise Oops when whoever asks was removed while they asked."""
    me = tx.people.get(ctx.who.id)
    if max(ctx.who.lent, me.role if me else 0) < Role.ORGANISER:
        raise Oops("You are no organiser any more, so nothing was changed.")


def change(tx: Tx, met: Met, role: Standing, command: Command, says: Action, ctx: Context) -> str:
    """Give somebody a role by name, tell them and write the audit's line; returns the token that undoes it."""
    was, token = Standing.of(met.role), secrets.token_urlsafe(9)
    tx.people.set_role(met.id, int(role.role))
    whom = tx.pseudonyms.of(met.id)  # as the audit calls whoever changes something
    Act.of(command, ctx).note(tx, {"role": was.value}, {"whom": whom, "role": role.value})
    keep(tx, token, {"person": met.id, "was": was.value, "role": role.value}, ctx)
    place = outbox.direct(tx, met.id)
    if place and met.id != ctx.who.id:
        outbox.send(tx, ctx.now, place=place, says=says, key=f"role:{token}")
    return token


def keep(tx: Tx, token: str, what: dict[str, Any], ctx: Context) -> None:
    """Keep what undoes a change, for whoever made it, for ten minutes."""
    tx.kept.put(token, "role", json.dumps(what), ctx.who.id, ctx.now + UNDO)


def taken(tx: Tx, token: str, ctx: Context) -> dict[str, Any]:
    """What a token undoes, once. Raises Oops when it is too late, or somebody else's."""
    text = tx.kept.take(token, "role", ctx.who.id, ctx.now)
    if text is None:
        raise Oops("This can't be undone any more: it was undone, or more than ten minutes ago. /role changes it.")
    what: dict[str, Any] = json.loads(text)
    return what
