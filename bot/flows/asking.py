"""A question as people see it: how far they are, what is asked, the ways to answer, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.commands.membership.answers import ANSWERS, fields, spoken
from bot.core.kinds.organisation import likely
from bot.core.membership import purpose_text
from bot.core.reply import Bold, Button, Option, Reply, Select, Weight
from bot.domain.interests import INTERESTS
from bot.domain.member import CONSENT_VERSION
from bot.flows.onboarding import ONBOARDING
from bot.flows.state import PICKED

if TYPE_CHECKING:
    from bot.commands.membership.answers import Asked
    from bot.core.context import Context
    from bot.core.reply import Line
    from bot.flows.flow import Told

FEW = 5  # answers that stand well as buttons; more are a list


def question(name: str, told: Told, ctx: Context, lead: Line = ()) -> Reply:
    """The question for an answer, after what is said first."""
    t, asked = ctx.t, ANSWERS[name]
    n, total = ONBOARDING.place(name, told)
    said = t(asked.question)
    head = Bold(t("{n} of {total}. {question}", n=n, total=total, question=said) if n else said)
    text: Line = (*lead, *(("\n\n",) if lead else ()), head, *_help(asked, told, ctx))
    if told.get(name) is not None:
        text = (*text, "\n", t("So far: {answer}", answer=spoken(name, told[name], ctx)))
    selects, buttons = _ways(asked, told, ctx)
    return Reply(text, selects=selects, buttons=(*buttons, *_out(name, told, ctx)), private=True)


def _help(asked: Asked, told: Told, ctx: Context) -> Line:
    """What helps to answer; of an agreement, what exactly is agreed to."""
    t = ctx.t
    if asked.purpose:
        return (
            "\n",
            t("This is what you would agree to (version {version}):", version=CONSENT_VERSION),
            f"\n{purpose_text(asked.purpose, t)}\n",
            t("You can take it back at any time with /profile."),
        )
    said: Line = ("\n", t(asked.help)) if asked.help else ()
    if asked.name == "interests":
        picked = picks(told)
        known = t("Chosen: {fields}", fields=fields(picked, t)) if picked else t("Nothing is chosen yet.")
        how = t("Choose as many as you like from the list, then press Done. Or write their numbers: 1, 4, 7.")
        return (*said, "\n", how, "\n\n", Bold(known))
    if asked.name in WRITTEN and ctx.place.direct:
        return (*said, "\n", t("Press “Write an answer”, or just write it here."))
    return said


WRITTEN = ("organisation", "city", "offers", "seeks", "zone")


def picks(told: Told) -> list[str]:
    """The fields that are chosen by now: as they are being picked, else as they were answered."""
    picked: list[str] = told.get(PICKED, told.get("interests")) or []
    return picked


def _ways(asked: Asked, told: Told, ctx: Context) -> tuple[tuple[Select, ...], tuple[Button, ...]]:
    """The ways to give this answer."""
    t, name = ctx.t, asked.name
    if name == "interests":
        return _picking(told, ctx)
    if name in WRITTEN:
        return (), (Button(t("Write an answer"), ctx.opener("join-write", ask=name), Weight.MAIN),)
    choices = asked.kind.choices(t)
    answers = tuple((c.label, ctx.opener("join-answer", **{name: c.value})) for c in choices)
    if asked.purpose:
        answers = tuple(zip((t("Yes, I agree"), t("No")), (does for _, does in answers), strict=True))
    if len(answers) > FEW:
        return (Select(t("Choose an answer"), tuple(Option(label, does) for label, does in answers)),), ()
    return (), tuple(Button(label, does) for label, does in answers)


def _picking(told: Told, ctx: Context) -> tuple[tuple[Select, ...], tuple[Button, ...]]:
    t, picked = ctx.t, picks(told)

    def listed(label: str, way: str, *, chosen: bool) -> tuple[Select, ...]:
        options = tuple(
            Option(f"{n}. {one.title(t.language)}", ctx.opener("join-pick", **{way: one.id, "page": 2}))
            for n, one in enumerate(INTERESTS, 1)
            if (one.id in picked) is chosen
        )
        return (Select(label, options),) if options else ()

    done = (Button(t("Done"), ctx.opener("join-answer", ask="interests"), Weight.MAIN),) if picked else ()
    write = Button(t("Write the numbers"), ctx.opener("join-write", ask="interests"))
    add, remove = listed(t("Add a field"), "add", chosen=False), listed(t("Remove a field"), "remove", chosen=True)
    return (*add, *remove), (*done, write)


def _out(name: str, told: Told, ctx: Context) -> tuple[Button, ...]:
    """The ways on and out: back, on without an answer, stop, and a person to ask."""
    t, earlier = ctx.t, ONBOARDING.before(name, told)
    back = (Button(t("Back"), ctx.opener("join-ask", ask=earlier.name)),) if earlier else ()
    on = t("Keep it so") if told.get(name) is not None else t("Skip")
    other = {"language": "zone", "zone": "language"}.get(name)
    back = (*back, Button(t(ANSWERS[other].label), ctx.opener("join-ask", ask=other))) if other else back
    on_or_out = (Button(on, ctx.opener("join-skip", ask=name)), Button(t("Stop"), ctx.opener("join-stop")))
    return (*back, *on_or_out, Button(t("Ask a person"), ctx.opener("contact-ask")))


def noted(given: dict[str, Any], ctx: Context) -> Line:
    """What was just answered, so that a slip is seen."""
    t = ctx.t
    said = [
        t("Noted. {label}: {answer}.", label=t(ANSWERS[name].label), answer=_short(spoken(name, value, ctx)))
        for name, value in given.items()
    ]
    return ("\n".join(said),) if said else ()


def meant(given: dict[str, Any], ctx: Context) -> tuple[Button, ...]:
    """Organisations of the directory that somebody may have meant by what they wrote."""
    names = likely(given.get("organisation") or "", ctx.library, ctx.t.language)
    return tuple(
        Button(ctx.t("I mean {name}", name=name), ctx.opener("join-answer", organisation=name)) for name in names
    )


def _short(text: str) -> str:
    """A long answer by its beginning."""
    most = 120
    return text if len(text) <= most else f"{text[: most - 1]}…"
