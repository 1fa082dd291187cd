"""Questions that people bring to an organiser."""
