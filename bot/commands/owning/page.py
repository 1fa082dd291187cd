"""Everything of somebody as one HTML file: nothing is fetched, nothing runs, it can be printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.commands.home import ROLES
from bot.commands.language import Language
from bot.commands.membership.answers import ANSWERS, spoken
from bot.commands.owning.labels import FIELDS, LABELS, PLATFORMS, TITLES, VALUES
from bot.commands.owning.wording import ground, span
from bot.core.roles import Role
from bot.core.words import later
from bot.storage.owning import SECTIONS
from bot.storage.personal import HOLDINGS

if TYPE_CHECKING:
    from bot.commands.owning.archive import Everything, Row
    from bot.core.context import Context
    from bot.storage.owning import Section
    from bot.storage.personal import Holding

CHOSEN = frozenset(("kind", "state", "sort", "purpose", "asked_by", "by", "what"))  # fields with words of ours
BESIDES = {  # what is kept among the answers without having been asked
    "introduced": later("The introduction that you posted"),
    "partner": later("In our directory of organisations"),
    "arranged": later("Reminders"),
}
LONG = 2_000  # characters of one value on the page; the JSON has all of them


def page(found: Everything, ctx: Context) -> str:
    """The whole page, in the reader's language."""
    return "".join(_page(found, ctx))


def _page(found: Everything, ctx: Context) -> Iterator[str]:
    t, lang = ctx.t, ctx.t.language
    title = escape(t("What {club} keeps of you", club=ctx.club.name))
    style = (files("bot.commands.owning") / "page.css").read_text(encoding="utf-8")
    yield f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<meta name="robots" content="noindex">\n'
    yield f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    made = t("Made for {name} on {at}.", name=ctx.who.name or t("you"), at=t.moment(ctx.now, ctx.zone).shown)
    yield f"<p>{escape(made)}</p>\n"
    lead = t("Nobody else gets this page. It is everything; long lists are shortened here and whole in the other file.")
    yield f"<p>{escape(lead)}</p>\n</header>\n"
    yield f'<nav aria-label="{escape(t("Contents"))}">\n<ul>\n'
    for holding in HOLDINGS:
        count = t.number(sum(found.counts.get(one.name, 0) for one in _parts(holding)))
        yield f'<li><a href="#{holding.id}">{escape(t(holding.title))} <span>{count}</span></a></li>\n'
    yield "</ul>\n</nav>\n<main>\n"
    for holding in HOLDINGS:
        yield from _holding(holding, found, ctx)
    yield "</main>\n<footer>"
    about = t("/privacy says more, /profile changes it, /forgetme deletes it.")
    yield f"<p>{escape(about)}</p></footer>\n</body>\n</html>\n"


def _parts(holding: Holding) -> list[Section]:
    return [one for one in SECTIONS if one.holding == holding.id]


def _holding(holding: Holding, found: Everything, ctx: Context) -> Iterator[str]:
    t = ctx.t
    yield f'<section id="{holding.id}">\n<h2>{escape(t(holding.title))}</h2>\n'
    yield f"<p>{escape(t(holding.what))}</p>\n<dl>\n"
    why = t("{why} Ground: {ground}.", why=t(holding.why), ground=ground(holding, t))
    for label, said in (
        (t("Why"), why),
        (t("How long"), span(holding, t)),
        (t("Who sees it"), t(holding.seen)),
    ):
        yield f"<div><dt>{escape(label)}</dt><dd>{escape(said)}</dd></div>\n"
    yield "</dl>\n"
    filled = [one for one in _parts(holding) if found.counts.get(one.name)]
    if not filled:
        yield f'<p class="none">{escape(t("There is nothing of this kind."))}</p>\n'
    for one in filled:
        yield from _section(one, found, ctx)
    yield "</section>\n"


def _section(section: Section, found: Everything, ctx: Context) -> Iterator[str]:
    t, rows = ctx.t, found.rows.get(section.name, [])
    names = FIELDS[section.name].split()
    title = escape(t(TITLES[section.name]))
    yield f'<h3>{title} <span class="name">{section.name}</span></h3>\n'
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{title}">\n<table>\n<thead><tr>'
    yield "".join(f'<th scope="col">{escape(t(LABELS[name]))}</th>' for name in names)
    yield "</tr></thead>\n<tbody>\n"
    for row in rows:
        yield f"<tr>{''.join(_cell(section.name, name, row, ctx) for name in names)}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"
    if more := found.counts[section.name] - len(rows):
        said = t.many("{n} older entry stands in the other file.", "{n} older entries stand in the other file.", more)
        yield f'<p class="more">{escape(said)}</p>\n'


def _cell(section: str, name: str, row: Row, ctx: Context) -> str:
    """A cell that knows its heading, which a narrow screen shows beside it."""
    label, value = escape(ctx.t(LABELS[name])), escape(_value(section, name, row, ctx))
    return f'<td data-label="{label}">{value}</td>'


def _value(section: str, name: str, row: Row, ctx: Context) -> str:
    """A value as people read it."""
    value, t = row.get(name), ctx.t
    if section == "answers" and row["name"] in BESIDES:
        if name == "name":
            return t(BESIDES[row["name"]])
        if name == "value" and row["name"] == "partner":
            return ctx.library.label("partner", str(value), t.language)
    if section == "answers" and row["name"] in ANSWERS:
        if name == "name":
            return t(ANSWERS[row["name"]].label)
        if name == "value":
            return spoken(row["name"], value, ctx)
    if value is None:
        return "–"
    if name == "at" or name.endswith("_at"):
        return _moment(value, ctx)
    if name in CHOSEN and value in VALUES:
        return t(VALUES[value])
    return _word(section, name, value, ctx) or _short(value)


def _word(section: str, name: str, value: Any, ctx: Context) -> str:  # noqa: ANN401 - as JSON has it
    """The word of ours for a value; empty where there is none."""
    t = ctx.t
    match section, name:
        case _, "language" if value in set(Language):
            return Language(value).label
        case _, "platform":
            return t(PLATFORMS.get(value, ""))
        case _, "place" if str(value).startswith("dm-") or ":@" in str(value):
            return t("your direct messages")
        case _, "role":
            return t(ROLES[Role(value)])
        case "consents", "given":
            return t("Yes") if value else t("No")
        case _:
            return ""


def _moment(value: Any, ctx: Context) -> str:  # noqa: ANN401 - as JSON has it
    return ctx.t.moment(datetime.fromisoformat(value), ctx.zone).shown


def _short(value: Any) -> str:  # noqa: ANN401
    text = value if isinstance(value, str) else " ".join(_texts(value)) or json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401
    """The words within a post or a text of several languages."""
    match value:
        case str():
            yield value
        case {"when": str(), "shown": str(shown)}:
            yield shown
        case list() if any(isinstance(one, dict) for one in value) and any(isinstance(one, str) for one in value):
            yield "".join(" ".join(_texts(one)) for one in value)  # a line, in pieces
        case list():
            for one in value:
                yield from _texts(one)
        case {"reply": dict(reply)}:
            yield from _texts(reply)
        case dict():
            for name, one in value.items():
                if name not in UNREAD:
                    yield from _texts(one)


UNREAD = frozenset(
    ("id", "lang", "tone", "does", "command", "author", "asked", "files", "url", "buttons", "selects", "record")
)
