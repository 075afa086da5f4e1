"""Layouts that nobody looks at while the reading code is written: they say how general it is.

Each module is named after its type and offers `LAYOUTS` (name to truth) and `HELD_OUT`, the names
that are still unseen. They are printed only when asked for by name, never drawn by seed, and know
no faults.
"""
