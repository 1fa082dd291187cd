"""What is kept of people, as they are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands import privacy
from bot.core.context import Context
from bot.storage.personal import HOLDINGS
from tests.kit import Kit, button, buttons, said, shown

GUIDE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")


async def test_every_thing_that_is_declared_is_told_once(kit: Kit) -> None:
    reply = await kit.ask("/privacy")
    cards = [*reply.cards]
    while "More" in buttons(reply):
        reply = await kit.press(button(reply, "More"))
        cards += reply.cards
    assert [card.title for card in cards] == [holding.title for holding in HOLDINGS]
    for card, holding in zip(cards, HOLDINGS, strict=True):
        assert holding.what in str(card.body)
        assert [field.label for field in card.fields] == ["Why", "How long", "Who sees it", "When you are forgotten"]
        assert not [part for field in card.fields for part in field.value if "{" in str(part)]


async def test_it_tells_how_to_get_everything_and_have_it_deleted_and_whom_to_ask(kit: Kit) -> None:
    reply = await kit.ask("/privacy")
    text = said(reply)
    assert all(name in text for name in ("/mydata", "/profile", "/forgetme", "/contact", "90 days", "cpdp.bg"))
    assert {"Send me my data", "Forget me"} <= buttons(reply).keys()


async def test_whom_the_settings_name_is_named(kit: Kit) -> None:
    ctx: Context = await kit.context()
    ctx = replace(ctx, club=replace(ctx.club, contact="data@club.example"))
    assert "data@club.example" in said(await privacy.Privacy().run(ctx))


@pytest.mark.parametrize("page", [1, 2])
async def test_it_is_told_in_the_reader_s_language(kit: Kit, page: int) -> None:
    reply = await kit.press(f"1 privacy page={page}", lang="bg")
    english = [line for line in shown(reply, "bg").splitlines() if any(h.title in line for h in HOLDINGS)]
    assert english == []


def test_the_guide_tells_everything_that_is_declared() -> None:
    for holding in HOLDINGS:
        days = str(holding.days)
        for text in (holding.title, holding.what, holding.seen):
            assert text in GUIDE
        assert holding.span.replace("{days}", days) in GUIDE
        for trace in holding.traces:
            assert f"`{trace.name}`" in GUIDE
