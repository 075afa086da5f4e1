"""Tables of the reviewers' desk: people, sessions, what they corrected, ruled and decided, audit.

What people do is added and never changed; what the machine said stays in the results beside it.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from pipeline.store.schema import METADATA

_DIGEST = 64
_WORD = 32

person = Table(
    "person",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),
    Column("role", String(_WORD), nullable=False),
    Column("language", String(2), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("made_at", Double, nullable=False),
)
"""Who may log in; the password is an argon2 hash."""

session = Table(
    "session",
    METADATA,
    Column("token", String(_DIGEST), primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("form_token", String(_DIGEST), nullable=False),
    Column("filters", Text, nullable=False),
    Column("began_at", Double, nullable=False),
    Column("seen_at", Double, nullable=False),
)
"""A log-in under the hash of its token; `filters` is the queue as its person left it (JSON)."""

reading = Table(
    "reading",
    METADATA,
    Column("result", ForeignKey("result.id", ondelete="CASCADE"), primary_key=True),
    Column("category", Text),
    Column("submitted_on", String(10)),
    Column("document", LargeBinary, nullable=False),
)
"""What was read for a result, deflated JSON: enough to run the rules again without the files."""

amendment = Table(
    "amendment",
    METADATA,
    Column("result", ForeignKey("result.id", ondelete="CASCADE"), primary_key=True),
    Column("outcome", String(_WORD), nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("made_at", Double, nullable=False),
)
"""What the rules say of a result after people corrected values; the result itself stays."""

assignment = Table(
    "assignment",
    METADATA,
    Column("inbox", Text, primary_key=True),
    Column("package", Text, primary_key=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("made_at", Double, nullable=False),
)
"""Who works on a package."""

correction = Table(
    "correction",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("inbox", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("files", String(_DIGEST), nullable=False),
    Column("document", String(_WORD), nullable=False),
    Column("field", String(_WORD), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("salt", String(_WORD), nullable=False),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("made_at", Double, nullable=False),
    Index("ix_correction_package", "inbox", "package"),
)
"""A value read anew by a person; it holds for the package's files of that digest only. The salt
lets the audit log prove the values without holding them."""

ruling = Table(
    "ruling",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("result", ForeignKey("result.id"), nullable=False),
    Column("finding", String(_DIGEST), nullable=False),
    Column("rule", String(_WORD), nullable=False),
    Column("machine", String(_WORD), nullable=False),
    Column("outcome", String(_WORD), nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("made_at", Double, nullable=False),
    Index("ix_ruling_result", "result"),
)
"""A person's word on a finding: the machine's outcome and theirs; the last one counts."""

proposal = Table(
    "proposal",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("inbox", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("result", ForeignKey("result.id"), nullable=False),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", Double, nullable=False),
    Column("closed_at", Double),
    Column("closed_by", ForeignKey("person.id")),
    Index("ix_proposal_package", "inbox", "package"),
)
"""A refusal that waits for a second person."""

lot = Table(
    "lot",
    METADATA,
    Column("result", ForeignKey("result.id", ondelete="CASCADE"), primary_key=True),
    Column("drawn", Boolean, nullable=False),
    Column("made_at", Double, nullable=False),
)
"""Whether a result that passed was drawn for a person to look through."""

audit = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("made_at", Double, nullable=False),
    Column("person", Text, nullable=False),
    Column("action", String(_WORD), nullable=False),
    Column("result", Integer),
    Column("detail", Text, nullable=False),
    Column("before", String(_DIGEST), nullable=False),
    Column("digest", String(_DIGEST), nullable=False),
    Index("ix_audit_result", "result"),
)
"""Who did what and when; each line carries the digest of the one before it."""
