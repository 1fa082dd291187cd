"""Fields of interest, organisations and time zones, however people write them."""

import pytest

from bot.core.errors import Wrong
from bot.core.kinds import Interests, Organisation, Zone
from bot.core.kinds.organisation import likely, partner_of
from bot.domain.interests import INTERESTS
from tests.kit import Kit


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ()),
        ("1", ("cancer",)),
        ("20, 1", ("cancer", "policy")),
        ("1 4 7", ("cancer", "infections", "advanced-therapies")),
        ("1. 2.", ("cancer", "chronic-diseases")),
        ("Онкология, инвестиции", ("cancer", "investment")),
        ("Climate, environment and health, cancer", ("cancer", "environment")),
        ("Научна кариера, обучение и обмен", ("careers",)),
        ("cancer; 3\nai-data", ("cancer", "brain-ageing", "ai-data")),
        ("cancer, Cancer, 1", ("cancer",)),
    ],
)
def test_fields_are_read_by_number_and_name(kit: Kit, text: str, ids: tuple[str, ...]) -> None:
    assert Interests().read(text, kit.reading()) == ids


@pytest.mark.parametrize("text", ["0", "21", "1, poetry", "Climate, environment"])
def test_a_field_that_is_none_is_refused(kit: Kit, text: str) -> None:
    with pytest.raises(Wrong):
        Interests().read(text, kit.reading())


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_field_is_read_by_its_own_name_and_suggested(kit: Kit, language: str) -> None:
    kind, by = Interests(), kit.reading(language)
    for one in INTERESTS:
        assert kind.read(one.title(language), by) == (one.id,)
        assert one.title(language) in [choice.value for choice in kind.suggest(one.title(language)[:6], by)]
    assert kind.read("; ".join(one.title(language) for one in INTERESTS), by) == tuple(one.id for one in INTERESTS)


def test_a_suggested_field_keeps_those_before_it(kit: Kit) -> None:
    (choice,) = Interests().suggest("Cancer; invest", kit.reading())
    assert choice.value == "Cancer; Investment"
    assert Interests().read(choice.value, kit.reading()) == ("cancer", "investment")


@pytest.mark.parametrize("text", ["investment,cancer", "cancer,cancer", "nothing", "cancer, investment"])
def test_fields_that_were_never_written_so_are_garbled(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Interests().parse(text)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Sofia", "Europe/Sofia"),
        ("софия", "Europe/Sofia"),
        ("Europe/Sofia", "Europe/Sofia"),
        ("лондон", "Europe/London"),
        ("New York", "America/New_York"),
        ("Ню Йорк", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_read_by_a_city(kit: Kit, text: str, zone: str) -> None:
    assert Zone().read(text, kit.reading()) == zone


@pytest.mark.parametrize("text", ["Nowhere", "!!", "Etc/GMT+5", "posix/Europe/Sofia"])
def test_a_zone_that_is_none_is_refused(kit: Kit, text: str) -> None:
    with pytest.raises(Wrong):
        Zone().read(text, kit.reading())


def test_zones_are_suggested_while_one_types(kit: Kit) -> None:
    found = [choice.value for choice in Zone().suggest("Соф", kit.reading("bg"))]
    assert found[0] == "Europe/Sofia"
    assert len(Zone().suggest("", kit.reading())) == 25


def test_an_organisation_may_be_any(kit: Kit) -> None:
    assert Organisation().read("  Acme   Biotech ", kit.reading()) == "Acme Biotech"
    assert partner_of("Acme Biotech", kit.library) == ""


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_suggested_partner_is_known_as_one(kit: Kit, language: str) -> None:
    kind, by = Organisation(), kit.reading(language)
    for partner in kit.library.partners:
        label = kit.library.label("partner", partner.id, language)
        if len(label) <= kind.longest:
            assert label in [choice.value for choice in kind.suggest(label, by)]
            assert partner_of(label, kit.library) == partner.id


def test_what_is_typed_can_be_chosen_where_people_can_only_choose(kit: Kit) -> None:
    assert Organisation().suggest("Acme Biotech", kit.reading())[-1].value == "Acme Biotech"


def test_a_name_that_is_nearly_a_partner_s_may_mean_it(kit: Kit) -> None:
    assert likely("Sofia Tehc Parrk", kit.library, "en")[0] == "Sofia Tech Park"
    assert likely("Sofia Tech Park", kit.library, "en") == ()
    assert likely("Zzzz", kit.library, "en") == ()
    assert likely("", kit.library, "en") == ()
