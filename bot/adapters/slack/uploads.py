"""Pictures that people put into a form: fetched from Slack, and left with the core under an id.

https://docs.slack.dev/reference/objects/file-object
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from yarl import URL

from bot.adapters.slack.asked import FAULTS, reason
from bot.core.errors import Oops
from bot.core.kinds import Picture
from bot.core.pictures import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.core.context import Person
    from bot.core.core import Core

HOST = "slack.com"
REFUSED = "?"  # no picture's id, so that the command asks again
PATIENCE = aiohttp.ClientTimeout(total=20)
CHUNK = 64 * 1024
WAITS = (0.3, 1.0)  # seconds before a lost connection is tried again
SERVER_ERROR = 500

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Received:
    """The ids of what was kept, and what is wrong with the others, by argument."""

    texts: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, Oops] = field(default_factory=dict)


class Uploads:
    """The way to Slack's files, with the bot's token: it is shown to no other host."""

    def __init__(self, client: AsyncWebClient, http: aiohttp.ClientSession) -> None:
        self._client = client
        self._http = http
        self._own = URL(client.base_url).origin()

    async def receive(
        self, core: Core, person: Person, command: str, files: Mapping[str, Mapping[str, Any]]
    ) -> Received:
        """Keep the pictures of a command that the person may use; of another one nothing is fetched."""
        received = Received()
        found = core.book.find(command)
        for name, given in files.items():
            param = found.spec.param(name) if found and found.spec.needs <= person.role else None
            if param is None or not isinstance(param.kind, Picture):
                continue
            try:
                file = await self._whole(given)
                received.texts[name] = await core.pictures.keep(person.id, _name(file), await self.fetch(file))
            except Oops as oops:
                received.texts[name], received.wrong[name] = REFUSED, oops
        return received

    async def fetch(self, file: Mapping[str, Any]) -> bytes:
        """A file's content. Raises Oops for one larger than a picture may be, and when it can't be had."""
        if int(file.get("size") or 0) > LARGEST:
            raise _too_large(file)
        try:
            url = URL(str(file.get("url_private") or ""), encoded=True)
            if not self._is_slack(url):
                log.error("a file lies elsewhere than on Slack", host=url.host)
                raise _away(file)
            return await self._again(url, file)
        except (*FAULTS, TimeoutError, ValueError) as error:
            log.warning("a file was not fetched", why=reason(error))
            raise _away(file) from error

    async def _whole(self, file: Mapping[str, Any]) -> Mapping[str, Any]:
        """All that Slack tells of a file; of one of another workspace that is no more than the id at first."""
        if file.get("url_private"):
            return file
        try:
            told: Mapping[str, Any] = (await self._client.files_info(file=str(file.get("id"))))["file"]
        except FAULTS as error:
            log.warning("a file was not fetched", why=reason(error))
            raise _away(file) from error
        return told

    def _is_slack(self, url: URL) -> bool:
        if not url.is_absolute():
            return False
        host = url.host or ""
        return url.origin() == self._own or (url.scheme == "https" and (host == HOST or host.endswith(f".{HOST}")))

    async def _again(self, url: URL, file: Mapping[str, Any]) -> bytes:
        for wait in WAITS:
            try:
                return await self._read(url, file)
            except (aiohttp.ClientError, OSError):
                await asyncio.sleep(wait)
        return await self._read(url, file)

    async def _read(self, url: URL, file: Mapping[str, Any]) -> bytes:
        headers = {"Authorization": f"Bearer {self._client.token}"}
        async with self._http.get(url, headers=headers, allow_redirects=False, timeout=PATIENCE) as answer:
            if answer.status >= SERVER_ERROR:
                raise aiohttp.ClientConnectionError(str(answer.status))
            # Who may not read a file is led to a page that asks who they are.
            if answer.status != 200 or answer.content_type == "text/html":  # noqa: PLR2004 - OK
                log.warning("a file was not fetched", status=answer.status, kind=answer.content_type)
                raise _away(file)
            content = bytearray()
            async for chunk in answer.content.iter_chunked(CHUNK):
                content += chunk
                if len(content) > LARGEST:
                    raise _too_large(file)
            return bytes(content)


def _name(file: Mapping[str, Any]) -> str:
    return str(file.get("name") or "") or str(file.get("id") or "")


def _too_large(file: Mapping[str, Any]) -> Oops:
    return Oops("“{name}” is larger than 5 MB. Please make it smaller and send it again.", name=_name(file)[:60])


def _away(file: Mapping[str, Any]) -> Oops:
    return Oops("I could not fetch “{name}” from Slack. Please add it again.", name=_name(file)[:60])
