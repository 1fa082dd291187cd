"""A direction of the cluster's Program as a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.commands.cards.footer import footer
from bot.core.reply import Button, Card, Field, Line
from bot.core.words import Words
from bot.domain.partner import Partner
from bot.domain.programme import Programme
from bot.domain.project import Project
from bot.domain.remarks import remarks
from bot.search.library import Library


def short(programme: Programme, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """A programme as lists show it."""
    return Card(
        programme.title(t.language),
        programme.url,
        body=_said((programme.summary,), t),
        footer=footer(programme.source, programme.checked_at, t),
        buttons=buttons,
        record=("programme", programme.id),
    )


def full(programme: Programme, library: Library, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """A programme with everything that is recorded of it."""
    fields = tuple(Field(label, (value,)) for label, value in _facts(programme, library, t) if value)
    return Card(
        programme.title(t.language),
        programme.url,
        body=_said((programme.summary, *programme.facts, programme.notes), t),
        fields=fields,
        footer=footer(programme.source, programme.checked_at, t),
        buttons=buttons,
        record=("programme", programme.id),
    )


def _said(texts: Iterable[str], t: Words) -> tuple[Line, ...]:
    return tuple((t(told),) for told in map(remarks, texts) if told)


def _facts(programme: Programme, library: Library, t: Words) -> Iterator[tuple[str, str]]:
    for part in programme.parts:
        yield part.name, _partners(part.partners, library, t) or t("no partner is recorded")
    if programme.partners:
        yield t("Partners"), _partners(programme.partners, library, t)
    projects = (library.find(Project, project) for project in programme.projects)
    yield t("Projects"), ", ".join(project.name for project in projects if project)
    yield t("Cities"), ", ".join(map(t, programme.cities_in(t.language)))
    yield t("Areas"), ", ".join(t(area) for area in programme.areas)
    other = programme.title("bg" if t.language == "en" else "en")
    yield (
        t("Also called"),
        ", ".join(n for n in dict.fromkeys((other, *programme.aliases)) if n != programme.title(t.language)),
    )


def _partners(ids: tuple[str, ...], library: Library, t: Words) -> str:
    found = (library.find(Partner, partner) for partner in ids)
    return ", ".join(partner.title(t.language) for partner in found if partner)
