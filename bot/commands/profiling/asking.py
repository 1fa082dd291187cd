"""One answer of a profile, shown with the ways to give another."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from bot.commands.membership.answers import ANSWERS, spoken
from bot.commands.profiling.digests import digest_told
from bot.core.reply import Bold, Button, Option, Reply, Select
from bot.domain.interests import INTERESTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.commands.membership.answers import Asked
    from bot.commands.profiling.known import Known
    from bot.core.context import Context
    from bot.core.reply import Line

WRITTEN = ("organisation", "city", "offers", "seeks", "introduction", "zone")  # answered in words
NEEDED = ("language", "zone", "digest", "reminders")  # there is always an answer to these
FEW = 5  # answers that stand well as buttons; more are a list


def mark(value: Any) -> str:  # noqa: ANN401 - as it is kept
    """A few letters by which a value is known again; one for all that says nothing."""
    if value in (None, "", [], ()):
        return "-"
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]


def choosing(name: str, known: Known, ctx: Context, lead: Line = ()) -> Reply:
    """The question of an answer that is chosen, with what was said so far; fields can be added and taken away."""
    t, asked, now = ctx.t, ANSWERS[name], known.told.get(name)
    so_far = digest_told(known, ctx) if name == "digest" else spoken(name, in_force(name, known.told, ctx), ctx)
    text: Line = (*lead, *(("\n\n",) if lead else ()), Bold(t(asked.question)))
    text = (*text, "\n", t("So far: {answer}", answer=so_far))
    selects, buttons = _fields(now or (), ctx) if name == "interests" else _choices(asked, known, ctx)
    buttons = (*buttons, Button(t("My profile"), ctx.opener("profile")))
    return Reply(text, selects=selects, buttons=buttons, private=True)


def in_force(name: str, told: Mapping[str, Any], ctx: Context) -> Any:  # noqa: ANN401 - as it is kept
    """An answer, or what holds for whoever gave none."""
    if told.get(name) is not None:
        return told[name]
    return {"language": ctx.t.language, "zone": ctx.zone.key}.get(name)


def _choices(asked: Asked, known: Known, ctx: Context) -> tuple[tuple[Select, ...], tuple[Button, ...]]:
    t, name, now = ctx.t, asked.name, known.told.get(asked.name)
    said = in_force(name, known.told, ctx)
    kept = "" if said is None or (name == "digest" and said not in known.digests) else asked.kind.write(said)
    answers = [
        (choice.label, ctx.opener("profile-set", **{name: choice.value}, was=mark(now)))
        for choice in asked.kind.choices(t)
        if choice.value != kept
    ]
    if now is not None and name not in NEEDED:
        answers.append((t("Say nothing"), ctx.opener("profile-set", ask=name, was=mark(now))))
    if len(answers) > FEW:
        return (Select(t("Choose an answer"), tuple(Option(label, does) for label, does in answers)),), ()
    return (), tuple(Button(label, does) for label, does in answers)


def _fields(now: Any, ctx: Context) -> tuple[tuple[Select, ...], tuple[Button, ...]]:  # noqa: ANN401 - as it is kept
    t = ctx.t

    def listed(label: str, way: str, *, chosen: bool) -> tuple[Select, ...]:
        options = tuple(
            Option(f"{n}. {one.title(t.language)}", ctx.opener("profile-pick", **{way: one.id}))
            for n, one in enumerate(INTERESTS, 1)
            if (one.id in now) is chosen
        )
        return (Select(label, options),) if options else ()

    selects = (
        *listed(t("Add a field"), "add", chosen=False),
        *listed(t("Remove a field"), "remove", chosen=True),
    )
    return selects, (Button(t("Write the list"), ctx.opener("profile-change", ask="interests", write="yes")),)
