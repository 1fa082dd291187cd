"""Rows of a YAML file, all scalars as the text that was typed: NO is a country, 17:00 no number.

The parser's events are composed here rather than by yaml.compose, whose nodes take half a gigabyte for a large file.
Nothing is ever constructed; tags, anchors and aliases, which could build other things or explode, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from bot.domain.record import Kind
from bot.sources.fields import Body, tidy
from bot.sources.problem import Problem, Problems, wrong
from bot.sources.raw import TABLES, Raw
from bot.sources.shape import unknown

DEEPEST = 8  # lists and groups inside one another; a record needs three
ENOUGH = 100  # problems of writing, after which reading on tells nobody more
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset(("", "~", "null"))
# https://yaml.org/spec/1.2.2/#51-character-set, looked at here because the parser does not say in which line.
_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ufffd\U00010000-\U0010ffff]")


def yaml_rows(text: str) -> tuple[frozenset[Kind], list[Raw]]:
    """The kinds that the file has lists of, and their rows. Raises Problems."""
    if refused := _REFUSED.search(text):
        line = text.count("\n", 0, refused.start()) + 1
        raise wrong(
            Problem("A character that no YAML may have (U+{code}).", {"code": f"{ord(refused[0]):04X}"}, line=line)
        )
    reader = _Reader(text)
    try:
        reader.file()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        names = {"reason": error.problem or error.context or "?"}
        reader.found.append(Problem("Not YAML: {reason}.", names, line=mark.line + 1 if mark else 0))
    except _TooMuch:
        pass
    if reader.found:
        raise Problems(reader.found)
    return frozenset(reader.kinds), reader.rows


class _TooMuch(Exception):
    """Reading on makes no sense."""


class _Reader:
    """Composes one file."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self.found: list[Problem] = []
        self.kinds: set[Kind] = set()
        self.rows: list[Raw] = []

    def file(self) -> None:
        """The whole file: one document, one group of lists."""
        next(self._events)
        if isinstance(start := next(self._events), yaml.StreamEndEvent):
            self._say(Problem("The file is empty."), start)
            return
        top = self._plain(next(self._events))
        if not isinstance(top, yaml.MappingStartEvent):
            self._say(Problem("The file must begin with the name of a list, such as partners: or calls:."), top)
            raise _TooMuch
        lines: dict[str, int] = {}
        for key, event in self._pairs(lines, "", 1):
            self._table(key, event, lines[key])
        next(self._events)
        if not isinstance(more := next(self._events), yaml.StreamEndEvent):
            self._say(Problem("Only one document fits in a file. Take out the line ---."), more)

    def _table(self, key: str, event: yaml.Event, line: int) -> None:
        if key == "meta":
            self._meta(event)
        elif key not in TABLES:
            names = dict.fromkeys((*TABLES, "meta"))
            self._add(replace(unknown(key, names), line=line))
            self._value(event, {}, "", 2)
        elif key == "cluster":
            self._row(Kind.CLUSTER, event, 2)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.kinds.add(TABLES[key])
            for item in self._items():
                self._row(TABLES[key], item, 3)
        else:
            self._say(Problem("A list of records belongs here; an empty one is written [].", path=key), event)
            self._value(event, {}, "", 2)

    def _row(self, kind: Kind, event: yaml.Event, depth: int) -> None:
        lines: dict[str, int] = {}
        body = self._value(event, lines, "", depth)
        if not isinstance(body, dict):
            self._say(Problem("A record belongs here: a group of fields."), event)
            return
        self.kinds.add(kind)
        self.rows.append(Raw(kind, _tidy(body), _line(event), lines))

    def _meta(self, event: yaml.Event) -> None:
        """Notes on the file, which nobody asks for, and the names of topics, which are facts."""
        lines: dict[str, int] = {}
        notes = self._value(event, lines, "", 2)
        labels = notes.get("topic_labels", {}) if isinstance(notes, dict) else None
        if not isinstance(labels, dict):
            self._say(Problem("A group of fields belongs here: {known}.", {"known": "topic_labels"}, "meta"), event)
            return
        for topic, names in labels.items():
            path = f"topic_labels.{topic}"
            body = {"id": topic, **names} if isinstance(names, dict) else {"id": topic, "en": names}
            inner = {name: lines[f"{path}.{name}"] for name in names} if isinstance(names, dict) else {}
            self.kinds.add(Kind.TOPIC)
            self.rows.append(Raw(Kind.TOPIC, _tidy(body), lines[path], inner))

    def _value(self, event: yaml.Event, lines: dict[str, int], path: str, depth: int) -> object:
        match self._plain(event):
            case yaml.ScalarEvent(value=value, style=style):
                return "" if not style and value in _NOTHING else value
            case yaml.SequenceStartEvent():
                self._deep(event, depth)
                return [self._entry(item, lines, path, n, depth) for n, item in enumerate(self._items())]
            case yaml.MappingStartEvent():
                self._deep(event, depth)
                before = f"{path}." if path else ""
                pairs = self._pairs(lines, before, depth)
                return {key: self._value(value, lines, f"{before}{key}", depth + 1) for key, value in pairs}
            case _:
                return ""

    def _entry(self, event: yaml.Event, lines: dict[str, int], path: str, number: int, depth: int) -> object:
        place = f"{path}.{number}"
        lines[place] = _line(event)
        return self._value(event, lines, place, depth + 1)

    def _items(self) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield event

    def _pairs(self, lines: dict[str, int], before: str, depth: int) -> Iterator[tuple[str, yaml.Event]]:
        """Names with the event that begins their value, which the caller has to read before it goes on."""
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._say(Problem("A field's name belongs here, one text."), event)
                raise _TooMuch
            self._plain(event)
            key = str(event.value)
            if key in seen:
                names = {"line": seen[key]}
                self._say(Problem("Written twice: the first time in line {line}.", names, f"{before}{key}"), event)
            seen[key] = lines[f"{before}{key}"] = _line(event)
            yield key, next(self._events)

    def _plain(self, event: yaml.Event) -> yaml.Event:
        """The event, with a problem noted if it is more than plain."""
        if isinstance(event, yaml.AliasEvent):
            self._say(Problem("References (*) cannot be used. Write the value out."), event)
        elif getattr(event, "anchor", None) is not None:
            self._say(Problem("Anchors (&) cannot be used. Write the value out where it is needed."), event)
        elif getattr(event, "tag", None) is not None:
            self._say(Problem("Tags (!) cannot be used. Take it out."), event)
        return event

    def _deep(self, event: yaml.Event, depth: int) -> None:
        if depth > DEEPEST:
            self._say(Problem("Too deep: lists and groups inside one another."), event)
            raise _TooMuch

    def _say(self, problem: Problem, event: yaml.Event) -> None:
        self._add(replace(problem, line=_line(event)))

    def _add(self, problem: Problem) -> None:
        self.found.append(problem)
        if len(self.found) >= ENOUGH:
            raise _TooMuch


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _tidy(body: dict[str, object]) -> Body:
    kept = tidy(body)
    return kept if isinstance(kept, dict) else {}
