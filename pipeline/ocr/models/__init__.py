"""Trained weights of our own; training/README.md says how they were made."""
