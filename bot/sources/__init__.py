"""From tables and, at the edges, other people's servers to the club's facts."""
