"""Tables of the store. Moments are seconds since 1970 (UTC); an inbox is named by its path."""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_DIGEST = 64
_WORD = 32
_RUN = 36

run = Table(
    "run",
    METADATA,
    Column("id", String(_RUN), primary_key=True),
    Column("kind", String(_WORD), nullable=False),
    Column("inbox", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("started_at", Double, nullable=False),
    Column("ended_at", Double),
    Column("packages", Integer, nullable=False, default=0),
    Column("verified", Integer, nullable=False, default=0),
    Column("unchanged", Integer, nullable=False, default=0),
    Column("waiting", Integer, nullable=False, default=0),
    Column("broken", Integer, nullable=False, default=0),
    Column("number", Integer, nullable=False, default=0),
    Column("reports", Text, nullable=False, default=""),
    Index("ix_run_inbox", "inbox", "started_at"),
)
"""One go of the program over an inbox; without an end it was broken off, or still works. The
number tells their order whatever the clock does; `reports` is the folder it wrote to."""

result = Table(
    "result",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("inbox", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("run", String(_RUN), ForeignKey("run.id"), nullable=False),
    Column("key", String(_DIGEST), nullable=False),
    *(
        Column(f"of_{part}", String(_DIGEST), nullable=False)
        for part in ("files", "rules", "engines", "settings", "day", "others")
    ),
    Column("outcome", String(_WORD), nullable=False),
    Column("ruleset", String(_WORD), nullable=False),
    Column("program", String(_WORD), nullable=False),
    Column("finished_at", Double, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Index("ix_result_package", "inbox", "package", "finished_at"),
    Index("ix_result_run", "run"),
)
"""A result with all that it depends on; `document` is the JSON of the contract, deflated."""

finding = Table(
    "finding",
    METADATA,
    Column("result", ForeignKey("result.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rule", String(_WORD), nullable=False),
    Column("subject", Text, nullable=False),
    Column("outcome", String(_WORD), nullable=False),
    Column("weight", String(_WORD), nullable=False),
    Column("reason", String(_WORD)),
    Column("message", Text, nullable=False, default=""),
    Index("ix_finding_rule", "rule", "outcome", "result"),
)
"""What a rule said; `message` is JSON by language, empty for what is in order."""

document = Table(
    "document",
    METADATA,
    Column("result", ForeignKey("result.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("type", String(_WORD), nullable=False),
    Column("language", String(_WORD)),
    Column("capture", String(_WORD), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
)
"""A document of a result, for statistics: how it was captured and how surely it was read."""

package = Table(
    "package",
    METADATA,
    Column("inbox", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("first_seen", Double, nullable=False),
    Column("last_run", String(_RUN), ForeignKey("run.id"), nullable=False),
    Column("state", String(_WORD), nullable=False),
    Column("failure", Text, nullable=False, default=""),
    Column("result", ForeignKey("result.id")),
)
"""Where a package stands: `done`, `waiting` (still being written) or `broken`; its result."""

claim = Table(
    "claim",
    METADATA,
    Column("inbox", Text, primary_key=True),
    Column("package", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", Double, nullable=False),
)
"""Who works on a package, and until when that holds without a renewal."""

original = Table(
    "original",
    METADATA,
    Column("sha256", String(_DIGEST), primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("kept_at", Double, nullable=False),
)
"""A file that was verified, kept under the hash of its content."""

holding = Table(
    "holding",
    METADATA,
    Column("inbox", Text, primary_key=True),
    Column("package", Text, primary_key=True),
    Column("kind", String(_WORD), primary_key=True),
    Column("sha256", String(_DIGEST), primary_key=True),
    Index("ix_holding_sha256", "sha256"),
)
"""Which packages hold a kept file: `original`, or `picture` of a page."""

fingerprint = Table(
    "fingerprint",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("inbox", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("kind", String(_WORD), nullable=False),
    Column("file", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("sha256", String(_DIGEST), nullable=False),
    Column("runs", LargeBinary, nullable=False),
    Index("ix_fingerprint_package", "inbox", "package"),
    Index("ix_fingerprint_sha256", "sha256", "page"),
)
"""Of a page or a letter: the hash of its file, and its runs of words as 64-bit numbers."""

sample = Table(
    "sample",
    METADATA,
    Column("run", BigInteger, primary_key=True),
    Column("fingerprint", ForeignKey("fingerprint.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_sample_fingerprint", "fingerprint"),
    sqlite_with_rowid=False,
)
"""A part of the runs of words, by which texts that have some in common are found."""

repeat = Table(
    "repeat",
    METADATA,
    Column("inbox", Text, primary_key=True),
    Column("package", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("kind", String(_WORD), primary_key=True),
    Column("file", Text, primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("likeness", Float, nullable=False),
    Index("ix_repeat_other", "inbox", "other"),
)
"""A page or letter that another package holds as well, once from the side of each."""

decision = Table(
    "decision",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("inbox", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("result", ForeignKey("result.id")),
    Column("reviewer", Text, nullable=False),
    Column("outcome", String(_WORD), nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_at", Double, nullable=False),
    Index("ix_decision_package", "inbox", "package"),
)
"""What a person decided, and why; never changed, a new one follows."""
