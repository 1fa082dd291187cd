from pathlib import Path

import pytest
import yaml

from bot.domain.event import Event
from bot.domain.partner import Partner
from bot.sources import yaml_rows
from bot.sources.problem import Problems
from bot.sources.table import LARGEST, Table, load, load_file

PARTNER = "partners:\n- id: krib\n  name: KRIB\n  relation:\n    type: board\n"
CALL = "calls:\n- identifier: C-1\n  title: A call\n"


def said(text: str | bytes, file: str = "facts.yaml") -> list[str]:
    with pytest.raises(Problems) as caught:
        load(text.encode() if isinstance(text, str) else text, file)
    return [str(problem) for problem in caught.value.problems]


def table(text: str) -> Table:
    return load(text.encode(), "facts.yaml")


def test_norway_is_a_country_and_not_false() -> None:
    (row,) = table(PARTNER + "  country: NO\n").rows
    assert isinstance(row.record, Partner)
    assert row.record.country == "NO"


def test_a_time_of_day_is_text_and_no_number() -> None:
    (row,) = table(CALL + "  deadlines:\n  - {date: 2027-02-17, time: 17:00, tz: Europe/Brussels}\n").rows
    assert row.body["deadlines"] == [{"date": "2027-02-17", "time": "17:00", "tz": "Europe/Brussels"}]


def test_numbers_stay_as_they_are_typed() -> None:
    (row,) = table("projects:\n- id: p\n  name: 1e3\n  grant_agreement: 0101\n  call: 1_000\n").rows
    assert row.body == {"id": "p", "name": "1e3", "grant_agreement": "0101", "call": "1_000"}


def test_an_empty_field_is_one_that_is_left_out() -> None:
    (row,) = table(PARTNER + '  city:\n  country: ~\n  notes: null\n  name_bg: ""\n  aliases: []\n').rows
    assert row.body == {"id": "krib", "name": "KRIB", "relation": {"type": "board"}}


def test_a_byte_order_mark_does_not_matter() -> None:
    assert load(b"\xef\xbb\xbf" + PARTNER.encode(), "facts.yaml").rows == table(PARTNER).rows


def test_an_event_with_hours_reads_in_its_zone() -> None:
    (row,) = table(
        "events:\n- {id: e, name: E, start: 2026-12-01T18:00, end: 2026-12-01T20:00, tz: Europe/Sofia}\n"
    ).rows
    assert isinstance(row.record, Event)
    assert str(row.record.starts_at) == "2026-12-01 16:00:00+00:00"


def test_every_problem_of_a_file_is_told_at_once() -> None:
    assert said(PARTNER + "  country: Romania\n  kindd: company\n- name: X\n  relation: {type: friend}\n") == [
        "facts.yaml:6: country: Not a country code: Romania. Write RO.",
        "facts.yaml:7: kindd: Not a known field. Did you mean kind?",
        "facts.yaml:8: id: This field is needed and missing.",
        (
            "facts.yaml:9: relation.type: Not a known word: friend. "
            "Known: member of, board, partner, programme partner, indirect."
        ),
    ]


def test_a_deadline_without_a_zone_is_refused() -> None:
    text = CALL + "  deadlines:\n  - date: 2027-02-17\n    time: 17:00\n    tz: Europe/Brussels\n"
    assert said(f"{text}  - date: 2027-09-16\n    time: 17:00\n") == [
        "facts.yaml:8: deadlines.1.tz: This field is needed and missing."
    ]


def test_an_id_that_is_there_twice_is_refused() -> None:
    assert said(PARTNER + PARTNER.removeprefix("partners:\n")) == [
        "facts.yaml:6: id: krib is there already: facts.yaml:2."
    ]


def test_a_field_that_is_written_twice_is_refused() -> None:
    assert said(PARTNER + "  name: Other\n") == ["facts.yaml:6: name: Written twice: the first time in line 3."]


def test_a_list_that_is_written_twice_is_refused() -> None:
    assert said(PARTNER + PARTNER) == [
        "facts.yaml:6: partners: Written twice: the first time in line 1.",
    ]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("*x", "References (*) cannot be used. Write the value out."),
        ("&x text", "Anchors (&) cannot be used. Write the value out where it is needed."),
        ("!!python/object/apply:os.system [ls]", "Tags (!) cannot be used. Take it out."),
        ("!!str text", "Tags (!) cannot be used. Take it out."),
        ('! "text"', "Tags (!) cannot be used. Take it out."),
    ],
)
def test_nothing_but_plain_values_is_read(value: str, says: str) -> None:
    assert f"facts.yaml:6: {says}" in said(f"{PARTNER}  notes: {value}\n")


def test_references_that_explode_are_refused_before_they_do() -> None:
    bomb = ["a: &a [lol, lol, lol, lol]"]
    bomb += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    problems = said("\n".join(bomb))
    assert "facts.yaml:1: Anchors (&) cannot be used. Write the value out where it is needed." in problems
    assert len(problems) <= yaml_rows.ENOUGH


def test_nesting_without_end_is_refused() -> None:
    assert said(f"{PARTNER}  notes: {'[' * 5000}\n")[-1].endswith("Too deep: lists and groups inside one another.")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "facts.yaml: The file is empty."),
        (" \n", "facts.yaml: The file is empty."),
        ("# nothing\n", "facts.yaml:2: The file is empty."),
        ("- id: x\n", "facts.yaml:1: The file must begin with the name of a list, such as partners: or calls:."),
        ("text\n", "facts.yaml:1: The file must begin with the name of a list, such as partners: or calls:."),
        ("partner: []\n", "facts.yaml:1: partner: Not a known field. Did you mean partners?"),
        ("partners:\n", "facts.yaml:1: partners: A list of records belongs here; an empty one is written []."),
        ("partners: {a: b}\n", "facts.yaml:1: partners: A list of records belongs here; an empty one is written []."),
        ("partners: [text]\n", "facts.yaml:1: A record belongs here: a group of fields."),
        ("meta: {topic_labels: [a]}\n", "facts.yaml:1: meta: A group of fields belongs here: topic_labels."),
        ("? [a]\n: b\n", "facts.yaml:1: A field's name belongs here, one text."),
        ("partners: []\n---\ncalls: []\n", "facts.yaml:2: Only one document fits in a file. Take out the line ---."),
        ("partners:\n  - a: b: c\n", "facts.yaml:2: Not YAML: mapping values are not allowed in this context."),
        ("partners: []\n\0\n", "facts.yaml:2: A character that no YAML may have (U+0000)."),
        ("cluster: x\n", "facts.yaml:1: A record belongs here: a group of fields."),
    ],
)
def test_a_file_of_another_shape_is_told_what_is_wrong(text: str, problem: str) -> None:
    assert said(text)[0] == problem


def test_a_file_that_is_not_utf8_is_refused_with_the_line() -> None:
    assert said(PARTNER.encode() + "  notes: Клъстер\n".encode("cp1251")) == [
        "facts.yaml:6: Not UTF-8. Save the file as UTF-8 and try again."
    ]


def test_a_file_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(Problems) as caught:
        load_file(path)
    assert [p.text for p in caught.value.problems] == [
        f"Larger than {LARGEST // 1024**2} MB. Split it into several files."
    ]
    assert caught.value.problems[0].where == str(path)


@pytest.mark.parametrize("name", ["none.yaml", "."])
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str) -> None:
    with pytest.raises(Problems) as caught:
        load_file(tmp_path / name)
    assert caught.value.problems[0].text.startswith("The file cannot be read: ")


def test_other_kinds_of_file_are_refused() -> None:
    assert said(PARTNER, "facts.xlsx") == ["facts.xlsx: Only .yaml, .yml and .csv files can be read."]


def test_names_of_topics_are_facts_and_other_notes_on_the_file_are_not() -> None:
    read = table(
        "meta:\n  recorded_at: today\n  topic_labels:\n    ai: {en: artificial intelligence, bg: изкуствен интелект}\n"
    )
    assert [(row.key, row.body["bg"]) for row in read.rows] == [(("topic", "ai"), "изкуствен интелект")]


def test_a_problem_in_the_names_of_topics_has_its_line() -> None:
    assert said("meta:\n  topic_labels:\n    ai:\n      en: AI\n      enn: KI\n    x: {}\n") == [
        "facts.yaml:5: enn: Not a known field. Did you mean en?",
        "facts.yaml:6: en: This field is needed and missing.",
    ]


def test_the_slower_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = table(PARTNER)
    monkeypatch.setattr(yaml_rows, "_LOADER", yaml.SafeLoader)
    assert table(PARTNER) == fast
    assert said(PARTNER + "  name: [\n")[-1].startswith("facts.yaml:7: Not YAML: ")
