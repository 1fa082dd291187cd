import csv
from io import StringIO

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.call import Call
from bot.domain.partner import Partner
from bot.domain.record import Kind
from bot.sources.fields import columns, flat, put, text_at, tidy
from bot.sources.problem import Problems
from bot.sources.raw import TABLES
from bot.sources.sample import sample
from bot.sources.table import Row, Table, load

HEAD = "id,name,relation.type"


def table(text: str, file: str = "partners.csv") -> Table:
    return load(text.encode(), file)


def said(text: str, file: str = "partners.csv") -> list[str]:
    with pytest.raises(Problems) as caught:
        table(text, file)
    return [str(problem) for problem in caught.value.problems]


def as_csv(body: dict[str, object], delimiter: str = ",") -> str:
    cells = flat(body)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(cells)
    writer.writerow(cells.values())
    return text.getvalue()


def test_a_table_reads_like_the_yaml_of_the_same_columns() -> None:
    head = "identifier,title,deadlines.0.date,deadlines.0.time,deadlines.0.tz,topics"
    (row,) = table(f"{head}\nC-1,A call,2027-02-17,17:00,Europe/Brussels,ai; cancer\n", "calls.csv").rows
    assert isinstance(row.record, Call)
    assert row.record.topics == ("ai", "cancer")
    assert str(row.record.deadlines[0].at) == "2027-02-17 16:00:00+00:00"


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_spreadsheets_separator_is_found_and_its_mark_ignored(between: str) -> None:
    text = "\ufeff" + f"{HEAD}\nkrib,KRIB,board\n".replace(",", between)
    assert [row.id for row in table(text).rows] == ["krib"]


def test_the_name_of_the_file_says_the_kind_even_with_more_in_it() -> None:
    assert table(f"{HEAD}\nkrib,KRIB,board\n", "some/where/Partners-2027.CSV").kinds == {Kind.PARTNER}


def test_a_column_may_say_the_kind_row_by_row() -> None:
    read = table("record,id,name,relation.type,en\npartner,krib,KRIB,board,\ntopic,ai,,,AI\n", "facts.csv")
    assert [row.key for row in read.rows] == [("partner", "krib"), ("topic", "ai")]


def test_a_cell_that_is_empty_is_a_field_that_is_left_out() -> None:
    (row,) = table(f"{HEAD},city,aliases\nkrib,KRIB,board, ,;\n\n").rows
    assert row.body == {"id": "krib", "name": "KRIB", "relation": {"type": "board"}}


def test_a_source_may_be_one_cell_or_several() -> None:
    rows = table(f"{HEAD},source,source.seed_line\na,A,board,A page,\nb,B,board,,5\n").rows
    assert [row.body["source"] for row in rows] == ["A page", {"seed_line": "5"}]


def test_entries_of_a_list_are_in_the_order_of_their_numbers() -> None:
    (row,) = table(f"{HEAD},aliases.1,aliases.0\nkrib,KRIB,board,b;2,a\n").rows
    assert isinstance(row.record, Partner)
    assert row.record.aliases == ("a", "b;2")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"{HEAD},citty\na,A,board,x\n", "partners.csv:1: citty: Not a known field. Did you mean city?"),
        (f"{HEAD},relation.txt\na,A,board,x\n", "partners.csv:1: relation.txt: Not a known field. Did you mean text?"),
        (f"{HEAD},name\na,A,board,B\n", "partners.csv:1: name: Two columns have this name."),
        (f"{HEAD},,city\na,A,board,B,C\n", "partners.csv:1: Column 4 has no name."),
        (f"{HEAD}\na,A,board,B\n", "partners.csv:2: More cells than columns: 4 of 3."),
        (f"{HEAD}\na,A,board\na,B,board\n", "partners.csv:3: id: a is there already: partners.csv:2."),
        (f'{HEAD}\na,"A\nA",board\nb,B,friend\n', "partners.csv:2: name: A character that cannot be seen (U+000A)"),
        (f"{HEAD},source,source.seed_line\na,A,board,x,5\n", "partners.csv:2: source: Filled in twice:"),
        (f'{HEAD}\na,"A,board\n', "partners.csv:2: Not CSV: "),
        (f"{HEAD},country\nx,X,board,Norway\n", "partners.csv:2: country: Not a country code: Norway. Write NO."),
        (f"{HEAD}{',x' * 600}\n", "partners.csv:1: Too many columns: 603. At most 500 fit."),
    ],
)
def test_what_is_wrong_is_told_by_line_and_column(text: str, problem: str) -> None:
    assert said(text)[0].startswith(problem)


def test_a_table_of_unknown_records_says_how_to_name_them() -> None:
    assert said(f"{HEAD}\n", "facts.csv")[0].startswith("facts.csv:1: Which records are these?")
    assert said("record,id\nfriend,x\n,y\n", "facts.csv") == [
        (
            "facts.csv:2: Not a known word: friend. "
            "Known: cluster, partner, programme, project, event, series, call, topic."
        ),
        "facts.csv:3: record: This field is needed and missing.",
    ]


@pytest.mark.parametrize("row", [row for table in sample() for row in table.rows], ids=lambda row: "-".join(row.key))
def test_every_shipped_fact_reads_the_same_as_a_table(row: Row) -> None:
    name = next(name for name, kind in TABLES.items() if kind is row.kind)
    (read,) = table(as_csv(row.body), f"{name}.csv").rows
    assert (read.body, read.record) == (row.body, row.record)


WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(str.strip)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
PARTNERS = st.fixed_dictionaries(
    {
        "id": IDS,
        "name": WORDS,
        "relation": st.fixed_dictionaries({"type": st.just("partner")}, optional={"text": WORDS}),
    },
    optional={
        "name_bg": WORDS,
        "aliases": st.lists(WORDS, max_size=4),
        "country": st.sampled_from(("NO", "BG", "GR")),
        "topics": st.lists(WORDS, max_size=4),
        "notes": WORDS,
        "source": WORDS | st.fixed_dictionaries({"seed_line": st.integers(0, 99).map(str)}, optional={"text": WORDS}),
    },
)


@given(PARTNERS, st.sampled_from(",;\t"))
def test_a_record_written_as_yaml_and_as_csv_reads_the_same(body: dict[str, object], delimiter: str) -> None:
    (one,) = load(yaml.safe_dump({"partners": [body]}, allow_unicode=True).encode(), "facts.yaml").rows
    (other,) = table(as_csv(one.body, delimiter)).rows
    assert one.record == other.record
    assert one.body == other.body == tidy(body)


def test_every_column_of_a_kind_can_be_named() -> None:
    assert {"relation.type", "source", "source.seed_line", "source.confirmed_by", "aliases"} <= set(columns("partner"))
    assert "deadlines.0.invited_only" in columns("call")


def test_a_field_is_written_from_its_text_and_read_as_one() -> None:
    body = {"id": "krib", "aliases": ["a"], "source": "A page"}
    longer = put(body, "aliases", "a; b ;", several=True)
    assert longer == {"id": "krib", "aliases": ["a", "b"], "source": "A page"}
    assert text_at(longer, "aliases") == "a; b"
    assert put(longer, "aliases", " ", several=True) == {"id": "krib", "source": "A page"}
    assert put(body, "source.seed_line", "5", several=False)["source"] == {"seed_line": "5"}
    assert text_at(body, "source.seed_line") == text_at(body, "aliases.7") == ""
