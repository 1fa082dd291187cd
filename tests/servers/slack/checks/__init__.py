"""What Slack takes and what it refuses, with reasons. Written from https://docs.slack.dev/reference/block-kit."""
