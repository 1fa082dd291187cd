"""Messages: https://docs.discord.com/developers/resources/message#create-message"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord.checks.components import check_rows
from tests.servers.discord.checks.embeds import check_embeds
from tests.servers.discord.checks.layouts import V2, check_layout
from tests.servers.discord.checks.tree import Problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.discord.checks.tree import Path
    from tests.servers.discord.rest.calls import Upload
    from tests.servers.discord.world import Json, Message

FILES = 10
PINGS = ("roles", "users", "everyone")


def check(body: Json, files: Mapping[str, Upload], old: Message | None = None, at: Path = ()) -> None:
    """Refuse a body with 50035 and all that is wrong with it; `old` is the message that is edited."""
    problems = Problems()
    problems.text((*at, "content"), body.get("content"), 2000)
    check_embeds(problems, (*at, "embeds"), body.get("embeds"), {file.filename for file in files.values()})
    problems.whole((*at, "flags"), body.get("flags"), 0, 1 << 31)
    problems.yes_no((*at, "tts"), body.get("tts"))
    problems.yes_no((*at, "enforce_nonce"), body.get("enforce_nonce"))
    nonce = body.get("nonce")
    if not isinstance(nonce, int) or isinstance(nonce, bool):
        problems.text((*at, "nonce"), nonce, 25)
    flags = (body["flags"] if isinstance(body.get("flags"), int) else 0) | (old.flags if old else 0)
    if flags & V2:
        check_layout(problems, at, body)
    else:
        check_rows(problems, (*at, "components"), body.get("components"))
    _attachments(problems, (*at, "attachments"), body.get("attachments"), files, old)
    if body.get("allowed_mentions") is not None:
        _mentions(problems, (*at, "allowed_mentions"), body["allowed_mentions"])
    if body.get("message_reference") is not None:
        problems.object((*at, "message_reference"), body["message_reference"])
    problems.settle()


def _attachments(problems: Problems, at: Path, value: object, files: Mapping[str, Upload], old: Message | None) -> None:
    if len(files) > FILES:
        problems.add(at, "BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")
    known = {name[6:-1] for name in files} | {str(each.id) for each in (old.attachments if old else ())}
    for n, each in enumerate(problems.items(at, value, FILES)):
        one = problems.object((*at, n), each)
        if one is None:
            continue
        if "id" not in one:
            problems.required((*at, n, "id"))
        elif str(one["id"]) not in known:
            problems.add((*at, n, "id"), "ATTACHMENT_NOT_FOUND", f'The attachment "{one["id"]}" is not in the request.')
        problems.text((*at, n, "filename"), one.get("filename"), 1024)
        problems.text((*at, n, "description"), one.get("description"), 1024)


def _mentions(problems: Problems, at: Path, value: object) -> None:
    allowed = problems.object(at, value)
    if allowed is None:
        return
    parse = problems.items((*at, "parse"), allowed.get("parse"), len(PINGS))
    for n, each in enumerate(parse):
        if each not in PINGS:
            problems.add((*at, "parse", n), "BASE_TYPE_CHOICES", f"Value must be one of {PINGS}.")
    for kind in ("users", "roles"):
        ids = problems.items((*at, kind), allowed.get(kind), 100)
        for n, id in enumerate(ids):
            problems.snowflake((*at, kind, n), id)
        if ids and kind in parse:
            said = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            problems.add(at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", said)
    problems.yes_no((*at, "replied_user"), allowed.get("replied_user"))
