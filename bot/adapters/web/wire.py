"""What the page is told: posts, people, commands, as JSON."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

from bot.adapters.web.phrases import EXAMPLES, phrases
from bot.adapters.web.places import DM, name_of, places, whose
from bot.core.roles import Role
from bot.core.words import LANGUAGES, SOFIA, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.adapters.web.visitors import Visitor
    from bot.core.context import Person
    from bot.core.core import Core
    from bot.core.spec import Spec
    from bot.core.words import Words
    from bot.render.web import Json
    from bot.storage.posts import StoredPost

BOT = "bot"
UNTYPED = frozenset(("long text",))  # kinds that a line is no place for


def written(message: Json) -> str:
    """A message as one frame."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def author(person: Person, visitor: Visitor) -> Json:
    """Somebody as others see them. The role is a word of ours; each reader gets it in their language."""
    return {"name": visitor.name, "tag": visitor.tag, "role": person.role.name.casefold()}


def post(stored: StoredPost, person: Person) -> Json:
    """A post as this person's page shows it."""
    direct = whose(stored.place) is not None
    return {
        "seq": stored.seq,
        "place": _named(stored),
        "at": instant(stored.at),
        "bot": stored.author == BOT,
        "mine": stored.author == person.id,
        "private": stored.only_for is not None and not direct,
        "edited": stored.changed is not None,
        "turn": stored.changed or 0,
        **stored.body,
    }


def change(stored: StoredPost, person: Person) -> Json:
    """What became of a post that this person's page may have already."""
    if not stored.deleted:
        return post(stored, person)
    return {"seq": stored.seq, "place": _named(stored), "gone": True, "turn": stored.changed or 0}


def _named(stored: StoredPost) -> str:
    return DM if whose(stored.place) else stored.place


def posts(stored: Iterable[StoredPost], person: Person) -> list[Json]:
    """Several of them."""
    return [post(one, person) for one in stored]


def instant(at: datetime) -> str:
    """A moment that every browser reads."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def you(core: Core, person: Person, visitor: Visitor, *, demo: bool) -> Json:
    """Everything about the reader: who they are, where they may talk, what they may ask, in which words."""
    t = words(person.language)
    specs = core.specs(person.role)
    known = {spec.name for spec in specs}
    return {
        "me": person.id,
        **author(person, visitor),
        "language": person.language,
        "languages": list(LANGUAGES),
        "zone": person.zone.key,
        "club": core.club.name,
        "club_zone": SOFIA.key,
        "demo": demo,
        "roles": [role.name.casefold() for role in Role],
        "places": [name_of(place) for place in places(person)],
        "commands": [command(spec, t) for spec in specs],
        "words": phrases(t),
        "examples": [
            {"label": t_key, "line": line} for t_key, line in EXAMPLES if line.removeprefix("/").split()[0] in known
        ],
    }


def command(spec: Spec, t: Words) -> Json:
    """A command for the completion: how it is typed and what its arguments mean."""
    return {
        "name": spec.name,
        "usage": spec.usage,
        "help": t(spec.help),
        "params": [
            {"name": p.name, "help": t(p.help), "kind": p.kind.name, "required": p.required}
            for p in spec.shown
            if not p.in_form and p.kind.name not in UNTYPED
        ],
    }
