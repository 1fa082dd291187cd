"""Replies as Discord takes them: plain JSON, within its limits, in which nothing that people wrote is markup."""
