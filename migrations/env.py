"""Alembic runs this for each command; `uitpas2.database.migrate` hands it the engine."""

from alembic import context

import uitpas2.models  # noqa: F401  every table, so that autogenerate sees them
from uitpas2.database.base import Base

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        # SQLite changes a table by copying it and dropping the old one, which a foreign key to it would refuse.
        # The switch works outside a transaction only; what it let through is looked at afterwards.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=is_sqlite,
        compare_type=True,
        transaction_per_migration=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
            if is_sqlite and (orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise RuntimeError(f"rows that refer to nothing after the migration: {orphans[:5]}")
    finally:
        if is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
