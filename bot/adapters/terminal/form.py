"""A form, asked field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_toolkit.completion import PathCompleter

from bot.adapters.terminal.completion import ValueCompleter
from bot.adapters.terminal.pictures import is_path, kept
from bot.core.errors import Oops
from bot.core.kinds import Choice, Picture
from bot.core.request import Filled
from bot.domain.fold import fold
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.adapters.terminal.asking import Asking
    from bot.adapters.terminal.pictures import Keep
    from bot.core.reply import Blank, Form
    from bot.core.words import Words

    Suggest = Callable[[str, str, str], Awaitable[tuple[Choice, ...]]]


PICTURE = Picture.name


@dataclass(frozen=True, slots=True)
class Left:
    """The form was left for another command, typed in place of an answer."""

    line: str


async def fill(
    form: Form, asking: Asking, suggest: Suggest, keep: Keep, t: Words, say: Callable[[str], None]
) -> Filled | Left:
    """Ask the questions in turn. An empty answer keeps what stands; a form that says what is wrong asks only that.

    A picture is asked for by its path, and `keep` gives its id.
    EOFError and KeyboardInterrupt pass through: they leave the form.
    """
    texts = {blank.name: blank.value for blank in form.blanks}
    wrong = [blank for blank in form.blanks if blank.error and blank.value]
    for blank in wrong or form.blanks:
        if len(wrong) > 1:  # of one alone the reply has just told
            say(clean(blank.error))
        if blank.kind == PICTURE:
            given = await _ask_picture(blank, asking, keep, t, say)
        else:
            given = await _ask(blank, form.command, asking, suggest, t, say)
        if isinstance(given, Left):
            return given
        texts[blank.name] = given
    return Filled(form.command, texts, dict(form.hidden))


async def _ask(
    blank: Blank, command: str, asking: Asking, suggest: Suggest, t: Words, say: Callable[[str], None]
) -> str | Left:
    for number, (label, _) in enumerate(blank.choices, start=1):
        say(f"  {number}. {clean(label)}")

    async def offers(text: str) -> tuple[Choice, ...]:
        if not blank.choices:
            return await suggest(command, blank.name, text)
        return tuple(Choice(label, value) for label, value in blank.choices if fold(text) in fold(f"{label} {value}"))

    typed = blank.value if blank.error else ""
    while True:
        answer = (await asking.answer(_prompt(blank, t), ValueCompleter(offers), typed)).strip()
        if answer.startswith("/"):
            return Left(answer)
        value = _meant(blank, answer)
        if value is not None:
            return value
        known = ", ".join(label for label, _ in blank.choices)
        wrong = t("“{text}” is not one of: {known}.", text=answer[:40], known=known)
        say(clean(wrong) if answer else t("This one is needed."))
        typed = answer


async def _ask_picture(blank: Blank, asking: Asking, keep: Keep, t: Words, say: Callable[[str], None]) -> str | Left:
    typed = ""
    while True:
        answer = (await asking.answer(_prompt(blank, t), PathCompleter(expanduser=True), typed)).strip()
        if answer.startswith("/") and not is_path(answer):
            return Left(answer)
        if answer:
            try:
                return await kept(answer, keep)
            except Oops as oops:
                say(clean(t(oops.text, **oops.names)))
        elif blank.value or not blank.required:
            return blank.value
        else:
            say(t("This one is needed."))
        typed = answer


def _prompt(blank: Blank, t: Words) -> str:
    label = clean(blank.label or blank.name)
    if blank.kind == PICTURE:
        label = t("{question}, as the path to a file", question=label)
    if blank.value and not blank.error:
        there = t("the picture that is there") if blank.kind == PICTURE else clean(_label(blank))
        return f"{label} [{there}]: "
    return f"{label}: " if blank.required else f"{label} ({t('optional')}): "


def _label(blank: Blank) -> str:
    return next((label for label, value in blank.choices if value == blank.value), blank.value)


def _meant(blank: Blank, answer: str) -> str | None:
    """The value that an answer stands for: of a list by its text, label or number; None if it will not do."""
    if not answer:
        return None if blank.required and not blank.value else blank.value
    if not blank.choices:
        return answer
    for label, value in blank.choices:
        if fold(answer) in (fold(value), fold(label)):
            return value
    if answer.isdecimal() and 1 <= int(answer) <= len(blank.choices):
        return blank.choices[int(answer) - 1][1]
    return None
