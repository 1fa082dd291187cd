"""What a language brings to the grammar: its words of time, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.when.shapes import Token

Value = int | str | None


@dataclass(frozen=True, slots=True)
class Count:
    """Number words from 1 to 19 and the tens from 20 on, each with its forms, and what stands between ten and one."""

    ones: str
    tens: str
    joints: tuple[str, ...]

    def alone(self) -> Iterator[tuple[str, int]]:
        """1 to 19 and the round tens."""
        for value, forms in [
            *enumerate(self.ones.split(), 1),
            *((10 * n, f) for n, f in enumerate(self.tens.split(), 2)),
        ]:
            for form in forms.split("|"):
                yield form, value

    def joined(self, ones: "Count") -> Iterator[tuple[str, int]]:
        """21 to 99, "twenty-one" and "двадесет и първи": the tens of these words before the ones of those."""
        for ten, tens in enumerate(self.tens.split(), 2):
            for one, forms in enumerate(ones.ones.split()[:9], 1):
                for left in tens.split("|"):
                    for right in forms.split("|"):
                        for joint in self.joints:
                            yield f"{left}{joint}{right}", 10 * ten + one


@dataclass(frozen=True, slots=True)
class Language:
    """One language: words (kind, value, forms), phrases that stand for several tokens, fillers that say nothing."""

    words: Mapping[str, Mapping[Value, str]]
    phrases: Mapping[str, tuple[tuple[str, Value], ...]]
    fillers: str
    suffixes: str
    numbers: Count
    ordinals: Count

    def forms(self) -> Iterator[tuple[str, tuple[Token, ...]]]:
        """Every form that the language knows, with the tokens that it stands for."""
        for kind, values in self.words.items():
            for value, forms in values.items():
                for form in forms.split("|"):
                    yield form, (Token(kind, value),)
        for forms, tokens in self.phrases.items():
            for form in forms.split("|"):
                yield form, tuple(Token(*token) for token in tokens)
        for form in filter(None, self.fillers.split("|")):
            yield form, ()
        for kind, count in (("number", self.numbers), ("nth", self.ordinals)):
            for form, value in [*count.alone(), *self.numbers.joined(count)]:
                yield form, (Token(kind, value),)
