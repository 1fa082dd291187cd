"""One's own profile as a page: what is known, what is missing, and the way to change each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.facts.telling import offer
from bot.commands.membership.answers import ANSWERS, spoken
from bot.commands.owning.labels import PLATFORMS
from bot.commands.profiling.agreements import agreement
from bot.commands.profiling.digests import digest_told
from bot.commands.profiling.known import CHANGED
from bot.commands.profiling.short import short
from bot.core.kinds.hours import NEVER
from bot.core.reply import Badge, Button, Card, Field, Option, Reply, Select, Tone, Weight
from bot.core.roles import Role
from bot.core.words import later
from bot.domain.member import Purpose

if TYPE_CHECKING:
    from bot.commands.profiling.known import Known
    from bot.core.context import Context
    from bot.core.reply import Line

ABOUT = ("aim", "organisation", "city", "interests", "offers", "seeks", "introduction")
BETWEEN = ("language", "zone", "digest", "reminders")  # how the bot and they get along
ELSEWHERE = (  # what others have to do with it, each where there is such a command
    ("quiet", later("Quiet hours")),
    ("mydata", later("Send me all my data")),
    ("privacy", later("What is kept and why")),
)


def page(known: Known, ctx: Context, lead: Line = ()) -> Reply:
    """All of it, after what is said first."""
    t, name = ctx.t, ctx.who.name
    head = t("{name}, this is what I know of you by your own word.", name=name) if name else ""
    said = head or t("This is what I know of you by your own word.")
    hint = t("Only you see this page. Others see of it what you agree to below.")
    if missing := _missing(known):
        labels = ", ".join(t(ANSWERS[name].label) for name in missing)
        hint += "\n" + t("Not said yet: {labels}.", labels=labels)
    return Reply(
        (*lead, *(("\n\n",) if lead else ()), said, "\n", hint, *_leaving(known, ctx)),
        cards=(
            _about(known, ctx),
            _between(known, ctx),
            *(agreement(purpose, known, ctx) for purpose in Purpose),
            _accounts(known, ctx),
        ),
        selects=(_change(known, ctx),),
        buttons=_ways(known, ctx),
        private=True,
    )


def _leaving(known: Known, ctx: Context) -> Line:
    if known.erased_at is None:
        return ()
    t = ctx.t
    said = t.line(
        "All of this will be deleted on {at}, as you asked. Until then nobody finds you in the directory.",
        at=t.moment(known.erased_at, ctx.zone),
    )
    return ("\n\n", *said)


def _missing(known: Known) -> list[str]:
    return [name for name in ABOUT if known.told.get(name) in (None, "", [])]


def _about(known: Known, ctx: Context) -> Card:
    t, fields = ctx.t, []
    for name in ABOUT:
        if known.told.get(name):
            fields.append(Field(t(ANSWERS[name].label), (spoken(name, known.told[name], ctx),)))
        if name == "organisation" and known.told.get("partner"):
            stands = ctx.library.label("partner", known.told["partner"], t.language)
            fields.append(Field(t("In our directory of organisations"), (stands,)))
    return Card(t("About you"), body=() if fields else ((t("Nothing yet."),),), fields=tuple(fields))


def _between(known: Known, ctx: Context) -> Card:
    t, told = ctx.t, known.told
    values = {
        "language": spoken("language", told.get("language") or t.language, ctx),
        "zone": told.get("zone") or t("{zone}, as the club has it", zone=ctx.zone.key),
        "digest": digest_told(known, ctx),
        "reminders": spoken("reminders", told.get("reminders"), ctx),
    }
    fields = [Field(t(ANSWERS[name].label), (values[name],)) for name in BETWEEN]
    fields.insert(2, Field(t("Quiet hours"), (_quiet(ctx),)))
    if known.muted_at:
        since = t.line("Muted since {at}: I write to you only when you ask.", at=t.moment(known.muted_at, ctx.zone))
        fields.append(Field(t("What I write by myself"), (*since, *_unsaid(known, ctx))))
        return Card(t("Between us"), badge=Badge(t("Muted"), Tone.WARN), fields=tuple(fields))
    fields.append(Field(t("What I write by myself"), (t("It comes to you."),)))
    return Card(t("Between us"), fields=tuple(fields))


def _unsaid(known: Known, ctx: Context) -> Line:
    if not known.unsaid:
        return ()
    said = ctx.t.many(
        "{n} reminder came due meanwhile; it is shown to you when you unmute me.",
        "{n} reminders came due meanwhile; they are shown to you when you unmute me.",
        known.unsaid,
    )
    return ("\n", said)


def _quiet(ctx: Context) -> str:
    own = ctx.who.quiet
    if own == NEVER:
        return ctx.t("None")
    hours = own or ctx.club.quiet
    names = {"since": f"{hours.since:%H:%M}", "until": f"{hours.until:%H:%M}"}
    if own is None:
        return ctx.t("From {since} to {until}, as the club has them", **names)
    return ctx.t("From {since} to {until}", **names)


def _accounts(known: Known, ctx: Context) -> Card:
    t = ctx.t
    lines: tuple[Line, ...] = tuple(
        (t("{platform}: {name}", platform=t(PLATFORMS.get(one.platform, one.platform)), name=one.name or t("no name")),)
        for one in known.accounts
    )
    link = offer(ctx, t("Link another account"), "link")
    return Card(t("Your accounts"), body=lines, buttons=(*link, *_unlink(known, ctx)))


def _unlink(known: Known, ctx: Context) -> tuple[Button, ...]:
    return offer(ctx, ctx.t("Part them"), "unlink") if len(known.accounts) > 1 else ()


def _change(known: Known, ctx: Context) -> Select:
    t = ctx.t
    return Select(
        t("Change an answer"),
        tuple(
            Option(
                t(ANSWERS[name].label),
                ctx.opener("profile-change", ask=name),
                short(spoken(name, known.told.get(name), ctx)),
            )
            for name in (*ABOUT, *BETWEEN)
            if name in CHANGED
        ),
    )


def _ways(known: Known, ctx: Context) -> tuple[Button, ...]:
    t = ctx.t
    ways: list[Button] = []
    if known.erased_at:
        ways.append(Button(t("Keep everything"), ctx.opener("forgetme-cancel"), Weight.MAIN))
    if not known.joined:
        label = t("Go on where I stopped") if known.told.keys() & set(ABOUT) else t("Join")
        ways += [replace(button, weight=Weight.MAIN) for button in offer(ctx, label, "join")]
    elif missing := _missing(known):
        add = t("Add: {label}", label=t(ANSWERS[missing[0]].label))
        ways.append(Button(add, ctx.opener("profile-change", ask=missing[0]), Weight.MAIN))
    if known.muted_at:
        ways.append(Button(t("Unmute"), ctx.opener("unmute"), Weight.MAIN))
    else:
        ways.append(Button(t("Mute everything"), ctx.opener("mute")))
    if ctx.who.role >= Role.MEMBER:
        ways.append(Button(t("My reminders"), ctx.opener("reminders")))
    for command, label in ELSEWHERE:
        ways += offer(ctx, t(label), command)
    return tuple(ways)
