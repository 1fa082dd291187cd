"""/partners: the directory of partners."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

from bot.commands.cards import partner as cards
from bot.commands.cards.footer import cited
from bot.commands.cards.labels import GROUPS, PARTNER_KINDS
from bot.commands.paging import CITED, listing, table
from bot.commands.partner import PartnerByName
from bot.commands.tell import tell
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Country, OneOf, Whole
from bot.core.reply import Button, Card, Reply
from bot.core.words import Words
from bot.domain.country import find_country
from bot.domain.partner import Group, Partner, PartnerKind

HEAD = ("id", "name", "name_bg", "kind", "country", "city", "website", "relation", "groups", "topics", *CITED)


class Partners(
    Command,
    name="partners",
    examples=("partners", "partners country=Romania", "partners kind=university", "partners topic=AI"),
):
    """The partners of the cluster: look by name, country, kind or topic."""

    query: str = arg("Words to look for: a name, a city, a country, a field", default="")
    country: str = arg("A country, by name or code", default="", kind=Country())
    kind: PartnerKind | None = arg(
        "What they are, such as university", default=None, kind=OneOf(PartnerKind, PARTNER_KINDS)
    )
    topic: str = arg("What they work on, such as AI", default="")
    group: Group | None = arg("A group of the directory, such as networks", default=None, kind=OneOf(Group, GROUPS))
    every: bool = arg(default=False, hidden=True)
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)
    csv: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """List what fits; without any wish, the groups and how many there are of each."""
        if replace(self, page=1) == Partners():
            return self._groups(ctx)
        found = self._found(ctx)
        if self.csv:
            return Reply(
                files=(table("partners.csv", HEAD, (row(one, ctx.t) for one in found), ctx.t("Partners as CSV")),)
            )
        return self._list(found, ctx) if found else self._none(ctx)

    def _found(self, ctx: Context) -> tuple[Partner, ...]:
        country, query = self.country, self.query
        if not country and (meant := _country(query, ctx)):
            country, query = meant, ""
        words = " ".join(filter(None, (self.topic, query)))
        listed = _search(words, ctx) if words else ctx.library.partners
        return tuple(
            partner
            for partner in listed
            if (not country or partner.country == country)
            and (self.kind is None or partner.kind is self.kind)
            and (self.group is None or self.group in partner.groups)
        )

    def _groups(self, ctx: Context) -> Reply:
        t, partners = ctx.t, ctx.library.partners
        counts = Counter(group for partner in partners for group in partner.groups)
        said = t.many("We have {n} partner. Which group?", "We have {n} partners. Which group?", len(partners))
        buttons = [
            Button(t("{group}: {n}", group=t(GROUPS[group]), n=counts[group]), Partners(group=group))
            for group in Group
            if counts[group]
        ]
        return Reply((said,), buttons=(*buttons, Button(t("All of them"), Partners(every=True))))

    def _list(self, found: tuple[Partner, ...], ctx: Context) -> Reply:
        t = ctx.t
        said = t.many("{n} partner", "{n} partners", len(found))
        return listing(said, found, partial(_card, ctx), self.page, t, self._page, replace(self, csv=True))

    def _none(self, ctx: Context) -> Reply:
        t = ctx.t
        wider = [Button(t("All groups"), Partners())]
        if self.query or self.topic:
            near = ctx.library.names.near(self.query or self.topic, "partner", 3)
            wider = [*(Button(n.label, PartnerByName(name=f"partner:{n.id}")) for n in near), *wider]
        return Reply((t("No partner fits. The directory may still have what you need:"),), buttons=tuple(wider))

    def _page(self, page: int) -> Partners:
        return replace(self, page=page)


def row(partner: Partner, t: Words) -> tuple[object, ...]:
    """A partner as a line of CSV."""
    return (
        partner.id,
        partner.name,
        partner.name_bg,
        partner.kind,
        partner.country,
        partner.city,
        partner.url,
        partner.relation.type,
        "; ".join(partner.groups),
        "; ".join(partner.topics),
        cited(partner.source, t),
        partner.checked_at,
    )


def _card(ctx: Context, partner: Partner) -> Card:
    details = Button(ctx.t("Details"), PartnerByName(name=f"partner:{partner.id}"))
    return cards.short(partner, ctx.library, ctx.t, (details, tell("partner", partner.id, ctx.t)))


def _country(query: str, ctx: Context) -> str:
    """The country that is meant by a query: one that a partner is from, so that AI is no island."""
    code = find_country(query) or ""
    return code if any(partner.country == code for partner in ctx.library.partners) else ""


def _search(words: str, ctx: Context) -> tuple[Partner, ...]:
    """Partners that say all the words, else some of them, the best first."""
    library, most = ctx.library, len(ctx.library.partners)
    hits = library.index.search(words, kinds=("partner",), limit=most, need_all=True)
    hits = hits or library.index.search(words, kinds=("partner",), limit=most)
    found = (library.find(Partner, hit.id) for hit in hits)
    return tuple(partner for partner in found if partner)
