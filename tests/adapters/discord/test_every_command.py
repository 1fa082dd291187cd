"""Every command of the registry, used in a server: its examples, its buttons, its lists, its forms, its completion."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from bot.adapters.discord.register import commands
from bot.core import line
from bot.core.line import Typed
from bot.flows import EVERY
from tests.adapters.discord.rig import Club, clubhouse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.spec import Spec
    from tests.servers.discord import Answer, User

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one server for all of them

EXAMPLES = [pytest.param(c.spec, said, id=said) for c in EVERY if not c.spec.hidden for said in c.spec.examples]
SHOWN = [pytest.param(c.spec, id=c.spec.name) for c in EVERY if not c.spec.hidden]
OPEN = [c.spec for c in EVERY if not c.spec.hidden]
FORMS = [pytest.param(spec, id=spec.name) for spec in OPEN if any(p.required and p.in_form for p in spec.shown)]
BOTH = pytest.mark.parametrize("locale", ["en-GB", "bg"])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


def options(club: Club, spec: Spec, said: str) -> dict[str, object]:
    """An example's arguments as Discord's client sends them."""
    typed = line.read(f"/{said}", club.kit.core.book.by_name)
    assert isinstance(typed, Typed)
    kinds = {p.name: p.kind.name for p in spec.shown}
    return {name: _value(kinds[name], text) for name, text in typed.texts.items()}


def _value(kind: str, text: str) -> object:
    match kind:
        case "whole number":
            return int(text)
        case "yes/no":
            return text == "yes"
        case _:
            return text


def organiser(club: Club, locale: str) -> User:
    club.olga.locale = locale
    return club.olga


def healthy(club: Club, since: int, logs: list[Any]) -> None:
    """Discord has refused nothing, and nothing broke on our side."""
    assert [r for r in club.discord.requests[since:] if r.status >= 400] == []
    assert [log for log in logs if log["log_level"] in ("error", "critical")] == []


async def run(club: Club, user: User, spec: Spec, said: str) -> Answer:
    club.kit.clock.forward(timedelta(minutes=11))
    return await (await club.discord.slash(user, club.general, spec.name, **options(club, spec, said))).settled()


@BOTH
@pytest.mark.parametrize(("spec", "said"), EXAMPLES)
async def test_an_example_and_all_that_it_offers_work(club: Club, spec: Spec, said: str, locale: str) -> None:
    user, since = organiser(club, locale), len(club.discord.requests)
    with capture_logs() as logs:
        answer = await run(club, user, spec, said)
        assert answer.modal or answer.shown
        for message in list(answer.shown):
            for label in list(message.buttons):
                club.kit.clock.forward(timedelta(minutes=11))
                if label in message.buttons:  # a page that is turned has others
                    await (await club.discord.press(user, message, label)).settled()
            for name, labels in message.menus.items():
                club.kit.clock.forward(timedelta(minutes=11))
                await (await club.discord.pick(user, message, name, labels[-1])).settled()
    healthy(club, since, logs)


@BOTH
@pytest.mark.parametrize("spec", FORMS)
async def test_what_is_needed_is_asked_in_a_form(club: Club, spec: Spec, locale: str) -> None:
    user, since = organiser(club, locale), len(club.discord.requests)
    registered = {p["name"] for p in _options(club, spec) if p.get("required")}
    missing = [p.name for p in spec.shown if p.required and p.name not in registered]
    assert missing
    with capture_logs() as logs:
        given = {name: text for name, text in options(club, spec, spec.examples[0]).items() if name in registered}
        club.kit.clock.forward(timedelta(minutes=11))
        answer = await (await club.discord.slash(user, club.general, spec.name, **given)).settled()
        assert set(missing) <= set(answer.form.fields)
    healthy(club, since, logs)


@BOTH
@pytest.mark.parametrize("spec", SHOWN)
async def test_whatever_completes_offers_something_discord_takes(club: Club, spec: Spec, locale: str) -> None:
    user, since = organiser(club, locale), len(club.discord.requests)
    with capture_logs() as logs:
        for option in _options(club, spec):
            if option.get("autocomplete"):
                for text in ("", "b", "би", "horizon", "рум"):
                    club.kit.clock.forward(timedelta(minutes=1))
                    await club.discord.type_into(user, club.general, spec.name, option["name"], text)
    healthy(club, since, logs)


def _options(club: Club, spec: Spec) -> list[Any]:
    first, *rest = spec.name.split()
    (found,) = [c for c in commands(club.kit.core.book, everywhere=False) if c["name"] == first]
    for word in rest:
        (found,) = [o for o in found["options"] if o["name"] == word]
    return list(found.get("options", []))
