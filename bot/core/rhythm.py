"""Placeholder of the lead: overwrite freely."""


def spoken(series, t):  # noqa
    return f"{series.start:%Y-%m-%d %H:%M} {series.rule}".strip()
