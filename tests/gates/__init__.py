"""Independent readers and gates that a finished PDF must pass."""
