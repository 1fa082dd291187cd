"""What the commands that correct facts say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.commands.facts.labels import label
from bot.commands.facts.storing import Named
from bot.commands.facts.values import differences, read
from bot.core.actions import Opener
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Reading
from bot.core.reply import Button, Line
from bot.core.words import Words
from bot.domain.naming import title
from bot.sources.problem import Problem
from bot.storage.errors import StaleFact

SOME = 10  # records offered as buttons


def reading(ctx: Context) -> Reading:
    """What arguments are read by."""
    return ctx.reading


def offer(ctx: Context, label: str, command: str, **texts: str) -> tuple[Button, ...]:
    """A button to a command that is known by its name alone; none where there is no such command."""
    spec = next((spec for spec in ctx.book if spec.name == command), None)
    return (Button(label, Opener(spec, texts)),) if spec else ()


def problems(found: Iterable[Problem], t: Words, *, of: str = "") -> str:
    """What is wrong, a line for each, in the words of an import; the field `of` which it is goes without saying."""
    return "\n".join(_problem("" if p.path == of else p.path, t(p.says, **p.names), t) for p in found)


def _problem(path: str, says: str, t: Words) -> str:
    return t("{field}: {problem}", field=label(path, t), problem=says) if path else says


def name_of(body: Mapping[str, object] | None, id: str, t: Words) -> str:
    """What people call the record of a body, which may be gone."""
    body = body or {}
    name = body.get("name") or body.get("title") or body.get("en") or id
    return title(str(name), str(body.get("name_bg") or body.get("bg") or ""), t.language)


def turns(
    kind: str, id: str, before: Mapping[str, object] | None, after: Mapping[str, object] | None, ctx: Context
) -> tuple[Line, ...]:
    """A line for each field that differs: what it was and what it is."""
    return tuple(
        (turn(kind, path, one, other, ctx),)
        for path, one, other in differences(kind, id, before, after)
        if path != "id"
    )


def turn(kind: str, path: str, before: str, after: str, ctx: Context) -> str:
    """What a field was and what it is."""
    t = ctx.t
    return t(
        "{field}: {before} → {after}",
        field=label(path, t),
        before=read(kind, path, before, ctx.library, t),
        after=read(kind, path, after, ctx.library, t),
    )


def stale(error: StaleFact) -> Oops:
    """Somebody was quicker by a moment."""
    return Oops("Somebody changed {record} at the same moment. Please look at it and try again.", record=error.id)


def named(error: Named, ctx: Context) -> Oops:
    """What cannot go, since other records name it: which ones, each with the way to correct it."""
    labels = {f"{kind}:{id}": ctx.library.label(kind, id, ctx.t.language) for kind, id in error.by}
    buttons = (offer(ctx, label, "fact edit", record=record) for record, label in labels.items())
    return Oops(
        "It cannot go while other records name it: {records}. Take it out there first.",
        buttons=tuple(button for found in buttons for button in found)[:SOME],
        records="; ".join(labels.values()),
    )
