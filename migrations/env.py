"""Alembic runs this for each command; `uitpas2.database.migrate` hands it the engine."""

from alembic import context

import uitpas2.models  # noqa: F401  every table, so that autogenerate sees them
from uitpas2.database.base import Base

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
