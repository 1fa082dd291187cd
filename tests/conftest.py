"""What every test shares: how hypothesis searches, and where the browser is."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import structlog
from hypothesis import HealthCheck, settings

from tests.kit import Kit, opened

CI = bool(os.environ.get("CI"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = f"no Chromium on PATH (looked for {', '.join(BROWSERS)})"

# A busy machine is no bug, so nothing fails for being slow; in CI the same tree gives the same result.
settings.register_profile("club", deadline=None, derandomize=CI, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("club")

# What is logged of a fault is drawn with every local value otherwise, which takes longer than many a test.
structlog.configure(
    processors=[
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False),
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)


@pytest.fixture
async def kit() -> AsyncIterator[Kit]:
    """Every command over the shipped facts, in the morning of 22 November 2026."""
    async with opened() as house:
        yield house


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium. Without one its tests are skipped, or fail where CLUB_BROWSER=required (as in .ci/run)."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    if os.environ.get("CLUB_BROWSER") == "required":
        pytest.fail(NO_BROWSER, pytrace=False)
    pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.getreports("skipped") if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.section("THE BROWSER'S TESTS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} OF THEM WERE SKIPPED: {NO_BROWSER}. Install it, then run them again:")
        terminalreporter.line(
            "    Debian: apt install chromium    Ubuntu: snap install chromium    Fedora: dnf install chromium"
        )
