"""Reading engines: each module wraps one, `reader` chooses and merges."""
