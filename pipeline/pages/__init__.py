"""Pages of a file: their text layer, if they have a real one, and their picture."""
