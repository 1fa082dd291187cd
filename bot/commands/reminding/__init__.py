"""What reminders and digests have in common: how they are kept, told of, and whose they are."""
