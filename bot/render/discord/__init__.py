"""Replies as Discord's JSON. No library is needed for it."""
