"""Where a fact comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """What a record rests on: a line of words, or a line of the cluster's own text and the pages that confirm it.

    `seed_line` counts from 1. Empty when nothing is recorded.
    """

    text: str = ""
    seed_line: int | None = None
    confirmed_by: tuple[str, ...] = ()


UNSOURCED = Source()
