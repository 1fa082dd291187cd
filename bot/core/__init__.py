"""The kernel: what a command is, how one runs, and what it may answer. It knows no platform."""
