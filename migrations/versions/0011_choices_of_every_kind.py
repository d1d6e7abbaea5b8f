"""Choices of every kind: codes, sets and exceptions beside numbers, and a last day."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("choice_proposals") as table:
        table.add_column(sa.Column("ends", sa.Date(), nullable=True))
        table.create_check_constraint("ends_after_start", "ends IS NULL OR ends > starts")
    _retyped("value", sa.JSON(), "CAST({} AS VARCHAR)", more=sa.Column("exceptions", sa.JSON(), nullable=True))
    op.execute(sa.text("UPDATE municipal_choices SET exceptions = '[]'"))
    with op.batch_alter_table("municipal_choices") as table:
        table.alter_column("exceptions", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    kept = sa.table("municipal_choices", sa.column("value", sa.JSON()), sa.column("exceptions", sa.JSON()))
    for value, exceptions in op.get_bind().execute(sa.select(kept.c.value, kept.c.exceptions)):
        if type(value) is not int or exceptions:
            raise RuntimeError("there are choices that are more than a number; they cannot go back")
    with op.batch_alter_table("municipal_choices") as table:
        table.drop_column("exceptions")
    _retyped("value", sa.Integer(), "CAST(CAST({} AS VARCHAR) AS INTEGER)")
    with op.batch_alter_table("choice_proposals") as table:
        table.drop_constraint(op.f("ck_choice_proposals_ends_after_start"), type_="check")
        table.drop_column("ends")


def _retyped(name: str, kind: sa.types.TypeEngine, cast: str, more: sa.Column | None = None) -> None:
    """Give a column another type by way of a second one: SQLite cannot change a type, PostgreSQL wants to be told."""
    with op.batch_alter_table("municipal_choices") as table:
        table.add_column(sa.Column("kept", kind, nullable=True))
        if more is not None:
            table.add_column(more)
    value = cast.format(name)
    if isinstance(kind, sa.JSON) and op.get_bind().dialect.name == "postgresql":
        value = f"CAST({value} AS JSON)"
    op.execute(sa.text(f"UPDATE municipal_choices SET kept = {value}"))
    with op.batch_alter_table("municipal_choices") as table:
        table.drop_column(name)
    with op.batch_alter_table("municipal_choices") as table:
        table.alter_column("kept", new_column_name=name, existing_type=kind, nullable=False)
