"""Identifiers with check digits: IIN, BIN, machine-readable zones; pure functions."""
