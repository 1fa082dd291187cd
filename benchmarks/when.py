"""Times in words: microseconds a phrase, and how many phrases of each language are right.

Run by hand: `python benchmarks/when.py`. Where dateparser happens to be installed, it is measured on the same phrases;
it gives points only, so its answer counts as right when it lies within the span that was meant.
"""

import importlib
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the phrases stand with the tests

from bot.domain.when import Unreadable, read
from tests.domain.phrases import BOOKS, NOW, SOFIA, Phrase, readable, refused

ROUNDS = 200
GOAL = 100  # microseconds


def timed(text: str) -> float:
    """Median microseconds of reading a phrase, refused ones too."""
    took = []
    for _ in range(ROUNDS):
        start = perf_counter()
        with suppress(Unreadable):
            read(text, NOW, SOFIA)
        took.append((perf_counter() - start) * 1e6)
    return median(took)


def right(phrase: Phrase) -> bool:
    """Whether a phrase is read as it should be."""
    try:
        return read(phrase.text, NOW, SOFIA) == phrase.span
    except Unreadable:
        return False


def held(text: str) -> bool:
    """Whether a phrase that must be refused is."""
    try:
        read(text, NOW, SOFIA)
    except Unreadable:
        return True
    return False


def ours(lang: str) -> None:
    """Our figures for a language."""
    phrases, refusals = readable(BOOKS[lang]), refused(BOOKS[lang])
    took = {text: timed(text) for text in [phrase.text for phrase in phrases] + refusals}
    slowest = max(took, key=lambda text: took[text])
    good = sum(map(right, phrases))
    kept = sum(map(held, refusals))
    print(f"{lang}: {good} of {len(phrases)} right, {kept} of {len(refusals)} refused that must be")
    print(f"    {median(took.values()):.0f} us a phrase, at most {took[slowest]:.0f} ({slowest}); goal: under {GOAL}")


def theirs(lang: str, dateparser: ModuleType) -> None:
    """Figures of dateparser for a language, on the phrases that are not refused."""
    settings = {"RELATIVE_BASE": NOW.replace(tzinfo=None), "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"}

    def parse(text: str) -> datetime | None:
        found: datetime | None = dateparser.parse(text, languages=[lang], settings=settings)
        return found if found is None else found.replace(tzinfo=SOFIA)

    phrases = readable(BOOKS[lang])
    parse(phrases[0].text)  # it loads its language data first
    took, good, wrong = [], 0, 0
    for phrase in phrases:
        start = perf_counter()
        found = parse(phrase.text)
        took.append((perf_counter() - start) * 1e6)
        if found is not None:
            within = phrase.span.start <= found < phrase.span.end
            good, wrong = good + within, wrong + (not within)
    print(f"{lang}: dateparser {good} of {len(phrases)} right, {wrong} wrong, {median(took):.0f} us a phrase")


def main() -> None:
    """Print the figures."""
    for lang in BOOKS:
        ours(lang)
    try:
        dateparser = importlib.import_module("dateparser")
    except ImportError:
        print("dateparser is not installed: nothing to compare with")
        return
    for lang in BOOKS:
        theirs(lang, dateparser)


if __name__ == "__main__":
    main()
