"""Invented applicants' documents with their truth: specimens and ready packages (README.md)."""

from sample_docs.specimen import LEVELS, Specimen, make_specimen

__all__ = ["LEVELS", "Specimen", "make_specimen"]
