"""/role: who is an organiser or a member and why; and the way to change it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.commands.paging import PAGE, onward, shown, there
from bot.commands.role_give import LABELS, RoleGive
from bot.commands.role_group import RoleGroupSet
from bot.commands.roles.changing import found
from bot.commands.roles.giving import Giver, givers, group_of
from bot.commands.roles.standing import Standing
from bot.commands.roles.telling import IS, Entry, card, entries, place
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops, Wrong
from bot.core.kinds import OneOf, RoleGroup, Somebody, Whole
from bot.core.kinds.base import AT_MOST
from bot.core.kinds.somebody import meant
from bot.core.reply import Button, Card, Confirm, Option, Reply, Select, Weight
from bot.core.roles import Role as Rank
from bot.core.words import Words
from bot.storage.roles import Met
from bot.storage.store import Tx

PLAIN = 5  # choices that are offered as buttons; more as a list


@dataclass(frozen=True, slots=True)
class _All:
    entries: list[Entry]
    givers: list[Giver]


class Role(
    Command,
    name="role",
    needs=Rank.ORGANISER,
    personal=True,
    examples=("role", "role who=Ana role=organiser", "role group=slack:S012AB3CD role=organiser"),
):
    """Who is an organiser or a member and why; make somebody one, or no more."""

    who: str = arg("Whom to change: a name, or an account such as discord:Ana", default="", kind=Somebody())
    role: Standing | None = arg("What they shall be: organiser, member or guest", default=None, kind=OneOf(Standing))
    group: str = arg("A role on Discord or a user group in Slack to change", default="", kind=RoleGroup())
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Everybody; or one person or one group; or what is asked before one is changed."""
        if self.who and self.group:
            raise Oops("Name either somebody or a role or user group, not both.")
        if self.group:
            return await self._of_group(ctx)
        if self.who:
            return await self._of_person(ctx)
        return _listed(await ctx.look(lambda tx: _all(tx, ctx)), self, ctx)

    async def _of_person(self, ctx: Context) -> Reply | Confirm:
        hits = await ctx.look(lambda tx: [found(tx, id) for id in meant(self.who, tx.roles.accounts())])
        if not hits and not self.role and (split := self._split(ctx)):
            return await split.run(ctx)
        if not hits:
            said = ctx.t(
                "I have met nobody called “{name}”. Whoever is to have a role has to write to me once; or send them an"
                " invitation with /invite.",
                name=self.who,
            )
            return Reply((said,), buttons=(Button(ctx.t("Everybody's roles"), Role()),), private=True)
        if len(hits) > 1:
            return self._which(hits, ctx)
        (met,) = hits
        if self.role:
            return await RoleGive(person=met.id, role=self.role).run(replace(ctx, confirmed=False))
        every = await ctx.look(lambda tx: givers(tx.roles.grants(), ctx))
        entry = Entry(met.name, met.accounts, tuple(one for one in every if one.holds(met.accounts)), met)
        buttons = tuple(
            Button(ctx.t(LABELS[to]), RoleGive(person=met.id, role=to)) for to in Standing if to.role != met.role
        )
        back = Button(ctx.t("Everybody's roles"), Role())
        return Reply(cards=(card(entry, ctx.t, buttons),), buttons=(back,), private=True)

    def _split(self, ctx: Context) -> Role | None:
        """The same with the last word as the role, where it is one: names may be of several words."""
        name, _, last = self.who.strip().rpartition(" ")
        try:
            role = OneOf(Standing).read(last, ctx.reading)
        except Wrong:
            return None
        return replace(self, who=name, role=Standing(role)) if name else None

    def _which(self, hits: list[Met], ctx: Context) -> Reply:
        t = ctx.t
        if len(hits) > AT_MOST:
            raise Oops(
                "More than {n} people are called like “{name}”. Please name an account, such as discord:{name}.",
                n=AT_MOST,
                name=self.who[:60],
            )
        labels = [_told(met, t) for met in hits]
        does = [replace(self, who=met.id) for met in hits]
        said = (t("Whom do you mean?"),)
        if len(hits) > PLAIN:
            options = tuple(Option(label, one) for label, one in zip(labels, does, strict=True))
            return Reply(said, selects=(Select(t("Whom do you mean?"), options),), private=True)
        buttons = tuple(Button(label, one) for label, one in zip(labels, does, strict=True))
        return Reply(said, buttons=buttons, private=True)

    async def _of_group(self, ctx: Context) -> Reply | Confirm:
        if self.role is Standing.MEMBER:
            raise Oops(
                "Which roles on Discord make members stands in the settings of the bot, under discord.member_roles;"
                " in Slack all members of the workspace are members. Here you can say role=organiser, or role=guest"
                " to take that back."
            )
        if self.role:
            gives = self.role is Standing.ORGANISER
            return await RoleGroupSet(group=self.group, gives=gives).run(replace(ctx, confirmed=False))
        t, told = ctx.t, group_of(self.group, ctx)
        every = await ctx.look(lambda tx: givers(tx.roles.grants(), ctx))
        giver = next((one for one in every if one.key == self.group), None)
        name = giver.name if giver else told.name if told else self.group.partition(":")[2]
        back = Button(t("Everybody's roles"), Role())
        if giver is None:
            does = Button(t("Make them organisers"), RoleGroupSet(group=self.group, gives=True))
            return Reply((t("{name} makes nobody an organiser.", name=name),), buttons=(does, back), private=True)
        return Reply(cards=(_giver_card(giver, ctx),), buttons=(back,), private=True)


def _all(tx: Tx, ctx: Context) -> _All:
    every = givers(tx.roles.grants(), ctx)
    held = {(one.platform, holder.id) for one in every for holder in one.holders}
    lent = tx.roles.behind(held) if held else []
    return _All(entries(tx.roles.named(), lent, every), every)


def _listed(found: _All, command: Role, ctx: Context) -> Reply:
    t = ctx.t
    some = [one for one in found.entries if command.role is None or one.role == command.role.role]
    counts = [sum(one.role is rank for one in found.entries) for rank in (Rank.ORGANISER, Rank.MEMBER)]
    said = t.many("{n} organiser", "{n} organisers", counts[0]) + ", " + t.many("{n} member", "{n} members", counts[1])
    page = there(command.page, len(some))
    part = shown(page, len(some), t)
    lines = [f"{said} ({part})" if part else said]
    if not some:
        lines.append(t("Nobody is that by name."))
    lines.append(
        t("Besides, whoever is in the Discord server or the Slack workspace is a member if the settings say so.")
    )
    cards = [card(one, t, _ways(one, t)) for one in some[(page - 1) * PAGE : page * PAGE]]
    if page == 1 and command.role in (None, Standing.ORGANISER):
        cards += [_giver_card(one, ctx) for one in found.givers if not one.is_person][:PAGE]
    buttons = _turns(command, page, len(some), t)
    return Reply(
        tuple(p for line in lines for p in (line, "\n"))[:-1], cards=tuple(cards), buttons=buttons, private=True
    )


def _ways(entry: Entry, t: Words) -> tuple[Button, ...]:
    return (Button(t("Change"), Role(who=entry.met.id)),) if entry.met else ()


def _giver_card(giver: Giver, ctx: Context) -> Card:
    t, names = ctx.t, [one.name for one in giver.holders]
    body = (t("Makes an organiser of whoever has it."),)
    some = ", ".join(names[:PAGE]) + (f" (+{len(names) - PAGE})" if len(names) > PAGE else "")
    holders = (t("Who has it, as far as I know: {names}", names=some),) if names else (t("I know nobody who has it."),)
    take = Button(t("Make them no organisers"), RoleGroupSet(group=giver.key, gives=False), Weight.DANGER)
    return Card(giver.label(t), body=(body, holders), buttons=() if giver.settled else (take,))


def _turns(command: Role, page: int, total: int, t: Words) -> tuple[Button, ...]:
    pages = onward(lambda n: replace(command, page=n), page, t, more=page * PAGE < total)
    only = {Standing.ORGANISER: t("Only organisers"), Standing.MEMBER: t("Only members")}
    return (*pages, *(Button(label, Role(role=one)) for one, label in only.items() if one is not command.role))


def _told(met: Met, t: Words) -> str:
    known = (*(place(one, t) for one in met.accounts[:1]), t(IS[Standing.of(met.role)]))
    return f"{met.name} ({'; '.join(known)})"
