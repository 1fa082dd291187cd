"""Each kind of argument reads kindly what people type, packs exactly, and refuses the rest with what would be right."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import kinds
from bot.core.errors import Which, Wrong
from bot.domain.partner import Group
from tests.kit import Kit

COUNTRY = kinds.Country()


@pytest.mark.parametrize("text", ["Romania", "RO", "ro", "Румъния", "румъния", " romania ", "РУМЪНИЯ"])
@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_a_country_is_read_in_either_language_and_as_a_code(kit: Kit, text: str, lang: str) -> None:
    assert COUNTRY.read(text, kit.reading(lang)) == "RO"


async def test_a_slip_in_a_country_is_answered_with_the_nearest(kit: Kit) -> None:
    with pytest.raises(Wrong) as wrong:
        COUNTRY.read("Romnia", kit.reading())
    assert "Romania" in str(wrong.value.names["near"])


async def test_a_country_that_nobody_knows_is_refused_with_a_hint(kit: Kit) -> None:
    with pytest.raises(Wrong) as wrong:
        COUNTRY.read("Qqqqq", kit.reading())
    assert "such as Romania or RO" in wrong.value.text


async def test_no_is_a_country(kit: Kit) -> None:
    assert COUNTRY.read("NO", kit.reading()) == "NO"


async def test_countries_are_suggested_by_their_beginning_first(kit: Kit) -> None:
    assert COUNTRY.suggest("ро", kit.reading("bg"))
    assert COUNTRY.suggest("rom", kit.reading())[0].label == "Romania"
    assert COUNTRY.suggest("ro", kit.reading())[0].value == "Romania"
    assert len(COUNTRY.suggest("", kit.reading())) == 25


@pytest.mark.parametrize("text", ["+5", "5.0", "five", "", "-1", "10", "٣", "5 0", "1e0", "999999999999999999999999"])
async def test_what_is_no_whole_number_within_bounds_is_refused_with_the_bounds(kit: Kit, text: str) -> None:
    with pytest.raises(Wrong) as wrong:
        kinds.Whole(0, 9).read(text, kit.reading())
    assert wrong.value.names["least"] == 0
    assert wrong.value.names["most"] == 9


@pytest.mark.parametrize(("text", "value"), [("да", True), ("YES", True), ("Не", False), ("n", False), (" 1 ", True)])
async def test_yes_and_no_are_read_in_both_languages(kit: Kit, text: str, value: bool) -> None:
    assert kinds.YesNo().read(text, kit.reading()) is value


async def test_anything_but_yes_or_no_is_refused(kit: Kit) -> None:
    with pytest.raises(Wrong, match="must be yes or no"):
        kinds.YesNo().read("maybe", kit.reading())


@pytest.mark.parametrize("text", ["see-region", "See Region", "SEE-REGION"])
async def test_a_choice_is_read_by_value_in_any_spelling(kit: Kit, text: str) -> None:
    assert kinds.OneOf(Group).read(text, kit.reading()) is Group.SEE_REGION


async def test_a_choice_is_read_by_its_label_in_either_language(kit: Kit) -> None:
    from bot.commands.cards.labels import GROUPS

    kind = kinds.OneOf(Group, GROUPS)
    assert kind.read("Universities", kit.reading("bg")) is Group.UNIVERSITIES
    for choice in kind.choices(kit.reading("bg").t):
        assert kind.read(choice.label, kit.reading("bg")).value == choice.value


async def test_text_is_one_line_and_long_text_keeps_its_lines(kit: Kit) -> None:
    assert kinds.Text().read("  a \n b\t c ", kit.reading()) == "a b c"
    assert kinds.LongText().read("  a\r\nb ", kit.reading()) == "a\nb"


@pytest.mark.parametrize("kind", [kinds.Text(10), kinds.LongText(10)])
async def test_a_text_that_is_too_long_says_how_long_it_may_be(kit: Kit, kind: kinds.Text) -> None:
    with pytest.raises(Wrong) as wrong:
        kind.read("a" * 11, kit.reading())
    assert wrong.value.names == {"n": 11, "most": 10}
    with pytest.raises(ValueError, match="aaa"):
        kind.parse("a" * 11)


PARTNER = kinds.Record(("partner",))
ANY = kinds.Record(("partner", "programme", "project", "event", "series", "call", "cluster"))


@pytest.mark.parametrize("text", ["КРИБ", "krib", "Kriб", "криб", "KRIB", "Крибб"])
async def test_a_record_is_read_by_any_spelling_of_its_name(kit: Kit, text: str) -> None:
    assert PARTNER.read(text, kit.reading()) == "krib"
    assert kinds.Record(("partner", "cluster")).read(text, kit.reading()) == "partner:krib"


async def test_every_record_is_read_by_its_own_id_and_nothing_else_is_meant(kit: Kit) -> None:
    for kind, id in kit.library.records:
        if kind != "topic":
            assert kinds.Record((kind,)).read(id, kit.reading()) == id
            assert ANY.read(f"{kind}:{id}", kit.reading()) == f"{kind}:{id}"


async def test_a_name_of_several_records_is_asked_about(kit: Kit) -> None:
    with pytest.raises(Which) as which:
        PARTNER.read("university", kit.reading())
    assert len(which.value.choices) > 1
    assert all(kit.library.has("partner", value) for _, value in which.value.choices)


async def test_a_name_like_nothing_is_refused(kit: Kit) -> None:
    with pytest.raises(Wrong, match="nothing by the name"):
        PARTNER.read("Nobody of Nowhere", kit.reading())


async def test_a_kept_record_names_its_kind_where_several_will_do() -> None:
    assert ANY.key("event:ash-2026") == ("event", "ash-2026")
    assert PARTNER.key("krib") == ("partner", "krib")
    with pytest.raises(ValueError, match="krib"):
        ANY.parse("krib")


async def test_suggestions_of_records_carry_ids(kit: Kit) -> None:
    assert [c.value for c in ANY.suggest("криб", kit.reading())] == ["partner:krib"]
    assert len(ANY.suggest("", kit.reading())) == 25


async def test_times_are_kept_as_typed_and_refused_with_three_that_work(kit: Kit) -> None:
    assert kinds.Times().read("  next   week ", kit.reading()) == "next week"
    for lang in ("en", "bg"):
        with pytest.raises(Wrong) as wrong:
            kinds.Times().read("when pigs fly", kit.reading(lang))
        for name in ("first", "second", "third"):
            assert kinds.Times().read(str(wrong.value.names[name]), kit.reading(lang))


@pytest.mark.parametrize("text", ["on 15.12.2026 at 9", "15.12.2026 в 9", "15.12.2026 от 9:00", "15.12.2026 в 9,00 ч."])
async def test_a_moment_is_said_as_for_a_schedule(kit: Kit, text: str) -> None:
    assert kinds.Moment().read(text, kit.reading()) == datetime(2026, 12, 15, 7, tzinfo=UTC)


async def test_a_moment_that_comes_twice_a_day_is_refused(kit: Kit) -> None:
    with pytest.raises(Wrong):
        kinds.Moment().read("15.12.2026 at 6", kit.reading())


async def test_a_moment_and_a_day_are_those_of_the_persons_zone(kit: Kit) -> None:
    assert kinds.Moment().read("15.12.2026 18:30", kit.reading()) == datetime(2026, 12, 15, 16, 30, tzinfo=UTC)
    assert kinds.Day().read("утре", kit.reading("bg")) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["2026-11-22T09:00", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "now", "", "9" * 400]
)
def test_a_packed_moment_needs_a_zone_and_must_exist(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any will do
        kinds.Moment().parse(text)


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_packs_exactly(at: datetime) -> None:
    kind = kinds.Moment()
    try:
        utc = at.astimezone(UTC)
    except OverflowError:
        return
    assert kind.parse(kind.write(at)) == utc


@given(st.dates())
def test_a_day_packs_exactly(day: date) -> None:
    assert kinds.Day().parse(kinds.Day().write(day)) == day


async def test_an_identifier_with_another_digit_is_offered_the_likely_one_and_never_answered_with_it(kit: Kit) -> None:
    call = kinds.Record(("call",))
    with pytest.raises(Which) as which:
        call.read("HORIZON-HLTH-2027-01-CARE-03", kit.reading())
    assert "HORIZON-HLTH-2027-01-CARE-02" in [value for _, value in which.value.choices]
    assert call.read("HLTH-2027-01-CARE-02", kit.reading()) == "HORIZON-HLTH-2027-01-CARE-02"
