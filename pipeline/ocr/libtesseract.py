"""Tesseract in process through its C library: loaded once, warm between pages and lines.

Measured on scanned letters against the command for each page: the same words, 0.3 s a page less for
starting and loading, 20 ms a line instead of 330. The library is the one of the installed command;
where it cannot be loaded, `tesseract` falls back to pytesseract.
"""

import atexit
import ctypes
import ctypes.util
import os
import threading
from functools import lru_cache
from typing import Any

import numpy as np

from pipeline.cleanup import Image

_handles = threading.local()
_all_handles: list[int] = []
_ONLY_LSTM = 1
_ORIENTATION_ONLY = 0


class StoppedError(Exception):
    """The engine gave up: out of time, or an image that it cannot work with."""


class NoDataError(Exception):
    """The engine could not load its language data, or not all of it."""


@lru_cache
def is_available() -> bool:
    """Whether the shared library is installed beside the command."""
    try:
        return _library() is not None
    except OSError:
        return False


def load(languages: str) -> None:
    """Load the language data for this thread. Raises NoDataError when there is none."""
    _handle(languages)


def table(image: Image, languages: str, *, layout: int, seconds: float) -> str:
    """Words of a grey image as the engine's TSV table. Raises StoppedError after `seconds`.

    `layout` is Tesseract's page segmentation mode.
    """
    library = _library()
    handle = _handle(languages)
    library.TessBaseAPISetPageSegMode(handle, layout)
    _set_image(handle, image)
    monitor = library.TessMonitorCreate()
    try:
        library.TessMonitorSetDeadlineMSecs(monitor, max(1, int(seconds * 1000)))
        if library.TessBaseAPIRecognize(handle, monitor) != 0:
            raise StoppedError
        text = library.TessBaseAPIGetTsvText(handle, 0)
        try:
            return ctypes.string_at(text).decode("utf-8", "replace") if text else ""
        finally:
            library.TessDeleteText(text)
    finally:
        library.TessMonitorDelete(monitor)
        library.TessBaseAPIClear(handle)


def orientation(image: Image) -> tuple[int, float] | None:
    """Degrees that the text is turned clockwise and how sure; None where too little is seen."""
    library = _library()
    handle = _handle("osd")
    library.TessBaseAPISetPageSegMode(handle, _ORIENTATION_ONLY)
    _set_image(handle, image)
    degrees, script = ctypes.c_int(), ctypes.c_char_p()
    sure, script_sure = ctypes.c_float(), ctypes.c_float()
    try:
        if not library.TessBaseAPIDetectOrientationScript(
            handle,
            ctypes.byref(degrees),
            ctypes.byref(sure),
            ctypes.byref(script),
            ctypes.byref(script_sure),
        ):
            return None
        return degrees.value, sure.value
    finally:
        library.TessBaseAPIClear(handle)


def _set_image(handle: int, image: Image) -> None:
    pixels = np.ascontiguousarray(image)
    height, width = pixels.shape
    library = _library()
    # The engine copies the pixels before this call returns.
    library.TessBaseAPISetImage(handle, pixels.ctypes.data, width, height, 1, pixels.strides[0])
    library.TessBaseAPISetSourceResolution(handle, 300)


def _handle(languages: str) -> int:
    """The engine of this thread with its language data loaded."""
    known: dict[str, int] = _handles.__dict__.setdefault("by_languages", {})
    if languages not in known:
        library = _library()
        handle = library.TessBaseAPICreate()
        engine = 3 if languages == "osd" else _ONLY_LSTM
        if library.TessBaseAPIInit2(handle, None, languages.encode(), engine) != 0:
            library.TessBaseAPIDelete(handle)
            raise NoDataError
        if _loaded(handle) < set(languages.split("+")):
            # It works without a language that it does not find, and says nothing.
            library.TessBaseAPIDelete(handle)
            raise NoDataError
        library.TessBaseAPISetVariable(handle, b"debug_file", os.devnull.encode())
        known[languages] = handle
        _all_handles.append(handle)
    return known[languages]


def _loaded(handle: int) -> set[str]:
    """Languages whose data the engine has loaded."""
    names = _library().TessBaseAPIGetLoadedLanguagesAsVector(handle)
    try:
        found, number = set(), 0
        while names[number]:
            found.add(names[number].decode("ascii"))
            number += 1
        return found
    finally:
        _library().TessDeleteTextArray(names)


def _end() -> None:
    """Give the language data back; the library complains on standard error otherwise."""
    while _all_handles:
        _library().TessBaseAPIDelete(_all_handles.pop())


@lru_cache
def _library() -> Any:
    # One thread per process: more threads make Tesseract slower (design.md section 3).
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    name = ctypes.util.find_library("tesseract") or "libtesseract.so.5"
    library = ctypes.CDLL(name)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for function, result, arguments in (
        ("TessBaseAPICreate", pointer, ()),
        ("TessBaseAPIDelete", None, (pointer,)),
        ("TessBaseAPIInit2", number, (pointer, text, text, number)),
        ("TessBaseAPISetVariable", number, (pointer, text, text)),
        ("TessBaseAPISetPageSegMode", None, (pointer, number)),
        ("TessBaseAPISetImage", None, (pointer, pointer, number, number, number, number)),
        ("TessBaseAPISetSourceResolution", None, (pointer, number)),
        ("TessBaseAPIRecognize", number, (pointer, pointer)),
        ("TessBaseAPIGetTsvText", pointer, (pointer, number)),
        ("TessBaseAPIDetectOrientationScript", number, (pointer,) * 5),
        ("TessBaseAPIClear", None, (pointer,)),
        ("TessDeleteText", None, (pointer,)),
        ("TessBaseAPIGetLoadedLanguagesAsVector", ctypes.POINTER(text), (pointer,)),
        ("TessDeleteTextArray", None, (ctypes.POINTER(text),)),
        ("TessMonitorCreate", pointer, ()),
        ("TessMonitorDelete", None, (pointer,)),
        ("TessMonitorSetDeadlineMSecs", None, (pointer, number)),
    ):
        call = getattr(library, function)
        call.restype, call.argtypes = result, arguments
    atexit.register(_end)
    return library
