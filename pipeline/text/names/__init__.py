"""Names of persons: their parts, and whether two of them may be one person's."""

from pipeline.text.names.matching import NameMatch, Relation, Why, compare_names
from pipeline.text.names.person import PersonName, parse_name

__all__ = ["NameMatch", "PersonName", "Relation", "Why", "compare_names", "parse_name"]
