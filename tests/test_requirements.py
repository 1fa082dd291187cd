"""What is locked is what gets installed, anywhere, and nothing in it forbids the club to share its bot."""

import re
from email.message import Message
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import cast

import pytest

LOCKS = sorted((Path(__file__).parent.parent / "requirements").glob("*.txt"))
both = pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)


@cache
def entries(lock: Path) -> dict[str, str]:
    """Each requirement by name, its lines joined and without comments."""
    text = re.sub(r"^\s*#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    return {re.split(r"[=<>!~;@\[ ]", line, maxsplit=1)[0]: line for line in text.splitlines()}


def licences(metadata: Message) -> list[str]:
    """What a distribution says of itself: the SPDX expression, else classifiers, else the old field's first line."""
    if expression := metadata.get("License-Expression"):
        return [str(expression)]
    classifiers = [c for c in metadata.get_all("Classifier", []) if c.startswith("License ::")]
    return classifiers or str(metadata.get("License") or "").splitlines()[:1]


def forbids(licence: str) -> bool:
    """Whether a licence is the GPL or AGPL with no other to choose. The LGPL is none of them."""
    gpl = re.compile(r"(?<![A-Za-z])A?GPL|(?<!Lesser )General Public License|Affero", re.IGNORECASE)
    library = re.compile(r"LGPL|Lesser General Public|Library General Public", re.IGNORECASE)
    return all(gpl.search(library.sub("", choice)) for choice in re.split(r"\bOR\b", licence))


def test_there_is_a_lock_for_running_and_one_for_testing() -> None:
    assert [lock.name for lock in LOCKS] == ["dev.txt", "runtime.txt"]


@both
def test_a_lock_names_no_index_and_no_path(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.findall(
        r"://|file:|^\s*-(?!-hash)\S*|\s/\S+|\s\.\.?/\S+|~/|[A-Za-z]:\\|uv pip| @ ", text, re.MULTILINE
    )


@both
def test_everything_locked_is_one_version_with_hashes(lock: Path) -> None:
    one = re.compile(r"[a-z0-9-]+==[0-9][\w.]*( ; [^#\\]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert [line for line in entries(lock).values() if not one.fullmatch(line)] == []


@both
def test_python_3_13_gets_the_audioop_it_no_longer_has(lock: Path) -> None:
    assert "python_full_version >= '3.13'" in entries(lock)["audioop-lts"]


def test_tests_run_on_what_the_bot_runs_on() -> None:
    runtime, dev = (entries(next(lock for lock in LOCKS if lock.name == name)) for name in ("runtime.txt", "dev.txt"))
    assert {name: dev.get(name) for name in runtime} == runtime


def test_nothing_installed_is_under_the_gpl() -> None:
    locked = {name for lock in LOCKS for name in entries(lock)}
    told = {
        re.sub(r"[-_.]+", "-", found.name).lower(): licences(cast("Message", found.metadata))
        for found in distributions()
    }
    assert {name: told[name] for name in locked & told.keys() if any(map(forbids, told[name]))} == {}


@pytest.mark.parametrize(
    ("licence", "forbidden"),
    [
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v2 (GPLv2)", True),
        ("AGPL-3.0-only", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-3.0-or-later", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT OR GPL-2.0-only", False),
        ("MPL-2.0", False),
        ("Apache-2.0 AND MIT", False),
    ],
)
def test_the_gpl_is_told_from_its_lesser_sister(licence: str, forbidden: bool) -> None:
    assert forbids(licence) is forbidden
