"""A draft as each of its places will show it, with when it goes out and what is doubtful about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.announcing import wording
from bot.commands.announcing.times import Coming, coming
from bot.core.places import PLATFORMS
from bot.core.reply import Button, Card, Field, Line, Preview, Reply, Weight
from bot.core.rhythm import spoken
from bot.domain.schedule import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.announcing.drafts import Draft
    from bot.core.context import Context
    from bot.domain.schedule import Schedule


async def preview(draft: Draft, ctx: Context) -> Reply:
    """The draft and what can be done with it. Nothing is scheduled by looking."""
    t, schedule = ctx.t, draft.schedule
    id, version = schedule.id, schedule.version
    shown = await previews(schedule, ctx)
    doubts = (*wording.lacking(schedule, draft.said, ctx), *wording.unfilled(draft.said, ctx.t)) if draft.said else ()
    goes = t("Post it now") if draft.at_once else t("Schedule it")
    buttons = [
        Button(goes, ctx.opener("draft-go", draft=id, version=version), Weight.MAIN),
        Button(t("Send a test to me"), ctx.opener("draft-test", draft=id)),
        Button(t("Change"), ctx.opener("draft-change", draft=id)),
        Button(t("More settings"), ctx.opener("draft-options", draft=id)),
    ]
    if draft.said:
        buttons.append(Button(t("Keep as a template"), ctx.opener("draft-template", draft=id)))
    buttons.append(Button(t("Discard"), ctx.opener("draft-discard", draft=id)))
    return Reply(
        (t("This is how it will look. Nothing is scheduled yet."),),
        cards=(await summary(schedule, ctx, doubts),),
        previews=shown,
        buttons=tuple(buttons),
        private=True,
    )


async def previews(schedule: Schedule, ctx: Context) -> tuple[Preview, ...]:
    """The post as each platform will show it, once for each of its languages."""
    shown = []
    for language, places in wording.languages(schedule, ctx).items():
        if ctx.rehearse is None:
            continue
        reply = await ctx.rehearse(schedule.command, language)
        by_platform: dict[str, list[str]] = {}
        for place in places:
            by_platform.setdefault(place.partition(":")[0], []).append(place)
        for platform, here in by_platform.items():
            named = ", ".join(map(ctx.places.label, here))
            title = ctx.t("{places}, in {language}", places=named, language=wording.language(language, ctx.t))
            shown.append(Preview(title, platform, language, reply))
    return (*shown, *_elsewhere(shown, ctx))


def _elsewhere(shown: list[Preview], ctx: Context) -> Iterator[Preview]:
    """What the other platforms would make of it, where the page can draw them; one language tells enough."""
    there = {one.platform for one in shown}
    for platform in PLATFORMS:
        if shown and ctx.place.platform == "web" and platform not in there:
            yield replace(shown[0], platform=platform, title=ctx.t("An example: none of its places is there"))


async def summary(schedule: Schedule, ctx: Context, doubts: tuple[str, ...] = ()) -> Card:
    """Where and when it goes, and how, in words."""
    t = ctx.t
    at_once = not schedule.series.zone
    times = () if at_once else await coming(schedule, ctx)
    fields = [Field(t("Where"), (", ".join(map(ctx.places.label, schedule.places)),))]
    if at_once:
        fields.append(Field(t("When"), (t("As soon as you say so"),)))
    else:
        fields.append(Field(t("When"), (spoken(schedule.series, t),)))
        fields += [Field(t("Next times") if n == 0 else "", _time(time, ctx)) for n, time in enumerate(times)][:1]
    if len(times) > 1:
        fields[-1] = Field(t("Next times"), _times(times, ctx))
    if schedule.ping:
        fields.append(Field(t("Pings"), (wording.ping(schedule.ping, t),)))
    if schedule.urgent:
        fields.append(Field(t("Quiet hours"), (t("It is urgent, so it does not wait for them."),)))
    return Card(
        t("Draft: {title}", title=schedule.title) if schedule.state is State.DRAFT else schedule.title,
        body=tuple((doubt,) for doubt in doubts),
        fields=tuple(fields),
    )


def _times(times: tuple[Coming, ...], ctx: Context) -> Line:
    line: list[object] = []
    for number, time in enumerate(times):
        line += ["\n" if number else "", *_time(time, ctx)]
    return tuple(line)  # type: ignore[arg-type]


def _time(time: Coming, ctx: Context) -> Line:
    if time.held is None:
        return (ctx.t.moment(time.at, ctx.zone),)
    return ctx.t.line(
        "{at}, held by quiet hours until {until}",
        at=ctx.t.moment(time.at, ctx.zone),
        until=ctx.t.moment(time.held, ctx.zone),
    )
