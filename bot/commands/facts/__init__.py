"""What the commands that correct facts share: fields by their names, values as people read them, one way to store."""
