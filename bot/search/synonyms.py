"""Words that people use for one thing, in both languages: a question about one finds the others."""

from functools import cache

from bot.search.stem import asked, terms

Phrase = tuple[str, ...]

SYNONYMS = (
    ("cancer", "oncology", "tumour", "tumor", "рак", "онкология", "онкологичен", "тумор"),
    ("ai", "artificial intelligence", "ИИ", "изкуствен интелект"),
    ("call", "покана", "конкурс", "процедура"),
    ("grant", "безвъзмездна помощ", "funding", "финансиране", "субсидия"),
    ("deadline", "краен срок", "срок"),
    ("health", "здраве", "здравен", "healthcare", "здравеопазване"),
    ("medicine", "медицина", "medical", "медицински"),
    ("data", "данни"),
    ("digital", "цифров", "дигитален"),
    ("digitalisation", "digitalization", "дигитализация", "цифровизация"),
    ("partner", "партньор"),
    ("event", "събитие"),
    ("conference", "конференция", "congress", "конгрес"),
    ("project", "проект"),
    ("programme", "program", "програма"),
    ("research", "изследване", "научни изследвания"),
    ("science", "наука", "научен"),
    ("innovation", "иновация", "иновационен"),
    ("startup", "start up", "стартъп"),
    ("sme", "мсп", "малки и средни предприятия", "small and medium enterprises"),
    ("cluster", "клъстер"),
    ("university", "университет"),
    ("ministry", "министерство"),
    ("municipality", "община"),
    ("hospital", "болница"),
    ("biotech", "biotechnology", "биотехнология", "биотех"),
    ("pharma", "pharmaceutical", "фармация", "фармацевтичен"),
    ("drug", "medication", "лекарство"),
    ("vaccine", "ваксина"),
    ("antimicrobial resistance", "amr", "антимикробна резистентност"),
    ("infection", "infectious", "инфекция", "инфекциозен"),
    ("disease", "illness", "болест", "заболяване"),
    ("ageing", "aging", "стареене"),
    ("climate", "климат"),
    ("diagnosis", "diagnostic", "диагностика"),
    ("therapy", "treatment", "терапия", "лечение"),
    ("clinical trial", "клинично изпитване"),
    ("mobility", "мобилност"),
    ("training", "обучение"),
    ("child", "children", "дете", "деца"),
    ("brain", "мозък"),
    ("heart", "cardiovascular", "сърце", "сърдечносъдов"),
    ("mental health", "психично здраве"),
    ("genome", "genomic", "геном", "геномен"),
    ("hydrogen", "водород"),
    ("energy", "енергия", "енергиен"),
    ("food", "храна"),
    ("green", "зелен"),
    ("fellowship", "стипендия"),
    ("stem cell", "стволова клетка"),
    ("analytics", "анализ на данни"),
    ("bioeconomy", "биоикономика"),
    ("bioscience", "биологични науки"),
    ("life sciences", "науки за живота"),
    ("community", "общност"),
    ("deep tech", "дълбоки технологии"),
    ("hub", "хъб"),
    ("education", "образование"),
    ("engineering", "инженерни науки", "инженерство"),
    ("entrepreneurship", "предприемачество"),
    ("incubation", "инкубиране"),
    ("industry", "индустрия"),
    ("consulting", "консултиране"),
    ("internationalisation", "интернационализация"),
    ("laboratory", "лаборатория"),
    ("policy", "политика"),
    ("regional development", "регионално развитие"),
    ("research translation", "приложение на научни резултати"),
    ("results uptake", "внедряване на резултати"),
    ("research data", "изследователски данни"),
    ("technology transfer", "трансфер на технологии"),
    ("scale up", "разрастване"),
    ("theranostics", "тераностика"),
    ("biologicals", "биологични лекарства"),
    ("bioprinting", "биопринтиране"),
    ("drug development", "разработване на лекарства"),
    ("safety", "безопасност"),
    ("exposome", "експозом"),
    ("genomics", "геномика"),
    ("global", "глобален"),
    ("economics", "икономика"),
    ("immunology", "имунология"),
    ("toxicology", "токсикология"),
    ("inclusion", "приобщаване"),
    ("medical imaging", "образна диагностика"),
    ("personalised", "персонализиран"),
    ("philanthropy", "филантропия"),
    ("rare cancer", "редки видове рак"),
    ("staff exchange", "обмен на персонал"),
    ("survivorship", "живот след рак"),
)


@cache
def synonyms() -> dict[Phrase, tuple[Phrase, ...]]:
    """The phrases (each a run of terms) that may stand for a phrase."""
    meant: dict[Phrase, dict[Phrase, None]] = {}
    for group in SYNONYMS:
        phrases = dict.fromkeys(tuple(terms(phrase)) for phrase in group)
        for asked_as in {phrase for text in group for phrase in (tuple(terms(text)), *_single(text))}:
            meant.setdefault(asked_as, {}).update(phrases)
    return {phrase: tuple(p for p in others if p != phrase) for phrase, others in meant.items()}


def _single(text: str) -> list[Phrase]:
    found = asked(text)
    return [(term,) for term in found[0]] if len(found) == 1 else []
