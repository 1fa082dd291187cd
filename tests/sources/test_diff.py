import pytest

from bot.sources.diff import Changes, describe, diff
from bot.sources.problem import Problems
from bot.sources.table import Table, load

Bodies = dict[tuple[str, str], dict[str, object]]


def partner(id: str, **more: object) -> dict[str, object]:
    return {"id": id, "name": id.upper(), "relation": {"type": "partner"}, **more}


CURRENT: Bodies = {("partner", id): partner(id, aliases=["x"]) for id in ("a", "b")}
HEAD = "id,name,relation.type,aliases"


def partners(*rows: str) -> Table:
    return load("\n".join((HEAD, *rows)).encode(), "partners.csv")


def facts(text: str) -> Table:
    return load(text.encode(), "facts.yaml")


def said(current: Bodies, *tables: Table, replace: bool = False) -> list[str]:
    with pytest.raises(Problems) as caught:
        diff(current, tables, replace=replace)
    return [str(problem) for problem in caught.value.problems]


def test_what_is_added_and_changed_is_told_field_by_field() -> None:
    changes = diff(CURRENT, [partners("a,A,board,x;y", "b,B,partner,x", "c,C,partner,")])
    assert list(describe(changes)) == [
        "+ partner c: C",
        "~ partner a: relation.type: partner -> board",
        "~ partner a: aliases: x -> x; y",
    ]
    assert changes.same == 1


def test_a_field_that_comes_or_goes_is_told_too() -> None:
    changes = diff(CURRENT, [facts("partners:\n- {id: a, name: A, relation: {type: partner}, city: Sofia}\n")])
    assert list(describe(changes)) == [
        "~ partner a: aliases: x -> (nothing)",
        "~ partner a: city: (nothing) -> Sofia",
    ]


def test_nothing_is_removed_unless_the_file_is_the_whole_of_its_kinds() -> None:
    current: Bodies = {**CURRENT, ("topic", "ai"): {"id": "ai", "en": "AI"}}
    assert diff(current, [partners("a,A,partner,x")]) == Changes(same=1)
    changes = diff(current, [partners("a,A,partner,x")], replace=True)
    assert list(describe(changes)) == ["- partner b: B"]
    assert changes.all() == changes.removed


def test_an_empty_list_is_the_whole_of_its_kind_too() -> None:
    assert len(diff(CURRENT, [facts("partners: []\n")], replace=True).removed) == 2


def test_two_files_are_the_whole_together() -> None:
    tables = [partners("a,A,partner,x"), facts("partners:\n- {id: b, name: B, relation: {type: partner}}\n")]
    assert diff(CURRENT, tables, replace=True).removed == ()


def test_an_id_that_two_files_have_is_refused() -> None:
    assert said({}, partners("a,A,partner,"), facts("partners:\n- {id: a, name: A, relation: {type: partner}}\n")) == [
        "facts.yaml:2: id: a is there already: partners.csv:2."
    ]


def test_a_partner_that_is_not_there_is_named_with_its_place() -> None:
    text = (
        "programmes:\n- id: p\n  name: P\n  partners: [a, nobody]\n  parts:\n  - id: q\n    name: Q\n    partners:\n"
        "    - nobody\n  projects: [none]\nprojects:\n- {id: r, name: R, related_partners: [nobody]}\n"
        "series:\n- {id: s, name: S, organiser_partner: nobody}\n"
    )
    nobody = "There is no partner nobody. Add it first, or take it out here."
    assert said(CURRENT, facts(text)) == [
        f"facts.yaml:4: partners.1: {nobody}",
        f"facts.yaml:9: parts.0.partners.0: {nobody}",
        "facts.yaml:10: projects.0: There is no project none. Add it first, or take it out here.",
        f"facts.yaml:12: related_partners.0: {nobody}",
        f"facts.yaml:14: organiser_partner: {nobody}",
    ]


def test_a_partner_of_the_same_import_is_there() -> None:
    series = facts("series:\n- {id: s, name: S, organiser_partner: c}\n")
    assert len(diff({}, [series, partners("c,C,partner,")]).added) == 2


def test_a_partner_that_others_name_cannot_be_removed() -> None:
    current: Bodies = {**CURRENT, ("series", "s"): {"id": "s", "name": "S", "organiser_partner": "b"}}
    assert said(current, partners("a,A,partner,x"), replace=True) == [
        "series s: organiser_partner: There is no partner b. Add it first, or take it out here."
    ]


def test_an_event_may_name_a_series_that_has_no_record() -> None:
    assert diff({}, [facts("events:\n- {id: e, name: E, start: 2026-12-01, series: medica}\n")]).added
