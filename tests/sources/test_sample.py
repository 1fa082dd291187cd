from collections import Counter
from datetime import UTC, date, datetime

from bot.domain.call import BudgetScope, Call, Confidence, Deadline
from bot.domain.event import Event, Series
from bot.domain.partner import Partner, RelationType
from bot.domain.programme import Programme
from bot.domain.project import Project
from bot.domain.record import Record
from bot.domain.source import Source
from bot.domain.topic import Topic
from bot.sources.diff import diff
from bot.sources.sample import sample

TABLES = sample()
RECORDS: dict[tuple[str, str], Record] = {row.key: row.record for table in TABLES for row in table.rows}


def test_the_shipped_files_load_whole() -> None:
    assert Counter(kind for kind, _ in RECORDS) == {
        "cluster": 1,
        "partner": 51,
        "programme": 11,
        "project": 3,
        "event": 15,
        "series": 10,
        "call": 51,
        "topic": 26,
    }


def test_the_shipped_facts_name_nothing_that_is_not_there() -> None:
    assert len(diff({}, TABLES).added) == 168


def test_an_id_may_be_there_once_in_each_kind() -> None:
    assert {kind for kind, id in RECORDS if id == "spinoff-bulgaria"} == {"programme", "series"}


def test_a_partner_reads_with_all_it_has() -> None:
    joist = RECORDS["partner", "joist"]
    assert isinstance(joist, Partner)
    assert (joist.country, joist.city, joist.relation.type) == ("GR", "Larissa", RelationType.PARTNER)
    assert joist.groups == ("see-region", "incubators")
    assert joist.source == Source(
        "", 19, ("https://joistpark.eu/en/joist-innovation-park-hosts-visit-from-greek-prime-minister/",)
    )


def test_what_a_partner_does_not_have_stays_empty() -> None:
    dai = RECORDS["partner", "dai"]
    assert isinstance(dai, Partner)
    assert (dai.kind, dai.city, dai.website, dai.url, dai.topics, dai.checked_at) == (None, "", "", "", (), None)


def test_a_call_reads_with_its_deadline_as_an_instant() -> None:
    call = RECORDS["call", "HORIZON-HLTH-2027-01-CARE-02"]
    assert isinstance(call, Call)
    assert call.deadlines == (Deadline(datetime(2027, 2, 17, 16, tzinfo=UTC)),)
    assert (call.opening, call.former_deadlines) == (date(2026, 10, 29), (date(2027, 4, 13),))
    assert (call.budget_eur, call.budget_scope, call.expected_grants) == (38_000_000, BudgetScope.TOPIC, 4)
    assert (call.confidence, call.checked_at) == (Confidence.CONFIRMED, date(2026, 10, 6))
    assert call.source.text.startswith("github 123factory-de/fundingdb")


def test_events_last_days_and_a_series_without_a_date_has_no_edition() -> None:
    event, series = RECORDS["event", "ash-2026"], RECORDS["series", "behealth"]
    assert isinstance(event, Event)
    assert isinstance(series, Series)
    assert (event.start, event.end, event.all_day) == (date(2026, 12, 12), date(2026, 12, 15), True)
    assert series.next_edition == ""


def test_people_see_names_in_their_language() -> None:
    rohealth, krib = RECORDS["partner", "rohealth"], RECORDS["partner", "krib"]
    hubs, topic = RECORDS["programme", "innovation-hubs"], RECORDS["topic", "ai"]
    assert isinstance(rohealth, Partner)
    assert isinstance(krib, Partner)
    assert isinstance(hubs, Programme)
    assert isinstance(topic, Topic)
    assert (rohealth.name, rohealth.title("en"), rohealth.title("bg")) == ("RoHeath", "ROHEALTH", "ROHEALTH")
    assert krib.title("bg") == "Конфедерация на работодателите и индустриалците в България"
    assert (hubs.title("en"), hubs.cities_in("bg")[2], hubs.cities_in("en")[2]) == (hubs.name, "Варна", "Varna")
    assert (topic.title("en"), topic.title("bg")) == ("artificial intelligence", "изкуствен интелект")


def test_a_programme_knows_the_partners_of_its_parts_too() -> None:
    hackathons, veles = RECORDS["programme", "hackathons"], RECORDS["project", "veles"]
    assert isinstance(hackathons, Programme)
    assert isinstance(veles, Project)
    assert hackathons.all_partners == ("dna-bg", "eib", "abf")
    assert (hackathons.url, veles.url) == ("", "https://veleshub.eu/")
