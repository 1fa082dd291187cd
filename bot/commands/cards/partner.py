"""A partner, or the cluster itself, as a card."""

from __future__ import annotations

from collections.abc import Iterator

from bot.commands.cards.footer import footer
from bot.commands.cards.labels import GROUPS, PARTNER_KINDS, RELATIONS, topics
from bot.core.reply import Badge, Button, Card, Field, Line, Link
from bot.core.words import Words
from bot.domain.partner import Cluster, Partner
from bot.domain.remarks import remarks
from bot.search.library import Library


def short(partner: Partner, library: Library, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """A partner as lists show it."""
    return _card(
        "partner", partner, _relation(partner, t), (_where(partner, t), _topics(partner, library, t)), t, buttons
    )


def full(partner: Partner | Cluster, library: Library, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """A partner with everything that is recorded of it."""
    kind = "partner" if isinstance(partner, Partner) else "cluster"
    body = _relation(partner, t) if isinstance(partner, Partner) else ()
    told = remarks(partner.notes)
    notes = ((t(told),),) if told else ()
    fields = (
        _where(partner, t),
        _website(partner, t),
        _topics(partner, library, t),
        _groups(partner, t),
        _names(partner, t),
    )
    return _card(kind, partner, (*body, *notes), fields, t, buttons)


def _card(
    kind: str,
    partner: Partner | Cluster,
    body: tuple[Line, ...],
    fields: tuple[Field | None, ...],
    t: Words,
    buttons: tuple[Button, ...],
) -> Card:
    return Card(
        partner.title(t.language),
        partner.url,
        Badge(t(PARTNER_KINDS[partner.kind])) if partner.kind else None,
        body,
        tuple(field for field in fields if field),
        footer(partner.source, partner.checked_at, t),
        buttons,
        record=(kind, partner.id),
    )


def _relation(partner: Partner, t: Words) -> tuple[Line, ...]:
    text = t(remarks(partner.relation.text)) or t(RELATIONS[partner.relation.type])
    return ((text,),)


def _where(partner: Partner | Cluster, t: Words) -> Field | None:
    place = ", ".join(filter(None, (t(partner.city), t.country(partner.country) if partner.country else "")))
    return Field(t("Where"), (place or t("not recorded"),))


def _website(partner: Partner | Cluster, t: Words) -> Field | None:
    shown = partner.url.split("//", 1)[-1].removeprefix("www.").rstrip("/")
    return Field(t("Website"), (Link(shown, partner.url),)) if partner.url else None


def _topics(partner: Partner | Cluster, library: Library, t: Words) -> Field | None:
    named = topics(partner.topics, library, t)
    return Field(t("Topics"), (named,)) if named else None


def _groups(partner: Partner | Cluster, t: Words) -> Field | None:
    groups = ", ".join(t(GROUPS[group]) for group in partner.groups) if isinstance(partner, Partner) else ""
    return Field(t("Listed under"), (groups,)) if groups else None


def _names(partner: Partner | Cluster, t: Words) -> Field | None:
    names = ", ".join(_other_names(partner, partner.title(t.language)))
    return Field(t("Also called"), (names,)) if names else None


def _other_names(partner: Partner | Cluster, shown: str) -> Iterator[str]:
    for name in dict.fromkeys((partner.title("en"), partner.name_bg, *partner.aliases)):
        if name and name != shown:
            yield name
