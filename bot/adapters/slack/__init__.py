"""Slack, through slack-bolt: commands, buttons, forms, questions, App Home and posts in a real workspace."""
