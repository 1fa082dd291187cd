"""Members of the demo, so that there is somebody to find. None of them exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.roles import Role
from bot.domain.member import Aim, Purpose

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.store import Tx

PEOPLE: dict[str, tuple[str, dict[str, Any]]] = {
    "Мария Иванова (демо)": (
        "bg",
        {
            "aim": Aim.RESEARCHER,
            "organisation": "Медицински университет",
            "city": "София",
            "interests": ["cancer", "clinical-trials", "personalised-medicine"],
            "offers": "Клинични данни и опит с протоколи за изпитвания",
            "seeks": "Партньори за анализ на данни с изкуствен интелект",
        },
    ),
    "Georgi Petrov (demo)": (
        "en",
        {
            "aim": Aim.FOUNDER,
            "organisation": "Acme Diagnostics",
            "city": "Plovdiv",
            "interests": ["ai-data", "devices", "startups"],
            "offers": "Machine learning for medical images",
            "seeks": "A hospital to validate our software with",
        },
    ),
    "Elena Dimitrova (demo)": (
        "en",
        {
            "aim": Aim.INVESTOR,
            "organisation": "Example Ventures",
            "city": "Sofia",
            "interests": ["investment", "startups", "digital-health"],
            "offers": "Seed funding and advice on the first round",
            "seeks": "Teams with a prototype in digital health",
        },
    ),
    "Николай Стоянов (демо)": (
        "bg",
        {
            "aim": Aim.COMPANY,
            "organisation": "Примерна биотехнологична компания",
            "city": "Варна",
            "interests": ["biotech", "medicines", "transfer"],
            "offers": "Пилотно производство и регулаторен опит",
            "seeks": "Научни групи с резултати за пазара",
        },
    ),
}


def settle_in(tx: Tx, now: datetime) -> None:
    """Let them have joined, and agreed to be found and introduced."""
    for number, (name, (language, answers)) in enumerate(PEOPLE.items()):
        id = f"demo-{number}"
        tx.people.create(id, "web", id, at=now, name=name, role=int(Role.MEMBER), locale=language)
        for answer, value in answers.items():
            tx.members.answer(id, answer, value, now)
        for purpose in (Purpose.DIRECTORY, Purpose.MATCHING):
            tx.members.consent(id, purpose, now, given=True)
