"""/forgetme: everything of somebody is deleted, a day after they asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.commands.forgetme_told import ForgetmeTold, News
from bot.commands.owning.labels import PLATFORMS
from bot.commands.owning.wording import then
from bot.core.command import Command
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.forgetting import WAIT, heard, last_organiser, tell
from bot.core.reply import Button, Confirm, Reply, Tone
from bot.domain.schedule import Sort, State
from bot.storage.erasures import Erasure
from bot.storage.people import Linked
from bot.storage.personal import HOLDINGS
from bot.storage.store import Tx

STAYING = ("audit", "erasure")


@dataclass(frozen=True, slots=True)
class _Case:
    accounts: tuple[Linked, ...]
    pending: Erasure | None
    running: int
    last: bool


class Forgetme(Command, name="forgetme", writes=True, personal=True, examples=("forgetme",)):
    """Have everything that the bot keeps of you deleted; you are told first what goes."""

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Say what will go; once it is confirmed note it, tell all their accounts, and wait for a day."""
        case = await ctx.look(lambda tx: _read(tx, ctx.who.id))
        if case.last:
            raise Oops(
                "You are the last organiser: nobody could let anybody in after you. Please make somebody else an"
                " organiser first.",
                buttons=(Button(ctx.t("Everybody's roles"), ctx.opener("role")),),
            )
        if not case.pending and not ctx.confirmed:
            said = tuple(part for line in _says(case, ctx) for part in (line, "\n"))
            return Confirm(self, said[:-1], ctx.t("Forget me"))
        await ctx.work(lambda tx: self._ask(tx, ctx))
        pending = await ctx.look(lambda tx: tx.erasures.pending(ctx.who.id))
        if pending is None:  # the confirmation was delivered again, after it was taken back
            raise Oops("This was taken back. Nothing is deleted.")
        t = ctx.t
        told = t.line(
            "Everything that I keep of you will be deleted on {at}. Until then nobody finds you in the directory. One"
            " press takes it back, from any of your accounts: I write to each of them.",
            at=t.moment(pending.due_at, ctx.zone),
        )
        keep = Button(t("Keep everything"), ctx.opener("forgetme-cancel"))
        data = Button(t("Send me my data"), ctx.opener("mydata"))
        return Reply(told, buttons=(keep, data), tone=Tone.WARN, private=True)

    def _ask(self, tx: Tx, ctx: Context) -> None:
        via = f"{ctx.account.platform}:{ctx.account.id}" if ctx.account else ""
        if ctx.confirmed and tx.erasures.ask(ctx.who.id, via, ctx.now, ctx.now + WAIT):
            says, key = ForgetmeTold(news=News.ASKED), f"forgetme:{ctx.now:%Y%m%d%H%M%S}"
            tell(tx, ctx.who.id, ctx.now, says, key, but=heard(ctx))


def _read(tx: Tx, person_id: str) -> _Case:
    return _Case(
        accounts=tuple(tx.people.accounts(person_id)),
        pending=tx.erasures.pending(person_id),
        running=tx.schedules.count((State.ACTIVE, State.WAITING), person_id, sorts=(Sort.POST,)),
        last=last_organiser(tx, person_id),
    )


def _says(case: _Case, ctx: Context) -> Iterator[str]:
    t = ctx.t
    accounts = ", ".join(dict.fromkeys(t(PLATFORMS.get(one.platform, one.platform)) for one in case.accounts))
    yield t("This deletes what I keep of you on all your accounts ({accounts}). It can't be undone.", accounts=accounts)
    for holding in HOLDINGS:
        if holding.id not in STAYING:
            yield f"• {t(holding.title)}: {then(holding, t)}"
    yield t(
        "What stays, without your name: what organisers changed, under a code that leads to nobody, and a code made"
        " from each account, by which a restored backup is cleaned again."
    )
    if case.running:
        yield t.many(
            "{n} announcement of yours that is still running is paused.",
            "{n} announcements of yours that are still running are paused.",
            case.running,
        )
    yield t("It happens 24 hours after you press. Until then one press takes it back, from any of your accounts.")
