"""Cards as embeds; a long card goes on in further ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.reply import Tone
from bot.render.discord import limits
from bot.render.discord.escape import escape, label
from bot.render.discord.inline import cut, is_plain, pieces, plain, web
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.reply import Card, Field

Json = dict[str, Any]

COLOURS = {Tone.PLAIN: 0x4F6D7A, Tone.GOOD: 0x2E8B57, Tone.WARN: 0xD08700, Tone.BAD: 0xB3261E}
NAMELESS = "\u200b"  # a field must have a name
SHORT = 60  # characters of a fact that leaves room for others beside it
ROOM = limits.EMBEDS_IN_ALL - 600  # of one embed: what a mark and a title may add stays within the limit


def embeds(card: Card) -> list[Json]:
    """One embed, or as many as the card needs."""
    title, rest = _title(card)
    url, bar = web(card.url), COLOURS[card.badge.tone if card.badge else Tone.PLAIN]
    texts = cut(_description(card, rest, "" if url else card.url), limits.DESCRIPTION)
    first, *more = texts or [""]
    made: list[Json] = [{"title": title, **({"url": url} if url else {}), "color": bar}]
    if first:
        made[0]["description"] = first
    made += [{"description": text, "color": bar} for text in more]
    for field in _fields(card):
        if len(made[-1].get("fields", ())) == limits.FIELDS or size(made[-1]) + size({"fields": [field]}) > ROOM:
            made.append({"color": bar})
        made[-1].setdefault("fields", []).append(field)
    footer = plain(card.footer).strip() if is_plain(card.footer) else ""
    if footer and len(footer) <= limits.FOOTER:
        if size(made[-1]) + len(footer) > ROOM:
            made.append({"color": bar})
        made[-1]["footer"] = {"text": footer}
    return made


def size(embed: Json) -> int:
    """What counts towards the sum over all embeds of a message."""
    fields = sum(len(field["name"]) + len(field["value"]) for field in embed.get("fields", ()))
    footer = len(embed["footer"]["text"]) if "footer" in embed else 0
    return len(embed.get("title", "")) + len(embed.get("description", "")) + fields + footer


def _title(card: Card) -> tuple[str, str]:
    """The title, and what of it had no room."""
    whole = clean(card.title).strip() or "…"
    if len(shown := escape(whole)) <= limits.TITLE:
        return shown, ""
    half = limits.TITLE // 2 - 1  # escaped, it is twice as long at most
    at = whole.rfind(" ", half // 2, half) + 1 or half
    return f"{escape(whole[:at].rstrip())}…", whole[at:]


def _description(card: Card, rest: str, address: str) -> Iterator[str]:
    if rest:
        yield from ("…", *pieces((rest,)), "\n")
    if card.badge and (badge := clean(card.badge.text).strip()):
        yield from (f"**{escape(badge)}**" if len(badge) < limits.TITLE else escape(badge), "\n")
    for line in card.body:
        yield from (*pieces(line), "\n")
    if address:
        yield from pieces((clean(address),))


def _fields(card: Card) -> Iterator[Json]:
    for field in card.fields:
        yield from _field(field)
    if card.footer and (not is_plain(card.footer) or len(plain(card.footer)) > limits.FOOTER):
        # A footer shows neither links nor moments.
        for text in cut(pieces(card.footer), limits.FIELD_VALUE):
            yield {"name": NAMELESS, "value": text, "inline": False}


def _field(field: Field) -> Iterator[Json]:
    name = escape(label(field.label, limits.FIELD_NAME // 2))
    first, *more = cut(pieces(field.value), limits.FIELD_VALUE) or ["…"]
    short = not more and len(plain(field.value)) <= SHORT and "\n" not in first
    yield {"name": name, "value": first, "inline": short}
    for text in more:
        yield {"name": NAMELESS, "value": text, "inline": False}
