"""All commands by name: what adapters list, what a typed line is read by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.domain.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.command import Command
    from bot.core.roles import Role
    from bot.core.spec import Spec

NEAR = 55  # of 100: below that a name is no likely slip


class Book:
    """The commands.

    Refuses two of one name, a name that is both a command and a group of subcommands, and a group whose subcommands are
    for different roles, since Discord shows or hides a whole group.
    """

    def __init__(self, commands: Iterable[type[Command]], question: type[Command]) -> None:
        commands = tuple(commands)
        self.commands = {c.spec.name: c for c in commands}
        self.question = question
        self.specs = tuple(c.spec for c in commands)
        self.listening = tuple(c for c in commands if "heard" in vars(c))
        self._names: dict[str, type[Command]] = {}
        for command in commands:
            for name in (command.spec.name, *command.spec.was):
                if self._names.setdefault(name, command) is not command:
                    message = f"two commands are called {name}"
                    raise ValueError(message)
        both = self._names.keys() & {name.split()[0] for name in self._names if " " in name}
        if both:
            message = f"both a command and a group: {', '.join(sorted(both))}"
            raise ValueError(message)
        self._one_role_each()
        self.by_name = {name: c.spec for name, c in self._names.items() if not c.spec.hidden}

    def _one_role_each(self) -> None:
        roles: dict[str, Role] = {}
        for spec in self.specs:
            top = spec.name.split()[0]
            if not spec.hidden and (role := roles.setdefault(top, spec.needs)) is not spec.needs:
                message = f"a top-level name has one role: {top} is for {role.name} and for {spec.needs.name}"
                raise ValueError(message)

    def find(self, name: str) -> type[Command] | None:
        """The command of that name or former name."""
        return self._names.get(name)

    def open_to(self, role: Role) -> tuple[Spec, ...]:
        """The commands that somebody of this role may use."""
        return tuple(s for s in self.specs if not s.hidden and s.needs <= role)

    def group(self, name: str, role: Role) -> tuple[Spec, ...]:
        """The subcommands that somebody of this role may use: `fact` has `fact edit`, `fact add` and others."""
        return tuple(s for s in self.open_to(role) if " " in s.name and s.name.split()[0] == name.casefold())

    def near(self, name: str, role: Role, limit: int = 3) -> tuple[Spec, ...]:
        """Commands that somebody of this role may have meant, most alike first."""
        open_to = {fold(s.name): s for s in self.open_to(role)}
        found = process.extract(fold(name), list(open_to), scorer=fuzz.WRatio, limit=limit, score_cutoff=NEAR)
        return tuple(open_to[key] for key, _, _ in found)
