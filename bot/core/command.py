"""A command is a frozen value: declared once, carried by buttons, schedules, links and logs."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform, get_type_hints

from bot.core import kinds, line
from bot.core.codec import Garbled, Parcel, pack
from bot.core.context import Context
from bot.core.reply import Confirm, Reply
from bot.core.roles import Role
from bot.core.spec import Pace, Param, Spec
from bot.core.words import later

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.kinds import Reading
    from bot.storage.store import Tx

PLAIN: dict[type, kinds.Kind] = {
    str: kinds.Text(),
    int: kinds.Whole(),
    bool: kinds.YesNo(),
    date: kinds.Day(),
    datetime: kinds.Moment(),
}


def arg(
    help: str = "",
    *,
    default: Any = MISSING,  # noqa: ANN401 - a dataclass field takes any
    kind: kinds.Kind | None = None,
    hidden: bool = False,
    in_form: bool = False,
) -> Any:  # noqa: ANN401 - typed by the annotation beside it
    """Declare one argument; its kind follows from the annotation unless given."""
    return field(default=default, metadata={"help": help, "kind": kind, "hidden": hidden, "in_form": in_form})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(arg,))
class Command:
    """What people ask of the bot. A subclass declares its arguments with `arg` and says what it does in `run`."""

    spec: ClassVar[Spec]
    submit: ClassVar[str] = later("Send")  # what sends its form off
    awaited: ClassVar[bool] = False  # whether it tells what its reader asked for: muting the bot does not hold it

    def __init_subclass__(
        cls,
        *,
        name: str,
        needs: Role = Role.GUEST,
        writes: bool = False,
        private: bool = True,
        pace: Pace | None = None,
        was: tuple[str, ...] = (),
        examples: tuple[str, ...] = (),
        hidden: bool = False,
        personal: bool = False,
    ) -> None:
        super().__init_subclass__()
        dataclass(frozen=True, kw_only=True)(cls)
        hints = get_type_hints(cls)
        params = tuple(
            Param(
                f.name,
                f.metadata["kind"] or _plain(hints[f.name]),
                f.metadata["help"],
                f.default is MISSING,
                None if f.default is MISSING else f.default,
                f.metadata["hidden"],
                f.metadata["in_form"],
            )
            for f in fields(cls)  # type: ignore[arg-type] # `dataclass` above made it one
        )
        about = (cls.__doc__ or "").strip().splitlines()[0]
        cls.spec = Spec(name, about, needs, params, writes, private, pace, was, examples, hidden, personal)

    @abstractmethod
    async def run(self, ctx: Context) -> Reply | Confirm:
        """Answer. What is read comes from `ctx.library`; what is written or personal goes through `ctx.work`."""

    @classmethod
    def asks(cls, texts: Mapping[str, str]) -> tuple[Param, ...]:  # noqa: ARG003 - others look at them
        """What its form asks, by what is known so far; what is known and not asked travels along unseen."""
        return cls.spec.shown

    @classmethod
    def heard(cls, text: str, person_id: str, by: Reading, tx: Tx) -> Command | None:  # noqa: ARG003 - others listen
        """What somebody means who writes directly to the bot, where this command waits for an answer; else None."""
        return None

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """Build from packed texts, exactly; Garbled for anything that `pack` never wrote."""
        try:
            values = {name: _param(cls.spec, name).kind.parse(text) for name, text in texts.items()}
            return cls(**values)
        except (ValueError, TypeError) as error:
            raise Garbled(cls.spec.name) from error

    def texts(self) -> dict[str, str]:
        """The arguments that differ from their defaults, as exact texts."""
        return self._texts(self.spec.params)

    def pack(self, *, public: bool = False) -> str:
        """The command as text that the core reads back exactly: `1 calls topic=hydrogen page=2`."""
        return pack(Parcel(self.spec.name, self.texts(), public))

    def line(self) -> str:
        """The command as a person would type it: `/calls topic=hydrogen`."""
        return line.write(self.spec.name, self._texts(self.spec.shown))

    def trace(self) -> str:
        """What the audit writes down: hidden arguments too, but nothing that somebody wrote at length."""
        written = {p.name for p in self.spec.params if isinstance(p.kind, kinds.LongText)}
        said = {name: "…" if name in written else text for name, text in self.texts().items()}
        return line.write(self.spec.name, said).removeprefix("/")

    def _texts(self, params: Iterable[Param]) -> dict[str, str]:
        return {
            p.name: p.kind.write(value) for p in params if (value := getattr(self, p.name)) != p.default or p.required
        }


def _param(spec: Spec, name: str) -> Param:
    param = spec.param(name)
    if param is None:
        raise ValueError(name[:40])
    return param


@lru_cache
def _plain(hint: type) -> kinds.Kind:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return kinds.OneOf(hint)
    return PLAIN[hint]
