"""Who comes is put down to be welcomed, in the transaction that notes it: on Discord many in one post, on Slack each.

Unasked direct messages get a bot blocked on Discord, which says that they should generally be begun by what a person
does (https://docs.discord.com/developers/topics/rate-limits); a post in the channel calls those who came. On Slack an
app writes to people directly: conversations.open may be called fifty times a minute
(https://docs.slack.dev/apis/web-api/rate-limits), so the messages are spread.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.commands.greet import Greet
from bot.commands.greet_each import GreetEach
from bot.commands.homeless import Homeless
from bot.core import outbox
from bot.domain.delivery import Stage
from bot.storage.newcomers import Newcomer

if TYPE_CHECKING:
    from bot.core.arrivals import Arrived, Community
    from bot.core.core import Core
    from bot.domain.quiet import Quiet
    from bot.storage.store import Tx

GATHERED = timedelta(seconds=20)  # in which those who come are greeted together
MOST = 50  # greeted in one post
APART = timedelta(seconds=3)  # posts of a rush: Discord takes about one a second in a channel, and others post too
EACH_APART = timedelta(seconds=1.25)  # direct messages on Slack
AGAIN = timedelta(days=30)  # who comes back sooner needs no second welcome
PATIENCE = timedelta(days=2)  # for a platform that is away, or a channel that is mended

log = structlog.get_logger()


class Welcome:
    """Listens to arrivals."""

    def __init__(self, core: Core) -> None:
        self._clock = core.clock
        self._club = core.club
        self._places = core.places
        self._messengers = core.messengers
        self._missed: set[str] = set()  # platforms whose welcome channel was said to be missing

    def __call__(self, tx: Tx, community: Community, one: Arrived) -> None:
        """Put somebody down to be welcomed, unless they have been."""
        now = self._clock.now()
        person = tx.people.find(community.platform, one.account_id)
        if _known(tx, community, one, person.id if person else "", now):
            return
        batch = None
        match community.platform:
            case "discord":
                batch = self._in_channel(tx, community, now)
            case "slack":
                batch = self._directly(tx, one, now)
        tx.newcomers.put(
            Newcomer(
                community.platform,
                one.account_id,
                community.id,
                one.name,
                one.language,
                now,
                batch,
                person.id if person else None,
            )
        )

    def _in_channel(self, tx: Tx, community: Community, now: datetime) -> str | None:
        """The post that greets them: the last one if it is still open, else another. None without a channel."""
        platform = community.platform
        place = self._places.welcome.get(platform)
        if place is None:
            self._tell(tx, platform, now)
            return None
        last = tx.newcomers.latest(platform)
        if last and tx.newcomers.count(platform, last) < MOST and _open(tx, place, last, now):
            return last
        batch = _batch(self._due(place, last, GATHERED, APART, now))
        _send(tx, place, Greet(batch=batch), batch, now)
        return batch

    def _directly(self, tx: Tx, one: Arrived, now: datetime) -> str:
        place = f"slack:@{one.account_id}"
        batch = _batch(self._due(place, tx.newcomers.latest("slack"), timedelta(0), EACH_APART, now))
        _send(tx, place, GreetEach(), batch, now)
        return batch

    def _due(self, place: str, last: str, after: timedelta, apart: timedelta, now: datetime) -> datetime:
        """When the next one may be sent: some time after the last, and not in quiet hours, so that none pile up."""
        habits = self._places.habits.get(place)
        quiet: Quiet = (habits and habits.quiet) or self._club.quiet
        return quiet.over(max(now + after, _moment(last) + apart if last else now), self._club.zone)

    def _tell(self, tx: Tx, platform: str, now: datetime) -> None:
        """Say once that there is no welcome channel: in the log, and to the organisers."""
        if platform not in self._missed:
            log.warning("there is no welcome channel, so newcomers are not greeted", platform=platform)
        self._missed.add(platform)
        places = {m.platform: str(m.organisers) for m in self._messengers if m.organisers}
        place = places.get(platform) or next(iter(places.values()), "")
        if place:
            outbox.send(tx, now, place=place, says=Homeless(platform=platform), key=f"homeless:{platform}")


def _known(tx: Tx, community: Community, one: Arrived, person_id: str, now: datetime) -> bool:
    """Whether somebody has been welcomed: here not long ago, on another platform, or they have begun by themselves."""
    if one.returns and (one.left_at is None or now - one.left_at < AGAIN):
        return True
    before = tx.newcomers.get(community.platform, one.account_id)
    if before and now - before.came_at < AGAIN:
        return True
    return bool(person_id) and (tx.members.onboarding(person_id) is not None or _elsewhere(tx, person_id, one))


def _elsewhere(tx: Tx, person_id: str, one: Arrived) -> bool:
    return any(came.account_id != one.account_id for came in tx.newcomers.of(person_id))


def _open(tx: Tx, place: str, batch: str, now: datetime) -> bool:
    """Whether a post can still take somebody in: nobody has begun to send it."""
    row = tx.deliveries.keyed(tx.schedules.notices(now), _key(batch), place)
    return row is not None and row.stage is Stage.DUE and row.attempts == 0


def _send(tx: Tx, place: str, says: Greet | GreetEach, batch: str, now: datetime) -> None:
    outbox.send(tx, now, place=place, says=says, key=_key(batch), at=_moment(batch), within=PATIENCE)


def _batch(at: datetime) -> str:
    """A batch is known by when it is sent, so that the last one comes last."""
    return at.isoformat(timespec="microseconds")


def _moment(batch: str) -> datetime:
    return datetime.fromisoformat(batch)


def _key(batch: str) -> str:
    return f"welcome:{batch}"
