"""What somebody agrees to, purpose by purpose, with the press that gives it or takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.membership import purpose_label, purpose_text
from bot.core.reply import Badge, Button, Card, Tone
from bot.core.words import later
from bot.domain.member import CONSENT_VERSION, Purpose

if TYPE_CHECKING:
    from bot.commands.profiling.known import Known
    from bot.core.context import Context
    from bot.core.reply import Line
    from bot.storage.members import Consent


AGREE = {  # labels that no two share: Discord makes one list of those that do, and a list is not one press
    Purpose.DIRECTORY: later("Agree to be found"),
    Purpose.MATCHING: later("Agree to be suggested"),
    Purpose.DIGEST: later("Agree to the digest"),
}
ASKED_FOR = later("One comes to you all the same, since you asked for it with /digest.")
WITHDRAW = {
    Purpose.DIRECTORY: later("Be found no more"),
    Purpose.MATCHING: later("Be suggested no more"),
    Purpose.DIGEST: later("No digest any more"),
}


def agreement(purpose: Purpose, known: Known, ctx: Context) -> Card:
    """What exactly it is about, what they said to it last and when, and the other answer as a button."""
    t, said = ctx.t, known.consents.get(purpose)
    holds = said is not None and said.holds
    asked_for = purpose is Purpose.DIGEST and known.asked_for and not holds
    badge = Badge(t("Agreed"), Tone.GOOD) if holds else Badge(t("Not agreed"))
    return Card(
        purpose_label(purpose, t),
        badge=badge,
        body=((purpose_text(purpose, t),), _last(said, ctx), *(((t(ASKED_FOR),),) if asked_for else ())),
        buttons=(choice(purpose, ctx, given=not (holds or asked_for)),),
    )


def choice(purpose: Purpose, ctx: Context, *, given: bool, person: str = "") -> Button:
    """The button that agrees to the words of today, or takes that back; whoever wanted to meet a person goes on."""
    label, answer = (AGREE[purpose], "yes") if given else (WITHDRAW[purpose], "no")
    then = {"person": person} if person else {}
    does = ctx.opener("profile-agree", purpose=purpose.value, given=answer, version=CONSENT_VERSION, **then)
    return Button(ctx.t(label), does)


def _last(said: Consent | None, ctx: Context) -> Line:
    t = ctx.t
    if said is None:
        return (t("You have said neither yes nor no to this."),)
    names = {"at": t.moment(said.at, ctx.zone)}
    if not said.given:
        return t.line("You said no on {at}.", **names)
    if said.holds:
        return t.line("You agreed to version {version} on {at}.", version=str(said.version), **names)
    return t.line(
        "You agreed to version {version} on {at}. The words have changed since, so it does not hold until you agree"
        " again.",
        version=str(said.version),
        **names,
    )
