"""Replies as Slack takes them: Block Kit JSON within its limits, in which nothing that people wrote is markup."""
