"""What a command declares, as data that every surface can read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.kinds import Kind
    from bot.core.roles import Role


@dataclass(frozen=True, slots=True)
class Pace:
    """How often one person may: `times` within `per`."""

    times: int
    per: timedelta


@dataclass(frozen=True, slots=True)
class Param:
    """One argument. `hidden` ones travel in buttons and are never typed; `in_form` ones are asked in the form."""

    name: str
    kind: Kind
    help: str
    required: bool
    default: object
    hidden: bool = False
    in_form: bool = False


@dataclass(frozen=True, slots=True)
class Spec:
    """A command's declaration: the one source of schemas, manifests, help, forms and completion.

    What is `personal` answers each person otherwise, so it makes no post.
    """

    name: str
    help: str
    needs: Role
    params: tuple[Param, ...]
    writes: bool = False
    private: bool = True
    pace: Pace | None = None
    was: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    hidden: bool = False
    personal: bool = False
    shown: tuple[Param, ...] = field(init=False, repr=False, compare=False)
    """The arguments that people type; looked at for every button."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", tuple(p for p in self.params if not p.hidden))

    @property
    def usage(self) -> str:
        """How it is typed: <required> and [optional]."""
        args = (f"<{p.name}>" if p.required else f"[{p.name}]" for p in self.shown)
        return " ".join((f"/{self.name}", *args))

    def open(self, *, aloud: bool) -> bool:
        """Whether everybody may read the answer; it may still narrow itself. What writes answers the asker alone."""
        return not self.private or (aloud and not self.writes)

    @property
    def schedulable(self) -> bool:
        """Whether it may run later and tell everybody: it writes nothing, and its answer is nobody's own."""
        return not (self.writes or self.personal or self.hidden)

    def param(self, name: str) -> Param | None:
        """The argument of that name."""
        return next((p for p in self.params if p.name == name), None)
