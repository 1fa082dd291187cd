"""A rendered message as the request body that discord.py sends."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from discord import File
from discord.http import MultipartParameters
from discord.utils import _to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.reply import File as Attached
    from bot.render.discord.message import Message


def parameters(message: Message, **extra: object) -> MultipartParameters:
    """The message with these keys added to its body (a nonce, flags)."""
    return wrapped({**message.body, **extra}, message.files)


def wrapped(body: object, files: Sequence[Attached] = ()) -> MultipartParameters:
    """Any body, with the files that its `attachments` name by their position."""
    if not files:
        return MultipartParameters(payload=body, multipart=None, files=None)  # type: ignore[arg-type] # any JSON
    sent = [File(BytesIO(file.content), filename=file.name) for file in files]
    parts: list[dict[str, Any]] = [{"name": "payload_json", "value": _to_json(body)}]
    parts += [
        {"name": f"files[{n}]", "value": one.fp, "filename": one.filename, "content_type": file.media_type}
        for n, (one, file) in enumerate(zip(sent, files, strict=True))
    ]
    return MultipartParameters(payload=None, multipart=parts, files=sent)
