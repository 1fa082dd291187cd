"""The walls of the house: pyproject.toml says who may import whom, and only the clock knows what time it is."""

import ast
from pathlib import Path
from typing import TypeGuard

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
CLOCK = ROOT / "bot/core/clock.py"
NOWS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
}


def looks_at_the_clock(source: str) -> list[int]:
    """The lines that ask what time it is. Durations (monotonic, perf_counter, loop.time()) are no such thing."""
    return sorted(node.lineno for node in ast.walk(ast.parse(source)) if asks(node))


def asks(node: ast.AST) -> TypeGuard[ast.Attribute | ast.ImportFrom]:
    match node:
        case ast.Attribute(attr=asked, value=ast.Name(id=owner) | ast.Attribute(attr=owner)):
            return asked in NOWS.get(owner, ())
        case ast.ImportFrom(module="time", names=names):
            return any(name.name in NOWS["time"] for name in names)
        case _:
            return False


def test_imports_keep_to_the_contracts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_logo=True) == 0, capsys.readouterr().out


def test_only_the_clock_knows_the_time() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted(ROOT.glob("bot/**/*.py"))
        if path != CLOCK
        for line in looks_at_the_clock(path.read_text(encoding="utf-8"))
    ]
    assert not found, f"take now from the context or a Clock instead: {', '.join(found)}"


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\nx = datetime.now(tz)",
        "import datetime\nx = datetime.datetime.utcnow()",
        "import datetime as dt\nx = dt.date.today()",
        "import time\nx = time.time()",
        "from time import time\n",
        "def f(when=datetime.now): ...",
    ],
)
def test_a_look_at_the_clock_is_seen(source: str) -> None:
    assert looks_at_the_clock(source)


@pytest.mark.parametrize(
    "source", ["x = ctx.now", "x = clock.now()", "x = time.monotonic()", "x = loop.time()", "x = datetime.time(17)"]
)
def test_a_given_time_is_no_look_at_the_clock(source: str) -> None:
    assert not looks_at_the_clock(source)
