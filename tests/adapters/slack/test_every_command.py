"""Every command of the registry, used in a workspace: its examples, its buttons, its lists, its forms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from bot.flows import EVERY
from tests.adapters.slack.rig import Club, clubhouse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.spec import Spec
    from tests.servers.slack import Answer, Message, User

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one workspace for all of them

EXAMPLES = [pytest.param(said, id=said) for c in EVERY if not c.spec.hidden for said in c.spec.examples]
OPEN = [c.spec for c in EVERY if not c.spec.hidden]
NEEDY = [pytest.param(spec, id=spec.name) for spec in OPEN if any(p.required for p in spec.shown)]
BOTH = pytest.mark.parametrize("locale", ["en-GB", "bg-BG"])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


async def organiser(club: Club, locale: str) -> User:
    if club.olga.locale != locale:
        await (await club.slack.change(club.olga, locale=locale)).answered()
    return club.olga


def healthy(club: Club, since: int, logs: list[Any]) -> None:
    """Slack has refused nothing, and nothing broke on our side."""
    assert [r for r in club.slack.requests[since:] if r.error] == []
    assert [log for log in logs if log["log_level"] in ("error", "critical")] == []


async def run(club: Club, user: User, said: str) -> Answer:
    club.kit.clock.forward(timedelta(minutes=11))
    return await (await club.slack.command(user, club.general, f"/club {said}")).settled()


def hidden(message: Message) -> list[str]:
    """What lies behind “⋯”."""
    leaves = [leaf for block in message.blocks for leaf in block.get("elements", ()) if leaf["type"] == "overflow"]
    return [option["text"]["text"] for leaf in leaves for option in leaf["options"]]


@BOTH
@pytest.mark.parametrize("said", EXAMPLES)
async def test_an_example_and_all_that_it_offers_work(club: Club, said: str, locale: str) -> None:
    user, since = await organiser(club, locale), len(club.slack.requests)
    with capture_logs() as logs:
        answer = await run(club, user, said)
        assert answer.view or answer.shown
        for message in list(answer.shown):
            for label in dict.fromkeys(message.buttons):
                club.kit.clock.forward(timedelta(minutes=11))
                if label in message.buttons:  # a page that is turned has others
                    await (await club.slack.press(user, message, label)).settled()
            for label in dict.fromkeys(hidden(message)):
                club.kit.clock.forward(timedelta(minutes=11))
                if label in hidden(message):
                    await (await club.slack.overflow(user, message, label)).settled()
            menus = {name: labels for name, labels in message.menus.items() if name}  # those behind “⋯” have none
            for name, labels in menus.items():
                club.kit.clock.forward(timedelta(minutes=11))
                await (await club.slack.pick(user, message, name, labels[-1])).settled()
    healthy(club, since, logs)


@BOTH
@pytest.mark.parametrize("spec", NEEDY)
async def test_what_is_needed_is_asked_in_a_form_that_completes(club: Club, spec: Spec, locale: str) -> None:
    user, since = await organiser(club, locale), len(club.slack.requests)
    with capture_logs() as logs:
        form = (await run(club, user, spec.name)).form
        assert {p.name for p in spec.shown if p.required} <= set(form.values)
        for block in form.blocks:
            if block.get("element", {}).get("type") == "external_select":
                await (await club.slack.type_into(user, form, block["block_id"], "би")).answered()
        await club.slack.close(user, form)
    healthy(club, since, logs)
