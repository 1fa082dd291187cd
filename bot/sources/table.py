"""Files of facts: what they hold, each row with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.record import Kind, Record, id_of
from bot.sources.fields import Body
from bot.sources.problem import Problem, Problems, wrong
from bot.sources.raw import Raw
from bot.sources.record import read_record

LARGEST = (
    32 * 1024 * 1024
)  # bytes of one file: about 40,000 calls as YAML, 60,000 as CSV; several files make one import


@dataclass(frozen=True, slots=True)
class Row:
    """A fact read from a file: its plain body, which is what is stored, and the value it makes."""

    id: str
    record: Record
    raw: Raw
    file: str

    @property
    def kind(self) -> Kind:
        """The kind of the fact."""
        return self.raw.kind

    @property
    def body(self) -> Body:
        """The plain fields."""
        return self.raw.body

    @property
    def key(self) -> tuple[str, str]:
        """What it is stored under."""
        return self.kind, self.id

    def problem(self, problem: Problem) -> Problem:
        """The problem with the place of the field it is about."""
        return replace(problem, file=self.file, line=self.raw.line_of(problem.path))


@dataclass(frozen=True, slots=True)
class Table:
    """A file that reads without a problem. `kinds` are those it has a list of, be it an empty one."""

    file: str
    rows: tuple[Row, ...]
    kinds: frozenset[Kind]


def load_file(path: Path) -> Table:
    """Read a .yaml, .yml or .csv file. Raises Problems, with everything that is wrong in it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise wrong(
            Problem("The file cannot be read: {reason}.", {"reason": error.strerror or "?"}, file=str(path))
        ) from None
    return load(data, str(path))


def load(data: bytes, file: str) -> Table:
    """Read what a file of that name holds. Raises Problems."""
    try:
        kinds, raws = _raws(_text(data), file)
    except Problems as problems:
        raise Problems(replace(problem, file=file) for problem in problems.problems) from None
    rows: list[Row] = []
    found: list[Problem] = []
    for raw in raws:
        try:
            record = read_record(raw.kind, raw.body)
        except Problems as problems:
            found += (replace(p, file=file, line=raw.line_of(p.path)) for p in problems.problems)
        else:
            rows.append(Row(id_of(record), record, raw, file))
    found += twice(rows)
    if found:
        raise Problems(sorted(found, key=lambda problem: problem.line))
    return Table(file, tuple(rows), kinds)


def twice(rows: Iterable[Row]) -> list[Problem]:
    """The rows whose id another row of their kind has already."""
    first: dict[tuple[str, str], Row] = {}
    found = []
    for row in rows:
        before = first.setdefault(row.key, row)
        if before is not row:
            names = {"id": row.id, "file": before.file, "line": before.raw.line}
            path = "identifier" if row.kind is Kind.CALL else "id"
            found.append(row.problem(Problem("{id} is there already: {file}:{line}.", names, path)))
    return found


def _raws(text: str, file: str) -> tuple[frozenset[Kind], Iterable[Raw]]:
    name, _, suffix = Path(file).name.rpartition(".")
    match suffix.lower():
        case "yaml" | "yml":
            from bot.sources.yaml_rows import yaml_rows

            return yaml_rows(text)
        case "csv":
            from bot.sources.csv_rows import csv_rows

            return csv_rows(text, name)
        case _:
            raise wrong(Problem("Only .yaml, .yml and .csv files can be read."))


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise wrong(Problem("Larger than {n} MB. Split it into several files.", {"n": LARGEST // 1024**2}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise wrong(Problem("Not UTF-8. Save the file as UTF-8 and try again.", line=line)) from None
    if not text.strip():
        raise wrong(Problem("The file is empty."))
    return text
