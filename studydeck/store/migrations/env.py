"""Run by Alembic: takes the steps inside the transaction that `studydeck.store.schema` has begun."""

from alembic import context

from studydeck.store.dialects import missing_guards
from studydeck.store.engine import VERSION_TABLE
from studydeck.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, version_table=VERSION_TABLE)
context.run_migrations()
if missing := missing_guards(connection):
    raise RuntimeError(f"the migration leaves the logs without {', '.join(missing)}")
