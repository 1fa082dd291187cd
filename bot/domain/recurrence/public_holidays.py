"""The public holidays of Bulgaria, Orthodox Easter and the Mondays for those at weekends included.

Article 154 of the Labour Code: https://lex.bg/laws/ldoc/1594373121
"""

from datetime import date
from functools import lru_cache


@lru_cache(64)
def public_holidays(year: int) -> frozenset[date]:
    """The days of a year on which nobody has to work."""
    from holidays import country_holidays

    return frozenset(country_holidays("BG", years=year))
