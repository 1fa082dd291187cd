"""/projects: the EU and international projects of the cluster."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.commands.cards import project as cards
from bot.commands.paging import listing, table
from bot.commands.tell import tell
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Record, Whole
from bot.core.reply import Button, Card, Reply
from bot.domain.project import Project

HEAD = ("id", "name", "title", "programme", "call", "grant_agreement", "start", "end", "budget_eur", "website")


class Projects(Command, name="projects", examples=("projects", "projects VELES")):
    """The projects of the cluster."""

    name: str = arg("One project, by its name or acronym", default="", kind=Record(("project",)))
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)
    csv: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Show one in full, or list them all."""
        t, every = ctx.t, ctx.library.projects
        if self.name:
            found = ctx.library.find(Project, self.name)
            if found is None:
                raise Oops("This project is no longer in the records. /projects lists them all.")
            return Reply(cards=(cards.full(found, ctx.library, t, (tell("project", found.id, t),)),))
        if self.csv:
            return Reply(files=(table("projects.csv", HEAD, map(row, every), t("Projects as CSV")),))
        said = t.many("{n} project", "{n} projects", len(every))
        return listing(said, every, partial(_card, ctx), self.page, t, self._page, replace(self, csv=True))

    def _page(self, page: int) -> Projects:
        return replace(self, page=page)


def row(project: Project) -> tuple[object, ...]:
    """A project as a line of CSV."""
    return (
        project.id,
        project.name,
        project.title,
        project.programme,
        project.call,
        project.grant_agreement,
        project.start,
        project.end,
        project.budget_eur,
        project.url,
    )


def _card(ctx: Context, project: Project) -> Card:
    buttons = (Button(ctx.t("Details"), Projects(name=project.id)), tell("project", project.id, ctx.t))
    return cards.short(project, ctx.t, buttons)
