"""Sentences that stand in a declaration and are translated where they are shown."""


def later(text: str) -> str:
    """Mark a sentence for those who gather and translate the words."""
    return text
