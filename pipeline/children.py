"""What every child process needs, loaded once in the server that children are forked from.

Only that server imports this module, by name (`sandbox.begin`): loading is what it is for, and each
child then starts with the language data and the packages in memory. No session of onnxruntime is
made here, since those own threads, which do not survive a fork.
"""

from contextlib import suppress

from pipeline import reading  # noqa: F401 - the work that children do
from pipeline.ocr import latin, tesseract

# What cannot be loaded here fails again, with its cause, in the page that needs it.
with suppress(Exception):
    tesseract.load()
with suppress(Exception):
    latin.load()
