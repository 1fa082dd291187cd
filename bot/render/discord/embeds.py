"""Cards as embeds; a long card goes on in further ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.reply import Bold, Code, Link, Mention, Tone, When
from bot.render.discord import limits
from bot.render.discord.escape import escape
from bot.render.discord.inline import cut, is_plain, pieces, plain, web
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.reply import Card, Field, Inline, Line

Json = dict[str, Any]

COLOURS = {Tone.PLAIN: 0x4F6D7A, Tone.GOOD: 0x2E8B57, Tone.WARN: 0xD08700, Tone.BAD: 0xB3261E}
NAMELESS = "\u200b"  # a field must have a name
SMALL = "-# "  # https://support.discord.com/hc/en-us/articles/210298617
SHORT = 45  # characters of a fact that leaves room for others beside it
TERSE = 36  # characters that a card's facts have in the mean, if they are laid beside each other
LONGEST_FOOTER = limits.FOOTER - 20  # a mark has room in it
ROOM = limits.EMBEDS_IN_ALL - 600  # of one embed: what a mark and a title may add stays within the limit


def embeds(card: Card) -> list[Json]:
    """One embed, or as many as the card needs."""
    title, rest = _headed(card.title, limits.TITLE)
    url, bar = web(card.url), COLOURS[card.badge.tone if card.badge else Tone.PLAIN]
    texts = cut(_description(card, rest, "" if url else card.url), limits.DESCRIPTION)
    first, *more = texts or [""]
    made: list[Json] = [{"title": title, **({"url": url} if url else {}), "color": bar}]
    if first:
        made[0]["description"] = first
    made += [{"description": text, "color": bar} for text in more]
    used = size(made[-1])
    for field in _fields(card):
        used += (takes := len(field["name"]) + len(field["value"]))
        fields = made[-1].setdefault("fields", [])
        if len(fields) == limits.FIELDS or used > ROOM:
            fields, used = [], takes
            made.append({"color": bar, "fields": fields})
        fields.append(field)
    footer = plain(card.footer).strip() if is_plain(card.footer) else ""
    if footer and len(footer) <= LONGEST_FOOTER:
        if used + len(footer) > ROOM:
            made.append({"color": bar})
        made[-1]["footer"] = {"text": footer}
    return made


def size(embed: Json) -> int:
    """What counts towards the sum over all embeds of a message."""
    fields = sum(len(field["name"]) + len(field["value"]) for field in embed.get("fields", ()))
    footer = len(embed["footer"]["text"]) if "footer" in embed else 0
    return len(embed.get("title", "")) + len(embed.get("description", "")) + fields + footer


def _headed(text: str, longest: int) -> tuple[str, str]:
    """A title or a label, and what of it had no room."""
    whole = clean(text).strip() or "…"
    if len(shown := escape(whole)) <= longest:
        return shown, ""
    half = longest // 2 - 1  # escaped, it is twice as long at most
    at = whole.rfind(" ", half // 2, half) + 1 or half
    return f"{escape(whole[:at].rstrip())}…", whole[at:]


def _description(card: Card, rest: str, address: str) -> Iterator[str]:
    if rest:
        yield from ("…", *pieces((rest,)), "\n")
    if card.badge and (badge := clean(card.badge.text).strip()):
        yield from (*pieces((Bold(badge),)), "\n")
    for line in card.body:
        yield from (*pieces(line), "\n")
    if address:
        yield from pieces((clean(address),))


def _fields(card: Card) -> Iterator[Json]:
    lengths = [sum(map(_width, field.value)) for field in card.fields]
    terse = sum(lengths) <= TERSE * len(lengths)
    for field, length in zip(card.fields, lengths, strict=True):
        yield from _field(field, beside=terse and length <= SHORT)
    if card.footer and (not is_plain(card.footer) or len(plain(card.footer)) > LONGEST_FOOTER):
        # A footer shows neither links nor moments, small print does.
        for text in cut(_on_one_line(card.footer), limits.FIELD_VALUE - len(SMALL)):
            yield {"name": NAMELESS, "value": f"{SMALL}{text}", "inline": False}


def _width(part: Inline) -> int:
    """Characters that a node takes on the screen, about."""
    match part:
        case Link(label, url):
            return len(label or url)
        case When(_, shown):
            return len(shown)
        case Mention(name):
            return len(name)
        case Bold(text) | Code(text):
            return len(text)
        case _:
            return len(part)


def _on_one_line(line: Line) -> Iterable[str]:
    """Small print ends with its line."""
    return pieces(tuple(clean(part) if isinstance(part, str) else part for part in line))


def _field(field: Field, *, beside: bool) -> Iterator[Json]:
    name, rest = _headed(field.label, limits.FIELD_NAME)
    said = pieces(field.value)
    first, *more = cut(("…", *pieces((rest,)), "\n", *said) if rest else said, limits.FIELD_VALUE) or ["…"]
    yield {"name": name, "value": first, "inline": beside and not more and "\n" not in first}
    for text in more:
        yield {"name": NAMELESS, "value": text, "inline": False}
