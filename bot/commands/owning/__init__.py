"""What people may know and have of their own data."""
