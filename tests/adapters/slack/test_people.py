"""Who somebody is in a workspace, asked of a local Slack by the real client."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.adapters.slack import asked, people
from bot.adapters.slack.people import People, Profile
from bot.core.roles import Role
from bot.settings.facts import SlackFacts
from tests.kit import Still
from tests.servers.slack import payloads
from tests.servers.slack.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_sdk.web.async_client import AsyncWebClient

    from tests.servers.slack import Group, Slack, User

LONG = 10.0  # seconds, for what comes at once
EVER = 1000  # times
SOON = timedelta(minutes=1)
HALF_AN_HOUR = timedelta(minutes=30)


class Known(People):
    """People who are known by the server's own accounts."""

    async def who(self, user: User) -> Profile:
        return await self.of(user.id)

    async def role_of(self, user: User) -> Role:
        return (await self.of(user.id)).role

    async def settled(self) -> None:
        """Let what is being asked be answered."""
        if self._users._tasks:
            await asyncio.wait(set(self._users._tasks))


@pytest.fixture
def clock() -> Still:
    return Still()


@pytest.fixture
def known(client: AsyncWebClient, clock: Still) -> Maker:
    return Maker(client, clock)


class Maker:
    """Makes People with these organisers in the settings."""

    def __init__(self, client: AsyncWebClient, clock: Still) -> None:
        self._client, self._clock = client, clock

    def __call__(self, *organisers: User | Group | str, named: Callable[[], frozenset[str]] = frozenset) -> Known:
        ids = tuple(each if isinstance(each, str) else each.id for each in organisers)
        return Known(self._client, SlackFacts(organisers=ids), self._clock, named)


def mend(slack: Slack) -> None:
    slack.faults.orders.clear()


async def test_a_member_is_known_by_name_language_zone_and_role(slack: Slack, known: Maker) -> None:
    ana = slack.user("Ana", "bg-BG", tz="Europe/London")
    assert await known().who(ana) == Profile(ana.id, "Ana", "bg", "Europe/London", Role.MEMBER)


async def test_who_was_let_into_some_channels_only_is_a_guest_even_if_listed(slack: Slack, known: Maker) -> None:
    several, one = slack.user("Several", restricted=True), slack.user("One", ultra_restricted=True)
    every = known(several, one)
    for guest in (several, one):
        who = await every.who(guest)
        assert (who.role, who.restricted) == (Role.GUEST, True)


async def test_somebody_of_another_workspace_is_a_guest_even_if_listed(slack: Slack, known: Maker) -> None:
    far = slack.user("Far")
    every = known(far)
    await every.who(far)
    every.changed({**payloads.user(slack, far, locale=True), "team_id": "T0ELSEWHERE"})
    who = await every.who(far)
    assert (who.role, who.restricted) == (Role.GUEST, True)


async def test_somebody_whom_the_workspace_does_not_know_is_a_guest(known: Maker) -> None:
    who = await known("U0NOBODY").of("U0NOBODY")
    assert (who.role, who.restricted) == (Role.GUEST, True)


async def test_bots_and_the_deactivated_are_told_apart(slack: Slack, known: Maker) -> None:
    bot, gone = slack.user("Helper", bot=True), slack.user("Gone", deactivated=True)
    every = known(bot, gone)
    told = [await every.who(bot), await every.who(gone)]
    assert [(who.role, who.bot, who.gone) for who in told] == [(Role.GUEST, True, False), (Role.GUEST, False, True)]


async def test_who_is_listed_or_in_a_group_that_is_listed_is_an_organiser(slack: Slack, known: Maker) -> None:
    olga, boris, ana = slack.user("Olga"), slack.user("Boris"), slack.user("Ana")
    every = known(olga, slack.group("keepers", boris))
    assert [await every.role_of(who) for who in (olga, boris, ana)] == [Role.ORGANISER, Role.ORGANISER, Role.MEMBER]


async def test_who_leaves_the_group_is_no_organiser_within_minutes(slack: Slack, known: Maker, clock: Still) -> None:
    boris = slack.user("Boris")
    group = slack.group("keepers", boris)
    every = known(group)
    await every.who(boris)
    group.users.clear()
    clock.forward(timedelta(minutes=20))
    assert await every.role_of(boris) is Role.MEMBER


async def test_a_group_on_a_free_plan_holds_nobody_and_is_complained_of_once(
    slack: Slack, known: Maker, clock: Still
) -> None:
    ana = slack.user("Ana")
    every = known(slack.group("keepers", ana), slack.group("helpers"))
    slack.paid = False
    with capture_logs() as logs:
        for _ in range(3):
            assert await every.role_of(ana) is Role.MEMBER
            clock.forward(timedelta(minutes=20))
    assert len(logs) == 1
    assert "paid plans" in logs[0]["event"]


async def test_somebody_is_asked_for_once_however_many_ask(slack: Slack, known: Maker) -> None:
    ana, every = slack.user("Ana"), known()
    assert {who.name for who in await asyncio.gather(*(every.who(ana) for _ in range(20)))} == {"Ana"}
    await every.who(ana)
    assert len(slack.requested("users.info")) == 1


async def test_who_is_known_is_asked_for_anew_while_nobody_waits(slack: Slack, known: Maker, clock: Still) -> None:
    ana, every = slack.user("Ana"), known()
    await every.who(ana)
    ana.tz = "Asia/Tokyo"
    clock.forward(HALF_AN_HOUR)
    assert (await every.who(ana)).zone == "Europe/Sofia"
    await every.settled()
    assert (await every.who(ana)).zone == "Asia/Tokyo"


async def test_only_so_many_are_kept(slack: Slack, known: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "CAPACITY", 2)
    every = known()
    for name in ("Ana", "Boris", "Vera"):
        await every.who(slack.user(name))
    assert len(every._users._known) == 2


@pytest.mark.parametrize("locale", [True, False])
async def test_a_change_counts_at_once(slack: Slack, known: Maker, locale: bool) -> None:
    ana, every = slack.user("Ana", "bg-BG"), known()
    await every.who(ana)
    ana.restricted = True
    every.changed(payloads.user(slack, ana, locale=locale))
    who = await every.who(ana)
    assert (who.role, who.language) == (Role.GUEST, "bg")


async def test_an_answer_from_before_a_change_does_not_undo_it(slack: Slack, known: Maker, clock: Still) -> None:
    ana, every = slack.user("Ana"), known()
    await every.who(ana)
    clock.forward(HALF_AN_HOUR)
    slack.slow("users.info", 0.1)
    await every.who(ana)
    await until(lambda: len(slack.requested("users.info")) == 2, LONG, lambda: "nobody is asked for anew")
    ana.restricted = True
    every.changed(payloads.user(slack, ana, locale=True))
    await every.settled()
    assert await every.role_of(ana) is Role.GUEST


@pytest.mark.parametrize("breaks", ["limit", "fail", "drop", "internal_error"])
async def test_whom_slack_does_not_tell_of_is_a_guest_without_a_name_until_it_does(
    slack: Slack, known: Maker, clock: Still, breaks: str
) -> None:
    olga = slack.user("Olga")
    every = known(olga)
    match breaks:
        case "limit":
            slack.limit("users.info")
        case "fail":
            slack.fail("users.info")
        case "drop":
            slack.drop("users.info", times=2)  # aiohttp itself tries a read again
        case _:
            slack.refuse("users.info", breaks)
    with capture_logs() as logs:
        assert await every.who(olga) == Profile(olga.id)
    assert [line["event"] for line in logs] == ["Slack did not tell"]
    clock.forward(SOON)
    assert await every.role_of(olga) is Role.ORGANISER


async def test_while_the_workspace_is_not_known_everybody_is_a_guest(slack: Slack, known: Maker, clock: Still) -> None:
    olga = slack.user("Olga")
    every = known(olga)
    slack.refuse("auth.test", "fatal_error", times=EVER)
    assert await every.role_of(olga) is Role.GUEST
    assert await every.team() == ""
    mend(slack)
    clock.forward(SOON)
    assert await every.role_of(olga) is Role.ORGANISER
    assert await every.team() == slack.team_id


async def test_slack_is_left_alone_for_as_long_as_it_says(slack: Slack, known: Maker, clock: Still) -> None:
    ana, boris, every = slack.user("Ana"), slack.user("Boris"), known()
    slack.limit("users.info", EVER, retry_after=30)
    for who in (ana, boris, ana):
        assert await every.role_of(who) is Role.GUEST
    assert len(slack.requested("users.info")) == 1
    mend(slack)
    clock.forward(timedelta(seconds=30))
    assert [await every.role_of(who) for who in (ana, boris)] == [Role.MEMBER] * 2


async def test_nobody_waits_long_and_an_answer_that_comes_late_is_known_then(
    slack: Slack, known: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "PATIENCE", 0.01)
    ana, every = slack.user("Ana"), known()
    await every.team()
    slack.slow("users.info", 0.2)
    assert await every.who(ana) == Profile(ana.id)
    await every.settled()
    assert (await every.who(ana)).name == "Ana"
    assert len(slack.requested("users.info")) == 1


async def test_a_role_lapses_when_slack_cannot_be_asked_for_an_hour(slack: Slack, known: Maker, clock: Still) -> None:
    olga = slack.user("Olga")
    every = known(olga)
    await every.who(olga)
    slack.fail("users.info", times=EVER)
    roles = []
    for _ in range(2):
        clock.forward(HALF_AN_HOUR)
        roles.append(await every.role_of(olga))
        await every.settled()
    assert roles == [Role.ORGANISER, Role.GUEST]


async def test_a_group_that_organisers_named_makes_organisers_at_once_and_no_more_at_once(
    slack: Slack, known: Maker
) -> None:
    ana, boris = slack.user("Ana"), slack.user("Boris")
    group, named = slack.group("keepers", ana), set[str]()
    every = known(boris, named=lambda: frozenset(named))
    assert [await every.role_of(who) for who in (ana, boris)] == [Role.MEMBER, Role.ORGANISER]
    named |= {group.id, boris.id}
    assert await every.role_of(ana) is Role.ORGANISER
    told = {one.id: one for one in every.groups()}
    assert [(one.name, one.settled) for one in told.values()] == [(group.id, False), ("Boris", True)]
    assert [one.name for one in told[group.id].holders] == ["Ana"]
    assert told[boris.id].is_person
    named.clear()
    assert await every.role_of(ana) is Role.MEMBER


async def test_settings_that_fit_are_not_complained_of(slack: Slack, known: Maker) -> None:
    assert await known(slack.user("Olga"), slack.group("keepers")).check() == ()
    assert await known().check() == ()


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("@olga", "@olga is neither a user's id"),
        ("C012AB3CD", "C012AB3CD is neither a user's id"),
        ("U0NOBODY", "has no user U0NOBODY"),
        ("S0NOTHING", "has no user group S0NOTHING"),
    ],
)
async def test_an_id_that_is_nobodys_is_complained_of(known: Maker, id: str, says: str) -> None:
    (oops,) = await known(id).check()
    assert says in oops.text.format(**oops.names)


async def test_somebody_listed_who_cannot_be_an_organiser_is_complained_of(slack: Slack, known: Maker) -> None:
    guest, bot, gone = slack.user("A", restricted=True), slack.user("B", bot=True), slack.user("C", deactivated=True)
    said = [oops.text.format(**oops.names) for oops in await known(guest, bot, gone).check()]
    assert [line.split(" is no organiser")[0] for line in said] == [
        f"slack.organisers: {who.name} ({who.id})" for who in (guest, bot, gone)
    ]


async def test_groups_on_a_free_plan_are_complained_of_once(slack: Slack, known: Maker) -> None:
    slack.paid = False
    (oops,) = await known(slack.group("keepers"), slack.group("helpers")).check()
    assert "paid plans" in oops.text


@pytest.mark.parametrize("scope", ["users:read", "usergroups:read"])
async def test_a_scope_that_the_token_lacks_is_named(slack: Slack, known: Maker, scope: str) -> None:
    slack.scopes.discard(scope)
    (oops,) = await known(slack.group("keepers")).check()
    assert f"SLACK_BOT_TOKEN lacks the scope {scope}" in oops.text.format(**oops.names)


async def test_without_the_scope_to_look_people_up_everybody_is_a_guest(slack: Slack, known: Maker) -> None:
    olga = slack.user("Olga")
    slack.scopes.discard("users:read")
    with capture_logs() as logs:
        assert await known(olga).role_of(olga) is Role.GUEST
    assert [line["why"] for line in logs] == ["missing_scope"]


async def test_settings_are_not_complained_of_when_slack_cannot_be_asked(slack: Slack, known: Maker) -> None:
    slack.limit("users.info", EVER)
    with capture_logs() as logs:
        assert await known("U0NOBODY").check() == ()
    assert [line["why"] for line in logs] == ["ratelimited"]
