"""Gathers every sentence a person reads into the catalogues: `make words` updates them, `--check` only looks."""

from __future__ import annotations

import string
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tools.sentences import FIELDS, recorded, written

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "bot" / "locale"
# No day, no hand: a catalogue changes only when a sentence does.
HEADER = """\
# Words of the Life Sciences Club bot. Gathered from the source by tools/words.py: write translations only.
msgid ""
msgstr ""
"Project-Id-Version: Life Sciences Club bot\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def template() -> Catalog:
    """Everything the source and the shipped facts say, with the files that say it."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for key in sorted(written(path.read_text(encoding="utf-8")), key=str):  # moving code moves no sentence
            catalog.add(key, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for name in FIELDS:
        for text in recorded(ROOT / "bot" / "sample" / name):
            catalog.add(text, locations=[(f"bot/sample/{name}", 0)])
    return catalog


def path_of(language: str) -> Path:
    """The file of a language's catalogue."""
    return LOCALE / language / "LC_MESSAGES" / "bot.po"


def load(language: str) -> Catalog:
    """A language's catalogue as it stands."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(held: Catalog, wanted: Catalog) -> bytes:
    """A catalogue brought up to the source: new keys come empty, what nobody says goes."""
    held.update(wanted, no_fuzzy_matching=True)
    held.obsolete.clear()
    body = BytesIO()
    write_po(body, held, width=110, omit_header=True, sort_by_file=True, include_lineno=False)
    head = HEADER.format(language=held.locale_identifier, plurals=held.plural_forms)
    return (head + body.getvalue().decode().strip() + "\n").encode()


def faults(held: Catalog, wanted: Catalog) -> list[str]:
    """What is missing, left over, or has other blanks than its English key."""
    language, said = held.locale_identifier, []
    for message in filter(_is_a_sentence, wanted):
        found = held.get(message.id)
        texts = translations(found) if found else ()
        if not texts or not all(texts):
            said.append(f"{language} misses: {message.id}")
        elif any(_blanks(text) != _blanks(english(message)) for text in texts):
            said.append(f"{language} has other blanks: {message.id}")
    kept = (message.id for message in held if _is_a_sentence(message) and wanted.get(message.id) is None)
    return said + [f"{language} keeps what nobody says: {key}" for key in kept]


def english(message: Message) -> str:
    """The English sentence; of a pair, the one for many."""
    return message.id if isinstance(message.id, str) else message.id[-1]


def translations(message: Message) -> tuple[str, ...]:
    """The translation, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _is_a_sentence(message: Message) -> bool:
    return bool(message.id)  # the header has none


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def main() -> int:
    """Update every language, or with --check only look; fail when something is wrong."""
    wanted = template()
    wrong = []
    for language in sorted(path.name for path in LOCALE.iterdir() if path_of(path.name).exists()):
        if "--check" not in sys.argv[1:]:
            path_of(language).write_bytes(updated(load(language), wanted))
        wrong += faults(load(language), wanted)
    print("\n".join(wrong) or "every sentence has its words in every language")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
