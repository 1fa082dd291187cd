"""A Reply as messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.reply import Bold, Code, Link, When
from bot.render.discord import ids, limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.reply import File, Inline, Reply
    from bot.core.words import Words

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One message."""

    body: Json
    files: tuple[File, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Opens:
    """A button that opens a form set aside."""

    label: str
    token: str
    part: int


def messages(reply: Reply, t: Words, *, mark: str = "", opens: Opens | None = None) -> tuple[Message, ...]:
    """All messages."""
    kept: list[tuple[str, str]] = []
    slot = iter(range(99))

    def button(label: str, packed: str) -> Json:
        custom_id, more = ids.carry(next(slot), packed, mark)
        kept.extend(more)
        return {"type": 2, "style": 2, "label": label[: limits.BUTTON], "custom_id": custom_id}

    embeds = [
        {
            "title": c.title,
            "description": "\n".join("".join(map(_inline, line)) for line in c.body),
            "fields": [{"name": f.label, "value": "".join(map(_inline, f.value)) or "…"} for f in c.fields],
        }
        for c in reply.cards
    ]
    rows: list[Json] = []
    groups: dict[str, list[Json]] = {}
    if len(reply.cards) == 1:
        (card,) = reply.cards
        rows += [{"type": 1, "components": [button(b.label, b.does.pack(public=b.public)) for b in card.buttons]}]
    else:
        for card in reply.cards:
            for b in card.buttons:
                custom_id, more = ids.carry(next(slot), b.does.pack())
                kept.extend(more)
                groups.setdefault(b.label, []).append({"label": card.title[:100], "value": custom_id})
    for s in reply.selects:
        for o in s.options:
            custom_id, more = ids.carry(next(slot), o.does.pack())
            kept.extend(more)
            groups.setdefault(s.label, []).append({"label": o.label[:100], "value": custom_id})
    for label, options in groups.items():
        one = {"type": 3, "custom_id": f"{next(slot)}|1 x", "placeholder": label, "options": options[:25]}
        rows.append({"type": 1, "components": [one]})
    own = [button(b.label, b.does.pack(public=b.public)) for b in reply.buttons]
    if opens:
        own.append(
            {
                "type": 2,
                "style": 1,
                "label": opens.label,
                "custom_id": ids.aside(next(slot), opens.token, opens.part),
            }
        )
    rows += [{"type": 1, "components": own[n : n + 5]} for n in range(0, len(own), 5)]
    rows = [row for row in rows if row["components"]][:5]
    body: Json = {
        "content": "".join(map(_inline, reply.text))[:2000],
        "embeds": embeds,
        "components": rows,
        "allowed_mentions": {"parse": []},
    }
    if reply.files:
        body["attachments"] = [{"id": n, "filename": f.name} for n, f in enumerate(reply.files)]
    if not body["content"] and not embeds and not reply.files:
        body["content"] = "…"
    return (Message(body, reply.files, tuple(kept)),)


def _inline(part: Inline) -> str:
    match part:
        case str():
            return part
        case Bold(text) | Code(text):
            return text
        case Link(label, url):
            return f"[{label}]({url})"
        case When(at, _):
            return f"<t:{int(at.timestamp())}:f>"


def marked(message: Mapping[str, object], mark: str) -> bool:
    """Whether it carries the mark."""
    return mark in str(message)
