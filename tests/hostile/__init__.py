"""Hostile and odd files, made on the spot, and the kind of answer that each must get."""
