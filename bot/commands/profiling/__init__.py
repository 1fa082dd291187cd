"""A profile: what the club knows of somebody, as they see and change it."""
