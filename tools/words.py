"""Gathers every sentence a person reads into the catalogues: `make words` updates them, `--check` only looks.

Sentences are found in the source by the way they are written: `t("...")`, `t.many("...", "...", n)`,
`t.line("...")`, `Oops("...")` and its kin, `arg("...")`, `later("...")`, a command's first docstring line, and the
values of a `Label` enum.
"""

from __future__ import annotations

import ast
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.domain.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "bot" / "locale"
RAISED = frozenset(("Oops", "Wrong", "Problem", "Misconfigured", "BadLine", "arg", "later"))

Key = str | tuple[str, str]


def sentences(tree: ast.Module) -> Iterator[Key]:
    """The English keys of one module, in the order they stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _called(node)
        elif isinstance(node, ast.ClassDef):
            yield from _declared(node)


def _called(call: ast.Call) -> Iterator[Key]:
    first = call.args[0] if call.args else None
    match call.func:
        case ast.Attribute(attr="many") if len(call.args) >= 2:
            one, other = (list(_texts(arg)) for arg in call.args[:2])
            if one and other:
                yield one[0], other[0]
        case (
            ast.Attribute(attr="t" | "_t" | "line")
            | ast.Name(id="t")
            | ast.Call(func=ast.Name(id="words" | "operator"))
        ):
            yield from _texts(first)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in RAISED:
            yield from _texts(first)
        case _:
            pass


def _texts(node: ast.expr | None) -> Iterator[str]:
    """Constants, and both branches of a conditional."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)
        case _:
            pass


def _declared(node: ast.ClassDef) -> Iterator[str]:
    doc = ast.get_docstring(node)
    if doc and any(k.arg == "name" for k in node.keywords):
        yield doc.splitlines()[0]
    own = any(isinstance(line, ast.FunctionDef) and line.name == "label" for line in node.body)
    if not own and any(ast.unparse(base).split(".")[-1] == "Label" for base in node.bases):
        for line in node.body:
            if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                yield str(line.value.value).replace("-", " ").capitalize()


SAMPLE = {
    "partners.yaml": ("relation.text", "notes", "city"),
    "programmes.yaml": ("summary", "facts", "notes", "areas"),
    "projects.yaml": ("summary", "notes", "kick_off_city", "pilots.topic"),
    "events.yaml": ("city", "notes", "about", "next_edition"),
    "calls.yaml": ("notes",),
}


def recorded() -> Iterator[tuple[str, str]]:
    """The sentences of the shipped facts that people read, with the file that holds them."""
    for name, fields in SAMPLE.items():
        facts = yaml.load((ROOT / "bot" / "sample" / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
        for rows in facts.values():
            for row in rows if isinstance(rows, list) else ():
                yield from (
                    (text, name) for field in fields for text in _held(row, field.split(".")) if text != "unknown"
                )


def _held(value: object, path: list[str]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _held(item, path)
    elif path and isinstance(value, dict):
        yield from _held(value.get(path[0], ""), path[1:])
    elif not path and isinstance(value, str) and remarks(value):
        yield remarks(value)


def template() -> Catalog:
    """Everything the source says, with the files that say it."""
    catalog = Catalog(project="Life Sciences Club bot", charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for key in sentences(ast.parse(path.read_text(encoding="utf-8"))):
            catalog.add(key, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for text, name in recorded():
        catalog.add(text, locations=[(f"bot/sample/{name}", 0)])
    return catalog


def load(language: str) -> Catalog:
    """A language's catalogue as it stands."""
    path = LOCALE / language / "LC_MESSAGES" / "bot.po"
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults(language: str) -> list[str]:
    """What is missing, left over, or has other blanks than its English key."""
    wanted, held = template(), load(language)
    said: list[str] = []
    for message in wanted:
        if not message.id:
            continue
        found = held.get(message.id)
        texts = found.string if found and isinstance(found.string, tuple) else (found.string if found else "",)
        if not all(texts):
            said.append(f"{language} misses: {message.id}")
            continue
        blanks = _blanks(message.id if isinstance(message.id, str) else message.id[-1])
        said += [f"{language} has other blanks: {message.id}" for text in texts if _blanks(str(text)) != blanks]
    said += [f"{language} keeps what nobody says: {m.id}" for m in held if m.id and wanted.get(m.id) is None]
    return said


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def update(language: str) -> None:
    """Bring a language's catalogue up to the source: new keys come empty, what nobody says goes."""
    held = load(language)
    held.update(template(), no_fuzzy_matching=True)
    held.obsolete.clear()
    path = LOCALE / language / "LC_MESSAGES" / "bot.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, held, width=110, omit_header=False, sort_by_file=True, include_lineno=False)


def main() -> int:
    """Update every language, or with --check print what is wrong and fail."""
    languages = sorted(p.name for p in LOCALE.iterdir() if (p / "LC_MESSAGES").is_dir())
    if "--check" not in sys.argv[1:]:
        for language in languages:
            update(language)
    wrong = [fault for language in languages for fault in faults(language)]
    print("\n".join(wrong) or "every sentence has its words in every language")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
