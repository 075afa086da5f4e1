"""Running text: which subjects it speaks of. The only module that imports spaCy (on first use).

spaCy has no Kazakh and splits «по-прежнему» into three tokens, so it starts from a blank
pipeline and is never asked how many words a letter has (design.md section 3).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pipeline.text.normalise import fold


@lru_cache
def blank() -> Any:
    """The pipeline that running text is cut into words with."""
    import spacy

    return spacy.blank("xx")


def subjects(text: str, stems: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[int, int]]]:
    """Where the text speaks of each subject: subject -> spans of characters.

    A stem is the beginning of one word, or of several words in a row («ожидаем результат»);
    matching folds case, Kazakh letters and look-alikes, since endings and OCR vary them.
    """
    from spacy.matcher import Matcher

    language = blank()
    words = language.make_doc(text)
    folded = type(words)(words.vocab, words=[fold(token.text) or "·" for token in words])
    matcher = Matcher(words.vocab)
    for subject, phrases in stems.items():
        patterns = [
            [{"TEXT": {"REGEX": f"^{part}"}} for part in fold(phrase).split()] for phrase in phrases
        ]
        matcher.add(subject, patterns)
    spans: dict[str, list[tuple[int, int]]] = {}
    for key, start, end in matcher(folded):
        last = words[end - 1]
        place = (words[start].idx, last.idx + len(last.text))
        spans.setdefault(words.vocab.strings[key], []).append(place)
    return spans
