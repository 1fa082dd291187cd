"""The club's values and the rules that need nothing but themselves."""
