"""One try at a package: what came of it, and whether another try may help."""

import errno
from dataclasses import dataclass

from pebble import ProcessExpired
from sqlalchemy.exc import DBAPIError

from flows import runlog
from flows.inbox import Entry, Parcel, package_id
from flows.work import Job, work_on
from pipeline import faults
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
    """Verify a package once; whatever goes wrong is told and logged by its kind, nothing raised."""
    tried = _tried(job, package)
    if tried.trouble:
        runlog.note(
            job.settings,
            "package failed",
            run=job.run,
            package=tried.entry.package,
            trouble=tried.trouble,
            may_pass=tried.may_pass,
        )
    return tried


def _tried(job: Job, package: Parcel) -> Attempt:
    try:
        return Attempt(work_on(job, package))
    except TekseruError as error:
        return Attempt(failure(package, str(error)), type(error).__name__)
    except (OSError, ProcessExpired, DBAPIError) as error:
        may_pass = not isinstance(error, OSError) or error.errno in PASSING
        return Attempt(failure(package, _told(error, job)), type(error).__name__, may_pass)
    except Exception as error:  # noqa: BLE001 - outermost ring of a package: the batch goes on
        return Attempt(failure(package, _told(error, job)), type(error).__name__)


def _told(error: Exception, job: Job) -> str:
    """What reviewers are told of a fault; of one that nobody foresaw its kind alone."""
    kind = faults.kind_of(error)
    return faults.told(kind, job.settings.language) if kind else type(error).__name__


def failure(package: Parcel, why: str) -> Entry:
    """The entry of a package that the program could not work on."""
    return Entry(package_id(package), None, None, failure=why)
