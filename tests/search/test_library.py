"""The library: every record as an immutable snapshot, with its names and its search index."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.call import Call
from bot.domain.event import Event, Series
from bot.domain.partner import Cluster, Partner, Relation, RelationType
from bot.domain.programme import Programme
from bot.domain.project import Project
from bot.domain.record import Kind, Record
from bot.domain.topic import Topic
from bot.search.documents import document, named
from bot.search.library import KINDS, Library, empty, key, title

RECORDS: tuple[Record, ...] = (
    Cluster(id="ours", name="Our Cluster", name_bg="Нашият клъстер"),
    Partner(id="twin", name="Twin", relation=Relation(RelationType.PARTNER), topics=("ai", "no-label")),
    Programme(id="twin", name="Twin programme", name_bg="Програма Близнак"),
    Project(id="twin", name="Twin project", acronym="TWN", title="A long title", grant_agreement="101"),
    Event(id="late", name="Late", start=date(2027, 2, 1)),
    Event(id="soon", name="Soon", start=date(2027, 1, 1)),
    Series(id="twin", name="Twin days"),
    Call(identifier="HORIZON-X-01", title="A call about lungs", opening=date(2026, 1, 1)),
    Topic(id="ai", en="artificial intelligence", bg="изкуствен интелект"),
)
LIBRARY = Library.of(3, RECORDS)


def test_every_kind_of_record_is_kept_under_its_kind_and_id() -> None:
    assert set(LIBRARY.records) == {key(record) for record in RECORDS}
    assert {kind for kind, _ in LIBRARY.records} == {kind.value for kind in Kind} == {k.value for k in KINDS.values()}


def test_an_id_is_unique_within_its_kind_only() -> None:
    assert LIBRARY.find(Partner, "twin") is RECORDS[1]
    assert LIBRARY.find(Programme, "twin") is RECORDS[2]
    assert LIBRARY.find(Project, "twin") is RECORDS[3]
    assert LIBRARY.find(Series, "twin") is RECORDS[6]
    assert LIBRARY.find(Event, "twin") is None


def test_events_are_in_order_of_time() -> None:
    assert [event.id for event in LIBRARY.events] == ["soon", "late"]


def test_a_record_is_called_by_its_name_in_the_readers_language() -> None:
    assert LIBRARY.label("cluster", "ours", "bg") == "Нашият клъстер"
    assert LIBRARY.label("cluster", "ours", "en") == "Our Cluster"
    assert LIBRARY.label("call", "HORIZON-X-01", "bg") == "A call about lungs"


def test_a_record_that_is_gone_is_called_by_its_id() -> None:
    assert LIBRARY.label("partner", "gone", "en") == "gone"
    assert not LIBRARY.has("partner", "gone")


def test_a_topic_is_called_by_its_label_or_by_its_id_in_words() -> None:
    assert LIBRARY.topic("ai", "bg") == "изкуствен интелект"
    assert LIBRARY.topic("no-label", "bg") == "no label"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: ":".join(key(record)))
def test_every_record_is_found_by_its_own_name(record: Record) -> None:
    kind, id = key(record)
    assert (kind, id) in [(n.kind, n.id) for n in LIBRARY.names.exact(title(record, "bg"))]
    assert named(kind, record).id == id
    assert document(kind, record, LIBRARY.topics).id == id


def test_topics_are_words_to_search_by_and_no_answers() -> None:
    found = {(hit.kind, hit.id) for hit in LIBRARY.index.search("изкуствен интелект")}
    assert ("partner", "twin") in found
    assert not [kind for kind, _ in found if kind == "topic"]


def test_a_call_is_known_without_the_name_of_its_programme() -> None:
    assert [n.id for n in LIBRARY.names.exact("x-01", "call")] == ["HORIZON-X-01"]


def test_of_two_records_with_one_id_the_later_counts() -> None:
    second = Topic(id="ai", en="AI")
    assert Library.of(1, (*RECORDS, second)).topic("ai", "en") == "AI"


def test_the_empty_library_answers_everything() -> None:
    assert empty().version == 0
    assert empty().cluster is None
    assert not empty().partners
    assert not empty().events
    assert empty().index.search("anything") == ()
    assert empty().names.near("anything") == ()
    assert empty().names.suggest("") == ()
    assert empty().calls.find(datetime(2026, 1, 1, tzinfo=UTC), status=None).total == 0
