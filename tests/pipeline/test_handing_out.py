"""The order in which pieces are given to children; children are played by futures set by hand."""

from concurrent.futures import Future

import pytest

from pipeline.handing_out import HandingOut


class Children:
    """Notes which pieces were begun; `end` finishes one."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.work: dict[str, Future[str]] = {}

    def give(self, name: str) -> "Future[str]":
        self.begun.append(name)
        self.work[name] = Future()
        return self.work[name]

    def end(self, name: str) -> None:
        self.work[name].set_result(name)


def add(handing_out: HandingOut[str], children: Children, name: str, weight: int) -> object:
    return handing_out.add(weight, lambda: children.give(name))


def test_the_heaviest_goes_first_where_all_are_known() -> None:
    children, handing_out = Children(), HandingOut[str](workers=1, most=8)
    for name, weight in (("a", 1), ("b", 1), ("c", 5), ("d", 9), ("e", 2)):
        add(handing_out, children, name, weight)
    assert children.begun == ["a", "b"]  # one child and one to spare
    children.end("a")
    children.end("b")
    assert children.begun == ["a", "b", "d", "c"]


def test_the_oldest_goes_first_while_more_are_to_come() -> None:
    children, handing_out = Children(), HandingOut[str](workers=1, most=4)
    for name, weight in (("a", 1), ("b", 1), ("c", 1), ("d", 9)):
        add(handing_out, children, name, weight)
    assert handing_out.is_full
    children.end("a")
    assert not handing_out.is_full
    assert children.begun == ["a", "b", "d"]
    add(handing_out, children, "e", 9)
    children.end("b")
    assert children.begun[-1] == "e"
    for name in ("f", "g"):
        add(handing_out, children, name, 9)
    assert handing_out.is_full
    add(handing_out, children, "h", 9)
    children.end("d")
    assert children.begun[-1] == "c"


def test_a_piece_that_cannot_be_given_is_told_where_it_is_asked_for() -> None:
    def refuse() -> "Future[str]":
        raise OSError("no more processes")

    children, handing_out = Children(), HandingOut[str](workers=1, most=4)
    refused = handing_out.add(1, refuse)
    with pytest.raises(OSError, match="no more processes"):
        refused.result(timeout=0)
    add(handing_out, children, "a", 1)
    assert children.begun == ["a"]


def test_a_piece_that_fails_makes_room_for_the_next() -> None:
    children, handing_out = Children(), HandingOut[str](workers=1, most=8)
    for name in ("a", "b", "c"):
        add(handing_out, children, name, 1)
    children.work["a"].set_exception(RuntimeError())
    assert children.begun == ["a", "b", "c"]
