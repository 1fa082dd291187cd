"""What the bot and the club are."""

import pytest

from tests.kit import Kit, button, fields, said, shown


async def test_it_says_what_it_knows_with_true_counts(kit: Kit) -> None:
    reply = await kit.ask("/about")
    assert "Life Sciences Club" in said(reply)
    counts = fields(reply.cards[0])
    assert counts["Partners"] == "51"
    assert counts["Programmes"] == "11"
    assert counts["Projects"] == str(len(kit.library.projects))
    assert counts["Events"] == str(len(kit.library.events))
    assert counts["EU calls"] == str(kit.library.calls.total)


@pytest.mark.parametrize(
    ("lang", "name"),
    [("en", "Health & Life Sciences Cluster Bulgaria"), ("bg", "Клъстер „Здраве и науки за живота“ България")],
)
async def test_it_names_the_cluster_in_either_language(kit: Kit, lang: str, name: str) -> None:
    assert f"{name} (https://www.biocluster.bg)" in shown(await kit.ask("/about", lang=lang), lang)


async def test_it_leads_to_help(kit: Kit) -> None:
    assert (await kit.press(button(await kit.ask("/about"), "Help"))).selects
