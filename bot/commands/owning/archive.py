"""Everything of somebody as JSON, gathered a page at a time: bounded in memory and in size, however much it is."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from bot.core.reply import File
from bot.storage.owning import PAGE, SECTIONS

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.context import Context
    from bot.storage.owning import Section
    from bot.storage.store import Tx

FORMAT = 1  # of the JSON; a name that means something else needs another number
PLAIN = 2_000_000  # bytes of JSON up to which it is sent as it is; more is packed
PACKED = 8_000_000  # bytes that every platform takes as one file
SHOWN = 100  # rows of a section on the readable page

Row = dict[str, Any]


@dataclass(slots=True)
class Everything:
    """What was found: some rows of each section for the page, how many there are of each, and the file."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    left_out: int = 0
    file: File | None = None


class _Writer:
    """Writes JSON into a ZIP as it comes; keeps it plain as long as it is small."""

    def __init__(self) -> None:
        self._into = BytesIO()
        self._zip = ZipFile(self._into, "w", ZIP_DEFLATED)
        self._entry = self._zip.open("mydata.json", "w", force_zip64=True)
        self._plain: BytesIO | None = BytesIO()

    @property
    def full(self) -> bool:
        return self._into.tell() > PACKED

    def write(self, text: str) -> None:
        piece = text.encode("utf-8", "replace")
        self._entry.write(piece)
        if self._plain is not None:
            self._plain.write(piece)
            if self._plain.tell() > PLAIN:
                self._plain = None

    def file(self, about: str) -> File:
        self._entry.close()
        self._zip.close()
        if self._plain is not None:
            return File("mydata.json", "application/json", self._plain.getvalue(), about)
        return File("mydata.zip", "application/zip", self._into.getvalue(), about)


async def everything(ctx: Context) -> Everything:
    """Gather what is kept of the one who asks, over all their accounts."""
    found, writer = Everything(), _Writer()
    writer.write(f'{{"format": {FORMAT}, "made_at": {_text(_moment(ctx.now))}, "club": {_text(ctx.club.name)}')
    for section in SECTIONS:
        writer.write(f",\n{_text(section.name)}: [")
        count = found.counts[section.name] = await ctx.look(lambda tx, of=section: tx.owning.count(ctx.who.id, of))  # type: ignore[misc]
        for offset in range(0, count, PAGE):
            if writer.full:
                found.left_out += count - offset
                break
            rows = await ctx.look(lambda tx, of=section, at=offset: _read(tx, ctx.who.id, of, at))  # type: ignore[misc]
            if not offset:
                found.rows[section.name] = rows[:SHOWN]
            pieces = ((",\n  " if offset or number else "\n  ") + _text(row) for number, row in enumerate(rows))
            await asyncio.to_thread(writer.write, "".join(pieces))
        writer.write("]")
    writer.write(f',\n"left_out": {found.left_out}}}\n')
    found.file = await asyncio.to_thread(writer.file, ctx.t("Everything, for programs to read"))
    return found


def _read(tx: Tx, person_id: str, section: Section, offset: int) -> list[Row]:
    return tx.owning.page(person_id, section, offset)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
