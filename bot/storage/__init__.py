"""What outlives the process: facts with their history, people, posts and tokens."""
