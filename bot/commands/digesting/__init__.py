"""What a digest tells, and how one is sent to somebody by itself."""
