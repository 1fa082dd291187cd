"""The conversation in a terminal.

Whoever has a shell on this machine can read and change the database anyway, so the terminal's user is an organiser.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.adapters.terminal.completion import LineCompleter
from bot.adapters.terminal.form import Left, fill
from bot.core.context import Account, Place
from bot.core.reply import File
from bot.core.request import Filled, Line, Packed, Request
from bot.core.roles import Role
from bot.core.words import words
from bot.render.text import choices, clean

if TYPE_CHECKING:
    from bot.adapters.terminal.asking import Asking
    from bot.adapters.terminal.screen import Screen
    from bot.core.core import Core
    from bot.core.kinds import Choice
    from bot.core.reply import Reply
    from bot.core.request import Said

ME = Account("terminal", "local")
HERE = Place("terminal", "local", direct=True)
QUIT = "/quit"


class TerminalChat:
    """One person's chat. `language` is what they are met in at first; later their own choice stands."""

    platform = "terminal"

    def __init__(self, core: Core, asking: Asking, screen: Screen, language: str = "") -> None:
        self._core = core
        self._asking = asking
        self._screen = screen
        self._language = language
        self._t = words(language or core.club.language)
        self._last: Reply | None = None
        self._over = False

    async def run(self) -> None:
        """Talk until /quit, Ctrl+D or the end of the input."""
        await self._meet()
        self._screen.say(self._t("Ask anything, or type /help. Numbers press buttons; /quit or Ctrl+D leaves."))
        completer = LineCompleter(lambda: self._core.specs(Role.ORGANISER), self._suggest, lambda: self._t)
        while not self._over:
            try:
                text = (await self._asking.line("> ", completer)).strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if text:
                await self._typed(text)

    async def _meet(self) -> None:
        me = await self._core.people.of(ME, language=self._language)
        if me.role < Role.ORGANISER:
            await self._core.database.write(lambda tx: tx.people.set_role(me.id, int(Role.ORGANISER)))
        if self._language and me.language != self._language:
            await self._core.database.write(lambda tx: tx.people.set_locale(me.id, self._language))
        self._core.people.forget(me.id)
        self._t = words((await self._core.people.of(ME)).language)

    async def _typed(self, text: str) -> None:
        offered = choices(self._last) if self._last else ()
        if text == QUIT:
            self._over = True
        elif not (offered and text.isascii() and text.isdigit()):
            await self._say(Line(text))
        elif not 1 <= int(text) <= len(offered):
            self._screen.say(self._t("There are the numbers 1 to {most}.", most=len(offered)))
        else:
            chosen = offered[int(text) - 1]
            if isinstance(chosen, File):
                self._save(chosen)
            else:
                await self._say(Packed(chosen.does.pack()))

    async def _say(self, said: Said) -> None:
        """Hand it to the core and show the answer; a form is asked at once, and again while something is wrong."""
        while True:
            reply = await self._core.handle(self._request(said))
            self._t = words((await self._core.people.of(ME)).language)
            self._last = reply
            self._screen.show(reply, self._t)
            if reply.form is None:
                return
            try:
                filled = await fill(reply.form, self._asking, self._suggest, self._keep, self._t, self._screen.say)
            except (EOFError, KeyboardInterrupt):
                self._screen.say(self._t("The form is left; nothing was sent."))
                return
            if isinstance(filled, Left):
                await self._typed(filled.line)
                return
            said = filled

    async def _suggest(self, command: str, name: str, text: str) -> tuple[Choice, ...]:
        return await self._core.suggest(self._request(Filled(command, {})), name, text)

    async def _keep(self, name: str, content: bytes) -> str:
        return await self._core.pictures.keep((await self._core.people.of(ME)).id, name, content)

    def _request(self, said: Said) -> Request:
        return Request(f"terminal:{uuid4().hex}", ME, HERE, said, language=self._language)

    def _save(self, file: File) -> None:
        """Keep a file in the folder where the chat was started; what is there already stays."""
        path = Path(Path(clean(file.name)).name or "file")
        try:
            with path.open("xb") as to:
                to.write(file.content)
        except FileExistsError:
            self._screen.say(self._t("There is a file {name} already; nothing was saved.", name=path))
        except OSError as error:
            self._screen.say(self._t("{name} can't be saved: {why}.", name=path, why=error.strerror))
        else:
            self._screen.say(self._t("Saved as {name}.", name=path))
