"""Uploads in three steps: https://docs.slack.dev/messaging/working-with-files#upload"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.slack import payloads
from tests.servers.slack.refusals import Refused, invalid_arguments
from tests.servers.slack.web.calls import Call, method
from tests.servers.slack.web.http import Requested, logged_and_faulty
from tests.servers.slack.world import File, Message

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json
    from tests.servers.slack.state import State


@method("files.getUploadURLExternal", "files:write")
async def begin(call: Call) -> Json:
    name, length = call.need("filename"), call.number("length", 0, 1 << 30)
    if not length:
        raise invalid_arguments("length must be more than 0")
    made = File(name, length, alt=call.text("alt_txt"))
    call.state.files[made.id] = made
    return {"upload_url": f"{call.state.api.removesuffix('/api/')}/upload/{made.id}", "file_id": made.id}


class Uploads:
    """Where the bytes go."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of one file, raw or as a part of a form."""
        file = self._state.files.get(request.match_info["file"])
        if request.content_type == "multipart/form-data":
            parts = [part for part in (await request.post()).values() if isinstance(part, web.FileField)]
            content = parts[0].file.read() if parts else b""
        else:
            content = await request.read()

        async def carry() -> web.Response:
            if file is None:
                return web.Response(status=404, text="not_found")
            if len(content) != file.length:
                return web.Response(status=400, text="bad length")
            file.content = content
            return web.Response(text=f"OK - {len(content)}")

        logged = Requested("upload", {"file": request.match_info["file"], "length": len(content)}, time.monotonic())
        return await logged_and_faulty(self._state, request, logged, carry)


@method("files.completeUploadExternal", "files:write")
async def complete(call: Call) -> Json:
    given = call.args.get("files")
    if not isinstance(given, list) or not given:
        raise invalid_arguments("missing required field: files")
    files = []
    for each in given:
        file = call.state.files.get(each.get("id", "") if isinstance(each, dict) else "")
        if file is None or file.content is None:
            raise Refused("file_not_found")
        if file.shared:
            raise Refused("file_update_failed")
        file.title, file.complete = str(each.get("title") or file.name), True
        file.kind, file.reads = kind_of(file.content), call.state.reads
        files.append(file)
    if call.text("channel_id"):
        channel = call.joined("channel_id")
        if channel.archived:
            raise Refused("is_archived")
        message = Message(channel, call.state.me, call.text("initial_comment"), files=files)
        message.thread_ts = call.text("thread_ts")
        for file in files:
            file.shared = True
        call.state.wrote(message)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


@method("files.info", "files:read")
async def info(call: Call) -> Json:
    file = call.state.files.get(call.need("file"))
    if file is None or not file.complete:
        raise Refused("file_not_found")
    told = payloads.file(call.state, file)
    file.reads = max(0, file.reads - 1)
    return {"file": told}


def kind_of(content: bytes) -> str:
    """What Slack makes of a file when it has read it."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    starts = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    return next((kind for start, kind in starts.items() if content.startswith(start)), "text/plain")


class Downloads:
    """Where the bytes of files are: for who has the bot's token and may read files. Others are asked who they are."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Give the bytes of one file."""
        state, id = self._state, request.match_info["file"].partition("-")[2]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")

        async def carry() -> web.Response:
            file = state.files.get(id)
            if token != state.token or "files:read" not in state.scopes:
                return web.Response(text="<html>Sign in</html>", content_type="text/html")
            if file is None or file.content is None:
                return web.Response(status=404, text="<html>Not found</html>", content_type="text/html")
            return web.Response(body=file.content, content_type=file.kind or "application/octet-stream")

        return await logged_and_faulty(
            state, request, Requested("download", {"file": id}, time.monotonic(), token), carry
        )
