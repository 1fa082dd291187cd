"""Fields of interest: the topics of calls and events, in groups that people choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Interest:
    """A field by its name in both languages, and the topics of records that belong to it."""

    id: str
    en: str
    bg: str
    topics: tuple[str, ...]

    def title(self, lang: str) -> str:
        """The name in a language."""
        return self.bg if lang == "bg" else self.en


INTERESTS = (
    Interest(
        "cancer", "Cancer", "Онкология", ("cancer", "rare-cancers", "survivorship", "haematology", "theranostics")
    ),
    Interest(
        "chronic-diseases",
        "Heart and other chronic diseases",
        "Сърдечносъдови и други хронични болести",
        ("non-communicable-diseases", "cardiovascular"),
    ),
    Interest("brain-ageing", "Brain and ageing", "Мозък и стареене", ("ageing", "neurodegenerative-diseases")),
    Interest(
        "infections",
        "Infections and pandemic preparedness",
        "Инфекции и готовност за пандемии",
        ("infectious-diseases", "pandemic-preparedness", "antimicrobial-resistance", "immunology", "global-health"),
    ),
    Interest(
        "personalised-medicine",
        "Genomics and personalised medicine",
        "Геномика и персонализирана медицина",
        ("personalised-medicine", "genomics", "biomarkers"),
    ),
    Interest(
        "medicines",
        "Medicines and their development",
        "Лекарства и разработването им",
        ("drug-development", "medicines-safety", "monoclonal-antibodies", "biologicals", "toxicology"),
    ),
    Interest(
        "advanced-therapies",
        "Advanced therapies and regenerative medicine",
        "Модерни терапии и регенеративна медицина",
        ("atmp", "regenerative-medicine", "bioprinting"),
    ),
    Interest("clinical-trials", "Clinical trials", "Клинични изпитвания", ("clinical-trials", "research-translation")),
    Interest(
        "devices",
        "Medical devices, imaging and diagnostics",
        "Медицински изделия, образна диагностика и тестове",
        ("medical-devices", "medtech", "medical-imaging", "diagnostics", "laboratories", "engineering"),
    ),
    Interest(
        "digital-health",
        "Digital health",
        "Дигитално здраве",
        ("digital-health", "health-it", "connected-health", "smart-health", "mobile", "digitalisation"),
    ),
    Interest(
        "ai-data",
        "AI and health data",
        "Изкуствен интелект и здравни данни",
        ("ai", "analytics", "big-data", "health-data", "research-data", "virtual-human-twins"),
    ),
    Interest(
        "biotech",
        "Biotechnology and the bioeconomy",
        "Биотехнологии и биоикономика",
        ("biotech", "biotechnology", "bioeconomy", "biosciences", "life-sciences"),
    ),
    Interest(
        "health-care",
        "Hospitals and health care",
        "Болници и здравни грижи",
        ("health-care", "medicine", "health", "procurement", "health-economics", "children", "disability", "inclusion"),
    ),
    Interest(
        "environment",
        "Climate, environment and health",
        "Климат, околна среда и здраве",
        ("climate-and-health", "exposome", "green-transition"),
    ),
    Interest(
        "startups",
        "Start-ups and entrepreneurship",
        "Стартъпи и предприемачество",
        ("startups", "entrepreneurship", "incubation", "spin-offs", "deep-tech", "scale-up", "sme"),
    ),
    Interest("investment", "Investment", "Инвестиции", ("investment", "philanthropy")),
    Interest(
        "transfer",
        "Technology transfer and industry",
        "Технологичен трансфер и индустрия",
        ("technology-transfer", "industry", "results-uptake", "technology-park", "innovation-park", "employers"),
    ),
    Interest(
        "careers",
        "Research careers, training and exchange",
        "Научна кариера, обучение и обмен",
        ("mobility", "fellowships", "training", "staff-exchange", "education", "digital-skills", "research", "science"),
    ),
    Interest(
        "networks",
        "Clusters, partnering and going abroad",
        "Клъстери, партньорства и работа в чужбина",
        (
            "clusters",
            "life-sciences-clusters",
            "innovation-ecosystems",
            "internationalisation",
            "partnering",
            "bioregions",
            "digital-innovation-hubs",
            "innovation",
            "innovation-consulting",
            "community",
        ),
    ),
    Interest(
        "policy",
        "Health policy and the regions",
        "Здравна политика и регионално развитие",
        ("policy", "regional-development", "widening", "economy", "science-communication"),
    ),
)
_BY_ID = {one.id: one for one in INTERESTS}
_OF_TOPIC = {topic: one.id for one in INTERESTS for topic in one.topics}


def interest(id: str) -> Interest | None:
    """The field with this id."""
    return _BY_ID.get(id)


def touched(topics: Iterable[str]) -> tuple[str, ...]:
    """The fields that these topics belong to, in the order in which people see them."""
    here = {_OF_TOPIC[topic] for topic in topics if topic in _OF_TOPIC}
    return tuple(one.id for one in INTERESTS if one.id in here)
