"""The word count of a letter, as a word processor shows it (contract.md, «Word count»)."""

import re

# A hyphen between letters, or between figures, at the end of a line: the word goes on below.
_SPLIT_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad¬][^\S\n]*\n\s*(?=[^\W\d_])")
_SPLIT_FIGURES = re.compile(r"(?<=\d)[-\u2010][^\S\n]*\n\s*(?=\d)")


def count_words(text: str) -> int:
    """Runs between white space that hold a letter or digit; `text` keeps its line breaks.

    A hyphenated word is one, also where its hyphen ends a line, and so is a word split at a line
    end. Dashes and list marks that stand alone are none.
    """
    joined = _SPLIT_FIGURES.sub("-", _SPLIT_WORD.sub("", text))
    return sum(any(sign.isalnum() for sign in run) for run in joined.split())
