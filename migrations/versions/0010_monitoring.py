"""Published releases."""

import sqlalchemy as sa
from alembic import op

from uitpas2.database.append_only import guard_table

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table('releases',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('table_name', sa.String(length=40), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.Column('threshold', sa.Integer(), nullable=False),
    sa.Column('method', sa.String(length=60), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_releases')),
    sa.UniqueConstraint('table_name', 'starts', 'ends', name=op.f('uq_releases_table_name_starts_ends'))
    )
    op.create_table('release_cells',
    sa.Column('release_id', sa.String(length=36), nullable=False),
    sa.Column('area', sa.String(length=5), nullable=False),
    sa.Column('level', sa.String(40), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('within', sa.String(length=5), nullable=False),
    sa.Column('inhabitants', sa.Integer(), nullable=False),
    sa.Column('persons', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_release_cells_release_id')),
    sa.PrimaryKeyConstraint('release_id', 'area', name=op.f('pk_release_cells'))
    )
    guard_table(op.get_bind(), "release_cells")
    guard_table(op.get_bind(), "releases")


def downgrade() -> None:
    op.drop_table("release_cells")
    op.drop_table("releases")
