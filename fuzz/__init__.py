"""Random and mutated input for everything that reads what strangers wrote."""
