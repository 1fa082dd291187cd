"""What people see of a name and of an address."""

from __future__ import annotations

# The facts keep names as the cluster's own text writes them, slips included; people see what the organisation itself
# writes. The slip is the key, so a record whose name has been put right is shown as it stands.
_SLIPS = {"RoHeath": "ROHEALTH"}


def title(name: str, name_bg: str, lang: str) -> str:
    """The name that people see in a language: the Bulgarian one in Bulgarian where there is one."""
    return name_bg if name_bg and lang == "bg" else _SLIPS.get(name, name)


def address(website: str) -> str:
    """The link to a website that may be written without its scheme ("www.oxentia.com"); empty when there is none."""
    return f"https://{website}" if website and "://" not in website else website
