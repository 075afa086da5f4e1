"""From files to words, and from verdicts to reports; knows no document type and no rule."""
