"""What members tell of themselves: asked on the way in, shown and changed in their profile."""
