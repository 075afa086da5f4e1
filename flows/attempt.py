"""One try at a package: what came of it, and whether another try may help."""

import errno
from dataclasses import dataclass

from pebble import ProcessExpired
from sqlalchemy.exc import DBAPIError

from flows.inbox import Entry, Parcel, package_id
from flows.work import Job, work_on
from pipeline.errors import TekseruError

PASSING = frozenset(
    (
        *(errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ENOMEM, errno.ESTALE),
        *(errno.ETIMEDOUT, errno.ECONNRESET, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN),
    )
)
"""Failures of disk, share or memory that a moment later may be over. A full disk is none."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The entry of a package; `trouble` is the kind of failure, with no word of the package."""

    entry: Entry
    trouble: str = ""
    may_pass: bool = False


def attempt(job: Job, package: Parcel) -> Attempt:
    """Verify a package once; whatever goes wrong is told, nothing is raised."""
    try:
        return Attempt(work_on(job, package))
    except TekseruError as error:
        return Attempt(failure(package, str(error)), type(error).__name__)
    except (OSError, ProcessExpired, DBAPIError) as error:
        kind = type(error).__name__
        may_pass = not isinstance(error, OSError) or error.errno in PASSING
        return Attempt(failure(package, kind), kind, may_pass)
    except Exception as error:  # noqa: BLE001 - outermost ring of a package: the batch goes on
        kind = type(error).__name__
        return Attempt(failure(package, kind), kind)


def failure(package: Parcel, why: str) -> Entry:
    """The entry of a package that the program could not work on."""
    return Entry(package_id(package), None, None, failure=why)
