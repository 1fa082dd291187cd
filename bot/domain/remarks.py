"""What of a record's remarks is meant for people.

The facts also keep words for whoever looks after them: what "the seed" (the cluster's own text) leaves open, and what
to show. They are told to organisers who edit a record, and left out where members read it.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZА-Я\"“„])")
_ASIDE = re.compile(r" \(seed\)")
_FILE = re.compile(r"\bsee (\w+)\.yaml\b")  # people look there by the command of the same name
_FOR_KEEPERS = re.compile(r"\bseed\b|^Show\b|do not guess", re.IGNORECASE)


def remarks(text: str) -> str:
    """The sentences of a remark that are about its subject rather than about the record."""
    sentences = _SENTENCE.split(_FILE.sub(r"see /\1", _ASIDE.sub("", text)))
    return " ".join(sentence for sentence in sentences if not _FOR_KEEPERS.search(sentence))
