"""Finding records: by what they say, by their names, by their fields."""
