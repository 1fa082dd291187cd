"""What /link and /unlink share."""
