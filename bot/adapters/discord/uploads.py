"""Pictures that people attach to a command or a form: fetched from Discord, and left with the core under an id.

https://docs.discord.com/developers/resources/message#attachment-object
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import ClientError, ClientTimeout
from discord.asset import Asset
from yarl import URL

from bot.adapters.discord.lost import LOST, again
from bot.core.errors import Oops
from bot.core.pictures import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aiohttp import ClientSession

Json = dict[str, Any]

OPTION, FIELD = 11, 19  # the types of an option and of a form's field that take files
PATIENCE = ClientTimeout(total=20)
CHUNK = 64 * 1024

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as an interaction tells of it. `size` in bytes."""

    name: str
    size: int
    url: str


def attached(data: Mapping[str, Any]) -> dict[str, Upload]:
    """The first file of each option or field, by its name; those left empty are not there."""
    told = (data.get("resolved") or {}).get("attachments") or {}
    named = (*_options(data.get("options") or ()), *_fields(data.get("components") or ()))
    return {name: _upload(told[id]) for name, id in named if id in told}


def _options(options: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for option in options:
        yield from _options(option.get("options") or ())
        if option["type"] == OPTION:
            yield option["name"], str(option["value"])


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        inner = component.get("component") or {}
        if inner.get("type") == FIELD and inner.get("values"):
            yield inner["custom_id"], str(inner["values"][0])


def _upload(told: Mapping[str, Any]) -> Upload:
    return Upload(str(told["filename"]), int(told["size"]), str(told["url"]))


async def fetch(session: ClientSession, upload: Upload) -> bytes:
    """The file's content. Raises Oops for one larger than a picture may be, and when it can't be had."""
    if upload.size > LARGEST:
        raise _too_large(upload)
    url = URL(upload.url, encoded=True)  # it is signed: not a sign of it may change
    if not url.is_absolute() or url.origin() != URL(Asset.BASE).origin():
        log.error("an attachment lies elsewhere than on Discord", host=url.host)
        raise _away(upload)
    try:
        return await again(lambda: _read(session, url, upload))
    except (ClientError, *LOST) as error:
        log.warning("an attachment was not fetched", why=str(error) or type(error).__name__)
        raise _away(upload) from error


async def _read(session: ClientSession, url: URL, upload: Upload) -> bytes:
    async with session.get(url, allow_redirects=False, timeout=PATIENCE) as response:
        if response.status != 200:  # noqa: PLR2004 - OK
            log.warning("an attachment was not fetched", status=response.status)
            raise _away(upload)
        content = bytearray()
        async for chunk in response.content.iter_chunked(CHUNK):
            content += chunk
            if len(content) > LARGEST:
                raise _too_large(upload)
        return bytes(content)


def _too_large(upload: Upload) -> Oops:
    return Oops("“{name}” is larger than 5 MB. Please make it smaller and send it again.", name=upload.name[:60])


def _away(upload: Upload) -> Oops:
    return Oops("I could not fetch “{name}” from Discord. Please attach it again.", name=upload.name[:60])
