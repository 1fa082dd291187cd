"""The club's own facts, which the demo and a first start load."""
