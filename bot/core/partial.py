"""A command not yet complete: raw texts by argument, what is wrong with each, and the form that mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.core.codec import Garbled, Parcel
from bot.core.errors import Which, Wrong
from bot.core.kinds import Choice, Record
from bot.core.reply import Blank, Form, Reply, Tone

if TYPE_CHECKING:
    from bot.core.command import Command
    from bot.core.kinds import Reading
    from bot.core.spec import Param

FEW = 5  # names that read well in one sentence


@dataclass(frozen=True, slots=True)
class Partial:
    """Texts for a command as people typed them; `hidden` are exact packed texts of arguments nobody types.

    Only a form that was `submitted` is told what is missing: who has just asked for it has not left anything out.
    """

    command: type[Command]
    texts: Mapping[str, str]
    hidden: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Wrong] = field(default_factory=dict)
    submitted: bool = False

    @classmethod
    def of(cls, command: type[Command], parcel: Parcel, *, submitted: bool = False) -> Partial:
        """The texts of a parcel, those of hidden arguments kept apart."""
        unseen = {p.name for p in command.spec.params if p.hidden}
        texts = {k: v for k, v in parcel.texts.items() if k not in unseen}
        hidden = {k: v for k, v in parcel.texts.items() if k in unseen}
        return cls(command, texts, hidden, submitted=submitted)

    def complete(self, by: Reading) -> Command | Partial:
        """The command, if every text reads and nothing required is missing; else this with an error for each.

        Raises Which when one name fits several records and no other text is wrong, Garbled when hidden texts were
        tampered with.
        """
        spec = self.command.spec
        values: dict[str, object] = {}
        errors: dict[str, Wrong] = {}
        several: dict[str, Which] = {}
        for param in spec.params:
            try:
                if param.hidden:
                    if param.name in self.hidden:
                        values[param.name] = param.kind.parse(self.hidden[param.name])
                elif self._typed(param.name):
                    values[param.name] = param.kind.read(self.texts[param.name], by)
                elif param.required:
                    errors[param.name] = Wrong("This one is needed.")
            except Wrong as wrong:
                errors[param.name] = wrong
            except Which as which:
                which.add_note(param.name)
                several[param.name] = which
            except ValueError as error:
                raise Garbled(spec.name) from error
        mistaken = any(self._typed(name) for name in errors)
        if len(several) == 1 and not mistaken:
            raise next(iter(several.values()))
        errors |= {name: _either(self.texts[name], which) for name, which in several.items()}
        return replace(self, errors=errors) if errors else self.command(**values)

    def _typed(self, name: str) -> bool:
        return bool(self.texts.get(name, "").strip())

    def reply(self, by: Reading) -> Reply:
        """Says what is wrong or missing, and carries the form with what was typed."""
        t = by.t
        said = [t(e.text, **e.names) for name, e in self.errors.items() if self._typed(name)]
        missing = (
            t("Something that is needed is still missing.") if self.submitted else t("Just fill this in, and we go on.")
        )
        text = "\n".join(said) or missing
        return Reply((text,), form=self.form(by), tone=Tone.WARN if said else Tone.PLAIN, private=True)

    def form(self, by: Reading) -> Form:
        """The form of this command, with what is known so far."""
        t, spec = by.t, self.command.spec
        asks = {p.name: p for p in self.command.asks(self.texts)}
        asks |= {p.name: p for p in spec.shown if p.name in self.errors and p.name not in asks}
        blanks = tuple(self._blank(p, by) for p in asks.values())
        along = ((p.name, self.texts[p.name]) for p in spec.shown if p.name in self.texts and p.name not in asks)
        return Form(spec.name, t(spec.help), blanks, t(self.command.submit), (*along, *self.hidden.items()))

    def _blank(self, param: Param, by: Reading) -> Blank:
        t = by.t
        told = self.submitted or self._typed(param.name)
        error = self.errors.get(param.name) if told else None
        closed: tuple[Choice, ...] = param.kind.choices(t)
        default = "" if param.default is None else param.kind.write(param.default)
        return Blank(
            param.name,
            t(param.help),
            param.kind.name,
            required=param.required,
            value=self.texts.get(param.name, default),
            error=t(error.text, **error.names) if error else "",
            choices=tuple((c.label, c.value) for c in closed),
            suggests=isinstance(param.kind, Record) or bool(not closed and param.kind.suggest("", by)),
        )


def _either(text: str, which: Which) -> Wrong:
    names = "; ".join(label for label, _ in which.choices[:FEW])
    return Wrong("“{text}” may be one of several: {names}.", text=text[:60], names=names)
