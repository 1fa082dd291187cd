"""Who joins a workspace: told by events, or found when the real client lists the members on a local Slack."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.adapters.slack import newcomers
from bot.adapters.slack.newcomers import Newcomers
from bot.adapters.slack.people import People
from bot.core.arrivals import Arrivals, Arrived, Community
from bot.settings.facts import SlackFacts
from bot.storage.database import Database
from tests.kit import Still
from tests.servers.slack import payloads
from tests.servers.slack.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.storage.store import Tx
    from tests.servers.slack import Slack, User
    from tests.servers.slack.acts.profile import Profile

LONG = 10.0  # seconds, for what comes at once


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with await Database.open("sqlite+aiosqlite://") as opened:
        yield opened


@pytest.fixture
def watch(slack: Slack, client: AsyncWebClient, database: Database) -> Watch:
    return Watch(slack, client, database)


@dataclass
class Watch:
    """Newcomers over one database; `told` lives on from one start to the next, as the database does."""

    slack: Slack
    client: AsyncWebClient
    database: Database
    told: list[tuple[Community, Arrived]] = field(default_factory=list)

    def started(self) -> Newcomers:
        """The bot, started anew; it has not looked yet."""
        arrivals = Arrivals(self.database, Still())
        arrivals.listeners.append(self._listen)
        return Newcomers(self.client, arrivals, People(self.client, SlackFacts(), Still()))

    async def there(self) -> Newcomers:
        """The bot, after its first look."""
        made = self.started()
        await made.ready()
        return made

    @property
    def names(self) -> list[str]:
        return [one.name for _, one in self.told]

    @property
    def looks(self) -> int:
        return len(self.slack.requested("users.list"))

    def joined(self, user: User) -> dict[str, Any]:
        """The event of somebody's joining, without the locale."""
        return {"type": "team_join", "user": payloads.user(self.slack, user)}

    def changed(self, user: User, **signs: object) -> dict[str, Any]:
        """The event of a change."""
        for name, value in signs.items():
            setattr(user, name, value)
        return {"type": "user_change", "user": payloads.user(self.slack, user)}

    def channel(self, user: User) -> dict[str, Any]:
        """The event of somebody's joining a channel."""
        return {"type": "member_joined_channel", "user": user.id, "channel": "C1", "team": self.slack.team_id}

    def _listen(self, _tx: Tx, community: Community, one: Arrived) -> None:
        self.told.append((community, one))


async def test_the_first_look_tells_of_nobody(watch: Watch) -> None:
    watch.slack.user("Ana")
    await watch.there()
    assert watch.told == []


async def test_somebody_who_joins_is_told_of_with_their_language(watch: Watch) -> None:
    bot = await watch.there()
    ana = watch.slack.user("Ana", "bg-BG")
    await bot.told(watch.joined(ana))
    assert watch.told == [(Community("slack", watch.slack.team_id), Arrived(ana.id, "Ana", "bg"))]


async def test_somebody_who_joins_before_the_first_look_is_told_of(watch: Watch) -> None:
    bot = watch.started()
    await bot.told(watch.joined(watch.slack.user("Ana")))
    await bot.ready()
    assert watch.names == ["Ana"]


async def test_who_joined_while_the_bot_was_away_is_told_of_once(watch: Watch) -> None:
    await watch.there()
    ana = watch.slack.user("Ana", "bg-BG")
    bot = await watch.there()
    await bot.told(watch.joined(ana))
    await bot.ready()
    await watch.there()
    assert [one for _, one in watch.told] == [Arrived(ana.id, "Ana", "bg")]


async def test_a_workspace_of_many_pages_is_listed_whole(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomers, "PAGE", 3)
    for number in range(10):
        watch.slack.user(f"User {number}")
    await watch.there()
    watch.slack.user("Ana")
    await watch.there()
    assert watch.names == ["Ana"]
    assert watch.looks == 8


@pytest.mark.parametrize("sign", [{"bot": True}, {"restricted": True}, {"ultra_restricted": True}, {"invited": True}])
async def test_bots_guests_and_those_only_invited_have_not_joined(watch: Watch, sign: Profile) -> None:
    bot = await watch.there()
    await bot.told(watch.joined(watch.slack.user("Early", **sign)))
    watch.slack.user("Away", **sign)
    await watch.there()
    assert watch.told == []


@pytest.mark.parametrize("sign", [{"restricted": True}, {"invited": True}])
async def test_they_are_told_of_when_they_become_members(watch: Watch, sign: Profile) -> None:
    ana = watch.slack.user("Ana", **sign)
    bot = await watch.there()
    await bot.told(watch.changed(ana, name="Ana"))
    assert watch.told == []
    for _ in range(2):
        await bot.told(watch.changed(ana, **dict.fromkeys(sign, False)))
    assert watch.names == ["Ana"]


async def test_a_change_of_somebody_who_is_there_is_no_news_and_costs_no_question_to_the_database(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = watch.slack.user("Ana")
    bot = await watch.there()
    monkeypatch.delattr(bot._arrivals, "_database")
    await bot.told(watch.changed(ana, name="Ana"))
    await bot.told(watch.channel(ana))
    assert watch.told == []


async def test_a_change_tells_nothing_while_nobody_knows_who_is_there(watch: Watch) -> None:
    ana = watch.slack.user("Ana")
    await watch.started().told(watch.changed(ana, name="Ana"))
    assert watch.told == []


async def test_who_was_deactivated_and_comes_back_is_told_of_again(watch: Watch) -> None:
    bot = await watch.there()
    ana = watch.slack.user("Ana")
    await bot.told(watch.joined(ana))
    await bot.told(watch.changed(ana, deactivated=True))
    await bot.told(watch.changed(ana, deactivated=False))
    assert watch.names == ["Ana", "Ana"]


async def test_who_was_deactivated_while_the_bot_was_away_and_comes_back_is_told_of_again(watch: Watch) -> None:
    ana = watch.slack.user("Ana")
    await watch.there()
    ana.deactivated = True
    await watch.there()
    ana.deactivated = False
    await watch.there()
    assert watch.names == ["Ana"]


async def test_somebody_in_a_channel_of_whom_nobody_told_has_joined(watch: Watch) -> None:
    bot = await watch.there()
    ana = watch.slack.user("Ana")
    for _ in range(2):
        await bot.told(watch.channel(ana))
    await bot.told(watch.joined(ana))
    assert watch.names == ["Ana"]


@pytest.mark.parametrize("sign", [{"bot": True}, {"restricted": True}])
async def test_a_guest_of_a_channel_has_not_joined_the_workspace(watch: Watch, sign: Profile) -> None:
    bot = await watch.there()
    await bot.told(watch.channel(watch.slack.user("Gero", **sign)))
    assert watch.told == []


async def test_who_joins_and_who_leaves_during_the_look_is_told_right(watch: Watch) -> None:
    boris = watch.slack.user("Boris")
    await watch.there()
    bot = watch.started()
    watch.slack.slow("users.list", 0.2)  # the list is of the moment before
    looking = asyncio.create_task(bot.ready())
    await until(lambda: watch.looks == 2, LONG, lambda: "nobody looks")
    ana = watch.slack.user("Ana")
    await bot.told(watch.joined(ana))
    await bot.told(watch.changed(boris, deactivated=True))
    assert not looking.done()
    await looking
    assert watch.names == ["Ana"]
    await bot.told(watch.changed(boris, deactivated=False))
    assert watch.names == ["Ana", "Boris"]
    await watch.there()
    assert watch.names == ["Ana", "Boris"]


async def test_two_looks_at_once_are_one(watch: Watch) -> None:
    bot = watch.started()
    await asyncio.gather(bot.ready(), bot.ready())
    assert watch.looks == 1


async def test_a_list_that_breaks_off_makes_no_newcomers_later(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomers, "PAGE", 2)
    monkeypatch.setattr(newcomers, "TRIES", 1)
    for number in range(5):
        watch.slack.user(f"User {number}")
    watch.slack.bucket("users.list", 1, window=1000.0)
    with capture_logs() as logs:
        await watch.there()
    assert [line["event"] for line in logs] == ["members cannot be listed"]
    assert watch.looks == 2
    assert not await watch.database.read(lambda tx: tx.memberships.known("slack", watch.slack.team_id))
    watch.slack.faults.buckets.clear()
    await watch.there()
    assert watch.told == []


async def test_without_the_scope_to_list_people_nothing_is_looked_at(watch: Watch) -> None:
    watch.slack.scopes.discard("users:read")
    with capture_logs() as logs:
        await watch.there()
    assert [(line["event"], line["why"]) for line in logs] == [("members cannot be listed", "missing_scope")]


async def test_slack_that_is_asked_too_often_is_asked_again_when_it_says(watch: Watch) -> None:
    watch.slack.limit("users.list", 2, retry_after=0)
    await watch.there()
    watch.slack.user("Ana")
    await watch.there()
    assert watch.names == ["Ana"]


async def test_a_workspace_that_is_not_known_is_looked_at_the_next_time(watch: Watch) -> None:
    watch.slack.refuse("auth.test", "fatal_error")
    with capture_logs():
        bot = await watch.there()
        await bot.told(watch.joined(watch.slack.user("Ana")))
    assert watch.told == []
    assert watch.looks == 0
