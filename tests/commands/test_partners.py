from tests.kit import Kit, ids


async def test_the_only_partner_in_romania_is_rohealth(kit: Kit) -> None:
    assert ids(await kit.ask("/partners country=Romania")) == ["rohealth"]
