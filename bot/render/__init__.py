"""Replies drawn for each platform: pure functions that know no platform's library."""
