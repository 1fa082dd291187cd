"""What people do, each act as Discord's own client would send it."""
