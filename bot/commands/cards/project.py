"""A project of the cluster as a card."""

from __future__ import annotations

from collections.abc import Iterator

from bot.commands.cards.footer import footer
from bot.commands.cards.labels import topics
from bot.core.reply import Button, Card, Field
from bot.core.words import Words
from bot.domain.partner import Partner
from bot.domain.project import Project
from bot.domain.remarks import remarks
from bot.search.library import Library


def short(project: Project, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """A project as lists show it."""
    return Card(
        project.name,
        project.url,
        body=tuple((t(text),) for text in (project.title, project.summary) if text),
        fields=tuple(Field(label, (value,)) for label, value in _times(project, t) if value),
        footer=footer(project.source, project.checked_at, t),
        buttons=buttons,
        record=("project", project.id),
    )


def full(project: Project, library: Library, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """A project with everything that is recorded of it."""
    return Card(
        project.name,
        project.url,
        body=tuple((t(text),) for text in (project.title, project.summary, remarks(project.notes)) if text),
        fields=tuple(
            Field(label, (value,))
            for label, value in (*_times(project, t), *_money(project, t), *_people(project, library, t))
            if value
        ),
        footer=footer(project.source, project.checked_at, t),
        buttons=buttons,
        record=("project", project.id),
    )


def _times(project: Project, t: Words) -> Iterator[tuple[str, str]]:
    start = t.day(project.start) if project.start else ""
    end = t.day(project.end) if project.end else t("not confirmed")
    if project.start or project.end:
        yield t("Runs"), t("{start} to {end}", start=start or t("not confirmed"), end=end)
    if project.kick_off:
        day = t.day(project.kick_off)
        yield t("Kick-off"), f"{day}, {t(project.kick_off_city)}" if project.kick_off_city else day
    yield t("Coordinator"), _with_country(project.coordinator, project.coordinator_country, t)


def _money(project: Project, t: Words) -> Iterator[tuple[str, str]]:
    yield t("Funding programme"), project.programme
    yield t("Call"), project.call
    yield t("Grant agreement"), project.grant_agreement
    yield t("Budget"), t.money(project.budget_eur) if project.budget_eur is not None else t("not recorded")


def _people(project: Project, library: Library, t: Words) -> Iterator[tuple[str, str]]:
    size = t.many("{n} partner", "{n} partners", project.consortium_size) if project.consortium_size else ""
    countries = ", ".join(t.country(code) for code in project.consortium_countries)
    yield t("Consortium"), ": ".join(filter(None, (size, countries)))
    yield t("Participants"), ", ".join(project.participants)
    ours = (library.find(Partner, partner) for partner in project.related_partners)
    yield t("Our partners in it"), ", ".join(partner.title(t.language) for partner in ours if partner)
    yield t("Pilots"), ", ".join(_with_country(t(pilot.topic), pilot.country, t) for pilot in project.pilots)
    yield t("Topics"), topics(project.topics, library, t)


def _with_country(text: str, code: str, t: Words) -> str:
    return t("{name} ({country})", name=text, country=t.country(code)) if text and code else text
