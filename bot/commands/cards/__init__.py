"""How each kind of record looks: a record in, a card out, nothing else."""
