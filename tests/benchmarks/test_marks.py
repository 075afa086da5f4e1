"""Measuring of marks: what a paper bears is known, and answers are counted by what is true."""

from collections import Counter

import pytest

from benchmarks import marked_specimens, marks
from benchmarks.marked_tally import Tally
from pipeline.model import Box


@pytest.mark.parametrize(("faults", "signed"), [((), True), (("unsigned",), False)])
def test_a_paper_knows_its_signatures(faults: tuple[str, ...], signed: bool) -> None:
    (paper,) = marked_specimens.papers("motivation_letter", 4, ("digital",), faults)
    places = [place for page in paper.pages for place in page.signatures]
    assert paper.present["signature"] is signed
    assert bool(places) is signed
    last = paper.pages[-1]
    assert last.page.words, "words of the text layer come along"
    for place in places:
        rows, columns = last.image.shape[:2]
        cut = last.image[
            int(place.top * rows) : int(place.bottom * rows),
            int(place.left * columns) : int(place.right * columns),
        ]
        assert cut.min() < 160, "ink stands at the place"


def test_answers_are_shown_by_what_is_true() -> None:
    counted = Counter(
        {("scan", "signature", True, "absent"): 3, ("scan", "stamp", False, "absent"): 5}
    )
    table = marks.answer_table(counted, ["scan"])
    assert "| scan | signature | borne | 0 | 0 | 3 |" in table
    assert "| scan | stamp | lacking | 0 | 0 | 5 |" in table


def test_a_mark_counts_where_it_overlaps_its_place() -> None:
    tally = Tally()
    here, there = Box(0.1, 0.1, 0.3, 0.2), Box(0.6, 0.6, 0.8, 0.7)
    tally.add([here], [Box(0.15, 0.1, 0.3, 0.2), there], "page")
    assert (tally.recall, tally.precision) == (1.0, 0.5)
