"""Who is asking: met once, remembered, and looked up again when changed."""

import pytest

from bot.core import people
from bot.core.context import Account
from bot.core.request import Line, Request
from bot.core.roles import Role
from tests.kit import DIRECT, Kit

ANA = Account("web", "ana")


async def test_somebody_seen_for_the_first_time_is_a_guest_in_the_language_they_came_with(kit: Kit) -> None:
    who = await kit.core.people.of(ANA, "Ana", "en")
    assert (who.role, who.language, who.name) == (Role.GUEST, "en", "Ana")
    assert who.zone.key == "Europe/Sofia"
    assert who.seen == kit.library.version


async def test_a_language_that_is_none_of_ours_is_the_clubs(kit: Kit) -> None:
    assert (await kit.core.people.of(ANA, "Ana", "fr")).language == "bg"


async def test_the_same_account_is_the_same_person_and_another_is_not(kit: Kit) -> None:
    first = await kit.core.people.of(ANA)
    assert (await kit.core.people.of(ANA)).id == first.id
    assert (await kit.core.people.of(Account("terminal", "ana"))).id != first.id


async def test_a_change_is_seen_once_the_person_is_forgotten(kit: Kit) -> None:
    who = await kit.core.people.of(ANA)
    await kit.database.write(lambda tx: tx.people.set_role(who.id, int(Role.ORGANISER)))
    assert (await kit.core.people.of(ANA)).role is Role.GUEST
    kit.core.people.forget(who.id)
    assert (await kit.core.people.of(ANA)).role is Role.ORGANISER


async def test_only_so_many_are_kept_in_memory_and_nobody_is_lost(kit: Kit) -> None:
    first = await kit.core.people.of(ANA)
    other = kit.core.people._known[ANA]
    kit.core.people._known.update({Account("x", str(n)): other for n in range(people.CAPACITY)})
    await kit.core.people.of(Account("web", "boris"))
    assert len(kit.core.people._known) <= people.CAPACITY + 1
    assert (await kit.core.people.of(ANA)).id == first.id


async def test_somebody_met_without_a_language_keeps_the_first_one_of_ours_they_come_with(kit: Kit) -> None:
    spoken = [(await kit.core.people.of(ANA, language=came)).language for came in ("", "fr", "en", "bg", "")]
    assert spoken == ["bg", "bg", "en", "en", "en"]
    kit.core.people._known.clear()
    assert (await kit.core.people.of(ANA)).language == "en"


async def test_a_language_they_chose_is_not_replaced_by_one_they_come_with(kit: Kit) -> None:
    who = await kit.core.people.of(ANA)
    await kit.database.write(lambda tx: tx.people.set_locale(who.id, "bg"))
    assert (await kit.core.people.of(ANA, language="en")).language == "bg"
    stored = await kit.database.read(lambda tx: tx.people.get(who.id))
    assert stored is not None
    assert stored.locale == "bg"


async def test_a_language_is_taken_over_for_all_accounts_of_a_person(kit: Kit) -> None:
    who, boris = await kit.core.people.of(ANA), Account("slack", "U1")
    await kit.database.write(lambda tx: tx.people.link(who.id, boris.platform, boris.id))
    assert (await kit.core.people.of(boris)).language == "bg"
    assert (await kit.core.people.of(ANA, language="en")).language == "en"
    assert (await kit.core.people.of(boris)).language == "en"


async def test_a_name_that_was_changed_on_a_platform_is_what_others_see(kit: Kit) -> None:
    who = await kit.core.people.of(ANA, "Ana Petrova")
    await kit.core.people.of(ANA, "Ana Ivanova")
    stored = await kit.database.read(lambda tx: tx.people.get(who.id))
    assert stored is not None
    assert stored.name == "Ana Ivanova"


async def test_who_comes_without_a_name_keeps_the_one_they_had(kit: Kit) -> None:
    who = await kit.core.people.of(ANA, "Ana Petrova")
    await kit.core.people.of(ANA, stand_in="Guest 6f")
    stored = await kit.database.read(lambda tx: tx.people.get(who.id))
    assert stored is not None
    assert stored.name == "Ana Petrova"


async def test_another_name_on_another_platform_renames_that_account_alone(kit: Kit) -> None:
    who, slack = await kit.core.people.of(ANA, "Ana Petrova"), Account("slack", "U1")
    await kit.database.write(lambda tx: tx.people.link(who.id, slack.platform, slack.id, name="ana"))
    await kit.core.people.of(slack, "ani")
    accounts = await kit.database.read(lambda tx: tx.people.accounts(who.id))
    assert [(one.platform, one.name) for one in accounts] == [("slack", "ani"), ("web", "Ana Petrova")]


async def test_a_person_who_is_known_costs_no_question_to_the_database(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in ("", "fr", "en"):
        await kit.core.people.of(ANA, "Ana", language=language)
    await kit.core.people.of(ANA, zone="Europe/Lisbon")
    monkeypatch.delattr(kit.core.people, "_database")
    for language in ("", "fr", "en", "bg"):
        assert (await kit.core.people.of(ANA, "Ana", language=language, zone="Europe/London")).language == "en"


async def test_somebody_met_without_a_zone_keeps_the_first_one_they_come_with(kit: Kit) -> None:
    told = ("", "Nowhere/Town", "../../etc/passwd", "Europe", "Europe/Lisbon", "Europe/London", "")
    zones = [(await kit.core.people.of(ANA, zone=came)).zone.key for came in told]
    assert zones == ["Europe/Sofia"] * 4 + ["Europe/Lisbon"] * 3
    kit.core.people._known.clear()
    assert (await kit.core.people.of(ANA)).zone.key == "Europe/Lisbon"


async def test_somebody_seen_for_the_first_time_with_a_zone_keeps_it(kit: Kit) -> None:
    who = await kit.core.people.of(ANA, "Ana", "en", zone="Asia/Tokyo")
    stored = await kit.database.read(lambda tx: tx.people.get(who.id))
    assert stored is not None
    assert (who.zone.key, stored.zone) == ("Asia/Tokyo", "Asia/Tokyo")


async def test_a_zone_they_chose_is_not_replaced_by_one_they_come_with(kit: Kit) -> None:
    who = await kit.core.people.of(ANA)
    await kit.database.write(lambda tx: tx.people.set_zone(who.id, "Europe/Sofia"))
    assert (await kit.core.people.of(ANA, language="en", zone="Asia/Tokyo")).zone.key == "Europe/Sofia"
    kit.core.people.forget(who.id)
    assert (await kit.core.people.of(ANA)).zone.key == "Europe/Sofia"


async def test_a_zone_that_is_none_costs_no_question_to_the_database(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    await kit.core.people.of(ANA)
    monkeypatch.delattr(kit.core.people, "_database")
    assert (await kit.core.people.of(ANA, zone="Nowhere/Town")).zone.key == "Europe/Sofia"


async def test_the_core_takes_over_the_zone_that_a_request_tells(kit: Kit) -> None:
    request = Request("r", ANA, DIRECT, Line("/help"), zone="Asia/Tokyo")
    assert (await kit.core.who(request)).zone.key == "Asia/Tokyo"
