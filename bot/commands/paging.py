"""Long lists, a page at a time, and whole as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import TypeVar

from bot.core.command import Command
from bot.core.reply import Button, Card, File, Reply
from bot.core.words import Words

PAGE = 5  # cards that read well in one message
CITED = ("source", "checked_at")  # the columns that every file of facts ends with
RUN = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # how a cell begins that a spreadsheet runs
LIST = 6  # from so many on, a list is worth a file


R = TypeVar("R")


def listing(
    said: str,
    records: Sequence[R],
    card: Callable[[R], Card],
    page: int,
    t: Words,
    turn: Callable[[int], Command],
    whole: Command,
) -> Reply:
    """A page of records as cards under what is said of all of them, with the buttons that lead on."""
    page = there(page, len(records))
    first = (page - 1) * PAGE
    return one_page(said, tuple(map(card, records[first : first + PAGE])), page, len(records), t, turn, whole)


def one_page(
    said: str, cards: tuple[Card, ...], page: int, total: int, t: Words, turn: Callable[[int], Command], whole: Command
) -> Reply:
    """One page of a list of `total`: `turn` makes the command of another page, `whole` that of the whole as a file."""
    part = shown(page, total, t)
    file = (Button(t("As CSV"), whole),) if total >= LIST else ()
    pages = onward(turn, page, t, more=page * PAGE < total)
    return Reply((f"{said} ({part})" if part else said,), cards=cards, buttons=(*pages, *file))


def onward(turn: Callable[[int], Command], page: int, t: Words, *, more: bool) -> tuple[Button, ...]:
    """Buttons to the page before, and to the page after if there is `more`; `turn` makes their commands."""
    back = (Button(t("Back"), turn(page - 1)),) if page > 1 else ()
    return (*back, Button(t("More"), turn(page + 1))) if more else back


def there(page: int, total: int) -> int:
    """The page itself, or the last one of a list that has become shorter."""
    return max(1, min(page, -(-total // PAGE)))


def shown(page: int, total: int, t: Words) -> str:
    """Which part of a list this page is, when it is not all of it."""
    first, last = (page - 1) * PAGE + 1, min(page * PAGE, total)
    return t("{first} to {last} of {total}", first=first, last=last, total=total) if total > PAGE else ""


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]], about: str) -> File:
    """A CSV file that opens in a spreadsheet as it is: UTF-8 with a mark, and no cell that a spreadsheet would run.

    See https://owasp.org/www-community/attacks/CSV_Injection for what such cells begin with.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return File(name, "text/csv", b"\xef\xbb\xbf" + text.getvalue().encode(), about)


def _inert(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip().startswith(RUN) or text[:1] in ("\t", "\r", "\n") else text
