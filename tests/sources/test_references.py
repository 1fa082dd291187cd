"""Which facts name which."""

from bot.sources.references import REFERRERS, Key, naming

FACTS: list[tuple[Key, dict[str, object]]] = [
    (("programme", "p"), {"partners": ["krib"], "parts": [{"id": "x", "partners": ["gate"]}], "projects": ["veles"]}),
    (("project", "veles"), {"related_partners": ["gate", "krib"]}),
    (("series", "s"), {"organiser_partner": "krib"}),
    (("event", "krib"), {"series": "s"}),
]


def test_everything_that_names_a_fact_is_found() -> None:
    assert naming(FACTS, ("partner", "krib")) == [("programme", "p"), ("project", "veles"), ("series", "s")]
    assert naming(FACTS, ("partner", "gate")) == [("programme", "p"), ("project", "veles")]
    assert naming(FACTS, ("project", "veles")) == [("programme", "p")]


def test_what_only_shares_an_id_is_not_named() -> None:
    assert naming(FACTS, ("event", "krib")) == []
    assert naming(FACTS, ("series", "s")) == []


def test_only_the_kinds_that_may_name_others_do() -> None:
    assert {kind for (kind, _), _ in FACTS} - {"event"} == set(REFERRERS)
