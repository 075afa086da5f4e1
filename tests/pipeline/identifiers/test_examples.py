"""The examples in the docstrings of the identifiers."""

import doctest
from types import ModuleType

import pytest

from pipeline.identifiers import bin as bin_
from pipeline.identifiers import iin, mrz


@pytest.mark.parametrize("module", [iin, bin_, mrz])
def test_examples(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0
