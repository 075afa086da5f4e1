"""Runs migrations on the connection that the store hands over, in its transaction."""

from alembic import context

from pipeline.store import desk_tables  # noqa: F401 - its tables join the others
from pipeline.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
